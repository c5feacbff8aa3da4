// Changes the sources of core and the client in small ways, one by one, and tells which changes no unit test notices.
//   npm run test:mutation -- [--part plan]… [--share 0.2] [--seed 1] [--nice 10] [--survivors] [--from-results] [--write]
// --share: of the lines, drawn in blocks by the seed; --survivors: lists what was not noticed; --from-results: runs
// nothing and reads what earlier runs have left; --write: renews docs/mutation.md from all parts that were ever run.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { projectPath } from '../project.ts';
import { WorkingCopy } from '../safety/bugs/workingCopy.ts';
import { interruption } from '../vscode/interruption.ts';
import { reportPath, runMutants } from './mutationRun.ts';
import { type Part, parts } from './part.ts';
import { scoreOf, survivorsOf } from './score.ts';
import { mutationPage, type Row, textTable } from './table.ts';

const { values } = parseArgs({
  options: {
    part: { type: 'string', multiple: true },
    share: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    nice: { type: 'string', default: '10' },
    survivors: { type: 'boolean' },
    'from-results': { type: 'boolean' },
    write: { type: 'boolean' },
  },
});
void interruption().then(why => {
  console.log(`\nInterrupted: ${why}.`);
  process.exit(130);
});

const share = Number(values.share);
const seed = Number(values.seed);
if (!(share > 0 && share <= 1)) throw new Error('--share is above 0 and not above 1.');
const chosen = parts.filter(({ name }) => values.part?.some(each => name === each || name === `core/${each}`) ?? true);
if (chosen.length === 0)
  throw new Error(`There is no such part. There are: ${parts.map(each => each.name).join(', ')}.`);

/** What the report itself does not say; beside it. */
const rowPath = (part: Part): string => reportPath(part).replace(/\.json$/, '.row.json');

async function run(part: Part): Promise<void> {
  const start = performance.now();
  await using copy = await WorkingCopy.make();
  await runMutants(copy.folder, part, { share, seed });
  const score = scoreOf(await readFile(reportPath(part), 'utf8'));
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;
  const row: Row = { part: part.name, score, share, seed, day: new Date().toISOString().slice(0, 10), machine };
  await writeFile(rowPath(part), JSON.stringify(row));
  console.log(`${part.name}: ${((performance.now() - start) / 60_000).toFixed(1)} min`);
}

async function rowsOf(some: readonly Part[]): Promise<readonly Row[]> {
  const paths = some.map(rowPath).filter(path => existsSync(path));
  return Promise.all(paths.map(async path => JSON.parse(await readFile(path, 'utf8')) as Row));
}

// Other work on the machine goes first.
setPriority(Number(values.nice));
if (!values['from-results']) for (const part of chosen) await run(part);
console.log(`\n${textTable(await rowsOf(chosen))}`);
if (values.survivors) {
  for (const part of chosen.filter(each => existsSync(reportPath(each)))) {
    const survivors = survivorsOf(await readFile(reportPath(part), 'utf8'));
    for (const { path, line, column, change, isReached } of survivors)
      console.log(`${path}:${line}:${column} ${change}${isReached ? '' : ' (no test reaches it)'}`);
  }
}
if (values.write) await writeFile(projectPath('docs', 'mutation.md'), mutationPage(await rowsOf(parts)));
