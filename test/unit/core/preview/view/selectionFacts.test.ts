import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../../../../src/core/preview/rows.ts';
import { everyRow, finish } from '../../../../../src/core/preview/steps.ts';
import { selectionFacts } from '../../../../../src/core/preview/view/selectionFacts.ts';
import { anyRows, columnOf, columnRows, stepsOf, tableOf } from './tables.ts';

function factsOf(
  ...sources: readonly (string | undefined)[]
): ReturnType<typeof selectionFacts> extends Generator<undefined, infer F> ? F : never {
  const table = columnOf(...sources);
  return finish(selectionFacts(table, columnRows(table), [0]));
}

describe('The facts about selected cells', () => {
  it('count values, nulls, missing and empty ones apart', () => {
    expect(factsOf('"a"', '"\\u0061"', '""', 'null', undefined, '"1"', 'true')).toEqual({
      cells: 7,
      nulls: 1,
      missing: 1,
      emptyTexts: 1,
      distinct: 4,
      isDistinctCapped: false,
    });
  });

  it('sum numbers exactly, and name the least and the greatest as they were sent (T34)', () => {
    expect(factsOf('0.1', '0.2', '-1.50', '"7"').numbers).toEqual({
      count: 3,
      min: '-1.50',
      max: '0.2',
      sum: { text: '-1.2', isExact: true },
      mean: '-0.4',
    });
    expect(factsOf('9007199254740993', '1', '0.5').numbers?.sum).toEqual({ text: '9007199254740994.5', isExact: true });
    expect(factsOf('1e400', '-1e400', '1e-3').numbers).toMatchObject({
      min: '-1e400',
      max: '1e400',
      sum: { text: '0.001', isExact: true },
    });
  });

  it('say when a sum is rounded, and none when it is beyond all measure', () => {
    expect(factsOf('1e-2000', '2').numbers?.sum).toEqual({ text: '2', isExact: false });
    const beyond = factsOf('1e9999', '2').numbers;
    expect(beyond).toEqual({ count: 2, min: '2', max: '1e9999' });
  });

  it('give the exact sum of any decimals', () => {
    const cents = fc.array(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(cents, values => {
        const spell = (n: bigint): string => {
          const digits = (n < 0n ? -n : n).toString().padStart(3, '0');
          return `${n < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        };
        const sum = factsOf(...values.map(spell)).numbers?.sum;
        const expected = spell(values.reduce((a, b) => a + b, 0n)).replace(/\.?0{1,2}$/, '');
        expect(sum).toEqual({ text: expected, isExact: true });
      }),
    );
  });

  it('hold for any rows', () => {
    fc.assert(
      fc.property(anyRows, json => {
        const table = readRows(json);
        const columns = table.columns.map((_, column) => column);
        const facts = finish(selectionFacts(table, everyRow(table.rowCount), columns));
        expect(facts.cells).toBe(table.rowCount * columns.length);
        expect(facts.nulls + facts.missing + facts.distinct).toBeLessThanOrEqual(facts.cells);
        expect(facts.numbers?.count ?? 0).toBeLessThanOrEqual(facts.cells - facts.nulls - facts.missing);
      }),
    );
  });

  it('stop telling values apart where there are very many, and let go of the thread', () => {
    const table = tableOf(Array.from({ length: 60_000 }, (_, a) => ({ a })));
    const facts = finish(selectionFacts(table, everyRow(60_000), [0]));
    expect(facts).toMatchObject({ distinct: 50_000, isDistinctCapped: true, numbers: { max: '59999' } });
    expect(stepsOf(selectionFacts(table, everyRow(60_000), [0]))).toBeGreaterThan(100);
  });
});
