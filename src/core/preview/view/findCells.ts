import { cellText } from '../cellText.ts';
import type { PreviewTable } from '../rows.ts';
import { cellsAStep, type Steps } from '../steps.ts';

/** A place among the cells that are shown: positions in the list of rows and in the list of columns, not their numbers. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface FindQuery {
  /** Is looked for in what a cell shows. No text is found nowhere. */
  readonly text: string;
  readonly matchCase: boolean;
}

/** The cells that are searched: row numbers in the order shown, and column numbers in the order shown. */
export interface ShownCells {
  readonly table: PreviewTable;
  readonly rows: Uint32Array;
  readonly columns: readonly number[];
}

/** What a source of these characters alone shows is the source itself, without its quotes. */
const plain = /^(?:"[!#-[\]-~](?:[ !#-[\]-~]*[!#-[\]-~])?"|[ -~]*[!#-~])$/;
/** Longer values are cut where they are shown. */
const plainLength = 1_000;

/** The text that a cell shows, without the work that most cells do not need. */
function shownText(source: string): string {
  if (source.length > plainLength || !plain.test(source)) return cellText(source);
  return source.startsWith('"') ? source.slice(1, -1) : source;
}

function matcher(query: FindQuery): (source: string | undefined) => boolean {
  const fold = (text: string): string => (query.matchCase ? text : text.toLowerCase());
  const wanted = fold(query.text);
  return source => source !== undefined && wanted !== '' && fold(shownText(source)).includes(wanted);
}

/**
 * The nearest cell behind (or before) a place whose text has the wanted one in it, row by row, from the last cell on to
 * the first; the place itself comes last. From no place, the search begins at the first (or last) cell.
 */
export function* findCell(
  cells: ShownCells,
  query: FindQuery,
  direction: 'next' | 'previous',
  from?: CellPlace,
): Steps<CellPlace | undefined> {
  const { table, rows, columns } = cells;
  const matches = matcher(query);
  const width = columns.length;
  const total = rows.length * width;
  const step = direction === 'next' ? 1 : -1;
  let at = from ? from.row * width + from.column : direction === 'next' ? -1 : total;
  for (let count = 1; count <= total; count++) {
    at += step;
    if (at >= total) at = 0;
    else if (at < 0) at = total - 1;
    const place = { row: Math.floor(at / width), column: at % width };
    if (matches(table.cell(rows[place.row] ?? 0, columns[place.column] ?? 0))) return place;
    if (count % cellsAStep === 0) yield;
  }
  return undefined;
}

export interface FoundCells {
  readonly count: number;
  /** There are `count` and perhaps more: the counting ended there. */
  readonly isCapped: boolean;
  /** The how-manieth of them the asked place is, from 1; absent when it is none, or lies behind the last counted. */
  readonly ordinal?: number;
}

/** Counts the cells whose text has the wanted one in it, up to `cap`. */
export function* countCells(cells: ShownCells, query: FindQuery, cap: number, place?: CellPlace): Steps<FoundCells> {
  const { table, rows, columns } = cells;
  const matches = matcher(query);
  let count = 0;
  let seen = 0;
  let ordinal: number | undefined;
  const result = (isCapped: boolean): FoundCells => ({ count, isCapped, ...(ordinal !== undefined && { ordinal }) });
  for (const [row, number] of rows.entries()) {
    for (const [column, columnNumber] of columns.entries()) {
      if (++seen % cellsAStep === 0) yield;
      if (!matches(table.cell(number, columnNumber))) continue;
      if (count === cap) return result(true);
      count++;
      if (place?.row === row && place.column === column) ordinal = count;
    }
  }
  return result(false);
}
