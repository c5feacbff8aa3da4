import { cellKind } from '../cellText.ts';
import type { Steps } from '../steps.ts';
import { FoundRows } from './foundRows.ts';
import { eachCell, type MappedCells } from './mappedCells.ts';
import type { RowCheck } from './rowCheck.ts';
import { isNull, textOf } from './source.ts';

/** Of fewer values it says nothing that they are all the same. */
const fewestValues = 5;

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The number that a value is, as it is spelled: a JSON number, or a text that is a decimal number, which is how exact
 * decimals come. Undefined for everything else, the texts `NaN` and `Infinity` among it.
 */
function numberText(source: string): string | undefined {
  const kind = cellKind(source);
  if (kind === 'number') return source;
  const text = kind === 'text' ? textOf(source) : undefined;
  return text !== undefined && decimal.test(text) ? text : undefined;
}

/** The column with the values of a numeric metric. */
export function* judgeValues(values: MappedCells): Steps<readonly RowCheck[]> {
  const [nulls, others, numbers] = [new FoundRows(), new FoundRows(), new FoundRows()];
  /** The number that all have so far; null once they differ. */
  let common: string | null | undefined;
  yield* eachCell(values, (row, source) => {
    const text = isNull(source) ? undefined : numberText(source);
    if (isNull(source)) nulls.add(row, source);
    else if (text === undefined) others.add(row, source);
    else {
      if (common === undefined) common = text;
      else if (common !== null && !isSameNumber(text, common)) common = null;
      if (common !== null) numbers.add(row, source);
    }
  });
  const present = values.rowCount - nulls.count;
  const amount = present - others.count;
  const checks: RowCheck[] = [];
  if (nulls.count > 0) checks.push(nulls.check(values, { code: 'null-values', level: 'warning', of: values.rowCount }));
  if (present > 0) checks.push(others.check(values, { code: 'values-not-numbers', level: 'error', of: present }));
  if (amount >= fewestValues) {
    const alike = typeof common === 'string' ? numbers : new FoundRows();
    checks.push(alike.check(values, { code: 'constant-values', level: 'warning', of: amount }));
  }
  return checks;
}

/** Numbers past 2^53 that differ in their last digits look the same as soon as they are numbers of JavaScript. */
function isSameNumber(one: string, other: string): boolean {
  if (one === other) return true;
  const [left, right] = [Number(one), Number(other)];
  return left === right && Math.abs(left) <= Number.MAX_SAFE_INTEGER;
}
