import { median } from './statistics.ts';

/** One subject that is measured, in a file of its own below this folder; `run.ts` has the list. */
export interface Bench {
  /** What `--only` names. */
  readonly name: string;
  readonly title: string;
  /** `say` takes lines for the person who waits. Fails when something could not be measured at all. */
  run(say: (line: string) => void): Promise<BenchResult>;
}

export interface BenchResult {
  readonly rows: readonly BenchRow[];
  /** Sentences on what was measured and how, for those who read the figures. */
  readonly notes: readonly string[];
}

/** A figure of ours, beside a peer's where there is one. */
export interface BenchRow {
  readonly what: string;
  readonly ours: Figure;
  readonly peer?: { readonly name: string; readonly figure: Figure };
  readonly standing: Standing;
}

/**
 * `bar`: a ratio, a size or a count, the same on every machine, which `--check` fails on · `goal`: milliseconds, which
 * depend on the machine and fail nothing · `information`: nothing was promised.
 */
export type Standing =
  | { readonly kind: 'bar'; readonly text: string; readonly isOk: boolean }
  | { readonly kind: 'goal'; readonly text: string; readonly isOk: boolean }
  | { readonly kind: 'information' };

export interface Figure {
  readonly value: number;
  readonly unit: 'ms' | 'bytes' | 'elements' | 'rows' | 'times';
  /** Lowest and highest reading, where the value is the median of several. */
  readonly range?: readonly [number, number];
}

/** The median of readings in milliseconds, with their range. */
export function milliseconds(readings: readonly number[]): Figure {
  return { value: median(readings), unit: 'ms', range: [Math.min(...readings), Math.max(...readings)] };
}

/** A time with what it should be on the machine of the developers. */
export function goalRow(what: string, ours: Figure, atMost: number): BenchRow {
  const standing: Standing = { kind: 'goal', text: `≤ ${atMost} ms`, isOk: ours.value <= atMost };
  return { what, ours, standing };
}

/** A size or a count that must not be exceeded. */
export function limitRow(what: string, ours: Figure, atMost: number): BenchRow {
  return {
    what,
    ours,
    standing: { kind: 'bar', text: `≤ ${atMost.toLocaleString('en')}`, isOk: ours.value <= atMost },
  };
}

/** A count that must be reached. */
export function reachRow(what: string, ours: Figure, atLeast: number): BenchRow {
  return {
    what,
    ours,
    standing: { kind: 'bar', text: `≥ ${atLeast.toLocaleString('en')}`, isOk: ours.value >= atLeast },
  };
}

/** Ours beside a peer's, with the ratio that ours must not exceed, if there is one. */
export function ratioRow(what: string, ours: Figure, name: string, peer: Figure, atMost?: number): BenchRow {
  const standing: Standing =
    atMost === undefined
      ? { kind: 'information' }
      : { kind: 'bar', text: `ratio ≤ ${atMost}`, isOk: ours.value / peer.value <= atMost };
  return { what, ours, peer: { name, figure: peer }, standing };
}

export function informationRow(what: string, ours: Figure): BenchRow {
  return { what, ours, standing: { kind: 'information' } };
}
