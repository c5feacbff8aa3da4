import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareResults } from '../../../../../src/core/preview/compare/compareResults.ts';
import type {
  ColumnComparison,
  Comparison,
  CompareOptions,
} from '../../../../../src/core/preview/compare/comparison.ts';
import type { Roles } from '../../../../../src/core/preview/roles.ts';
import { readRows } from '../../../../../src/core/preview/rows.ts';
import type { PreviewTable } from '../../../../../src/core/preview/rows.ts';
import { anyRows } from '../view/tables.ts';

const roles: Roles = { id: 'anonymous_id' };

function compared(one: string, other: string, options: CompareOptions & { roles?: Roles } = {}): Comparison {
  const given = options.roles ?? roles;
  const steps = compareResults(
    { table: readRows(one), roles: given },
    { table: readRows(other), roles: given },
    options,
  );
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    expect(step.value).toBeGreaterThanOrEqual(0);
    expect(step.value).toBeLessThanOrEqual(1);
  }
}

function columnOf(one: readonly string[], other: readonly string[]): ColumnComparison {
  const rows = (sources: readonly string[]): string =>
    `[${sources.map(source => (source === '' ? '{}' : `{"c":${source}}`)).join()}]`;
  const { columns } = compared(rows(one), rows(other), { roles: {} });
  return columns[0]!;
}

const json = (rows: readonly unknown[]): string => JSON.stringify(rows);
const list = (rows: Uint32Array | undefined): readonly number[] => [...(rows ?? [])];

describe('the columns of two results', () => {
  it('are told when only one of them has them, and when they stand in another order', () => {
    const found = compared(json([{ id: 1, gone: 2, a: 3, b: 4 }]), json([{ b: 4, a: 3, id: 1, fresh: 5 }]));
    expect(found.onlyInOne).toEqual(['gone']);
    expect(found.onlyInOther).toEqual(['fresh']);
    expect(found.isReordered).toBe(true);
    expect(found.columns.map(({ name }) => name)).toEqual(['b', 'a', 'id']);
    expect(compared(json([{ id: 1, gone: 2, a: 3 }]), json([{ id: 1, fresh: 5, a: 3 }])).isReordered).toBe(false);
  });

  it('may have hostile names (T16)', () => {
    const row = '[{"__proto__":1,"constructor":"x","":null}]';
    const found = compared(row, row, { roles: {} });
    expect(found.columns.map(({ name }) => name)).toEqual(['__proto__', 'constructor', '']);
    expect(found.columns.every(({ changes }) => changes.length === 0)).toBe(true);
  });
});

