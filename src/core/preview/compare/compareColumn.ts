import { compareTimes } from '../profile/valueForm.ts';
import { stride } from '../profile/tally.ts';
import { compareDecimals } from '../view/decimal.ts';
import type { ColumnChange, ColumnComparison, ColumnSide } from './comparison.ts';
import type { ColumnValues } from './columnValues.ts';
import { distributionOf } from './distribution.ts';

/** Compares a column that both results have. `isId`: its digits name something and are no quantity. */
export function* compareColumn(
  name: string,
  one: ColumnValues,
  other: ColumnValues,
  isId: boolean,
): Generator<undefined, ColumnComparison> {
  const moved = yield* movedRows(one, other);
  return {
    name,
    one: one.side,
    other: other.side,
    changes: changesOf(one.side, other.side, moved),
    moved: moved / 2 / Math.max(1, one.side.rows) / Math.max(1, other.side.rows),
    distribution: yield* distributionOf(one, other, isId),
  };
}

function changesOf(one: ColumnSide, other: ColumnSide, moved: number): readonly ColumnChange[] {
  const changes: ColumnChange[] = [];
  if (one.type !== other.type) changes.push('type');
  if (!sameShare(one.nulls + one.missing, one.rows, other.nulls + other.missing, other.rows)) changes.push('nulls');
  if (one.distinct.count !== other.distinct.count || one.distinct.isMore !== other.distinct.isMore) {
    changes.push('distinct');
  }
  if (!sameRange(one, other)) changes.push('range');
  if (moved > 0) changes.push('values');
  return changes;
}

/** In whole numbers, because a third is none in fractions. */
function sameShare(one: number, ofOne: number, other: number, ofOther: number): boolean {
  return one * ofOther === other * ofOne;
}

/** By value and not by spelling; where the types differ, that says more. */
function sameRange(one: ColumnSide, other: ColumnSide): boolean {
  if (!one.range || !other.range || one.type !== other.type) return true;
  const compare = one.type === 'time' ? compareTimes : compareDecimals;
  return compare(one.range.min, other.range.min) === 0 && compare(one.range.max, other.range.max) === 0;
}

/**
 * The sum over all values of how far their shares are apart, times the rows of both, so that it is a whole number and
 * zero only where all shares are equal. Values that are no longer told apart count as one.
 */
function* movedRows(one: ColumnValues, other: ColumnValues): Generator<undefined, number> {
  const [rows, otherRows] = [one.side.rows, other.side.rows];
  const apart = (a: number, b: number): number => Math.abs(a * otherRows - b * rows);
  let moved =
    apart(one.side.nulls, other.side.nulls) +
    apart(one.side.missing, other.side.missing) +
    apart(one.side.empties, other.side.empties) +
    apart(one.tally.beyond.length, other.tally.beyond.length);
  let steps = 0;
  for (const [source, count] of one.tally.counts) {
    if (++steps % stride === 0) yield;
    moved += apart(count, other.tally.counts.get(source) ?? 0);
  }
  for (const [source, count] of other.tally.counts) {
    if (++steps % stride === 0) yield;
    if (!one.tally.counts.has(source)) moved += apart(0, count);
  }
  return moved;
}
