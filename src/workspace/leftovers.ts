import { readdir, realpath, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { isDead } from '../journal/lockOwner.ts';
import { temporaryOwner } from '../platform/diskWrite.ts';
import { isBelow } from './diskPath.ts';

/**
 * Takes away what processes left beside these files that died in the middle of writing one: nobody else would. What a
 * process that lives is writing stays. What cannot be looked at or removed is left; it is in nobody's way.
 * @param folders true places of the folders that the files may lie in
 * @param paths of files, be they there or not
 */
export async function removeLeftovers(folders: readonly string[], paths: readonly string[]): Promise<void> {
  for (const folder of new Set(paths.map(dirname))) {
    try {
      await tidy(folders, folder);
    } catch {
      continue;
    }
  }
}

async function tidy(folders: readonly string[], folder: string): Promise<void> {
  const place = await realpath(folder);
  if (!folders.includes(place) && !isBelow(folders, place)) return;
  for (const name of await readdir(place)) {
    const pid = temporaryOwner(name);
    if (pid === undefined || !isDead({ pid, host: hostname(), nonce: '', isReleased: false })) continue;
    await rm(join(place, name), { force: true });
  }
}
