// Changes the sources of core and the client in small ways, one by one, and tells which changes no unit test notices.
//   npm run test:mutation -- [--part plan]… [--share 0.2] [--seed 1] [--nice 10]
//                          [--again] [--survivors] [--from-results] [--write]
// --share: of the lines, drawn in blocks by the seed; --again: changes once more what no test has noticed, and runs the
// slow tests too; --survivors: lists what was not noticed; --from-results: runs nothing and reads what earlier runs have
// left; --write: renews docs/mutation.md from all parts that were ever run.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { projectPath } from '../project.ts';
import { WorkingCopy } from '../safety/bugs/workingCopy.ts';
import { interruption } from '../vscode/interruption.ts';
import { reportPath, runMutants } from './mutationRun.ts';
import { type Part, parts } from './part.ts';
import { rangeOf, type Report, survivorsOf, withLater } from './report.ts';
import { type Sample, sampledSources } from './sample.ts';
import { scoreOf } from './score.ts';
import { mutationPage, type Row, textTable } from './table.ts';

const { values } = parseArgs({
  options: {
    part: { type: 'string', multiple: true },
    share: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    nice: { type: 'string', default: '10' },
    again: { type: 'boolean' },
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
const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readFile(path, 'utf8')) as T;

/** Changes all that was drawn, with the quick tests. */
async function first(part: Part): Promise<Sample> {
  const sample = { share, seed };
  await using copy = await WorkingCopy.make();
  const sources = await sampledSources(copy.folder, part.source, sample);
  await runMutants(copy.folder, { part, sources, isThorough: false }, reportPath(part));
  return sample;
}

/** Changes once more what no test has noticed, with the slow tests too: the sources must be the same. */
async function again(part: Part): Promise<Sample> {
  const report = await readJson<Report>(reportPath(part));
  const { share, seed } = await readJson<Row>(rowPath(part));
  const sources = [...new Set(survivorsOf(report).map(rangeOf))];
  const laterPath = reportPath(part).replace(/\.json$/, '.again.json');
  await using copy = await WorkingCopy.make();
  await runMutants(copy.folder, { part, sources, isThorough: true }, laterPath);
  await writeFile(reportPath(part), JSON.stringify(withLater(report, await readJson<Report>(laterPath))));
  return { share, seed };
}

async function run(part: Part): Promise<void> {
  const start = performance.now();
  const sample = await (values.again ? again(part) : first(part));
  const score = scoreOf(await readJson<Report>(reportPath(part)));
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;
  const row: Row = { part: part.name, score, ...sample, day: new Date().toISOString().slice(0, 10), machine };
  await writeFile(rowPath(part), JSON.stringify(row));
  console.log(`${part.name}: ${((performance.now() - start) / 60_000).toFixed(1)} min`);
}

async function rowsOf(some: readonly Part[]): Promise<readonly Row[]> {
  const paths = some.map(rowPath).filter(path => existsSync(path));
  return Promise.all(paths.map(path => readJson<Row>(path)));
}

// Other work on the machine goes first.
setPriority(Number(values.nice));
if (!values['from-results']) for (const part of chosen) await run(part);
console.log(`\n${textTable(await rowsOf(chosen))}`);
if (values.survivors) {
  for (const part of chosen.filter(each => existsSync(reportPath(each)))) {
    for (const { path, location, mutatorName, replacement = '', status } of survivorsOf(
      await readJson(reportPath(part)),
    )) {
      const change = `${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`;
      const note = status === 'NoCoverage' ? ' (no test reaches it)' : '';
      console.log(`${path}:${location.start.line}:${location.start.column} ${change}${note}`);
    }
  }
}
if (values.write) await writeFile(projectPath('docs', 'mutation.md'), mutationPage(await rowsOf(parts)));
