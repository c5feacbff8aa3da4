import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder, by its true path, and the way to be rid of it with all that is in it. */
export async function makeFolder(): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'levered-unit-')));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs `use` with a new folder, which is gone afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const { folder, remove } = await makeFolder();
  try {
    return await use(folder);
  } finally {
    await remove();
  }
}
