import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** Who holds a lock, as its file says. */
interface LockOwner {
  readonly pid: number;
  readonly host: string;
}

export interface LockOptions {
  /** How long to wait for a living owner, in milliseconds. */
  readonly patienceMs: number;
  /** Called once, with the owner's process id, when there is somebody to wait for. */
  readonly onWait?: (pid: number) => void;
}

/** A lock that nobody renewed or released for this long belongs to a machine that is gone. */
const abandonedAfterMs = 15 * 60_000;
const pollMs = 200;

/**
 * Runs `work` while holding the lock file at `path`, and removes the file afterwards. A lock of a process that no
 * longer lives is taken over. Two processes that take over the same dead lock in the same instant may both run, so
 * `work` must be safe against that; the lock only saves doing it twice.
 *
 * Fails when a living owner keeps the lock for longer than `patienceMs`, and with whatever `work` fails with.
 */
export async function withLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + options.patienceMs;
  let told = false;
  while (!(await tryLock(path))) {
    const owner = await readOwner(path);
    if (await isDead(path, owner)) {
      await rm(path, { force: true });
      continue;
    }
    if (!told) options.onWait?.(owner?.pid ?? 0);
    told = true;
    if (Date.now() > deadline) {
      throw new Error(
        `Process ${owner?.pid ?? 'unknown'} has held ${path} for longer than ${Math.round(options.patienceMs / 1000)} s. ` +
          `Stop that process, or delete the file.`,
      );
    }
    await pause(pollMs);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  const owner: LockOwner = { pid: process.pid, host: hostname() };
  try {
    await writeFile(path, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined when the file is gone, or half written, by the time it is read. */
async function readOwner(path: string): Promise<LockOwner | undefined> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as Partial<LockOwner> | null;
    return typeof value?.pid === 'number' && typeof value.host === 'string'
      ? { pid: value.pid, host: value.host }
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function isDead(path: string, owner: LockOwner | undefined): Promise<boolean> {
  // A process id says nothing about another machine that shares this folder, nor does a half-written file: there, age decides.
  if (owner?.host === hostname()) return !isAlive(owner.pid);
  const age = await ageMs(path);
  return age !== undefined && age > (owner ? abandonedAfterMs : 5_000);
}

async function ageMs(path: string): Promise<number | undefined> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
