import type { PreviewTable } from '../rows.ts';
import { cellsAStep, type Steps } from '../steps.ts';
import { cellTest } from './cellTest.ts';
import type { Condition } from './condition.ts';

export type RowFilter =
  /** `column` is a number in `table.columns`. */
  | { readonly kind: 'column'; readonly column: number; readonly condition: Condition }
  /** Some rows only, such as those that a check has found; ascending. */
  | { readonly kind: 'rows'; readonly rows: Uint32Array };

/**
 * The rows that pass every filter, in the order in which they came. A row that is no object has no cells: each is
 * missing.
 */
export function* filterRows(table: PreviewTable, rows: Uint32Array, filters: readonly RowFilter[]): Steps<Uint32Array> {
  let left = rows;
  for (const filter of filters) left = yield* passing(table, left, filter);
  return left === rows ? rows.slice() : left;
}

function* passing(table: PreviewTable, rows: Uint32Array, filter: RowFilter): Steps<Uint32Array> {
  const passed = new Uint32Array(rows.length);
  let count = 0;
  if (filter.kind === 'rows') {
    const wanted = new Uint8Array(table.rowCount);
    for (const row of filter.rows) wanted[row] = 1;
    for (const row of rows) if (wanted[row] === 1) passed[count++] = row;
    yield;
    return passed.slice(0, count);
  }
  const test = cellTest(filter.condition);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    if (test(table.cell(row, filter.column))) passed[count++] = row;
    if (at % cellsAStep === 0) yield;
  }
  return passed.slice(0, count);
}
