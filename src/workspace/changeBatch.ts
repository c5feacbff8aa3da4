import type { Clock } from '../api/clock.ts';

/**
 * Collects changes and hands them on together: the first one starts a short wait, and what comes while the ones before
 * are worked on waits for the next turn. So a thousand changes at once are one or two pieces of work.
 */
export class ChangeBatch<T> {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #waitMs: number;
  readonly #work: (changes: ReadonlySet<T>) => Promise<void>;
  #changes = new Set<T>();
  #cancel: (() => void) | undefined;
  #isWorking = false;
  #isDisposed = false;

  /** @param work must not reject */
  constructor(clock: Pick<Clock, 'after'>, waitMs: number, work: (changes: ReadonlySet<T>) => Promise<void>) {
    this.#clock = clock;
    this.#waitMs = waitMs;
    this.#work = work;
  }

  add(change: T): void {
    if (this.#isDisposed) return;
    this.#changes.add(change);
    if (this.#isWorking || this.#cancel !== undefined) return;
    this.#cancel = this.#clock.after(this.#waitMs, () => void this.#flush());
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancel?.();
    this.#changes.clear();
  }

  async #flush(): Promise<void> {
    this.#cancel = undefined;
    const changes = this.#changes;
    this.#changes = new Set();
    this.#isWorking = true;
    try {
      await this.#work(changes);
    } finally {
      this.#isWorking = false;
      const [next] = this.#changes;
      if (next !== undefined) this.add(next);
    }
  }
}
