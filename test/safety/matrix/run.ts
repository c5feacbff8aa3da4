// Prints which threats and faults are proved by which tests, and ends with 1 when one is not.
//   npm run test:safety -- [--from-results]
// Runs every test that cites a row; with --from-results it reads what npm test and npm run test:long have left.
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { projectPath, projectRoot } from '../../project.ts';
import { resultPath, suiteReport } from '../../run/resultPath.ts';
import { runVitest } from '../../run/vitestRun.ts';
import { runHostSuites } from '../../vscode/hostSuites.ts';
import { interruption } from '../../vscode/interruption.ts';
import { citingFiles, newestSource } from './citingFiles.ts';
import { reportTime, suiteOutcomes, type TestOutcome, vitestOutcomes } from './outcome.ts';
import { matrixLines, safetyMatrix } from './safetyMatrix.ts';

const minute = 60_000;

const { values } = parseArgs({ options: { 'from-results': { type: 'boolean' } } });
// The heavy walks belong to no other run that leaves its results.
const heavy = values['from-results'] === true ? [] : ['heavy-walks'];
const projects: readonly string[] = ['unit', 'safety', 'walks', 'long-walks', ...heavy];
void interruption().then(why => {
  console.log(`\nInterrupted: ${why}.`);
  process.exit(130);
});

/** Runs what cites a row, and leaves the reports of it. */
async function runProofs(): Promise<void> {
  const files = await citingFiles();
  for (const project of projects) {
    const own = files.filter(file => file.projects.includes(project)).map(({ path }) => path);
    await rm(resultPath(`${project}.json`), { force: true });
    if (own.length > 0) await runVitest({ project, timeoutMs: 60 * minute, files: own });
  }
  await rm(resultPath(suiteReport), { force: true });
  const { lines } = await runHostSuites();
  console.log(lines.filter(line => !line.startsWith('  ✓')).join('\n'));
}

interface Read {
  readonly outcomes: readonly TestOutcome[];
  readonly problems: readonly string[];
}

/** Reads a report, which must be younger than all that it is about. */
async function readReport(name: string, notBefore: number): Promise<Read> {
  const path = resultPath(name);
  if (!existsSync(path)) return { outcomes: [], problems: [`There is no report ${name}.`] };
  const text = await readFile(path, 'utf8');
  const isSuite = name === suiteReport;
  const outcomes = isSuite ? suiteOutcomes(text) : vitestOutcomes(text, projectRoot);
  const isOld = !isSuite && reportTime(text) < notBefore;
  return { outcomes, problems: isOld ? [`The report ${name} is older than a source file: run the tests again.`] : [] };
}

if (!values['from-results']) await runProofs();
const newest = values['from-results']
  ? await newestSource(['src', 'test', 'package.json'].map(each => projectPath(each)))
  : 0;
const reports = await Promise.all(
  [...projects.map(each => `${each}.json`), suiteReport].map(name => readReport(name, newest)),
);
const matrix = safetyMatrix(reports.flatMap(({ outcomes }) => outcomes));
console.log(`\n${matrixLines(matrix).join('\n')}\n`);
const problems = [...reports.flatMap(each => each.problems), ...matrix.problems];
console.log(problems.length === 0 ? `All ${matrix.rows.length} rows are proved.` : problems.join('\n'));
process.exit(problems.length === 0 ? 0 : 1);
