import { visibleText } from '../../core/preview/cellText.ts';
import type { PreviewTable } from '../../core/preview/rows.ts';
import type { CellWords } from '../../core/preview/words/cellWords.ts';
import { cellLabel } from './cellLabel.ts';

/** The narrowest column of a table with few columns, and of one with many: cells on the page are what drawing costs. */
const narrowest = { few: 88, many: 152 };
const few = 11;
const widest = 360;
const padding = 20;
/** How many cells at most are looked at to choose widths: thousands of columns must not cost a pause. */
const sampled = 4_000;

/** The width in pixels at which a heading and the given values of its column are seen whole. */
export function fittingWidth(
  sources: Iterable<string | undefined>,
  heading: string,
  words: CellWords,
  letter: number,
  letterLimit = 60,
): number {
  let letters = heading.length;
  for (const source of sources) {
    const { text, isMark } = cellLabel(source, words, letterLimit);
    letters = Math.max(letters, text.length + (isMark ? 2 : 0));
  }
  return letters * letter + padding;
}

/** The longer of a column's name and role, as its heading shows them. */
export function headingText(name: string, role: string | undefined, limit = 60): string {
  const mark = role === undefined ? '' : `→ ${role}`;
  return visibleText(name.length > mark.length ? name : mark, limit);
}

/**
 * Widths that fit what the first rows hold, in pixels, for the columns behind those whose widths are known. `letter`: the
 * width of a letter of the grid's font.
 */
export function fittingWidths(
  table: PreviewTable,
  words: CellWords,
  headings: readonly string[],
  letter: number,
  known: readonly number[] = [],
): readonly number[] {
  const rows = Math.min(table.rowCount, 50, Math.max(2, Math.floor(sampled / Math.max(1, headings.length))));
  const least = headings.length <= few ? narrowest.few : narrowest.many;
  return headings.map((heading, column) => {
    const width = known[column];
    if (width !== undefined) return width;
    const sources = Array.from({ length: rows }, (_, row) => table.cell(row, column));
    return Math.round(Math.min(widest, Math.max(least, fittingWidth(sources, heading, words, letter))));
  });
}
