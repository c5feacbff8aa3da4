import { cellKind } from '../cellText.ts';
import { valueText } from '../cellValue.ts';
import type { PreviewTable } from '../rows.ts';
import { cellsAStep, type Steps } from '../steps.ts';
import { compareDecimals } from './decimal.ts';
import { DecimalSum } from './decimalSum.ts';

/** The JSON numbers among the cells; a number that is sent as text, such as an id, is none of them. */
interface NumberFacts {
  readonly count: number;
  /** As the server spelled them. */
  readonly min: string;
  readonly max: string;
  /** Absent when it is too large to be told. */
  readonly sum?: { readonly text: string; readonly isExact: boolean };
  /** Rounded to 15 digits. */
  readonly mean?: string;
}

export interface SelectionFacts {
  readonly cells: number;
  readonly nulls: number;
  readonly missing: number;
  readonly emptyTexts: number;
  /** Different values; 1 and 1.0 differ, and so do the number 1 and the text "1". Null and missing do not count. */
  readonly distinct: number;
  /** There are `distinct` and perhaps more: the counting ended there. */
  readonly isDistinctCapped: boolean;
  /** Absent when there is no number among them. */
  readonly numbers?: NumberFacts;
}

const mostDistinct = 50_000;
/** A longer value is told apart by its beginning and its length. */
const longestValue = 1_000;

/** What equal values have in common and others do not. */
function identity(source: string): string {
  if (source.length > longestValue) return `${source.length} ${source.slice(0, longestValue)}`;
  return source.startsWith('"') && source.includes('\\') ? `"${valueText(source)}"` : source;
}

/** What there is to say about selected cells, given by row numbers and column numbers. */
export function* selectionFacts(
  table: PreviewTable,
  rows: Uint32Array,
  columns: readonly number[],
): Steps<SelectionFacts> {
  const counts = { cells: 0, nulls: 0, missing: 0, emptyTexts: 0 };
  const distinct = new Set<string>();
  let isDistinctCapped = false;
  const sum = new DecimalSum();
  let count = 0;
  let min = '';
  let max = '';
  for (const row of rows) {
    for (const column of columns) {
      if (++counts.cells % cellsAStep === 0) yield;
      const source = table.cell(row, column);
      if (source === undefined) {
        counts.missing++;
        continue;
      }
      const kind = cellKind(source);
      if (kind === 'null') {
        counts.nulls++;
        continue;
      }
      if (kind === 'empty') counts.emptyTexts++;
      if (kind === 'number') {
        if (count === 0 || compareDecimals(source, min) < 0) min = source;
        if (count === 0 || compareDecimals(source, max) > 0) max = source;
        count++;
        sum.add(source);
      }
      if (distinct.size < mostDistinct) distinct.add(identity(source));
      else isDistinctCapped ||= !distinct.has(identity(source));
    }
  }
  const facts = { ...counts, distinct: distinct.size, isDistinctCapped };
  if (count === 0) return facts;
  const total = sum.total();
  const mean = total === undefined ? Infinity : Number(total.text) / count;
  return {
    ...facts,
    numbers: {
      count,
      min,
      max,
      ...(total && { sum: total }),
      ...(Number.isFinite(mean) && { mean: String(Number(mean.toPrecision(15))) }),
    },
  };
}
