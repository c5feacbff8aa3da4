import type { Steps } from '../steps.ts';
import { barRange, countBars } from './barRange.ts';
import type { BarRange, BarSteps } from './barRange.ts';
import type { Bars } from './columnProfile.ts';
import type { Measures } from './measures.ts';
import { stride } from './tally.ts';

/** About so many bars. */
const wanted = 24;

/** Counts numbers between round edges. `isSingle`: all are whole, and each bar is for one of them. */
export function* numberBars(measures: Measures): Steps<{ bars: Bars; isSingle: boolean }> {
  const range = yield* barRange(measures);
  // All are too large for a double: there is nothing to draw, but they are counted.
  if (!range) return { bars: { edges: [0, 0], counts: [0], below: 0, above: measures.count }, isSingle: false };
  if (range.from === range.to) {
    const { from } = range;
    const bars = yield* countBars(measures, range, { stepOf: () => 0, edge: () => from });
    return { bars, isSingle: true };
  }
  const isWhole = yield* areWhole(measures);
  const { steps, size } = numberSteps(range, isWhole);
  return { bars: yield* countBars(measures, range, steps), isSingle: isWhole && size === 1 };
}

function* areWhole({ values }: Measures): Steps<boolean> {
  let steps = 0;
  for (const value of values) {
    if (++steps % stride === 0) yield;
    if (Number.isFinite(value) && !Number.isInteger(value)) return false;
  }
  return true;
}

/** Steps of 1, 2 or 5 times a power of ten. Below one they are counted in whole numbers, or 0.3 / 0.1 were below 3. */
function numberSteps({ from, to }: BarRange, isWhole: boolean): { readonly steps: BarSteps; readonly size: number } {
  const raw = Math.max(to / wanted - from / wanted, isWhole ? 1 : Number.MIN_VALUE);
  const exponent = Math.max(-300, Math.floor(Math.log10(raw)));
  const power = 10 ** Math.abs(exponent);
  const sized = (digit: number): number => (exponent < 0 ? digit / power : digit * power);
  const digit = [1, 2, 5, 10].find(each => sized(each) >= raw) ?? 10;
  const size = sized(digit);
  const steps: BarSteps =
    exponent < 0
      ? { stepOf: value => Math.floor((value * power) / digit), edge: step => (step * digit) / power }
      : { stepOf: value => Math.floor(value / size), edge: step => step * size };
  return { steps, size };
}
