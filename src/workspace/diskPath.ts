import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { isGone } from '../platform/errorCode.ts';

/** The true places of folders, past all links. A folder that is not there has none. */
export async function realFolders(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(realFolder));
  return found.filter(path => path !== undefined);
}

async function realFolder(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Whether a path lies below one of the folders. Both must be true places already: only names are compared. */
export function isBelow(folders: readonly string[], path: string): boolean {
  return folders.some(folder => {
    const way = relative(folder, path);
    return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  });
}
