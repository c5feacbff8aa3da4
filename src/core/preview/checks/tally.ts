/** More different keys than these are not told apart: nobody reads them, and a large map takes long to grow. */
const mostKeys = 1_000;

/** How often each key comes, and which comes most: known at any time without a walk over all of them. */
export class Tally<Key> {
  readonly #counts = new Map<Key, number>();
  /** The first of those that come most often. */
  most: { readonly key: Key; readonly count: number } | undefined;
  total = 0;

  add(key: Key): void {
    this.total++;
    const count = this.count(key) + 1;
    if (count === 1 && this.#counts.size === mostKeys) return;
    this.#counts.set(key, count);
    if (count > (this.most?.count ?? 0)) this.most = { key, count };
  }

  count(key: Key): number {
    return this.#counts.get(key) ?? 0;
  }

  /** How many different keys there are, as far as they are told apart. */
  get size(): number {
    return this.#counts.size;
  }
}
