import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { build } from 'esbuild';
import { projectPath } from '../../project.ts';
import type { EngineAnswer, EngineCommand } from './engineCommand.ts';

/** Builds `engine.ts` into a folder and gives the path of it. */
export async function buildEngine(folder: string): Promise<string> {
  const outfile = join(folder, 'engine.mjs');
  const entry = projectPath('test', 'safety', 'kills', 'engine.ts');
  const require = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    ...{ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20' },
    banner: { js: require },
  });
  return outfile;
}

/** The engine at work in a process of its own. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  private constructor(child: ChildProcess, reader: Interface) {
    this.#child = child;
    this.#reader = reader;
    this.#lines = reader[Symbol.asyncIterator]();
  }

  /** @param args as `engine.ts` takes them */
  static async start(engine: string, args: readonly string[]): Promise<EngineProcess> {
    const child = spawn(process.execPath, [engine, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    const started = new EngineProcess(child, createInterface(child.stdout));
    await started.#answer();
    return started;
  }

  /** @throws Error when the process ends before it has answered */
  async ask(command: EngineCommand): Promise<EngineAnswer> {
    this.#child.stdin?.write(`${JSON.stringify(command)}\n`);
    return this.#answer();
  }

  /** Settles when a process that was killed is gone. */
  async signal(signal: 'SIGKILL' | 'SIGSTOP'): Promise<void> {
    const ended = signal === 'SIGKILL' ? once(this.#child, 'exit') : undefined;
    this.#child.kill(signal);
    await ended;
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.stdin?.end();
    await ended;
    this.#reader.close();
  }

  async #answer(): Promise<EngineAnswer> {
    const line = await this.#lines.next();
    if (line.done === true) throw new Error('The engine ended before it answered.');
    return JSON.parse(line.value) as EngineAnswer;
  }
}
