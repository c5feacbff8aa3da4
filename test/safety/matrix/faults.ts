// Random schedules of two windows, a colleague and faults, each decided by a seed.
//   npm run test:faults -- [--seed N [--socket]]
// Without a seed 10,000 of them (SCHEDULES says how many else) and 200 over a socket. With one, that one step by step:
// in memory, or with --socket over the real client, a socket and a local Levered.
import { parseArgs } from 'node:util';
import { runChild } from '../../run/child.ts';
import { runVitest } from '../../run/vitestRun.ts';
import { interruption } from '../../vscode/interruption.ts';

const minute = 60_000;
const inMemory = 'test/unit/core/apply/schedules.test.ts';
const overSocket = 'test/unit/sync/engineSchedules.test.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, socket: { type: 'boolean' } } });
void interruption().then(why => {
  console.log(`\nInterrupted: ${why}.`);
  process.exit(130);
});

async function replay(seed: string): Promise<boolean> {
  process.env['SEED'] = seed;
  const file = values.socket === true ? overSocket : inMemory;
  const args = ['vitest', 'run', '--project', 'unit', file, '--disable-console-intercept'];
  return (await runChild('npx', args, 2 * minute)) === 0;
}

async function runMany(): Promise<boolean> {
  process.env['SCHEDULES'] ??= '10000';
  const start = performance.now();
  const files = [inMemory, overSocket];
  const { failed } = await runVitest({ project: 'unit', report: 'schedules', timeoutMs: 10 * minute, files });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${process.env['SCHEDULES']} schedules in memory, and some over a socket: ${seconds} s.`);
  if (failed > 0)
    console.log('To see one step by step: npm run test:faults -- --seed N, with --socket if it was there.');
  return failed === 0;
}

if (values.seed !== undefined && !/^\d+$/.test(values.seed)) {
  console.log('A seed is a number.');
  process.exit(2);
}
const isHeld = values.seed === undefined ? await runMany() : await replay(values.seed);
process.exit(isHeld ? 0 : 1);
