import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { startLevered } from '../levered/server.ts';
import { projectRoot } from '../project.ts';
import { checkMainJob, defaultScreenshot } from './check.ts';
import { chooseVSCode, hasDisplay, installedDesktop } from './desktop.ts';
import { ensureServerBuild } from './install/serverBuild.ts';
import { interruption } from './interruption.ts';
import { endWithUs, forget, killTree } from './processTree.ts';
import { makeSandbox, type Sandbox } from './sandbox.ts';
import { VSCodeServer } from './server.ts';
import { windowAddress } from './windowAddress.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean' }, screenshot: { type: 'string' } } });

/**
 * `npm start`: the extension in VS Code, signed in to a local Levered, on a copy of the sample workspace.
 * With `--check` the main job is walked through without anybody there.
 */
async function main(interrupted: Promise<string>): Promise<void> {
  await using levered = await startLevered();
  await using sandbox = await makeSandbox(levered);
  console.log(`The local Levered is at ${levered.url}, with the sample warehouse.`);
  if (values.check) {
    const { source, metrics } = levered.state();
    const named = [source?.name, ...metrics.map(metric => metric.name).sort()].filter(name => name !== undefined);
    const check = checkMainJob({
      sandbox,
      names: [...named.filter(name => name !== shownMetric), shownMetric],
      screenshot: values.screenshot ?? defaultScreenshot,
    });
    await Promise.race([check, interrupted.then(why => Promise.reject(new Error(`Interrupted: ${why}.`)))]);
    return;
  }
  await using shown = (await openDesktop(sandbox)) ?? (await openServer(sandbox));
  console.log('Press Ctrl-C to end it; the copy of the workspace goes with it.');
  await Promise.race([interrupted, shown.closed]);
}

/** The metric in the screenshot: its rows have the most to show. */
const shownMetric = 'Purchase Revenue';

interface Shown extends AsyncDisposable {
  /** Settles when the person closes it; never for a page in a browser. */
  readonly closed: Promise<unknown>;
}

async function openDesktop(sandbox: Sandbox): Promise<Shown | undefined> {
  if (!hasDisplay() || process.env['LEVERED_TEST_VSCODE'] === 'server') return undefined;
  const executable =
    installedDesktop() ?? ((await chooseVSCode()).kind === 'desktop' ? await downloadAndUnzipVSCode() : undefined);
  if (executable === undefined) return undefined;
  const userData = join(dirname(sandbox.folder), 'data');
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify(sandbox.settings, undefined, 2));
  const args = [
    ...['--wait', '--new-window', '--disable-workspace-trust', '--skip-welcome', '--user-data-dir', userData],
    ...['--extensions-dir', join(userData, 'extensions'), `--extensionDevelopmentPath=${projectRoot}`, sandbox.folder],
  ];
  const child = spawn(executable, args, { stdio: 'ignore', shell: process.platform === 'win32' });
  const closed = new Promise((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  const { pid } = child;
  if (pid !== undefined) endWithUs(pid);
  console.log(`Opened ${executable} on ${sandbox.folder}.`);
  return {
    closed,
    [Symbol.asyncDispose]: async () => {
      if (pid === undefined) return;
      if (child.exitCode === null && child.signalCode === null) killTree(pid);
      forget(pid);
      await closed;
    },
  };
}

async function openServer(sandbox: Sandbox): Promise<Shown> {
  const build = await ensureServerBuild(console.log);
  const server = await VSCodeServer.start({ build, extension: projectRoot, settings: sandbox.settings });
  console.log(
    `VS Code ${build.version} runs in a browser here: ${windowAddress(server.origin, { folder: sandbox.folder })}`,
  );
  return { closed: new Promise(() => undefined), [Symbol.asyncDispose]: () => server.dispose() };
}

try {
  await main(interruption());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// A browser or a request that is still under way would keep the process.
process.exit();
