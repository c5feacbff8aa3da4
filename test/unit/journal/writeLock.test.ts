import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HeldLock } from '../../../src/journal/heldLock.ts';
import { thisProcess } from '../../../src/journal/lockOwner.ts';
import { WriteLock } from '../../../src/journal/writeLock.ts';
import { createFile } from '../../../src/platform/diskWrite.ts';
import { TestClock } from '../api/support.ts';
import { makeFolder } from '../temporaryFolder.ts';

let folder: string;
let path: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeFolder());
  path = join(folder, 'journal');
});
afterEach(() => remove());

async function held(lock: WriteLock): Promise<HeldLock> {
  const attempt = await lock.acquire();
  if (attempt.kind !== 'held') throw new Error('The lock is busy.');
  return attempt.lock;
}

/** Waits until something is so that other parts bring about. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(resolve => setImmediate(resolve));
}

describe('A lock', () => {
  test('is held by one at a time, and by the next after its release', async () => {
    const [one, other] = [new WriteLock(path, new TestClock()), new WriteLock(path, new TestClock())];
    const first = await held(one);
    expect(await first.check()).toBe(true);
    expect(await other.acquire()).toEqual({ kind: 'busy', pid: process.pid });
    expect((await one.acquire()).kind).toBe('busy');
    await first.release();
    expect(await first.check()).toBe(false);
    const second = await held(other);
    expect((await one.acquire()).kind).toBe('busy');
    await second.release();
    expect((await one.acquire()).kind).toBe('held');
  });

  test('is not held by one who looked before others came and went', async () => {
    await (await held(new WriteLock(path, new TestClock()))).release();
    const other = new WriteLock(path, new TestClock());
    let winner: HeldLock | undefined;
    const slow = new WriteLock(path, new TestClock(), async (file, text, mode) => {
      await (await held(other)).release();
      winner = await held(other);
      await createFile(file, text, mode);
    });
    expect((await slow.acquire()).kind).toBe('busy');
    expect(await winner?.check()).toBe(true);
    expect(await readdir(folder)).toEqual(['journal.lock.3']);
  });

  test('is given back with all that an object holds', async () => {
    const lock = new WriteLock(path, new TestClock());
    await held(lock);
    await lock.release();
    expect((await lock.acquire()).kind).toBe('held');
  });

  test('leaves one small file behind, however often it was held', async () => {
    const lock = new WriteLock(path, new TestClock());
    for (let time = 0; time < 5; time++) await (await held(lock)).release();
    expect(await readdir(folder)).toEqual(['journal.lock.5']);
  });

  test('is waited for when somebody has patience', async () => {
    const clock = new TestClock();
    const first = await held(new WriteLock(path, new TestClock()));
    const second = new WriteLock(path, clock).acquire(5_000);
    await until(() => Promise.resolve(clock.pending === 1));
    await first.release();
    await clock.advance(500);
    expect((await second).kind).toBe('held');
  });
});

describe('A lock whose owner is dead (19)', () => {
  const dead = { pid: 2 ** 22 + 1, host: hostname(), nonce: 'x', isReleased: false };

  test.each([
    ['because no process has its id', dead],
    ['because the process with its id began later', { ...dead, pid: process.pid, startedAt: '1' }],
  ])('%s is taken over at once', async (_, owner) => {
    await writeFile(`${path}.lock.7`, JSON.stringify(owner));
    const lock = await held(new WriteLock(path, new TestClock()));
    expect(await lock.check()).toBe(true);
    expect(await readdir(folder)).toEqual(['journal.lock.8']);
  });

  test('is taken over by one of many who try at the same time', async () => {
    for (let round = 0; round < 20; round++) {
      await writeFile(`${path}.lock.${round * 100 + 7}`, JSON.stringify(dead));
      const locks = Array.from({ length: 8 }, () => new WriteLock(path, new TestClock()));
      const attempts = await Promise.all(locks.map(lock => lock.acquire()));
      const winners = attempts.flatMap(attempt => (attempt.kind === 'held' ? [attempt.lock] : []));
      expect(winners).toHaveLength(1);
      expect(await winners[0]?.check()).toBe(true);
    }
  });

  test.each([
    ['of a process on another machine', JSON.stringify({ ...dead, host: 'elsewhere' })],
    ['of a process that lives', JSON.stringify(thisProcess('x'))],
    ['whose file is damaged', '{"pid":'],
  ])('but %s only when nothing was heard of it for 30 seconds', async (_, owner) => {
    await writeFile(`${path}.lock.7`, owner);
    // However old its file is: clocks jump, and differ between machines.
    await utimes(`${path}.lock.7`, 1, 1);
    const clock = new TestClock();
    const lock = new WriteLock(path, clock);
    expect((await lock.acquire()).kind).toBe('busy');
    await clock.advance(30_000);
    expect((await lock.acquire()).kind).toBe('busy');
    await clock.advance(1);
    expect((await lock.acquire()).kind).toBe('held');
  });
});

describe('The sign of life', () => {
  test('keeps a lock for as long as the work takes', async () => {
    const [clock, otherClock] = [new TestClock(), new TestClock()];
    const lock = await held(new WriteLock(path, clock));
    const other = new WriteLock(path, otherClock);
    for (let time = 0; time < 12; time++) {
      const before = (await stat(`${path}.lock.1`)).mtimeMs;
      await clock.advance(5_000);
      await until(async () => (await stat(`${path}.lock.1`)).mtimeMs !== before && clock.pending === 1);
      await otherClock.advance(5_000);
      expect((await other.acquire()).kind).toBe('busy');
    }
    expect(await lock.check()).toBe(true);
    await lock.release();
    expect(clock.pending).toBe(0);
  });

  test('fails to come while this process sleeps: then the lock is lost, and its holder told', async () => {
    const [clock, otherClock] = [new TestClock(), new TestClock()];
    const lock = await held(new WriteLock(path, clock));
    const other = new WriteLock(path, otherClock);
    await other.acquire();
    await otherClock.advance(31_000);
    const taken = await held(other);
    expect(lock.signal.aborted).toBe(false);
    await clock.advance(5_000);
    await until(() => Promise.resolve(lock.signal.aborted));
    expect(await lock.check()).toBe(false);
    expect(clock.pending).toBe(0);

    // What the loser gives back is not the winner's.
    await lock.release();
    expect(await taken.check()).toBe(true);
    expect(await readFile(`${path}.lock.2`, 'utf8')).toContain('"isReleased":false');
  });

  test('that cannot be given loses the lock', async () => {
    const clock = new TestClock();
    const lock = await held(new WriteLock(path, clock));
    await rm(`${path}.lock.1`);
    expect(await lock.check()).toBe(false);
    expect(lock.signal.aborted).toBe(true);
  });
});