describe('a column in two results', () => {
  it('is the same when its values have the same shares of the rows, in whatever order and number', () => {
    const same = columnOf(['1', '2', 'null'], ['null', '2', '1', 'null', '1', '2']);
    expect(same.changes).toEqual([]);
    expect(same.moved).toBe(0);
  });

  it('has other shares of null, with missing ones counted and told', () => {
    const { one, other, changes } = columnOf(['1', '1', '1', 'null'], ['1', '1', 'null', '']);
    expect(changes).toContain('nulls');
    expect([one.nulls, one.missing, other.nulls, other.missing]).toEqual([1, 0, 1, 1]);
  });

  it('turns from numbers into texts of digits, or into any other type', () => {
    const digits = columnOf(['1', '2'], ['"1"', '"2"']);
    expect([digits.one.type, digits.other.type]).toEqual(['number', 'digits']);
    expect(digits.changes[0]).toBe('type');
    expect(digits.distribution.kind).toBe('numbers');
    const texts = columnOf(['1', '2'], ['"a"', '"b"']);
    expect([texts.one.type, texts.other.type]).toEqual(['number', 'text']);
    expect(texts.distribution.kind).toBe('values');
    const types = ['true', '"2026-01-01"', '{"a":1}', '""', 'null'].map(source => columnOf([source], ['1']).one.type);
    expect(types).toEqual(['boolean', 'time', 'json', 'text', 'none']);
  });

  it('has another range by value and not by spelling, told as the server spelled it (T34)', () => {
    const numbers = columnOf(['9007199254740992', '1.0'], ['9007199254740993', '1']);
    expect(numbers.changes).toContain('range');
    expect([numbers.one.range, numbers.other.range]).toEqual([
      { min: '1.0', max: '9007199254740992' },
      { min: '1', max: '9007199254740993' },
    ]);
    expect(columnOf(['1.0'], ['1']).changes).toEqual(['values']);
    expect(columnOf(['"2026-01-01T01:00:00+01:00"'], ['"2026-01-01 00:00:00Z"']).changes).toEqual(['values']);
  });

  it('has numbers and times on the same bars', () => {
    const { distribution } = columnOf(['1', '2', '2'], ['2', '3']);
    expect(distribution).toEqual({
      kind: 'numbers',
      bars: { edges: [1, 2, 3, 4], one: [1, 2, 0], other: [0, 1, 1] },
    });
    const times = columnOf(['"2026-01-01"', '"2026-01-03"'], ['"2026-01-03T12:00:00Z"']).distribution;
    expect(times).toMatchObject({ kind: 'times', step: { unit: 'hour', every: 3 } });
    if (times.kind !== 'times') return;
    const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
    expect([sum(times.bars.one), sum(times.bars.other)]).toEqual([2, 1]);
    expect(columnOf(['7'], ['7']).distribution).toEqual({
      kind: 'numbers',
      bars: { edges: [7, 7], one: [1], other: [1] },
    });
  });

  it('has texts, and ids that are numbers, by their most frequent values', () => {
    const { distribution, moved } = columnOf(['"a"', '"a"', '"b"', '"b"'], ['"a"', '"c"', '"c"', '"c"']);
    expect(distribution).toEqual({
      kind: 'values',
      top: [
        { source: '"a"', one: 2, other: 1 },
        { source: '"c"', one: 0, other: 3 },
        { source: '"b"', one: 2, other: 0 },
      ],
    });
    expect(moved).toBe(0.75);
    expect(compared(json([{ id: 1 }]), json([{ id: 1 }])).columns[0]?.distribution.kind).toBe('values');
  });
});

describe('the ids of two results', () => {
  it('are different ids by the column that the mapping names on each side', () => {
    const steps = compareResults(
      { table: readRows(json([{ u: 'a' }, { u: 'a' }, { u: 'b' }, { u: null }])), roles: { u: 'anonymous_id' } },
      { table: readRows(json([{ user: 'b' }, { user: 'c' }, { user: 'd' }])), roles: { user: 'anonymous_id' } },
    );
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value.ids).toEqual({
      names: ['u', 'user'],
      one: 2,
      other: 3,
      shared: { both: 1, onlyInOne: 1, onlyInOther: 2 },
    });
  });

  it('are not compared where a side has none', () => {
    expect(compared(json([{ a: 1 }]), json([{ a: 1 }])).ids).toBeUndefined();
  });

  it('are not told apart beyond a hundred thousand, and that is not kept quiet (T26)', () => {
    const many = json(Array.from({ length: 100_002 }, (_, id) => ({ id })));
    const { ids } = compared(many, json([{ id: 1 }]));
    expect(ids).toEqual({ names: ['id', 'id'], one: 100_000, other: 1 });
  });
});

