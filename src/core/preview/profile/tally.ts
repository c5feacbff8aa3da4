import type { PreviewTable } from '../rows.ts';
import type { Steps } from '../steps.ts';
import type { Rest, ValueCount } from './columnProfile.ts';
import { canonicalJson } from './canonicalJson.ts';

/** How many different values of a column are told apart: more would cost memory, and no picture is better for it. */
export const distinctCap = 100_000;

/** How many small steps go between two chances for the caller to let the thread go: a fraction of a millisecond. */
export const stride = 400;

/** The values of a column, each different one once. */
export interface Tally {
  readonly nulls: number;
  readonly missing: number;
  readonly empties: number;
  /** JSON source of every value but null and the empty text → in how many rows, in the order of first appearance. */
  readonly counts: ReadonlyMap<string, number>;
  /** The rows whose values came when the cap was reached, and are not among `counts`. */
  readonly beyond: readonly number[];
}

/** Counts the values of a column. Texts and JSON that mean the same, however they are spelled, are one value. */
export function* tallyColumn(table: PreviewTable, column: number): Steps<Tally> {
  const counts = new Map<string, number>();
  const beyond: number[] = [];
  let [nulls, missing, empties] = [0, 0, 0];
  const { rowCount } = table;
  for (let row = 0; row < rowCount; row++) {
    if (row % stride === 0) yield;
    const source = table.cell(row, column);
    if (source === undefined) missing++;
    else if (source === 'null') nulls++;
    else if (source === '""') empties++;
    else {
      const known = counts.get(source);
      if (known !== undefined) counts.set(source, known + 1);
      else if (counts.size < distinctCap) counts.set(source, 1);
      else beyond.push(row);
    }
  }
  yield* unite(counts);
  return { nulls, missing, empties, counts, beyond };
}

/** Brings values that mean the same together. Numbers stay apart here, because they are shown as they are spelled. */
function* unite(counts: Map<string, number>): Steps<void> {
  let steps = 0;
  for (const [source, rows] of counts) {
    if (++steps % stride === 0) yield;
    const first = source.charCodeAt(0);
    const isText = first === 0x22;
    if (isText ? !source.includes('\\') : first !== 0x7b && first !== 0x5b) continue;
    const form = canonicalJson(source);
    if (form === source) continue;
    counts.delete(source);
    counts.set(form, (counts.get(form) ?? 0) + rows);
  }
}

/** The most frequent values, and what they leave over; among equal ones those that came first. */
export function* mostFrequent(
  counts: ReadonlyMap<string, number>,
  most: number,
): Steps<{ readonly top: readonly ValueCount[]; readonly rest: Rest }> {
  const top: ValueCount[] = [];
  let [steps, all] = [0, 0];
  for (const [source, rows] of counts) {
    if (++steps % stride === 0) yield;
    all += rows;
    if (top.length === most && rows <= (top.at(-1)?.rows ?? 0)) continue;
    let at = top.length;
    while (at > 0 && (top[at - 1]?.rows ?? 0) < rows) at--;
    top.splice(at, 0, { source, rows });
    if (top.length > most) top.pop();
  }
  const shown = top.reduce((sum, { rows }) => sum + rows, 0);
  return { top, rest: { values: counts.size - top.length, rows: all - shown } };
}
