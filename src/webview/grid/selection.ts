import type { CellPlace } from './keys.ts';

/** Places of rows and columns as they are shown, all four included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What is selected: the cells between two corners, or whole rows or columns that lie between them. */
export interface Selection {
  readonly kind: 'cells' | 'rows' | 'columns' | 'all';
  /** Where it began. */
  readonly anchor: CellPlace;
  /** Where it has come to; the active cell. Row -1 is the row of headings, and selects no cell. */
  readonly active: CellPlace;
}

/** The row of the headings, as a place. */
export const headingRow = -1;

/** One cell, or the whole row or column that it is in, or everything. */
export function selectionAt(place: CellPlace, kind: Selection['kind'] = 'cells'): Selection {
  return { kind, anchor: place, active: place };
}

/** The same beginning, and another end. Headings are no part of a stretch of cells or rows. */
export function extended(selection: Selection, to: CellPlace): Selection {
  const kind = selection.kind === 'all' ? 'cells' : selection.kind;
  if (kind === 'columns') return { ...selection, kind, active: to };
  const inCells = ({ row, column }: CellPlace): CellPlace => ({ row: Math.max(0, row), column });
  return { kind, anchor: inCells(selection.anchor), active: inCells(to) };
}

/** The cells that are selected in a table of this size; undefined when there are none. */
export function selectedRange(
  { kind, anchor, active }: Selection,
  rowCount: number,
  columnCount: number,
): CellRange | undefined {
  if (rowCount === 0 || columnCount === 0) return undefined;
  const lastRow = rowCount - 1;
  const lastColumn = columnCount - 1;
  const isWide = kind === 'rows' || kind === 'all';
  const isTall = kind === 'columns' || kind === 'all';
  if (!isTall && (anchor.row < 0 || active.row < 0)) return undefined;
  return {
    top: isTall ? 0 : Math.min(anchor.row, active.row, lastRow),
    bottom: isTall ? lastRow : Math.min(Math.max(anchor.row, active.row), lastRow),
    left: isWide ? 0 : Math.min(anchor.column, active.column, lastColumn),
    right: isWide ? lastColumn : Math.min(Math.max(anchor.column, active.column), lastColumn),
  };
}

export function isWithin({ top, left, bottom, right }: CellRange, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

export function cellCount({ top, left, bottom, right }: CellRange): number {
  return (bottom - top + 1) * (right - left + 1);
}
