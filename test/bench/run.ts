// Measures what is promised about speed and size, beside peers where there are some.
//   npm run bench -- [--only NAME] [--check] [--write]
// --check ends with 1 when a ratio, a size or a count is missed; --write renews docs/performance.md.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { projectPath } from '../project.ts';
import { interruption } from '../vscode/interruption.ts';
import { activationBench } from './activation/activationBench.ts';
import type { Bench, BenchResult } from './bench.ts';
import { machineLine } from './machine.ts';
import { panelBench } from './panel/panelBench.ts';
import { performancePage } from './performancePage.ts';
import { previewBench } from './preview/previewBench.ts';
import { textTable } from './table.ts';

const benches: readonly Bench[] = [activationBench, previewBench, panelBench];

const { values } = parseArgs({
  options: { only: { type: 'string' }, check: { type: 'boolean' }, write: { type: 'boolean' } },
});

void interruption().then(why => {
  console.log(`\nInterrupted: ${why}.`);
  process.exit(130);
});

const chosen = benches.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  console.log(`There is no bench ${values.only}. There are: ${benches.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
if (values.write && values.only !== undefined) {
  console.log('--write renews the whole page, so it needs every bench: leave --only out.');
  process.exit(2);
}

const machine = await machineLine();
console.log(machine);
const results: (BenchResult & { readonly title: string })[] = [];
for (const bench of chosen) {
  const result = await bench.run(line => console.log(`  ${line}`));
  results.push({ title: bench.title, ...result });
  console.log(`\n${bench.title}\n\n${textTable(result.rows)}\n\n${result.notes.join('\n')}\n`);
}
if (values.write) await writeFile(projectPath('docs', 'performance.md'), performancePage(machine, results));

const missed = results.flatMap(({ rows }) => rows).filter(({ standing }) => standing.kind === 'bar' && !standing.isOk);
console.log(missed.length === 0 ? 'Every bar is held.' : `Missed: ${missed.map(({ what }) => what).join('; ')}.`);
process.exit(values.check && missed.length > 0 ? 1 : 0);
