import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readRows } from '../../../src/core/preview/rows.ts';
import { judgeInSlices } from '../../../src/preview/rowJudge.ts';

const definition = {
  kind: 'metric',
  column_mapping: { anonymous_id: 'id', timestamp: 'at', reward_type: 'bool' },
} as const;
const now = new Date('2026-03-28T14:00:00Z');

const rowsOf = (count: number): string =>
  JSON.stringify(
    Array.from({ length: count }, (_, at) => ({ id: at % 10 === 0 ? null : `user-${at}`, at: '2026-03-28T10:00:00Z' })),
  );

test('gives the verdict, and lets others have the thread while it judges', async () => {
  const table = readRows(rowsOf(100_000));
  let turns = 0;
  const turn = (): void => {
    turns++;
    waiting = setImmediate(turn);
  };
  let waiting = setImmediate(turn);
  const verdict = await judgeInSlices(table, definition, { now, signal: new AbortController().signal });
  clearImmediate(waiting);
  expect(verdict.checks[0]).toMatchObject({ code: 'null-ids', count: 10_000, of: 100_000 });
  expect(turns).toBeGreaterThan(5);
});

test('stops where it is when nobody wants the verdict any more', async () => {
  const table = readRows(rowsOf(100_000));
  const abort = new AbortController();
  let reads = 0;
  const counting = {
    columns: table.columns,
    rowCount: table.rowCount,
    cell: (row: number, column: number) => {
      reads++;
      return table.cell(row, column);
    },
  };
  const verdict = judgeInSlices(counting, definition, { now, signal: abort.signal });
  const reason = new Error('closed');
  abort.abort(reason);
  await expect(verdict).rejects.toBe(reason);
  const before = reads;
  await nextTurn();
  expect(reads).toBe(before);
  expect(reads).toBeLessThan(100_000);
});
