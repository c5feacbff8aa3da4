import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../../../../src/core/preview/rows.ts';
import { everyRow, finish } from '../../../../../src/core/preview/steps.ts';
import { parseFilter, type Condition } from '../../../../../src/core/preview/view/condition.ts';
import { filterRows } from '../../../../../src/core/preview/view/filterRows.ts';
import { anyRows, columnOf, columnRows, stepsOf, tableOf } from './tables.ts';

function understood(typed: string): Condition {
  const condition = parseFilter(typed);
  if (condition.kind === 'problem') throw new Error(`${typed} is not understood`);
  return condition;
}

const sources = [
  'null',
  undefined,
  '""',
  '"null"',
  '5',
  '5.0',
  '"5"',
  '"Abc"',
  '"xabc"',
  '9007199254740993',
  '"2026-01-01"',
  '"2026-01-01 00:00:00.000000001Z"',
  '"12.50"',
  'true',
  '{"abc":null}',
  '"a\\u0042c"',
];

function shown(typed: string): (string | undefined)[] {
  const table = columnOf(...sources);
  const filter = { kind: 'column', column: 0, condition: understood(typed) } as const;
  return Array.from(finish(filterRows(table, columnRows(table), [filter])), row => table.cell(row, 0));
}

const filtered: readonly (readonly [string, readonly (string | undefined)[]])[] = [
  ['abc', ['"Abc"', '"xabc"', '{"abc":null}', '"a\\u0042c"']],
  ['case:abc', ['"xabc"', '{"abc":null}']],
  ['^ABC', ['"Abc"', '"a\\u0042c"']],
  ['=Abc', ['"Abc"']],
  ['=null', ['"null"']],
  ['"null"', ['"null"', '{"abc":null}']],
  ['=5', ['5', '5.0', '"5"']],
  ['=9007199254740992', []],
  ['=9007199254740993', ['9007199254740993']],
  ['>5', ['9007199254740993', '"12.50"']],
  ['>=9007199254740993', ['9007199254740993']],
  ['>9007199254740992', ['9007199254740993']],
  ['<=5', ['5', '5.0', '"5"']],
  ['<=2026-01-01', ['"2026-01-01"']],
  ['>2026-01-01T00:00Z', ['"2026-01-01 00:00:00.000000001Z"']],
  ['null', ['null']],
  ['empty', ['""']],
  ['missing', [undefined]],
  ['blank', ['null', undefined, '""']],
];

describe('Filtering rows', () => {
  it.each(filtered)('%j shows the rows that it says, and its negation the others', (typed, expected) => {
    expect(shown(typed)).toEqual(expected);
    const others = sources.filter(source => !expected.includes(source));
    expect(shown(`!${typed}`)).toEqual(others);
  });

  it('keeps to rows that a check has found, in the order that they have', () => {
    const table = tableOf([{ a: 1 }, { a: 2 }, { a: 3 }, { a: 2 }]);
    const found = { kind: 'rows', rows: Uint32Array.of(1, 2, 3) } as const;
    const two = { kind: 'column', column: 0, condition: understood('=2') } as const;
    expect([...finish(filterRows(table, Uint32Array.of(3, 2, 1, 0), [found]))]).toEqual([3, 2, 1]);
    expect([...finish(filterRows(table, Uint32Array.of(3, 2, 1, 0), [two, found]))]).toEqual([3, 1]);
    expect([...finish(filterRows(table, everyRow(4), []))]).toEqual([0, 1, 2, 3]);
  });

  it('splits any rows into those of a condition and those of its negation', () => {
    const typed = fc.constantFrom(...filtered.map(([filter]) => filter));
    fc.assert(
      fc.property(anyRows, fc.nat(5), typed, (json, column, filter) => {
        const table = readRows(json);
        const condition = understood(filter);
        const rows = everyRow(table.rowCount);
        const pass = (not: boolean): number[] => [
          ...finish(filterRows(table, rows, [{ kind: 'column', column, condition: { ...condition, not } }])),
        ];
        expect([...pass(false), ...pass(true)].sort((a, b) => a - b)).toEqual([...rows]);
      }),
    );
  });

  it('lets go of the thread between small steps', () => {
    const table = tableOf(Array.from({ length: 20_000 }, (_, a) => ({ a })));
    const filter = { kind: 'column', column: 0, condition: understood('>5') } as const;
    expect(stepsOf(filterRows(table, everyRow(20_000), [filter]))).toBeGreaterThan(30);
  });
});
