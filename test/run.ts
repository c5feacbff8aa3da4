import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { projectPath } from './project.ts';
import { runChild } from './run/child.ts';
import { checkPackage } from './run/packageCheck.ts';
import { runSteps, type Step } from './run/step.ts';
import { sum, summaryLine, vitestResult, type StepResult } from './run/summary.ts';
import { runHostSuites } from './vscode/hostSuites.ts';
import { ensureChromium } from './vscode/install/chromium.ts';
import { ensureServerBuild } from './vscode/install/serverBuild.ts';
import { interruption } from './vscode/interruption.ts';

const minute = 60_000;

/** A command that is one check: it passes or fails as a whole. */
async function oneCheck(command: string, args: readonly string[], timeoutMs: number): Promise<StepResult> {
  const exitCode = await runChild(command, args, timeoutMs);
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function vitest(project: string, timeoutMs: number): Promise<StepResult> {
  const report = projectPath('out', 'results', `${project}.json`);
  mkdirSync(projectPath('out', 'results'), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = await runChild('npx', ['vitest', 'run', '--project', project, ...reporters], timeoutMs);
  return vitestResult(exitCode, existsSync(report) ? await readFile(report, 'utf8') : undefined);
}

async function suites(): Promise<StepResult> {
  if (!hasTests('suites')) return nothingToRun('suites');
  const { lines, ...result } = await runHostSuites();
  console.log(lines.join('\n'));
  return result.passed + result.failed === 0 ? { passed: 0, failed: 1 } : result;
}

async function walks(): Promise<StepResult> {
  return hasTests('walks') ? vitest('walks', 4 * minute) : nothingToRun('walks');
}

/** Before anything needs them, so that no test waits for a download and no two ask for the same one. */
async function install(): Promise<StepResult> {
  const chromium = await ensureChromium(console.log);
  const { version } = await ensureServerBuild(console.log);
  console.log(`Chromium: ${chromium}. VS Code: ${version}.`);
  return { passed: 1, failed: 0 };
}

function hasTests(folder: string): boolean {
  const path = projectPath('test', 'vscode', folder);
  return existsSync(path) && readdirSync(path).some(name => name.endsWith('.test.ts'));
}

function nothingToRun(folder: string): StepResult {
  console.log(`There is no *.test.ts in test/vscode/${folder}.`);
  return { passed: 0, failed: 0 };
}

const steps: readonly Step[] = [
  { title: 'Types', run: () => oneCheck('npm', ['run', '--silent', 'types'], 2 * minute) },
  { title: 'Lint', run: () => oneCheck('npm', ['run', '--silent', 'lint'], 2 * minute) },
  { title: 'Browser and VS Code', run: install },
  { title: 'Unit tests', run: () => vitest('unit', 7 * minute) },
  // The suites and the walks then run what ships: the minified build that this leaves in dist.
  { title: 'Production build', run: () => oneCheck('node', ['esbuild.mjs', '--minify'], minute) },
  { title: 'Package', run: checkPackage },
  { title: 'Suites in VS Code', run: suites },
  { title: 'Walks through VS Code', run: walks },
];

// The processes that a step started go with this one.
void interruption().then(why => {
  console.log(`\nInterrupted: ${why}.`);
  process.exit(130);
});

const results = await runSteps(steps);
console.log(`\n${summaryLine(results)}`);
process.exit(sum(results).failed === 0 ? 0 : 1);
