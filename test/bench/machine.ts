import { availableParallelism, cpus, loadavg } from 'node:os';
import { ensureChromium } from '../vscode/install/chromium.ts';
import { runCommand } from '../vscode/install/command.ts';

/** What figures depend on, as one line. */
export async function machineLine(): Promise<string> {
  const chromium = await runCommand(await ensureChromium(console.log), ['--version'], { timeoutMs: 30_000 });
  const version = /\d[\d.]+/.exec(chromium)?.[0] ?? 'of unknown version';
  const model = cpus()[0]?.model ?? 'unknown processor';
  // How many others wanted the cores in the minute before: on a busy machine every time is too long.
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return `${availableParallelism()} cores of ${model}, Node ${process.versions.node}, Chromium ${version}, load before ${load}`;
}
