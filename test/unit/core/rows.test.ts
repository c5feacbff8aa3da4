import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../../src/core/preview/rows.ts';
import { timeBound } from '../../cpuTime.ts';

const hostileKeys = [
  '__proto__',
  'constructor',
  'toString',
  '10',
  '9',
  '-1',
  '',
  ' ',
  '"',
  '\\',
  'a"b',
  '\u202e',
  'ä',
  '😀',
  '\ud800',
  'a\nb',
];
const key = fc.oneof(fc.constantFrom(...hostileKeys), fc.string({ unit: 'binary', maxLength: 6 }));
/** A row as pairs, because an object of JavaScript cannot hold a repeated key or keep `10` behind `a`. */
const row = fc.array(fc.tuple(key, fc.jsonValue({ maxDepth: 2 })), { maxLength: 6 });

function rowText(pairs: readonly (readonly [string, unknown])[], gap = ''): string {
  return `{${gap}${pairs.map(([k, v]) => `${JSON.stringify(k)}${gap}:${gap}${JSON.stringify(v)}`).join(`,${gap}`)}${gap}}`;
}

describe('readRows', () => {
  it('gives every value of every row, under names in order of first appearance', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.constantFrom('', ' ', '\n\t'), (rows, gap) => {
        const table = readRows(`${gap}[${rows.map(r => rowText(r, gap)).join(`,${gap}`)}]${gap}`);
        expect(table.columns).toEqual([...new Set(rows.flat().map(([name]) => name))]);
        expect(table.rowCount).toBe(rows.length);
        for (const [r, pairs] of rows.entries()) {
          const last = new Map(pairs);
          for (const [c, name] of table.columns.entries()) {
            expect(table.cell(r, c)).toBe(last.has(name) ? JSON.stringify(last.get(name)) : undefined);
          }
        }
        const ragged = rows.filter(pairs => new Map(pairs).size < table.columns.length);
        expect(table.raggedRows).toBe(ragged.length);
        const repeated = rows.flatMap(pairs => pairs.map(([k]) => k).filter((k, i, all) => all.indexOf(k) !== i));
        expect(new Set(table.duplicateColumns)).toEqual(new Set(repeated));
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with JSON.parse on the value of each cell', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(key, fc.jsonValue())), rows => {
        const json = JSON.stringify(rows);
        const table = readRows(json);
        for (const [r, parsed] of (JSON.parse(json) as Record<string, unknown>[]).entries()) {
          for (const [c, name] of table.columns.entries()) {
            const source = table.cell(r, c);
            expect(source === undefined ? undefined : JSON.parse(source)).toEqual(
              Object.hasOwn(parsed, name) ? parsed[name] : undefined,
            );
          }
        }
      }),
    );
  });

  it('keeps 1,000 numbers and 200 dates character by character (T34)', () => {
    const special = [
      '9007199254740993',
      '1e400',
      '-0',
      '-0.0',
      '1.10',
      '1E+5',
      '0.1e-7',
      '123456789012345678901234567890.5',
    ];
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?$/);
    const numbers = [...special, ...fc.sample(digits, { numRuns: 1_000, seed: 7 })];
    const day = (n: number): string => String(1 + (n % 28)).padStart(2, '0');
    const dates = Array.from({ length: 200 }, (_, n) =>
      JSON.stringify(
        `${1900 + n}-02-${day(n)}${n % 2 ? 'T' : ' '}23:59:60.${'9'.repeat(1 + (n % 12))}${['Z', '+05:30', '', ' UTC'][n % 4]}`,
      ),
    );
    const all = [...numbers, ...dates];
    const table = readRows(`[${all.map(source => `{"v":${source}}`).join()}]`);
    expect(all.map((_, r) => table.cell(r, 0))).toEqual(all);
  });

  it('counts rows that are not objects and gives their source', () => {
    const table = readRows('[1, {"a":1}, null, [2, 3], {}]');
    expect([table.strayRows, table.raggedRows, table.rowCount]).toEqual([3, 1, 5]);
    expect([0, 1, 2, 3, 4, 5].map(r => table.stray(r))).toEqual([
      '1',
      undefined,
      'null',
      '[2, 3]',
      undefined,
      undefined,
    ]);
    expect(table.cell(0, 0)).toBeUndefined();
  });

  it('has no columns for no rows, and refuses what is not an array', () => {
    expect(readRows(' [ ] ')).toMatchObject({ columns: [], rowCount: 0, duplicateColumns: [] });
    expect(() => readRows('{}')).toThrow(SyntaxError);
    expect(() => readRows('[{"a":1}')).toThrow(SyntaxError);
  });

  it('reads 100,000 rows of 20 columns in well under a second', () => {
    const names = Array.from({ length: 20 }, (_, c) => `column_${c}`);
    const json = `[${Array.from({ length: 100_000 }, (_, r) => `{${names.map((n, c) => `"${n}":${c % 2 ? r * c : `"text ${r}"`}`).join()}}`).join()}]`;
    // The best of three: how busy the machine is says nothing about the reader.
    const times = [1, 2, 3].map(() => {
      const before = performance.now();
      readRows(json);
      return performance.now() - before;
    });
    const spent = Math.min(...times);
    console.log(`100,000 rows × 20 columns (${Math.round(json.length / 1e6)} MB) read in ${Math.round(spent)} ms`);
    const table = readRows(json);
    expect(table.cell(99_999, 19)).toBe(String(99_999 * 19));
    expect(spent).toBeLessThan(timeBound(1_000));
  });

  it('does not grow with the product of rows and columns when every row has a name of its own', () => {
    const rows = Array.from({ length: 20_000 }, (_, r) => `{"k${r}":${r}}`);
    const table = readRows(`[${rows.join()}]`);
    expect(table.columns).toHaveLength(20_000);
    expect(table.cell(19_999, 19_999)).toBe('19999');
    expect(table.cell(19_999, 0)).toBeUndefined();
  });
});