describe('the rows of two results', () => {
  it('are paired off by the values of the columns that both have, repeated ones each by itself', () => {
    const [a, b, c] = [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
      { id: 'c', n: 3 },
    ];
    const { rows } = compared(
      json([a, a, b, a]),
      json([
        { ...c, x: 1 },
        { ...a, x: 1 },
      ]),
    );
    expect(rows?.both).toBe(1);
    expect([rows?.onlyInOne.count, list(rows?.onlyInOne.rows)]).toEqual([3, [1, 2, 3]]);
    expect([rows?.onlyInOther.count, list(rows?.onlyInOther.rows)]).toEqual([1, [0]]);
  });

  it('are other rows where a number became a text, null became missing, or a value moved to the next column', () => {
    const differ = (one: string, other: string): number | undefined => compared(one, other).rows?.onlyInOne.count;
    expect(differ('[{"a":1}]', '[{"a":"1"}]')).toBe(1);
    expect(differ('[{"a":null,"b":1}]', '[{"b":1},{"a":2,"b":2}]')).toBe(1);
    expect(differ('[{"a":"x","b":""}]', '[{"a":"","b":"x"}]')).toBe(1);
    expect(differ('[{"a":1},1,2]', '[{"a":1},2,{}]')).toBe(1);
  });

  it('are all only in one where the other has none, and not compared where no column is common', () => {
    expect(compared('[]', json([{ a: 1 }, { a: 2 }])).rows).toMatchObject({ both: 0, onlyInOther: { count: 2 } });
    expect(compared('[]', '[]').rows).toMatchObject({ both: 0 });
    expect(compared(json([{ a: 1 }]), json([{ b: 1 }])).rows).toBeUndefined();
  });

  it('are told apart where their hashes are equal, as those of some of so many rows are', () => {
    const text = (row: number): string => Math.sin(row).toString(36) + Math.cos(row).toString(36);
    const many = (from: number): string => json(Array.from({ length: 150_000 }, (_, row) => ({ a: text(from + row) })));
    expect(compared(many(0), many(150_000)).rows).toMatchObject({ both: 0, onlyInOne: { count: 150_000 } });
  });

  it('are named up to a number, and counted all', () => {
    const { rows } = compared(json([{ a: 1 }, { a: 2 }, { a: 3 }]), json([{ a: 4 }]), { mostRows: 2 });
    expect([rows?.onlyInOne.count, list(rows?.onlyInOne.rows)]).toEqual([3, [0, 1]]);
  });
});

