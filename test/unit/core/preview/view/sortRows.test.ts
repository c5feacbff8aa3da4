import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows, type PreviewTable } from '../../../../../src/core/preview/rows.ts';
import { everyRow, finish } from '../../../../../src/core/preview/steps.ts';
import { sortRows, type SortKey } from '../../../../../src/core/preview/view/sortRows.ts';
import { anyRows, columnOf, columnRows, stepsOf, tableOf } from './tables.ts';

function sorted(table: PreviewTable, direction: SortKey['direction'] = 'ascending'): (string | undefined)[] {
  const rows = finish(sortRows(table, columnRows(table), [{ column: 0, direction }]));
  return Array.from(rows, row => table.cell(row, 0));
}

/** Sources in the order in which they should come, given in another. */
function expectOrder(...sources: readonly (string | undefined)[]): void {
  expect(sorted(columnOf(...sources))).toEqual(sources);
  expect(sorted(columnOf(...sources.toReversed()))).toEqual(sources);
}

describe('Sorting rows by a column', () => {
  it('puts numbers in the order of their value, to the last digit and past all floating point (T34)', () => {
    expectOrder(
      '-1e400',
      '-9007199254740993',
      '-9007199254740992',
      '-2.5',
      '-1e-400',
      '0',
      '1e-400',
      '9',
      '10',
      '1e400',
    );
    expectOrder('9007199254740992', '9007199254740993', '9007199254740993.5', '1e399', '1e400', '11e399');
    expectOrder('0.1', '0.10000000000000000001', '0.1000000000000000001', '0.11');
  });

  it('leaves numbers of one value in the order of the server, however they are spelled', () => {
    const table = columnOf('1', '1.0', '10e-1', '0', '-0', '1');
    expect(sorted(table)).toEqual(['0', '-0', '1', '1.0', '10e-1', '1']);
    expect(sorted(table, 'descending')).toEqual(['1', '1.0', '10e-1', '1', '0', '-0']);
  });

  it('puts timestamps in the order of the instants', () => {
    expectOrder(
      '"0099-12-31"',
      '"1969-12-31T23:59:59.9999Z"',
      '"2026-01-01T00:30:00+01:00"',
      '"2026-01-01"',
      '"2026-01-01 00:00:00.000000001 UTC"',
      '"2026-01-01T00:00:00.000000002Z"',
      '"2026-01-01 00:00:01+00"',
      '"2025-12-31T23:30:00-0100"',
    );
  });

  it('puts what is no timestamp behind the timestamps of its column', () => {
    expectOrder('"2026-01-01"', '"2026-01-01T10:00:00Z"', '"2026-01-02"', '""', '"2026-02-30"', '"n/a"');
  });

  it('takes the decimals that a warehouse sends as texts for numbers', () => {
    expectOrder('"-12.50"', '"1.25"', '"1.5"', '9', '"10.00"', '"n/a"');
  });

  it('puts names and ids in the order that people expect', () => {
    expectOrder('""', '"-"', '"u9"', '"u10"', '"u010a"', '"u10b"', '"user_2"', '"user_10"');
    expectOrder('"apfel"', '"Äpfel"', '"birne"', '"Birne"', '"zebra"', '"日b"', '"本a"', '"😀"');
  });

  it('puts unlike values in a fixed order, and null and missing last in either direction', () => {
    expectOrder('5', 'false', 'true', '"a"', '[1]', '{}', 'null', undefined);
    expect(sorted(columnOf(undefined, 'null', '""', '5', '"a"', 'true'), 'descending')).toEqual([
      '"a"',
      '""',
      'true',
      '5',
      'null',
      undefined,
    ]);
  });

  it('goes on with the next column where one gives a tie, each in its direction', () => {
    const table = tableOf([
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
      { a: 1, b: 'y' },
      { a: 2, b: 'x' },
      { a: 1, b: 'x' },
    ]);
    const keys: SortKey[] = [
      { column: 0, direction: 'descending' },
      { column: 1, direction: 'ascending' },
    ];
    expect([...finish(sortRows(table, everyRow(5), keys))]).toEqual([3, 1, 0, 4, 2]);
    expect([...finish(sortRows(table, everyRow(5), []))]).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives a stable order of the same rows for any rows and any keys', () => {
    const keys = fc.array(
      fc.record({ column: fc.nat(6), direction: fc.constantFrom('ascending' as const, 'descending' as const) }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(anyRows, keys, (json, by) => {
        const table = readRows(json);
        const all = everyRow(table.rowCount);
        const rows = finish(sortRows(table, all, by));
        expect(rows.toSorted()).toEqual(all);
        // Sorting again changes nothing, and sorting key by key from the last to the first gives the same.
        expect(finish(sortRows(table, rows, by))).toEqual(rows);
        expect(by.toReversed().reduce((order, key) => finish(sortRows(table, order, [key])), all)).toEqual(rows);
      }),
    );
  });

  it('agrees with a plain stable sort on numbers, nulls and missing values', () => {
    const value = fc.option(fc.option(fc.integer({ min: -20, max: 20 })), { nil: undefined });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200, size: 'max' }), fc.boolean(), (values, up) => {
        const table = columnOf(...values.map(v => (v === undefined ? v : JSON.stringify(v))));
        const rank = (v: number | null | undefined): number => (v === undefined ? 2 : v === null ? 1 : 0);
        const places = values.map((_, i) => i);
        places.sort((i, j) => {
          const [a, b] = [values[i], values[j]];
          return rank(a) - rank(b) || (up ? 1 : -1) * ((a ?? 0) - (b ?? 0));
        });
        const key = { column: 0, direction: up ? ('ascending' as const) : ('descending' as const) };
        expect([...finish(sortRows(table, columnRows(table), [key]))]).toEqual(places.map(place => place + 1));
      }),
    );
  });

  it('agrees with a plain stable sort on texts without capitals and digits', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-c_~-]{0,12}$/), { maxLength: 60 }), texts => {
        const expected = texts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map(text => JSON.stringify(text));
        expect(sorted(columnOf(...texts.map(text => JSON.stringify(text))))).toEqual(expected);
      }),
    );
  });

  it('lets go of the thread between small steps', () => {
    const table = tableOf(Array.from({ length: 20_000 }, (_, i) => ({ a: `user_${(i * 7919) % 20_000}` })));
    const steps = stepsOf(sortRows(table, everyRow(20_000), [{ column: 0, direction: 'ascending' }]));
    expect(steps).toBeGreaterThan(200);
    const rows = finish(sortRows(table, everyRow(20_000), [{ column: 0, direction: 'ascending' }]));
    expect(Array.from(rows, row => table.cell(row, 0))).toEqual(
      Array.from({ length: 20_000 }, (_, i) => `"user_${i}"`),
    );
  });

  it('takes texts that are very long by their beginning', () => {
    const long = 'x'.repeat(100_000);
    const table = columnOf(`"${'\\u007a'.repeat(2_000)}"`, `"${long}b\\u0041"`, `"${long}a"`);
    const rows = finish(sortRows(table, columnRows(table), [{ column: 0, direction: 'ascending' }]));
    expect([...rows]).toEqual([2, 3, 1]);
  });
});
