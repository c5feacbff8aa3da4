import type { Steps } from '../steps.ts';
import type { Bars } from './columnProfile.ts';
import type { Measures } from './measures.ts';
import { stride } from './tally.ts';

/** From where to where bars are drawn. */
export interface BarRange {
  readonly from: number;
  readonly to: number;
}

/** With fewer values nothing is far off: there is no telling what is usual. */
const enough = 50;

/**
 * The range of values worth drawing: all of them, but what lies further off than twice what the others span, if that is
 * no more than a hundredth (or one value) at an end. Undefined where no value is finite.
 */
export function* barRange(measures: Measures): Steps<BarRange | undefined> {
  const all = yield* rangeWithin(measures, -Infinity, Infinity);
  if (!all || measures.count < enough) return all;
  const few = Math.max(1, Math.floor(measures.count / 100));
  const low = measures.values[yield* measures.atRank(few)] ?? all.from;
  const high = measures.values[yield* measures.atRank(measures.count - 1 - few)] ?? all.to;
  const far = 2 * (high - low);
  if (!(far > 0) || (low - all.from <= far && all.to - high <= far)) return all;
  return yield* rangeWithin(measures, low - far, high + far);
}

/** From the least to the greatest finite value between two bounds. */
function* rangeWithin(measures: Measures, least: number, greatest: number): Steps<BarRange | undefined> {
  let [from, to] = [Infinity, -Infinity];
  let steps = 0;
  for (const value of measures.values) {
    if (++steps % stride === 0) yield;
    if (value < least || value > greatest || !Number.isFinite(value)) continue;
    if (value < from) from = value;
    if (value > to) to = value;
  }
  return from > to ? undefined : { from, to };
}

/** What bars stand on: numbered steps, each from its edge to below the next one's. */
export interface BarSteps {
  stepOf(value: number): number;
  edge(step: number): number;
}

/** Counts the rows of each step in the range; values beyond it are counted at its ends. */
export function* countBars(measures: Measures, { from, to }: BarRange, steps: BarSteps): Steps<Bars> {
  const first = steps.stepOf(from);
  const length = Math.max(1, Math.min(mostBars, steps.stepOf(to) - first + 1));
  const counts = new Array<number>(length).fill(0);
  let [below, above] = [0, 0];
  for (let at = 0; at < measures.values.length; at++) {
    if (at % stride === 0) yield;
    const value = measures.values[at] ?? 0;
    const rows = measures.rows[at] ?? 0;
    if (value < from) below += rows;
    else if (value > to) above += rows;
    else {
      // Where steps are as fine as doubles, the arithmetic may be off by one.
      const bar = Math.max(0, Math.min(length - 1, steps.stepOf(value) - first));
      counts[bar] = (counts[bar] ?? 0) + rows;
    }
  }
  return { edges: Array.from({ length: length + 1 }, (_, at) => steps.edge(first + at)), counts, below, above };
}

/** More would be thinner than a pixel. */
const mostBars = 100;
