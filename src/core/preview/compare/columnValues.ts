import { valueText } from '../cellValue.ts';
import { Measures } from '../profile/measures.ts';
import { stride, tallyColumn } from '../profile/tally.ts';
import type { Tally } from '../profile/tally.ts';
import { compareTimes, valueForm } from '../profile/valueForm.ts';
import type { PreviewTable } from '../rows.ts';
import { compareDecimals } from '../view/decimal.ts';
import type { ColumnSide, ValueType } from './comparison.ts';

/** A column of one result, with all that is counted of its values. */
export interface ColumnValues {
  readonly side: ColumnSide;
  readonly tally: Tally;
  /** Numbers that came as texts are among the numbers. */
  readonly numbers: Measures;
  readonly times: Measures;
}

/** Reads a column once, and then each of its different values once. */
export function* columnValues(table: PreviewTable, column: number): Generator<undefined, ColumnValues> {
  const tally = yield* tallyColumn(table, column);
  const sourceIn = (row: number): string => table.cell(row, column) ?? 'null';
  const spellingIn = (row: number): string => valueText(sourceIn(row));
  const numbers = new Measures(compareDecimals, spellingIn);
  const times = new Measures(compareTimes, spellingIn);
  const rowsOf: Record<Exclude<ValueType, 'none'>, number> = {
    number: 0,
    digits: 0,
    time: 0,
    text: tally.empties,
    boolean: 0,
    json: 0,
  };
  const add = (source: string, rows: number, row?: number): void => {
    const form = valueForm(source);
    if (form.kind === 'number') {
      numbers.add(form.value, row ?? form.spelling, rows);
      rowsOf[form.isText ? 'digits' : 'number'] += rows;
      return;
    }
    rowsOf[form.kind] += rows;
    if (form.kind === 'time') times.add(form.value, row ?? form.spelling, rows);
  };
  let steps = 0;
  for (const [source, rows] of tally.counts) {
    if (++steps % stride === 0) yield;
    add(source, rows);
  }
  for (const row of tally.beyond) {
    if (++steps % stride === 0) yield;
    add(sourceIn(row), 1, row);
  }
  const type = typeOf(rowsOf);
  const measures = type === 'number' || type === 'digits' ? numbers : type === 'time' ? times : undefined;
  const range = measures && (yield* rangeOf(measures));
  const { nulls, missing, empties, counts, beyond } = tally;
  const distinct = { count: counts.size + (empties > 0 ? 1 : 0), isMore: beyond.length > 0 };
  const { rowCount: rows } = table;
  const side = { column, rows, nulls, missing, empties, distinct, type, ...(range && { range }) };
  return { side, tally, numbers, times };
}

const types = ['number', 'digits', 'time', 'text', 'boolean', 'json'] as const;

function typeOf(rowsOf: Readonly<Record<Exclude<ValueType, 'none'>, number>>): ValueType {
  const most = types.reduce((best, type) => (rowsOf[type] > rowsOf[best] ? type : best));
  return rowsOf[most] === 0 ? 'none' : most;
}

function* rangeOf(measures: Measures): Generator<undefined, ColumnSide['range']> {
  const [least, greatest] = yield* measures.ends();
  return { min: measures.spelling(least), max: measures.spelling(greatest) };
}
