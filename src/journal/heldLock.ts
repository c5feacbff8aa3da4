import { utimes } from 'node:fs/promises';
import type { Clock } from '../api/clock.ts';
import { replaceFile } from '../platform/diskWrite.ts';
import type { LockOwner } from './lockOwner.ts';

const beatMs = 5_000;

interface Holding {
  readonly path: string;
  readonly owner: LockOwner;
  readonly clock: Clock;
  readonly isHighest: () => Promise<boolean>;
  readonly onRelease: () => void;
}

/** A lock that is held: it gives a sign of life every few seconds until it is released. */
export class HeldLock {
  readonly #holding: Holding;
  readonly #lost = new AbortController();
  #cancelBeat: (() => void) | undefined;
  #isReleased = false;

  constructor(holding: Holding) {
    this.#holding = holding;
    this.#plan();
  }

  /** Aborted when another process took the lock over, e.g. because this machine was asleep: nothing more may be sent. */
  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  /** Asks the disk whether the lock is still held; to be asked before each write. */
  async check(): Promise<boolean> {
    if (this.#isReleased || this.#lost.signal.aborted) return false;
    if (await this.#holding.isHighest()) return true;
    this.#lose();
    return false;
  }

  async release(): Promise<void> {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#cancelBeat?.();
    const { path, owner, isHighest, onRelease } = this.#holding;
    onRelease();
    if (await isHighest()) await replaceFile(path, JSON.stringify({ ...owner, isReleased: true }), 0o600);
  }

  #plan(): void {
    this.#cancelBeat = this.#holding.clock.after(beatMs, () => void this.#beat());
  }

  async #beat(): Promise<void> {
    try {
      if (!(await this.check())) return;
      const now = new Date(this.#holding.clock.date());
      await utimes(this.#holding.path, now, now);
    } catch {
      // Without a sign on the disk others will take the lock for theirs.
      this.#lose();
      return;
    }
    if (!this.#isReleased) this.#plan();
  }

  #lose(): void {
    this.#cancelBeat?.();
    this.#lost.abort(new Error('Another window took over the lock of this organization.'));
  }
}
