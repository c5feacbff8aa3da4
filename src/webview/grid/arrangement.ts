import type { PreviewTable } from '../../core/preview/rows.ts';
import type { Steps } from '../../core/preview/steps.ts';
import { filterRows } from '../../core/preview/view/filterRows.ts';
import type { RowFilter } from '../../core/preview/view/filterRows.ts';
import { sortRows } from '../../core/preview/view/sortRows.ts';
import type { SortKey } from '../../core/preview/view/sortRows.ts';

/** The rows that pass the filters, in the order of the sort. Loaded when somebody sorts or filters for the first time. */
export function* arrangement(
  table: PreviewTable,
  rows: Uint32Array,
  filters: readonly RowFilter[],
  sort: readonly SortKey[],
): Steps<Uint32Array> {
  const left = filters.length === 0 ? rows : yield* filterRows(table, rows, filters);
  return sort.length === 0 ? left : yield* sortRows(table, left, sort);
}
