import type { Clock } from '../../../src/api/clock.ts';

/** Waits of an hour and more are no waits: they end only when patience does. */
export const patienceMs = 3_600_000;

/** Time that passes by being waited for, at once: so a run keeps the true pace of requests and takes no time for it. */
export class LeapClock implements Clock {
  #now = 0;
  readonly #patient = new Set<() => void>();

  now(): number {
    return this.#now;
  }

  date(): number {
    return Date.UTC(2026, 0, 1) + this.#now;
  }

  leap(ms: number): void {
    this.#now += ms;
  }

  after(ms: number, action: () => void): () => void {
    if (ms >= patienceMs) {
      this.#patient.add(action);
      return () => this.#patient.delete(action);
    }
    this.leap(ms);
    const soon = setImmediate(action);
    return () => clearImmediate(soon);
  }

  /** Whoever waits for an answer has waited too long. */
  losePatience(): void {
    this.leap(patienceMs);
    for (const action of [...this.#patient]) action();
  }
}