/** The rows as one would compare them by hand: each as one text, missing cells as nothing, counted. */
function multiset(table: PreviewTable, names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let row = 0; row < table.rowCount; row++) {
    const cells = names.map(name => table.cell(row, table.columns.indexOf(name)) ?? '');
    const text = [...cells, table.stray(row) ?? ''].join(' | ');
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

const few = fc.constantFrom('null', '1', '"a"', '""');
const fewRows = fc.array(fc.dictionary(fc.constantFrom('id', 'a', 'b'), few, { maxKeys: 3 }), { maxLength: 12 }).map(
  rows =>
    `[${rows
      .map(
        row =>
          `{${Object.entries(row)
            .map(([key, value]) => `"${key}":${value}`)
            .join()}}`,
      )
      .join()}]`,
);
const anyResult = fc.oneof(anyRows, fewRows);

describe('for any two results, a comparison', () => {
  it('counts the same rows as a comparison of multisets', () => {
    fc.assert(
      fc.property(anyResult, anyResult, fc.integer(), (one, other, seed) => {
        const { columns, rows } = compared(one, other, { seed });
        if (!rows) return;
        const names = columns.map(({ name }) => name);
        const [a, b] = [multiset(readRows(one), names), multiset(readRows(other), names)];
        let [both, onlyInOne, onlyInOther] = [0, 0, 0];
        for (const text of new Set([...a.keys(), ...b.keys()])) {
          const [x, y] = [a.get(text) ?? 0, b.get(text) ?? 0];
          both += Math.min(x, y);
          onlyInOne += Math.max(0, x - y);
          onlyInOther += Math.max(0, y - x);
        }
        expect([rows.both, rows.onlyInOne.count, rows.onlyInOther.count]).toEqual([both, onlyInOne, onlyInOther]);
        expect(rows.onlyInOne.rows.length).toBe(onlyInOne);
      }),
      { numRuns: 500 },
    );
  });

  it('says the same the other way round when the two change places', () => {
    fc.assert(
      fc.property(anyResult, anyResult, (one, other) => {
        const [there, back] = [compared(one, other), compared(other, one)];
        expect(back.onlyInOne).toEqual(there.onlyInOther);
        expect(back.onlyInOther).toEqual(there.onlyInOne);
        expect(back.isReordered).toBe(there.isReordered);
        expect(back.rows).toEqual(
          there.rows && { both: there.rows.both, onlyInOne: there.rows.onlyInOther, onlyInOther: there.rows.onlyInOne },
        );
        const byName = new Map(back.columns.map(column => [column.name, column]));
        for (const column of there.columns) {
          const turned = byName.get(column.name);
          expect(turned?.changes).toEqual(column.changes);
          expect(turned?.moved).toBeCloseTo(column.moved, 12);
          expect([turned?.other, turned?.one]).toEqual([column.one, column.other]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds no difference between a result and the same rows in another order', () => {
    fc.assert(
      fc.property(fewRows, one => {
        const turned = JSON.stringify((JSON.parse(one) as unknown[]).reverse());
        const found = compared(one, turned);
        expect([found.onlyInOne, found.onlyInOther]).toEqual([[], []]);
        expect(compared(one, one).isReordered).toBe(false);
        expect(found.columns.flatMap(({ changes }) => changes)).toEqual([]);
        expect([found.rows?.onlyInOne.count, found.rows?.onlyInOther.count]).toEqual([0, 0]);
        expect([found.ids?.shared?.onlyInOne ?? 0, found.ids?.shared?.onlyInOther ?? 0]).toEqual([0, 0]);
      }),
    );
  });
});

/** Rows as a preview has them: ids, times, numbers, a few texts. `shift` makes other rows. */
function largeTable(rows: number, columns: number, shift: number): PreviewTable {
  const cell = (row: number, column: number): string => {
    const at = row + shift;
    switch (column % 5) {
      case 0:
        return `"user_${at}_${column}"`;
      case 1:
        return `"2026-0${1 + (at % 9)}-${10 + (at % 18)}T10:00:${10 + (at % 50)}Z"`;
      case 2:
        return String(((at * 7919) % 100_003) / 100);
      case 3:
        return `"variant ${at % 7}"`;
      default:
        return at % 13 === 0 ? 'null' : String(at);
    }
  };
  const lines = Array.from(
    { length: rows },
    (_, row) => `{${Array.from({ length: columns }, (__, column) => `"c${column}":${cell(row, column)}`).join()}}`,
  );
  return readRows(`[${lines.join()}]`);
}

describe('two large results', () => {
  it('are compared in steps after each of which the page can be let go', () => {
    const [one, other] = [largeTable(20_000, 20, 0), largeTable(20_000, 20, 15_000)];
    const map: Roles = { c0: 'anonymous_id' };
    const steps = compareResults({ table: one, roles: map }, { table: other, roles: map });
    const begin = performance.now();
    const durations: number[] = [];
    let step = steps.next();
    while (step.done !== true) {
      const stepBegin = performance.now();
      step = steps.next();
      durations.push(performance.now() - stepBegin);
    }
    const total = Math.round(performance.now() - begin);
    durations.sort((a, b) => a - b);
    const [middle, late] = [0.5, 0.999].map(rank => durations[Math.floor(rank * durations.length)]?.toFixed(2));
    console.log(
      `2 × 20,000 × 20: ${total} ms in ${durations.length} steps, median ${middle} ms, of a thousand the longest ${late} ms`,
    );
    expect(step.value.rows).toMatchObject({
      both: 5_000,
      onlyInOne: { count: 15_000 },
      onlyInOther: { count: 15_000 },
    });
    expect(step.value.rows?.onlyInOne.rows.length).toBe(10_000);
    expect(step.value.ids?.shared).toEqual({ both: 5_000, onlyInOne: 15_000, onlyInOther: 15_000 });
    // In steps and not in milliseconds, which depend on the machine: none of them reads more than some hundred cells.
    expect(durations.length).toBeGreaterThan((2 * 2 * 20_000 * 20) / 1_000);
  }, 60_000);
});
