import { describe, expect, test } from 'vitest';
import type { RowCheckCode } from '../../../../../src/core/preview/checks/rowCheck.ts';
import {
  amounts,
  at,
  factorCases,
  ids,
  metricCases,
  nineteen,
  numericCases,
  type Row,
  sourceCases,
  times,
  variants,
} from './cases.ts';
import { boolMetric, checkOf, factorSource, numericMetric, source, verdictOf } from './judged.ts';

describe.each([
  ['a bool metric', boolMetric, metricCases],
  ['a numeric metric', numericMetric, numericCases],
  ['an assignment source', source, sourceCases],
  ['an assignment source with factors', factorSource, factorCases],
] as const)('The rows of %s', (_, definition, cases) => {
  describe.each(Object.entries(cases))('%s', (code, { trips, fine }) => {
    test.each(trips)('trips: %s', (_what, rows, found, level) => {
      const check = checkOf(verdictOf(definition, rows), code as RowCheckCode);
      expect(check).toMatchObject({ count: found.length, rows: Uint32Array.from(found) });
      expect(check?.level).not.toBe('fine');
      if (level !== undefined) expect(check?.level).toBe(level);
    });

    test.each(fine)('is fine: %s', (_what, rows) => {
      const check = checkOf(verdictOf(definition, rows), code as RowCheckCode);
      expect(check).toMatchObject({ level: 'fine', count: 0, rows: new Uint32Array() });
      expect(check?.of).toBeGreaterThan(0);
    });
  });
});

describe('Faults that are told only where they are', () => {
  test.each<[RowCheckCode, typeof boolMetric, readonly Row[], readonly Row[], readonly number[], string]>([
    ['null-timestamps', boolMetric, times(at, null), times(at, ''), [1], 'error'],
    ['numeric-timestamps', boolMetric, times(at, 1_774_692_000, '1774692000'), times(at, 'n/a'), [1, 2], 'warning'],
    ['null-values', numericMetric, amounts(1, null), amounts(1, 'n/a'), [1], 'warning'],
    ['null-variants', source, variants('{}', null), variants('{}', ''), [1], 'error'],
    ['mapped-column-missing', boolMetric, [{ id: 'a', time: at }], [{ id: 'a', at: null }], [], 'error'],
  ])('%s', (code, definition, withFault, without, found, level) => {
    expect(checkOf(verdictOf(definition, withFault), code)).toMatchObject({ level, rows: Uint32Array.from(found) });
    expect(checkOf(verdictOf(definition, without), code)).toBeUndefined();
  });

  test('no-rows: nothing else is said about no rows', () => {
    expect(verdictOf(boolMetric, [])).toMatchObject({ rowCount: 0, checks: [{ code: 'no-rows', level: 'warning' }] });
    expect(checkOf(verdictOf(boolMetric, [{}]), 'no-rows')).toBeUndefined();
  });
});

describe('A verdict', () => {
  test('has the gravest first, and of one level in the order of the mapping', () => {
    const rows = [
      { id: 'a', at: '2027-01-01T00:00:00Z' },
      { id: 'a', at: '2027-01-01T00:00:00Z' },
      { id: null, at: 'x' },
    ];
    expect(verdictOf(boolMetric, rows).checks.map(({ level, code }) => `${level} ${code}`)).toEqual([
      'error null-ids',
      'error unreadable-timestamps',
      'warning future-timestamps',
      'warning repeated-conversions',
      'fine blank-ids',
      'fine mixed-id-case',
      'fine mixed-id-type',
      'fine zoneless-timestamps',
    ]);
  });

  test('names the part of the mapping and the column as the rows spell it', () => {
    const check = checkOf(verdictOf(factorSource, [{ ID: 'a', AT: at, HEADLINE: null }]), 'factor-missing');
    expect(check).toMatchObject({ path: ['column_mapping', 'factors', 'headline'], column: 'HEADLINE' });
  });

  test('a factor whose column no row has misses in all of them', () => {
    const check = checkOf(
      verdictOf(factorSource, [
        { id: 'a', at },
        { id: 'b', at },
      ]),
      'factor-missing',
    );
    expect(check).toMatchObject({ level: 'error', column: 'headline', count: 2, of: 2, rows: new Uint32Array() });
  });

  test('takes none of two columns that differ in case alone from what the mapping says', () => {
    const verdict = verdictOf(boolMetric, [{ Id: 'a', ID: 'b', at }]);
    expect(checkOf(verdict, 'mapped-column-missing')).toMatchObject({
      column: 'id',
      path: ['column_mapping', 'anonymous_id'],
    });
  });

  test('says what most ids have, and shows a few that differ as a cell shows them', () => {
    const rows = ids(...nineteen(row => `user-${row}`), 'anon\u202e7');
    expect(checkOf(verdictOf(boolMetric, rows), 'mixed-id-prefix')).toMatchObject({
      rule: 'user-',
      examples: ['anon\\u202e7'],
    });
  });

  test('a variant may be null where factors say what was shown', () => {
    const mapping = { ...factorSource.column_mapping, variant: 'variant' };
    const verdict = verdictOf({ ...factorSource, column_mapping: mapping }, [
      { id: 'a', at, variant: null, headline: 'A' },
    ]);
    expect(checkOf(verdict, 'null-variants')).toBeUndefined();
  });

  test('rows that are no objects have neither id nor time', () => {
    const verdict = verdictOf(boolMetric, [{ id: 'a', at }, 7, null]);
    expect(checkOf(verdict, 'null-ids')).toMatchObject({ count: 2, of: 3, rows: Uint32Array.of(1, 2) });
  });

  test('counts all rows with a fault and names the first ten thousand', () => {
    const check = checkOf(
      verdictOf(
        boolMetric,
        Array.from({ length: 10_500 }, () => ({ id: null, at })),
      ),
      'null-ids',
    );
    expect(check?.count).toBe(10_500);
    expect(check?.rows).toHaveLength(10_000);
    expect(check?.rows.at(-1)).toBe(9_999);
  });
});
