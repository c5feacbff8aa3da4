import { Measures } from '../profile/measures.ts';
import { numberBars } from '../profile/numberBars.ts';
import { stride } from '../profile/tally.ts';
import { timeBars } from '../profile/timeBars.ts';
import type { ColumnValues } from './columnValues.ts';
import type { BarPair, Distribution, ValuePair, ValueType } from './comparison.ts';

/** How many values are named. */
const mostNamed = 5;

/** How the values of a column are spread in both results: on the same bars, or by the same values. */
export function* distributionOf(
  one: ColumnValues,
  other: ColumnValues,
  isId: boolean,
): Generator<undefined, Distribution> {
  const types = [one.side.type, other.side.type].filter(type => type !== 'none');
  const areAll = (...wanted: readonly ValueType[]): boolean => types.every(type => wanted.includes(type));
  if (types.length === 0) return { kind: 'none' };
  if (areAll('time')) {
    const { bars, step } = yield* timeBars(yield* united(one.times, other.times));
    return { kind: 'times', bars: yield* pairOf(bars.edges, one.times, other.times), step };
  }
  if (!isId && areAll('number', 'digits')) {
    const { bars } = yield* numberBars(yield* united(one.numbers, other.numbers));
    return { kind: 'numbers', bars: yield* pairOf(bars.edges, one.numbers, other.numbers) };
  }
  return { kind: 'values', top: yield* topOf(one.tally.counts, other.tally.counts) };
}

/** The values of both, for bars that suit both. They are not put in order here. */
function* united(one: Measures, other: Measures): Generator<undefined, Measures> {
  const all = new Measures(
    () => 0,
    () => '',
  );
  for (const { values, rows } of [one, other]) {
    for (let at = 0; at < values.length; at++) {
      if (at % stride === 0) yield;
      all.add(values[at] ?? 0, '', rows[at] ?? 0);
    }
  }
  return all;
}

function* pairOf(edges: readonly number[], one: Measures, other: Measures): Generator<undefined, BarPair> {
  return { edges, one: yield* countBetween(edges, one), other: yield* countBetween(edges, other) };
}

/** Counts the rows between two edges each; what lies far beyond the ends, which bars leave out, is left out here. */
function* countBetween(edges: readonly number[], { values, rows }: Measures): Generator<undefined, readonly number[]> {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  for (let at = 0; at < values.length; at++) {
    if (at % stride === 0) yield;
    const value = values[at] ?? 0;
    // A single value stands on a bar of no width.
    if (value < first || (first === last ? value > last : value >= last)) continue;
    const bar = Math.min(counts.length - 1, barOf(edges, value));
    counts[bar] = (counts[bar] ?? 0) + (rows[at] ?? 0);
  }
  return counts;
}

/** The last edge that is not above a value. */
function barOf(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function* topOf(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): Generator<undefined, readonly ValuePair[]> {
  const top: ValuePair[] = [];
  const rowsOf = (pair: ValuePair | undefined): number => (pair ? pair.one + pair.other : 0);
  let steps = 0;
  const take = (pair: ValuePair): void => {
    if (top.length === mostNamed && !comesBefore(pair, top.at(-1))) return;
    let at = top.length;
    while (at > 0 && comesBefore(pair, top[at - 1])) at--;
    top.splice(at, 0, pair);
    if (top.length > mostNamed) top.pop();
  };
  // By the text where the counts are equal, so that it does not matter which result is which.
  const comesBefore = (pair: ValuePair, than: ValuePair | undefined): boolean => {
    const more = rowsOf(pair) - rowsOf(than);
    return more > 0 || (more === 0 && than !== undefined && pair.source < than.source);
  };
  for (const [source, rows] of one) {
    if (++steps % stride === 0) yield;
    take({ source, one: rows, other: other.get(source) ?? 0 });
  }
  for (const [source, rows] of other) {
    if (++steps % stride === 0) yield;
    if (!one.has(source)) take({ source, one: 0, other: rows });
  }
  return top;
}
