/** How often each key comes, and which comes most: known at any time without a walk over all of them. */
export class Tally<Key> {
  readonly #counts = new Map<Key, number>();
  /** The first of those that come most often. */
  most: { readonly key: Key; readonly count: number } | undefined;
  total = 0;

  add(key: Key): void {
    const count = this.count(key) + 1;
    this.#counts.set(key, count);
    this.total++;
    if (count > (this.most?.count ?? 0)) this.most = { key, count };
  }

  count(key: Key): number {
    return this.#counts.get(key) ?? 0;
  }

  /** How many different keys there are. */
  get size(): number {
    return this.#counts.size;
  }
}
