import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Clock, sleep, systemClock } from '../api/clock.ts';
import { createFile } from '../platform/diskWrite.ts';
import { errorCode, isGone } from '../platform/errorCode.ts';
import { HeldLock } from './heldLock.ts';
import { isDead, type LockOwner, parseOwner, thisProcess } from './lockOwner.ts';

/** A lock whose owner gave no sign for this long is anybody's. */
const silentAfterMs = 30_000;
const pollMs = 500;

export type LockAttempt =
  | { readonly kind: 'held'; readonly lock: HeldLock }
  /** Another window or process is at work; `pid` where its lock file says it. */
  | { readonly kind: 'busy'; readonly pid: number | undefined };

/**
 * Lets one window at a time carry out a plan for an organization.
 *
 * Each holding is a file of its own, `<path>.lock.<number>`, with a number higher than any before; the highest is the
 * one that counts, and it stays when it is released. So taking over is one exclusive create: of several that find the
 * same owner dead one wins, and nobody can take away by mistake what another has just won.
 */
export class WriteLock {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #create: typeof createFile;
  /** The sign of life that was seen last, and since when it is the last. */
  #seen: { readonly sign: string; readonly since: number } | undefined;
  readonly #held = new Set<HeldLock>();

  /** @param path of the lock files, without their ending */
  constructor(path: string, clock: Clock = systemClock, create = createFile) {
    this.#path = path;
    this.#clock = clock;
    this.#create = create;
  }

  /**
   * @param patienceMs how long to wait for another owner; one that has died is not waited for, and with more than
   *   30 seconds one that has become silent is taken over from
   * @throws what the file system says when lock files cannot be read or made
   */
  async acquire(patienceMs = 0): Promise<LockAttempt> {
    const deadline = this.#clock.now() + patienceMs;
    for (;;) {
      const attempt = await this.#try();
      if (attempt.kind === 'held' || this.#clock.now() >= deadline) return attempt;
      await sleep(this.#clock, pollMs);
    }
  }

  /** Gives back what this object holds. */
  async release(): Promise<void> {
    await Promise.all([...this.#held].map(lock => lock.release()));
  }

  async #try(): Promise<LockAttempt> {
    const before = (await this.#numbers()).at(-1) ?? 0;
    if (before > 0) {
      const owner = await this.#ownerOf(before);
      if (owner === 'gone') return { kind: 'busy', pid: undefined };
      const isFree = owner?.isReleased === true || (owner !== undefined && isDead(owner));
      if (!isFree && !(await this.#isSilent(before))) return { kind: 'busy', pid: owner?.pid };
    }
    return this.#take(before + 1);
  }

  async #take(number: number): Promise<LockAttempt> {
    const owner = thisProcess(randomUUID());
    const path = this.#pathOf(number);
    try {
      await this.#create(path, JSON.stringify(owner), 0o600);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return { kind: 'busy', pid: undefined };
      throw error;
    }
    // Since the look at the owner others may have come and gone, and this number too.
    const numbers = await this.#numbers();
    if (numbers.at(-1) !== number) {
      await rm(path, { force: true });
      return { kind: 'busy', pid: undefined };
    }
    for (const older of numbers.filter(each => each < number)) await rm(this.#pathOf(older), { force: true });
    const isHighest = async (): Promise<boolean> => (await this.#numbers()).at(-1) === number;
    const lock = new HeldLock({ path, owner, clock: this.#clock, isHighest, onRelease: () => this.#held.delete(lock) });
    this.#held.add(lock);
    return { kind: 'held', lock };
  }

  /** By this process's own steady clock: what another one's clock says, or a jump of ours, must not count. */
  async #isSilent(number: number): Promise<boolean> {
    let sign: string;
    try {
      sign = `${number} ${(await stat(this.#pathOf(number), { bigint: true })).mtimeNs}`;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
    if (this.#seen?.sign !== sign) this.#seen = { sign, since: this.#clock.now() };
    return this.#clock.now() - this.#seen.since > silentAfterMs;
  }

  async #ownerOf(number: number): Promise<LockOwner | undefined | 'gone'> {
    try {
      return parseOwner(await readFile(this.#pathOf(number), 'utf8'));
    } catch (error) {
      if (isGone(error)) return 'gone';
      throw error;
    }
  }

  /** Of all lock files that there are, in order. */
  async #numbers(): Promise<readonly number[]> {
    const prefix = `${basename(this.#path)}.lock.`;
    const names = (await readdir(dirname(this.#path))).filter(name => name.startsWith(prefix));
    const numbers = names.map(name => name.slice(prefix.length)).filter(text => /^[1-9]\d{0,14}$/.test(text));
    return numbers.map(Number).sort((one, other) => one - other);
  }

  #pathOf(number: number): string {
    return join(dirname(this.#path), `${basename(this.#path)}.lock.${number}`);
  }
}
