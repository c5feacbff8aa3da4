/** How many requests may leave: the service counts them per IP address, shared with colleagues and other tools. */
import { abortReason, type Clock, sleep } from './clock.ts';
import { longestWait } from './retryAfter.ts';

const windowMs = 60_000;

/** The service takes 100 a minute; five are left to others and to clocks that differ. */
const perWindow = 95;

/** Why a request waits: the server said so, or our own pace does. */
export type PaceReason = 'rate_limited' | 'pace';

/** The server asked for a longer pause than anyone should be kept waiting for. */
export class PauseTooLongError extends Error {
  override readonly name = 'PauseTooLongError';
  /** Seconds until it takes requests again. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`the server takes no requests for another ${retryAfter} seconds`);
    this.retryAfter = retryAfter;
  }
}

/**
 * At most 95 requests in any 60 s, for all clients that share the instance; half of that for a minute after each 429,
 * and none inside a Retry-After.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #limit: number;
  /** When the last requests left, oldest first; none older than the window. */
  readonly #sent: number[] = [];
  #halvedUntil = -Infinity;
  #pausedUntil = -Infinity;

  constructor(clock: Clock, limit = perWindow) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /**
   * Resolves when one request may leave, and counts it. Rejects with the signal's reason when that is aborted, and with
   * `PauseTooLongError` inside a pause of more than 300 s. `onWait` is told before each wait, in seconds.
   */
  async enter(signal?: AbortSignal, onWait?: (reason: PaceReason, seconds: number) => void): Promise<void> {
    for (;;) {
      if (signal?.aborted) throw abortReason(signal);
      const now = this.#clock.now();
      const pause = this.#pausedUntil - now;
      if (pause > longestWait * 1000) throw new PauseTooLongError(Math.ceil(pause / 1000));
      const wait = Math.max(pause, this.#windowWait(now));
      if (wait <= 0) {
        this.#sent.push(now);
        return;
      }
      onWait?.(pause >= wait ? 'rate_limited' : 'pace', Math.ceil(wait / 1000));
      await sleep(this.#clock, wait, signal);
    }
  }

  /** A 429 came: for a minute half as many. */
  slowDown(): void {
    this.#halvedUntil = this.#clock.now() + windowMs;
  }

  /** A Retry-After came, in seconds. */
  pause(seconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + seconds * 1000);
  }

  #windowWait(now: number): number {
    while ((this.#sent[0] ?? Infinity) <= now - windowMs) this.#sent.shift();
    const halved = Math.floor(this.#limit / 2);
    const wait = (limit: number) => {
      const blocking = this.#sent.at(-limit);
      return this.#sent.length < limit || blocking === undefined ? 0 : blocking + windowMs - now;
    };
    if (now >= this.#halvedUntil) return wait(this.#limit);
    // The halving may end before a place under it comes free.
    return Math.min(wait(halved), Math.max(wait(this.#limit), this.#halvedUntil - now));
  }
}
