import { stride } from '../profile/tally.ts';
import type { Tally } from '../profile/tally.ts';
import type { IdComparison } from './comparison.ts';

/** Compares the ids of two columns, which may have different names. An empty text, null and missing are no ids. */
export function* compareIds(
  names: readonly [string, string],
  one: Tally,
  other: Tally,
): Generator<undefined, IdComparison> {
  const counts = { names, one: one.counts.size, other: other.counts.size };
  if (one.beyond.length > 0 || other.beyond.length > 0) return counts;
  let [both, steps] = [0, 0];
  for (const id of one.counts.keys()) {
    if (++steps % stride === 0) yield;
    if (other.counts.has(id)) both++;
  }
  return { ...counts, shared: { both, onlyInOne: counts.one - both, onlyInOther: counts.other - both } };
}
