import { runChild } from './run/child.ts';
import { checkPackage } from './run/packageCheck.ts';
import { runSteps, type Step } from './run/step.ts';
import { keepOutcomes, keptOutcomes } from './run/stepReport.ts';
import { failureLines, sum, summaryLine, type StepResult } from './run/summary.ts';
import { runVitest } from './run/vitestRun.ts';
import { runHostSuites } from './vscode/hostSuites.ts';
import { ensureChromium } from './vscode/install/chromium.ts';
import { ensureServerBuild } from './vscode/install/serverBuild.ts';
import { interruption } from './vscode/interruption.ts';

const minute = 60_000;

/** A command that is one check: it passes or fails as a whole. */
async function oneCheck(command: string, args: readonly string[], timeoutMs: number): Promise<StepResult> {
  const exitCode = await runChild(command, args, timeoutMs);
  if (exitCode === 0) return { passed: 1, failed: 0 };
  return { passed: 0, failed: 1, failures: [`${command} ${args.join(' ')} ended with ${exitCode}.`] };
}

async function suites(): Promise<StepResult> {
  const { lines, ...result } = await runHostSuites();
  console.log(lines.join('\n'));
  if (result.passed + result.failed === 0) return { passed: 0, failed: 1, failures: ['No suite was run.'] };
  return { ...result, failures: lines.filter(line => !line.startsWith('  ✓')) };
}

/**
 * What draws its cases at random, in the number that CI runs: schedules of the engine, thousands in memory and hundreds
 * over a socket, and queries for the reading of SQL.
 */
async function schedules(): Promise<StepResult> {
  process.env['SCHEDULES'] ??= '10000';
  process.env['QUERIES'] ??= '20000';
  process.env['MUTATIONS'] ??= '100000';
  const files = [
    'test/unit/core/apply/schedules.test.ts',
    'test/unit/sync/engineSchedules.test.ts',
    'test/unit/core/sql',
  ];
  return runVitest({ project: 'unit', report: 'schedules', timeoutMs: 10 * minute, files });
}

/** Before anything needs them, so that no test waits for a download and no two ask for the same one. */
async function install(): Promise<StepResult> {
  const chromium = await ensureChromium(console.log);
  const { version } = await ensureServerBuild(console.log);
  console.log(`Chromium: ${chromium}. VS Code: ${version}.`);
  return { passed: 1, failed: 0 };
}

const usual: readonly Step[] = [
  { title: 'Types', run: () => oneCheck('npm', ['run', '--silent', 'types'], 4 * minute) },
  { title: 'Lint', run: () => oneCheck('npm', ['run', '--silent', 'lint'], 6 * minute) },
  { title: 'Browser and VS Code', run: install },
  { title: 'Unit tests', run: () => runVitest({ project: 'unit', timeoutMs: 12 * minute }) },
  // The suites and the walks then run what ships: the minified build that this leaves in dist.
  { title: 'Production build', run: () => oneCheck('node', ['esbuild.mjs', '--minify'], minute) },
  { title: 'Package', run: checkPackage },
  { title: 'Suites in VS Code', run: suites },
  { title: 'Walks through VS Code', run: () => runVitest({ project: 'walks', timeoutMs: 12 * minute }) },
];

/** What takes minutes more: `--long`, which CI runs after the usual steps. */
const long: readonly Step[] = [
  { title: 'Browser and VS Code', run: install },
  { title: 'Random schedules of two windows, a colleague and faults; random queries', run: schedules },
  {
    title: 'Package, regular expressions and parsers',
    run: () => runVitest({ project: 'safety', timeoutMs: 20 * minute }),
  },
  { title: 'Access', run: () => runVitest({ project: 'access', timeoutMs: 15 * minute }) },
  { title: 'Production build', run: () => oneCheck('node', ['esbuild.mjs', '--minify'], minute) },
  { title: 'Long walks through VS Code', run: () => runVitest({ project: 'long-walks', timeoutMs: 45 * minute }) },
];

// The processes that a step started go with this one.
void interruption().then(why => {
  console.log(`\nInterrupted: ${why}.`);
  process.exit(130);
});

const isLong = process.argv.includes('--long');
const results = process.argv.includes('--closing')
  ? await keptOutcomes(['usual', 'long'])
  : await keepOutcomes(isLong ? 'long' : 'usual', () => runSteps(isLong ? long : usual));
const failures = failureLines(results);
if (failures.length > 0) console.log(`\nWhat failed:\n${failures.join('\n')}`);
console.log(`\n${summaryLine(results)}`);
process.exit(sum(results).failed === 0 ? 0 : 1);
