import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { runChild } from './child.ts';
import { resultPath } from './resultPath.ts';
import { type StepResult, vitestResult } from './summary.ts';

interface VitestRun {
  readonly project: string;
  /** The name of the report that it leaves; without it, the project's. */
  readonly report?: string;
  readonly timeoutMs: number;
  /** Parts of paths; without any, all of the project's files are run. */
  readonly files?: readonly string[];
}

/** Runs tests of one project with vitest. Its JSON report stays, for whoever wants to know what was proved. */
export async function runVitest({ project, report, timeoutMs, files = [] }: VitestRun): Promise<StepResult> {
  const path = resultPath(`${report ?? project}.json`);
  mkdirSync(resultPath(), { recursive: true });
  rmSync(path, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const exitCode = await runChild('npx', ['vitest', 'run', '--project', project, ...reporters, ...files], timeoutMs);
  return vitestResult(exitCode, existsSync(path) ? await readFile(path, 'utf8') : undefined);
}
