import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../../../src/core/preview/cellText.ts';
import { readRows } from '../../../../../src/core/preview/rows.ts';
import { everyRow, finish } from '../../../../../src/core/preview/steps.ts';
import { countCells, findCell, type CellPlace } from '../../../../../src/core/preview/view/findCells.ts';
import { anyRows, tableOf } from './tables.ts';

const table = tableOf([
  { a: 'Ann', b: 'x', c: 'ann' },
  { a: 'bob', b: 'x', c: 1.5 },
  { a: 'joann\u202e', b: null, c: ['ann'] },
]);
/** The second column is hidden, the third stands first, and the last row is on top. */
const cells = { table, rows: Uint32Array.of(2, 0, 1), columns: [2, 0] };
const ann = { text: 'ANN', matchCase: false };
const places: CellPlace[] = [
  { row: 0, column: 0 },
  { row: 0, column: 1 },
  { row: 1, column: 0 },
  { row: 1, column: 1 },
];

describe('Finding a text in the cells that are shown', () => {
  it('goes from one to the next and from the last to the first', () => {
    for (const [index, place] of places.entries()) {
      expect(finish(findCell(cells, ann, 'next', place))).toEqual(places[(index + 1) % 4]);
      expect(finish(findCell(cells, ann, 'previous', place))).toEqual(places.at(index - 1));
    }
    expect(finish(findCell(cells, ann, 'next'))).toEqual(places[0]);
    expect(finish(findCell(cells, ann, 'previous'))).toEqual(places[3]);
  });

  it('comes back to the only one, and finds none in hidden columns', () => {
    const only = { row: 2, column: 0 };
    expect(finish(findCell(cells, { text: '1.5', matchCase: true }, 'next', only))).toEqual(only);
    expect(finish(findCell(cells, { text: 'x', matchCase: false }, 'next'))).toBeUndefined();
    expect(finish(findCell(cells, { text: '', matchCase: false }, 'next'))).toBeUndefined();
    expect(finish(findCell({ ...cells, columns: [] }, ann, 'next'))).toBeUndefined();
  });

  it('takes capitals as they are when asked to', () => {
    expect(finish(countCells(cells, { text: 'Ann', matchCase: true }, 10))).toEqual({ count: 1, isCapped: false });
  });

  it('counts them, says the how-manieth a cell is, and ends at the cap', () => {
    expect(finish(countCells(cells, ann, 10))).toEqual({ count: 4, isCapped: false });
    expect(finish(countCells(cells, ann, 10, places[2]))).toEqual({ count: 4, isCapped: false, ordinal: 3 });
    expect(finish(countCells(cells, ann, 10, { row: 2, column: 1 }))).toEqual({ count: 4, isCapped: false });
    expect(finish(countCells(cells, ann, 4))).toEqual({ count: 4, isCapped: false });
    expect(finish(countCells(cells, ann, 3))).toEqual({ count: 3, isCapped: true });
  });

  it('looks at the text that is seen: a hidden character by its escape', () => {
    expect(finish(findCell(cells, { text: '\\u202e', matchCase: true }, 'next'))).toEqual({ row: 0, column: 1 });
    expect(finish(findCell(cells, { text: '"', matchCase: true }, 'next'))).toEqual({ row: 0, column: 0 });
  });

  it('finds a space at the edge by the point that shows it', () => {
    const edges = { table: tableOf([{ a: 'x' }, { a: ' x' }, { a: 'x ' }]), rows: everyRow(3), columns: [0] };
    expect(finish(countCells(edges, { text: '·', matchCase: false }, 10)).count).toBe(2);
    expect(finish(countCells(edges, { text: ' ', matchCase: false }, 10)).count).toBe(0);
  });

  it('agrees with a plain search through any rows', () => {
    const wanted = fc.oneof(fc.constantFrom('n', '0', '"', '·', '\\u', 'null', '5', '{'), fc.string({ maxLength: 2 }));
    fc.assert(
      fc.property(anyRows, wanted, fc.boolean(), (json, text, matchCase) => {
        const any = readRows(json);
        const shown = { table: any, rows: everyRow(any.rowCount), columns: any.columns.map((_, c) => c) };
        const fold = (s: string): string => (matchCase ? s : s.toLowerCase());
        const expected = [...shown.rows].flatMap(row =>
          shown.columns
            .filter(c => text !== '' && fold(cellText(any.cell(row, c))).includes(fold(text)))
            .map(column => ({ row, column })),
        );
        const found: CellPlace[] = [];
        for (let from: CellPlace | undefined; found.length < expected.length; found.push(from)) {
          from = finish(findCell(shown, { text, matchCase }, 'next', from));
          if (!from) break;
        }
        expect(found).toEqual(expected);
        expect(finish(countCells(shown, { text, matchCase }, 1_000)).count).toBe(expected.length);
      }),
    );
  });
});
