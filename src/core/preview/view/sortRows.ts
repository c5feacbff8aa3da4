import type { PreviewTable } from '../rows.ts';
import type { Steps } from '../steps.ts';
import { SortColumn } from './sortColumn.ts';
import { stableOrder } from './stableOrder.ts';

export interface SortKey {
  /** Its number in `table.columns`. */
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}

/**
 * Sorts rows by one column, where that gives a tie by the next, and so on; what is equal in all of them keeps its order.
 *
 * Numbers go by value, to the last digit. Where most texts of a column are timestamps, these go by the instant (without
 * a zone: UTC), and where most are decimal numbers, those go among the numbers. Other texts stand as people expect of
 * names and ids, `a9` before `a10`, the empty one first. Unlike values: numbers, booleans, timestamps, texts, objects and
 * arrays. Null and then missing are at the end in either direction.
 * @returns a new list of the same row numbers
 */
export function* sortRows(table: PreviewTable, rows: Uint32Array, keys: readonly SortKey[]): Steps<Uint32Array> {
  const sorts: { readonly column: SortColumn; readonly sign: 1 | -1 }[] = [];
  for (const { column, direction } of keys) {
    sorts.push({ column: yield* SortColumn.read(table, rows, column), sign: direction === 'ascending' ? 1 : -1 });
  }
  const order = yield* stableOrder(rows.length, (a, b) => {
    for (const { column, sign } of sorts) {
      const difference = column.compare(a, b);
      if (difference !== 0) return sign === 1 || column.isNothing(a) || column.isNothing(b) ? difference : -difference;
    }
    return 0;
  });
  return order.map(place => rows[place] ?? 0);
}
