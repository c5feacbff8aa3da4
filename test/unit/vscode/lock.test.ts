import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withLock } from '../../vscode/install/lock.ts';

describe('the lock of an installation', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'levered-lock-'));
    path = join(folder, 'install.lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const patience = { patienceMs: 5_000 };

  test('lets one at a time do the work, and the second waits for the first', async () => {
    const events: string[] = [];
    let second: Promise<number> | undefined;
    let waitedFor = 0;
    await withLock(path, patience, async () => {
      events.push('first begins');
      const told = new Promise<void>(resolve => {
        const onWait = (pid: number) => {
          waitedFor = pid;
          resolve();
        };
        second = withLock(path, { ...patience, onWait }, () => Promise.resolve(events.push('second begins')));
      });
      await told;
      events.push('first ends');
    });
    await second;
    expect(waitedFor).toBe(process.pid);
    expect(events).toEqual(['first begins', 'first ends', 'second begins']);
  });

  test('is taken over from a process that has died', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(path, JSON.stringify({ pid: dead, host: hostname() }));
    const owner = await withLock(path, { patienceMs: 0 }, () => readFile(path, 'utf8'));
    expect(JSON.parse(owner)).toEqual({ pid: process.pid, host: hostname() });
  });

  test('is not taken over from a process that lives: it says which, and what to do', async () => {
    await writeFile(path, JSON.stringify({ pid: process.ppid, host: hostname() }));
    const work = withLock(path, { patienceMs: 0 }, () => Promise.resolve('done'));
    await expect(work).rejects.toThrow(`Process ${process.ppid} has held ${path}`);
    expect(existsSync(path)).toBe(true);
  });

  test.each([
    ['of another machine', JSON.stringify({ pid: 1, host: 'elsewhere' }), 3600],
    ['that was cut while it was written', '{"pid":', 60],
  ])('%s is taken over when it is old, and not before', async (_, text, ageSeconds) => {
    await writeFile(path, text);
    await expect(withLock(path, { patienceMs: 0 }, () => Promise.resolve('done'))).rejects.toThrow('has held');
    const then = new Date(Date.now() - ageSeconds * 1000);
    await utimes(path, then, then);
    expect(await withLock(path, { patienceMs: 0 }, () => Promise.resolve('done'))).toBe('done');
  });

  test('is released when the work fails, and the failure is passed on', async () => {
    const work = withLock(path, patience, () => Promise.reject(new Error('npm failed')));
    await expect(work).rejects.toThrow('npm failed');
    expect(existsSync(path)).toBe(false);
  });
});
