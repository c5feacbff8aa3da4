import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from './errorCode.ts';

/**
 * Puts a file in the place of the one at `path`, so that at every moment a whole one is there: the old or the new.
 * @param mode the permission bits of the new file
 * @param isStill asked right before the exchange; with false nothing is exchanged
 * @returns whether the file was exchanged
 * @throws what the file system says; the old file is then untouched
 */
export async function replaceFile(
  path: string,
  text: string,
  mode: number,
  isStill: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<boolean> {
  return withTemporary(path, text, mode, async temporary => {
    if (!(await isStill())) return false;
    await rename(temporary, path);
    return true;
  });
}

/**
 * Makes a new file, whole at once, and never touches one that is there.
 * @param mode the permission bits; without it those that new files of this process get
 * @throws `EEXIST` when there is one, and what else the file system says
 */
export async function createFile(path: string, text: string, mode?: number): Promise<void> {
  await withTemporary(path, text, mode, async temporary => {
    try {
      await link(temporary, path);
    } catch (error) {
      if (!hasNoLinks.has(errorCode(error) ?? '')) throw error;
      await writeNew(path, text, mode);
    }
  });
}

/** What file systems without hard links answer to one. */
const hasNoLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR']);

async function withTemporary<T>(
  path: string,
  text: string,
  mode: number | undefined,
  use: (temporary: string) => Promise<T>,
): Promise<T> {
  // In the same folder, because only there a rename is one step; not named like a definition, so that nothing reads it.
  const temporary = join(dirname(path), `.levered-${process.pid}-${randomUUID()}.tmp`);
  let result: T;
  try {
    await writeNew(temporary, text, mode);
    result = await use(temporary);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(path));
  return result;
}

/** The process that writes or wrote a file of this name aside; undefined for any other name. */
export function temporaryOwner(name: string): number | undefined {
  const pid = /^\.levered-([1-9]\d{0,9})-[\da-f-]{36}\.tmp$/.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Writes a file that must not be there yet; what could not be written whole is taken away again. */
async function writeNew(path: string, text: string, mode: number | undefined): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    // The mode of `open` is cut by the process's mask; the file is to have the mode that the old one had.
    if (mode !== undefined) await file.chmod(mode);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Makes the folder's entries lasting. Windows opens no folders, and some file systems sync none: they need none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EACCES'].includes(errorCode(error) ?? '')) throw error;
  }
}
