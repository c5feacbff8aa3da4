import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resultPath } from '../run/resultPath.ts';
import { endWithUs, forget } from '../vscode/processTree.ts';
import { neverRun, type Part, slowTests } from './part.ts';

/** Beyond the time that the tests of a mutant take without it. Much, because a busy machine is no endless loop. */
const allowanceMs = 60_000;

/** Where the report of a part is kept. */
export function reportPath({ name }: Part): string {
  return resultPath('mutation', `${name.replace('/', '-')}.json`);
}

/** What is changed, and what is to notice it. */
export interface MutationOrder {
  readonly part: Part;
  /** Paths below the project's folder, each with or without a range `:from-to` of lines or of lines and columns. */
  readonly sources: readonly string[];
  /** Whether the slow tests of the part run too. */
  readonly isThorough: boolean;
}

/**
 * Changes one thing after the other in a copy of the project, and runs the tests that reach it.
 * @param folder the copy; its sources are changed
 * @param report the path of the report that is left
 */
export async function runMutants(
  folder: string,
  { part, sources, isThorough }: MutationOrder,
  report: string,
): Promise<void> {
  const config = join(folder, 'mutation.config.json');
  await mkdir(dirname(report), { recursive: true });
  const options = {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.mts', related: false },
    mutate: sources,
    coverageAnalysis: 'perTest',
    ignoreStatic: isThorough && part.startsEarly === true,
    incremental: false,
    inPlace: true,
    concurrency: 2,
    timeoutMS: allowanceMs,
    dryRunTimeoutMinutes: 10,
    checkers: [],
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
    allowConsoleColors: false,
    // Nothing is compiled: vitest strips the types.
    tsconfigFile: 'none',
  };
  await writeFile(config, JSON.stringify(options));
  const env = {
    ...process.env,
    MUTATION_TESTS: JSON.stringify(part.tests),
    MUTATION_LEFT_OUT: JSON.stringify(isThorough ? neverRun : slowTests),
    MUTATION_SETUP: JSON.stringify(part.hasLaws ? ['test/mutation/shortLaws.ts'] : []),
    MUTATIONS: '100',
    SCHEDULES: '100',
  };
  const command = join('node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  await ended([command, 'run', config], folder, env);
}

/** Runs a script of Node with our own output; fails if it does. */
async function ended(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const { pid } = child;
  if (pid !== undefined) endWithUs(pid);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (pid !== undefined) forget(pid);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code ?? 'a signal'}.`);
}
