// Kills extension hosts of a real VS Code in the middle of what a person began, and compares what is left with the truth.
//   npm run test:kills -- [--count N] [--seed N] [--engine]
// 200 kills without a count. With --engine not VS Code's extension host is killed but a process that runs the same plan,
// journal, client and file writes: a hundred times as fast. With a seed and no count that one kill alone.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { resultPath } from '../../run/resultPath.ts';
import { runVitest } from '../../run/vitestRun.ts';
import { interruption } from '../../vscode/interruption.ts';
import { perBoundary } from './killReport.ts';

const minute = 60_000;

const { values } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string' }, engine: { type: 'boolean' } },
});
void interruption().then(why => {
  console.log(`\nInterrupted: ${why}.`);
  process.exit(130);
});

const { seed, engine = false } = values;
const count = values.count ?? (seed === undefined ? '200' : '1');
if (![seed ?? '0', count].every(text => /^\d+$/.test(text))) {
  console.log('A seed and a count are numbers.');
  process.exit(2);
}

const lines = resultPath('kills.txt');
mkdirSync(resultPath(), { recursive: true });
rmSync(lines, { force: true });
Object.assign(process.env, { KILLS: count, SEED: seed ?? '0', KILLS_REPORT: lines });
const { failed } = await runVitest({
  project: engine ? 'safety' : 'heavy-walks',
  report: 'kills',
  timeoutMs: (5 + 3 * Number(count)) * minute,
  files: [engine ? 'test/safety/kills/engineKills.test.ts' : 'test/vscode/walks/kills.test.ts'],
});

const killed = readFileSync(lines, 'utf8')
  .split('\n')
  .flatMap(line => {
    const reached = /^SEED=.* → (.*), [\d.]+ s$/.exec(line)?.[1];
    return reached === undefined ? [] : [{ reached }];
  });
console.log(`${killed.length} kills of ${engine ? 'the engine' : 'an extension host'}, by where they were:`);
console.log(perBoundary(killed).join('\n'));
if (failed > 0) console.log(`To see one alone: npm run test:kills -- --seed N${engine ? ' --engine' : ''}`);
process.exit(failed === 0 && killed.length >= Number(count) ? 0 : 1);
