import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endWithUs, forget, killTree } from '../../vscode/processTree.ts';

/** A test that failed, and whether it is the kind of failure that says that something is wrong. */
interface FailedTest {
  readonly title: string;
  /** False when it only took too long: a slow machine does that to any test. */
  readonly isTold: boolean;
}

export interface TestRun {
  readonly failed: readonly FailedTest[];
  readonly passed: number;
  /** Files that could not be loaded, e.g. because they do not compile; and a run that ended without a report. */
  readonly unloaded: readonly string[];
}

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/**
 * Runs test files in a copy of the project and gives what failed.
 * @param timeoutMs after which the run is ended and counts as one without a report
 */
export async function runTests(folder: string, files: readonly string[], timeoutMs: number): Promise<TestRun> {
  const report = join(folder, 'out', 'results.json');
  await mkdir(join(folder, 'out'), { recursive: true });
  await rm(report, { force: true });
  const isWalk = files.some(file => file.startsWith('test/vscode/walks/'));
  const projects = isWalk ? ['--project', 'walks', '--project', 'long-walks'] : ['--project', 'unit'];
  if (isWalk) await command(folder, 'node', ['esbuild.mjs'], timeoutMs);
  const reporting = ['--reporter=json', `--outputFile=${report}`, '--no-cache'];
  await command(
    folder,
    'node',
    ['node_modules/vitest/vitest.mjs', 'run', ...projects, ...reporting, ...files],
    timeoutMs,
  );
  const text = await readFile(report, 'utf8').catch(() => undefined);
  return text === undefined ? { failed: [], passed: 0, unloaded: ['no report'] } : read(JSON.parse(text) as Report);
}

function read({ numPassedTests, testResults }: Report): TestRun {
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({ title: fullName, isTold: !(failureMessages ?? []).some(isTimeout) }));
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { failed, passed: numPassedTests, unloaded: unloaded.map(({ name }) => name) };
}

function isTimeout(message: string): boolean {
  return /(?:Test|Hook) timed out in \d+ms/.test(message);
}

/** Ends when the command does, well or badly: its report says what came of it. */
function command(cwd: string, name: string, args: readonly string[], timeoutMs: number): Promise<void> {
  const child = spawn(name, args, { cwd, stdio: 'ignore', env: { ...process.env, CI: '' } });
  const { pid } = child;
  if (pid !== undefined) endWithUs(pid);
  const clock = setTimeout(() => {
    if (pid !== undefined) killTree(pid);
  }, timeoutMs);
  return new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  }).finally(() => {
    clearTimeout(clock);
    if (pid !== undefined) forget(pid);
  });
}
