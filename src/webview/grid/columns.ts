import type { PreviewWords } from '../../core/preview/messages.ts';
import type { PreviewTable } from '../../core/preview/rows.ts';
import { cellLabel } from './cellLabel.ts';

/** From `first` up to but not including `end`. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** The narrowest column of a table with few columns, and of one with many: cells on the page are what drawing costs. */
const narrowest = { few: 88, many: 136 };
const few = 11;
const widest = 360;
const padding = 20;
/** How many cells at most are looked at to choose widths: thousands of columns must not cost a pause. */
const sampled = 4_000;

/** Widths that fit what the first rows hold, in pixels. `letter`: the width of a letter of the grid's font. */
export function fittingWidths(
  table: PreviewTable,
  words: PreviewWords,
  headings: readonly string[],
  letter: number,
): readonly number[] {
  const rows = Math.min(table.rowCount, 50, Math.max(2, Math.floor(sampled / Math.max(1, headings.length))));
  const least = headings.length <= few ? narrowest.few : narrowest.many;
  return headings.map((heading, column) => {
    let letters = heading.length;
    for (let row = 0; row < rows; row++) {
      const { text, isMark } = cellLabel(table.cell(row, column), words, 60);
      letters = Math.max(letters, text.length + (isMark ? 2 : 0));
    }
    return Math.round(Math.min(widest, Math.max(least, letters * letter + padding)));
  });
}

/** Where columns of these widths begin. */
export class ColumnLayout {
  readonly widths: readonly number[];
  readonly #starts: readonly number[];

  constructor(widths: readonly number[]) {
    this.widths = widths;
    const starts = [0];
    let sum = 0;
    for (const width of widths) starts.push((sum += width));
    this.#starts = starts;
  }

  /** Where a column begins; for the number of columns, where the last one ends. */
  start(column: number): number {
    return this.#starts[column] ?? 0;
  }

  get total(): number {
    return this.start(this.widths.length);
  }

  /** The columns of which something lies between two positions. */
  within(from: number, to: number): Range {
    let low = 0;
    let high = this.widths.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.start(middle + 1) <= from) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.widths.length && this.start(end) < to) end++;
    return { first: low, end };
  }
}
