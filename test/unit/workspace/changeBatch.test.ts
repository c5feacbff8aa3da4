import { expect, test } from 'vitest';
import { ChangeBatch } from '../../../src/workspace/changeBatch.ts';
import { TestClock } from '../api/support.ts';

function batches(): { readonly clock: TestClock; readonly seen: string[][]; readonly batch: ChangeBatch<string> } {
  const clock = new TestClock();
  const seen: string[][] = [];
  const batch = new ChangeBatch<string>(clock, 100, changes => {
    seen.push([...changes]);
    return Promise.resolve();
  });
  return { clock, seen, batch };
}

test('A thousand changes at once are one piece of work', async () => {
  const { clock, seen, batch } = batches();
  for (let index = 0; index < 1_000; index++) batch.add(`file ${index % 700}`);
  await clock.advance(1_000);
  expect(seen.map(({ length }) => length)).toEqual([700]);
});

test('Changes that never stop are worked on all the same', async () => {
  const { clock, seen, batch } = batches();
  for (let index = 0; index < 100; index++) {
    batch.add(`${index}`);
    await clock.advance(10);
  }
  expect(seen.length).toBeGreaterThanOrEqual(9);
  expect(seen.length).toBeLessThanOrEqual(11);
});

test('What comes during the work is the next piece, and no two run at once', async () => {
  const clock = new TestClock();
  const seen: string[][] = [];
  const finish: (() => void)[] = [];
  const batch = new ChangeBatch<string>(clock, 100, changes => {
    seen.push([...changes]);
    return new Promise(resolve => finish.push(resolve));
  });
  batch.add('a');
  await clock.advance(100);
  batch.add('b');
  batch.add('c');
  await clock.advance(1_000);
  expect(seen).toEqual([['a']]);
  finish[0]?.();
  await clock.advance(1_000);
  expect(seen).toEqual([['a'], ['b', 'c']]);
});

test('Nothing is worked on after the end', async () => {
  const { clock, seen, batch } = batches();
  batch.add('a');
  batch.dispose();
  batch.add('b');
  await clock.advance(1_000);
  expect(seen).toEqual([]);
  expect(clock.pending).toBe(0);
});
