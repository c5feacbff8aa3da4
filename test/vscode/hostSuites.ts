import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import type { Levered } from '../levered/server.ts';
import { startLevered } from '../levered/server.ts';
import { projectPath, projectRoot } from '../project.ts';
import { resultPath, suiteReport } from '../run/resultPath.ts';
import { chooseVSCode } from './desktop.ts';
import { makeSandbox, type Sandbox } from './sandbox.ts';
import { tallySuites, type SuiteTally } from './suiteRecord.ts';

/**
 * Runs the suites of `suites/` in the extension host of a real VS Code, signed in to a local Levered on a copy of the
 * sample workspace, and keeps what they tell as a report. The suites find it in their environment: `LEVERED_URL`, `LEVERED_TOKEN`, `LEVERED_CONTROL_KEY` for
 * its control surface, and `LEVERED_CLI_FOLDER`, where the session is that VS Code is signed in with.
 */
export async function runHostSuites(): Promise<SuiteTally> {
  const choice = await chooseVSCode();
  const which = choice.kind === 'desktop' ? 'desktop VS Code' : "VS Code's server build with a headless Chromium";
  console.log(`Using ${which}, because ${choice.reason}.`);
  await using levered = await startLevered({ control: true });
  await using sandbox = await makeSandbox(levered);
  const home = await mkdtemp(join(tmpdir(), 'levered-suites-'));
  try {
    const results = join(home, 'results.jsonl');
    await writeFile(results, '');
    const userData = join(home, 'data');
    await mkdir(join(userData, 'User'), { recursive: true });
    await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify(await withProxied(sandbox, levered)));
    const exit = await run({
      ...(choice.kind === 'server' ? { vscodeExecutablePath: await launcher() } : {}),
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: projectPath('out', 'suites', 'index.js'),
      launchArgs: [sandbox.folder, '--user-data-dir', userData, '--extensions-dir', join(home, 'extensions')],
      extensionTestsEnv: {
        LEVERED_SUITE_RESULTS: results,
        LEVERED_CLI_FOLDER: sandbox.cliFolder,
        ...addressOf(levered),
      },
    });
    await mkdir(resultPath(), { recursive: true });
    await copyFile(results, resultPath(suiteReport));
    const tally = tallySuites(await readFile(results, 'utf8'));
    if (exit === undefined || tally.failed > 0) return tally;
    return { ...tally, failed: 1, lines: [...tally.lines, `  ✗ VS Code ended badly: ${exit}`] };
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * Adds an environment `proxied`: the same Levered at another address of this machine, because VS Code sends neither
 * `127.0.0.1` nor `localhost` through a proxy.
 */
async function withProxied(sandbox: Sandbox, { url, token }: Levered): Promise<Record<string, unknown>> {
  const proxied = url.replace('127.0.0.1', '127.0.0.2');
  await writeFile(join(sandbox.cliFolder, 'auth.proxied.json'), JSON.stringify({ session_token: token }));
  return { ...sandbox.settings, 'levered.environments': { local: url, proxied } };
}

function addressOf(levered: Levered): Record<string, string> {
  return { LEVERED_URL: levered.url, LEVERED_TOKEN: levered.token, LEVERED_CONTROL_KEY: levered.controlKey ?? '' };
}

/** Gives undefined when VS Code ended well, and what it ended with otherwise. */
async function run(options: Parameters<typeof runTests>[0]): Promise<string | undefined> {
  try {
    await runTests(options);
    return undefined;
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.message;
    throw error;
  }
}

/** The built launcher, as something that can be started. */
async function launcher(): Promise<string> {
  const path = projectPath('out', 'launcher.mjs');
  await chmod(path, 0o755);
  return path;
}
