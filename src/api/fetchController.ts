import type { Dispatcher } from 'undici';

/** What a handler of undici steers its exchange with, over a fetch: abort, and the pause that makes back-pressure. */
export class FetchController implements Dispatcher.DispatchController {
  readonly #abort = new AbortController();
  /** Rejects on abort, so that a host's fetch that is deaf to its signal cannot hold an exchange. */
  readonly #aborted: Promise<never>;
  #reason: Error | null = null;
  #finished = false;
  #resumed: (() => void) | undefined;
  #pause: Promise<void> | undefined;

  constructor() {
    this.#aborted = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => {
        reject(this.#reason ?? new Error('aborted'));
      });
    });
    // Nobody may be waiting when it happens.
    this.#aborted.catch(() => undefined);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get aborted(): boolean {
    return this.#reason !== null;
  }

  get reason(): Error | null {
    return this.#reason;
  }

  get paused(): boolean {
    return this.#pause !== undefined;
  }

  abort(reason: Error): void {
    if (this.#finished || this.#reason !== null) return;
    this.#reason = reason;
    this.#abort.abort(reason);
  }

  pause(): void {
    this.#pause ??= new Promise(resolve => {
      this.#resumed = resolve;
    });
  }

  resume(): void {
    this.#resumed?.();
    this.#resumed = undefined;
    this.#pause = undefined;
  }

  /** The exchange has ended: aborting it from now on does nothing. */
  finish(): void {
    this.#finished = true;
  }

  throwIfAborted(): void {
    if (this.#reason !== null) throw this.#reason;
  }

  async whenResumed(): Promise<void> {
    while (this.#pause !== undefined) await this.unlessAborted(this.#pause);
    this.throwIfAborted();
  }

  /** The promise, or the reason of an abort, whichever is first; what comes after an abort is given to `tooLate`. */
  async unlessAborted<T>(promise: Promise<T>, tooLate?: (value: T) => void): Promise<T> {
    void promise.then(
      value => {
        if (this.aborted) tooLate?.(value);
      },
      () => undefined,
    );
    return Promise.race([promise, this.#aborted]);
  }
}
