// Seeds bugs one by one into copies of the project and runs the tests that must notice them.
//   npm run test:bugs -- [--only TEXT] [--no-walks]
// --only: the bugs whose title or file has the text in it; --no-walks: not those that take a real VS Code.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { projectPath } from '../../project.ts';
import { interruption } from '../../vscode/interruption.ts';
import { quickBugs } from './allBugs.ts';
import { type SeededBug, withBug } from './seededBug.ts';
import { shellBugs } from './shellBugs.ts';
import { runTests } from './testRun.ts';
import { WorkingCopy } from './workingCopy.ts';

const minute = 60_000;

const { values } = parseArgs({ options: { only: { type: 'string' }, 'no-walks': { type: 'boolean' } } });
void interruption().then(why => {
  console.log(`\nInterrupted: ${why}.`);
  process.exit(130);
});

const isChosen = ({ title, file }: SeededBug): boolean => `${title} ${file}`.includes(values.only ?? '');
const chosen = quickBugs.filter(isChosen);
const chosenWalks = values['no-walks'] ? [] : shellBugs.filter(isChosen);

/** A bug that fits its file no longer proves nothing; that is told before anything runs. */
async function misfits(): Promise<string[]> {
  const found: string[] = [];
  for (const bug of [...quickBugs, ...shellBugs]) {
    try {
      withBug(await readFile(projectPath(bug.file), 'utf8'), bug);
    } catch (error) {
      found.push(error instanceof Error ? error.message : String(error));
    }
  }
  return found;
}

const start = performance.now();
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);
const problems: string[] = await misfits();
for (const problem of problems) console.log(problem);
if (problems.length > 0) process.exit(1);

await using first = await WorkingCopy.make();
await using second = await WorkingCopy.make();

/** Without a bug the tests pass, or their failures would mean nothing. */
async function failuresWithoutBugs(bugs: readonly SeededBug[], copy: WorkingCopy): Promise<ReadonlySet<string>> {
  const files = [...new Set(bugs.flatMap(({ tests }) => tests))];
  if (files.length === 0) return new Set();
  const since = performance.now();
  const { failed, passed, unloaded } = await runTests(copy.folder, files, 10 * minute);
  console.log(
    `Without a bug: ${passed} tests of ${files.length} files pass, ${failed.length} fail, ${seconds(since)} s`,
  );
  for (const { title } of failed.filter(({ isTold }) => !isTold))
    console.log(`took too long without any bug: ${title}`);
  problems.push(...failed.filter(({ isTold }) => isTold).map(({ title }) => `fails without any bug: ${title}`));
  problems.push(...unloaded.map(file => `does not run without any bug: ${file}`));
  return new Set(failed.map(({ title }) => title));
}

/** After which a run is ended; what a real VS Code takes on a machine with other work is beyond what it needs. */
function limitOf({ tests }: SeededBug): number {
  return tests.some(file => file.startsWith('test/vscode/')) ? 8 * minute : 3 * minute;
}

async function judge(bug: SeededBug, copy: WorkingCopy, before: ReadonlySet<string>): Promise<void> {
  const since = performance.now();
  const { failed, unloaded } = await copy.with(bug, () => runTests(copy.folder, bug.tests, limitOf(bug)));
  const told = failed.filter(({ title, isTold }) => isTold && !before.has(title));
  const [by] = told;
  const why = unloaded.length > 0 ? `did not run: ${unloaded.join(', ')}` : `${failed.length} tests took too long`;
  const verdict = by === undefined ? `NOT CAUGHT (${why})` : `caught by ${told.length}, e.g. “${by.title}”`;
  console.log(`${by === undefined ? '✗' : '✓'} ${bug.title} (${bug.file}): ${verdict}, ${seconds(since)} s`);
  if (by === undefined) problems.push(`not caught: ${bug.title} (${bug.file})`);
}

async function judgeAll(bugs: readonly SeededBug[], copies: readonly WorkingCopy[]): Promise<void> {
  const before = await failuresWithoutBugs(bugs, first);
  const left = [...bugs];
  const work = async (copy: WorkingCopy): Promise<void> => {
    for (let bug = left.shift(); bug !== undefined; bug = left.shift()) await judge(bug, copy, before);
  };
  await Promise.all(copies.map(work));
}

await judgeAll(chosen, [first, second]);
// One browser with a VS Code in it is as much as two cores can take.
await judgeAll(chosenWalks, [first]);

const count = chosen.length + chosenWalks.length;
console.log(
  problems.length === 0 ? `\nAll ${count} bugs are caught, ${seconds(start)} s.` : `\n${problems.join('\n')}`,
);
process.exitCode = problems.length === 0 && count > 0 ? 0 : 1;
