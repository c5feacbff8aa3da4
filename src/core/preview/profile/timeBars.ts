import type { Steps } from '../steps.ts';
import { barRange, countBars } from './barRange.ts';
import type { BarRange, BarSteps } from './barRange.ts';
import type { Bars, TimeStep, TimeUnit } from './columnProfile.ts';
import type { Measures } from './measures.ts';

const most = 48;

const second = 1_000;
const day = 86_400 * second;
/** 1970 began on a Thursday; weeks begin on Mondays. */
const monday = 4 * day;

/** The sizes of steps from fine to coarse. */
const sizes: readonly (readonly [TimeUnit, readonly number[]])[] = [
  ['second', [1, 5, 15, 30]],
  ['minute', [1, 5, 15, 30]],
  ['hour', [1, 3, 6, 12]],
  ['day', [1]],
  ['week', [1]],
  ['month', [1, 3]],
  ['year', [1, 2, 5, 10, 20, 50, 100, 200, 500]],
];
const lengths: Readonly<Record<Exclude<TimeUnit, 'month' | 'year'>, number>> = {
  second,
  minute: 60 * second,
  hour: 3_600 * second,
  day,
  week: 7 * day,
};

function timeSteps({ unit, every }: TimeStep): BarSteps {
  if (unit === 'month' || unit === 'year') {
    const months = unit === 'year' ? 12 * every : every;
    return {
      stepOf: value => {
        const date = new Date(value);
        return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
      },
      edge: step => {
        const date = new Date(0);
        return date.setUTCFullYear(0, step * months, 1);
      },
    };
  }
  const size = lengths[unit] * every;
  const origin = unit === 'week' ? monday : 0;
  return { stepOf: value => Math.floor((value - origin) / size), edge: step => step * size + origin };
}

function stepsFor({ from, to }: BarRange): readonly [TimeStep, BarSteps] {
  for (const [unit, numbers] of sizes) {
    for (const every of numbers) {
      const steps = timeSteps({ unit, every });
      if (steps.stepOf(to) - steps.stepOf(from) < most) return [{ unit, every }, steps];
    }
  }
  const step: TimeStep = { unit: 'year', every: 1_000 };
  return [step, timeSteps(step)];
}

/** Counts times in the finest steps of the clock and the calendar, in UTC, that give no more than 48 bars. */
export function* timeBars(measures: Measures): Steps<{ bars: Bars; step: TimeStep }> {
  const range = (yield* barRange(measures)) ?? { from: 0, to: 0 };
  const [step, steps] = stepsFor(range);
  return { bars: yield* countBars(measures, range, steps), step };
}
