import { stride } from './tally.ts';

/** Values that have an order, each with the spelling it was read from and the number of rows that hold it. */
export class Measures {
  readonly values: number[] = [];
  readonly spellings: string[] = [];
  readonly rows: number[] = [];
  /** Of all values: the sum of `rows`. */
  count = 0;
  readonly #compare: (a: string, b: string) => number;

  /** `compare`: orders the spellings of equal values. */
  constructor(compare: (a: string, b: string) => number) {
    this.#compare = compare;
  }

  add(value: number, spelling: string, rows: number): void {
    this.values.push(value);
    this.spellings.push(spelling);
    this.rows.push(rows);
    this.count += rows;
  }

  /** The places of the least and of the greatest value. There must be one at least. */
  *ends(): Generator<undefined, readonly [number, number]> {
    let [least, greatest] = [0, 0];
    for (let at = 1; at < this.values.length; at++) {
      if (at % stride === 0) yield;
      if (this.#order(at, least) < 0) least = at;
      if (this.#order(at, greatest) > 0) greatest = at;
    }
    return [least, greatest];
  }

  /** The place of the value that would stand at `rank` (from 0) if each row's value were sorted. */
  *atRank(rank: number): Generator<undefined, number> {
    let pool = Array.from(this.values.keys());
    let before = rank;
    for (let round = 1; pool.length > small; round++) {
      const pivot = this.#value(this.#pivot(pool, round));
      const less: number[] = [];
      const same: number[] = [];
      const more: number[] = [];
      let [lessRows, sameRows] = [0, 0];
      for (const [step, at] of pool.entries()) {
        if (step % stride === 0) yield;
        const value = this.#value(at);
        if (value < pivot) {
          less.push(at);
          lessRows += this.#rows(at);
        } else if (value > pivot) more.push(at);
        else {
          same.push(at);
          sameRows += this.#rows(at);
        }
      }
      if (before < lessRows) pool = less;
      else if (before < lessRows + sameRows) {
        before -= lessRows;
        pool = same;
        // Thousands of spellings of one value: whichever is taken, none of them is before or behind it as a double.
        if (same.length > small) return same[0] ?? 0;
      } else {
        before -= lessRows + sameRows;
        pool = more;
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
  #pivot(pool: readonly number[], round: number): number {
    const tries = Array.from({ length: 15 }, (_, at) => pool[((at + round) * 7919 * 104_729) % pool.length] ?? 0);
    return tries.sort((a, b) => this.#value(a) - this.#value(b))[7] ?? 0;
  }

  #order(a: number, b: number): number {
    const [x, y] = [this.#value(a), this.#value(b)];
    return x < y ? -1 : x > y ? 1 : this.#compare(this.spelling(a), this.spelling(b));
  }

  spelling(at: number): string {
    return this.spellings[at] ?? '';
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
