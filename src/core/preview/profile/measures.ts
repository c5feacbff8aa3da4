import type { Steps } from '../steps.ts';
import { stride } from './tally.ts';

/** Values that have an order, each with the spelling it was read from and the number of rows that hold it. */
export class Measures {
  readonly values: number[] = [];
  /** Spellings, or the rows to read them from: a million texts would keep the garbage collector busy. */
  readonly #origins: (string | number)[] = [];
  readonly rows: number[] = [];
  /** Of all values: the sum of `rows`. */
  count = 0;
  readonly #compare: (a: string, b: string) => number;
  readonly #spellingIn: (row: number) => string;

  /** `compare`: orders the spellings of equal values; `spellingIn`: reads the one of a row. */
  constructor(compare: (a: string, b: string) => number, spellingIn: (row: number) => string) {
    this.#compare = compare;
    this.#spellingIn = spellingIn;
  }

  /** `origin`: the spelling, or the row that it is in. */
  add(value: number, origin: string | number, rows: number): void {
    this.values.push(value);
    this.#origins.push(origin);
    this.rows.push(rows);
    this.count += rows;
  }

  /** The places of the least and of the greatest value. There must be one at least. */
  *ends(): Steps<readonly [number, number]> {
    let [least, greatest] = [0, 0];
    for (let at = 1; at < this.values.length; at++) {
      if (at % stride === 0) yield;
      if (this.#order(at, least) < 0) least = at;
      if (this.#order(at, greatest) > 0) greatest = at;
    }
    return [least, greatest];
  }

  /** The place of the value that would stand at `rank` (from 0) if each row's value were sorted. */
  *atRank(rank: number): Steps<number> {
    let pool = new Uint32Array(this.values.length);
    for (let at = 0; at < pool.length; at++) {
      if (at % stride === 0) yield;
      pool[at] = at;
    }
    let before = rank;
    for (let round = 1; pool.length > small; round++) {
      const pivot = this.#value(this.#pivot(pool, round));
      // The lesser ones from its start, the greater ones from its end, and between them room for those that are equal.
      const parted = new Uint32Array(pool.length);
      const same: number[] = [];
      let [less, more, lessRows, sameRows, steps] = [0, pool.length, 0, 0, 0];
      for (const at of pool) {
        if (++steps % stride === 0) yield;
        const value = this.#value(at);
        if (value < pivot) {
          parted[less++] = at;
          lessRows += this.#rows(at);
        } else if (value > pivot) parted[--more] = at;
        else {
          if (same.length < small) same.push(at);
          sameRows += this.#rows(at);
        }
      }
      if (before < lessRows) pool = parted.subarray(0, less);
      else if (before < lessRows + sameRows) {
        // Of hundreds of spellings of one value any will do: as doubles none of them is before another.
        if (same.length === small) return same[0] ?? 0;
        before -= lessRows;
        pool = Uint32Array.from(same);
      } else {
        before -= lessRows + sameRows;
        pool = parted.subarray(more);
      }
    }
    pool.sort((a, b) => this.#order(a, b));
    for (const at of pool) {
      before -= this.#rows(at);
      if (before < 0) return at;
    }
    return pool.at(-1) ?? 0;
  }

  /** The middle one of some that lie anywhere: sorted, reversed or repeated values must not make every round long. */
  #pivot(pool: Uint32Array, round: number): number {
    const tries = Array.from({ length: 15 }, (_, at) => pool[((at + round) * 7919 * 104_729) % pool.length] ?? 0);
    return tries.sort((a, b) => this.#value(a) - this.#value(b))[7] ?? 0;
  }

  #order(a: number, b: number): number {
    const [x, y] = [this.#value(a), this.#value(b)];
    return x < y ? -1 : x > y ? 1 : this.#compare(this.spelling(a), this.spelling(b));
  }

  spelling(at: number): string {
    const origin = this.#origins[at] ?? '';
    return typeof origin === 'string' ? origin : this.#spellingIn(origin);
  }

  #value(at: number): number {
    return this.values[at] ?? 0;
  }

  #rows(at: number): number {
    return this.rows[at] ?? 0;
  }
}

/** So many are sorted at once. */
const small = 500;
