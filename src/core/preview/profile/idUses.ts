import type { PreviewTable } from '../rows.ts';
import type { Steps } from '../steps.ts';
import { stride, tallyColumn } from './tally.ts';

/** How many rows have the same id: an assignment or a conversion for each person, or many. */
export interface IdUses {
  readonly column: number;
  /** Different ids. With `isMore` there are more than that, and the rest of this is about these alone. */
  readonly ids: number;
  readonly isMore: boolean;
  /** Rows that have one of these ids. */
  readonly rows: number;
  /** Rows of the id that has most. */
  readonly most: number;
  /** How many ids have from `rows` to `upTo` rows; without `upTo`, that many or more. */
  readonly groups: readonly { readonly rows: number; readonly upTo?: number; readonly ids: number }[];
}

const limits = [
  { rows: 1, upTo: 1 },
  { rows: 2, upTo: 2 },
  { rows: 3, upTo: 3 },
  { rows: 4, upTo: 5 },
  { rows: 6, upTo: 10 },
  { rows: 11, upTo: 20 },
  { rows: 21 },
] as const;

/** Counts the rows of each id in a column. */
export function* idUses(table: PreviewTable, column: number): Steps<IdUses> {
  const { counts, beyond } = yield* tallyColumn(table, column);
  const ids = limits.map(() => 0);
  let [rows, most, steps] = [0, 0, 0];
  for (const uses of counts.values()) {
    if (++steps % stride === 0) yield;
    rows += uses;
    most = Math.max(most, uses);
    const group = limits.findLastIndex(limit => uses >= limit.rows);
    ids[group] = (ids[group] ?? 0) + 1;
  }
  const groups = limits.map((limit, at) => ({ ...limit, ids: ids[at] ?? 0 }));
  return { column, ids: counts.size, isMore: beyond.length > 0, rows, most, groups };
}
