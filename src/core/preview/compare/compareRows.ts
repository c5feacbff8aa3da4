import type { PreviewTable } from '../rows.ts';
import { cellsAStep } from '../steps.ts';
import type { OnlyRows, RowComparison } from './comparison.ts';

/** A table with the places of the columns that both have, in one order for both. */
export interface RowsSide {
  readonly table: PreviewTable;
  readonly columns: readonly number[];
}

const none = -1;

/**
 * Pairs the rows of two tables off, each with one that is the same. Rows are found by a hash of four bytes in tables of a
 * fixed size: a map of whole rows would hold as much text again, and would stop the page each time that it grows.
 * @yields the share that is done, from 0 to 1
 */
export function* compareRows(
  one: RowsSide,
  other: RowsSide,
  { mostRows, seed }: { readonly mostRows: number; readonly seed: number },
): Generator<number, RowComparison> {
  const rowCount = one.table.rowCount;
  const hashes = new Uint32Array(rowCount);
  // Rows of the one by their hash, as chains; the first one in front, so that it is the first to be paired off.
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * rowCount))) - 1;
  const heads = new Int32Array(mask + 1).fill(none);
  const nexts = new Int32Array(rowCount);
  const aStep = Math.max(1, Math.floor(cellsAStep / Math.max(1, one.columns.length)));
  const all = Math.max(1, rowCount + other.table.rowCount);
  for (let row = rowCount - 1; row >= 0; row--) {
    if (row % aStep === 0) yield (rowCount - row) / all;
    const hash = rowHash(one, row, seed);
    hashes[row] = hash;
    nexts[row] = heads[hash & mask] ?? none;
    heads[hash & mask] = row;
  }
  const isPaired = new Uint8Array(rowCount);
  const onlyInOther = new Gathered(mostRows);
  let steps = 0;
  for (let row = 0; row < other.table.rowCount; row++) {
    if (++steps % aStep === 0) yield (rowCount + row) / all;
    const hash = rowHash(other, row, seed);
    let before = none;
    let at = heads[hash & mask] ?? none;
    while (at !== none && !(hashes[at] === hash && areSame(one, at, other, row))) {
      if (++steps % aStep === 0) yield (rowCount + row) / all;
      before = at;
      at = nexts[at] ?? none;
    }
    if (at === none) {
      onlyInOther.add(row);
      continue;
    }
    isPaired[at] = 1;
    const next = nexts[at] ?? none;
    if (before === none) heads[hash & mask] = next;
    else nexts[before] = next;
  }
  const onlyInOne = new Gathered(mostRows);
  for (let row = 0; row < rowCount; row++) {
    if (row % manyFlags === 0) yield 1;
    if (isPaired[row] !== 1) onlyInOne.add(row);
  }
  return { both: rowCount - onlyInOne.count, onlyInOne: onlyInOne.rows, onlyInOther: onlyInOther.rows };
}

/** So many flags are read in a fraction of a millisecond. */
const manyFlags = 50_000;

class Gathered {
  count = 0;
  readonly #first: number[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get rows(): OnlyRows {
    return { count: this.count, rows: Uint32Array.from(this.#first) };
  }

  add(row: number): void {
    if (this.count++ < this.#most) this.#first.push(row);
  }
}

/** FNV-1a over the characters of the cells, or of a row that is no object, with a mark behind each. */
function rowHash({ table, columns }: RowsSide, row: number, seed: number): number {
  let hash = textHash(table.stray(row), seed ^ 0x811c9dc5);
  for (const column of columns) {
    hash = textHash(table.cell(row, column), hash);
  }
  // The low bits choose the chain: they must depend on all the others.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** A cell may have megabytes: what comes behind is seen when rows are laid side by side. */
const longestHashed = 4_096;

function textHash(text: string | undefined, start: number): number {
  let hash = start;
  if (text !== undefined) {
    const end = Math.min(text.length, longestHashed);
    hash = Math.imul(hash ^ text.length, 0x01000193);
    for (let at = 0; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return Math.imul(hash ^ 0x10000, 0x01000193);
}

function areSame(one: RowsSide, row: number, other: RowsSide, otherRow: number): boolean {
  for (const [at, column] of one.columns.entries()) {
    if (one.table.cell(row, column) !== other.table.cell(otherRow, other.columns[at] ?? none)) return false;
  }
  // A row that is no object has no cells: it is not the same as an object without any.
  return one.table.stray(row) === other.table.stray(otherRow);
}
