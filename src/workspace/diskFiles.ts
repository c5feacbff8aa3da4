import { lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { FileWrite } from '../core/apply/ports.ts';
import { slugKey } from '../core/text/slug.ts';
import { createFile, replaceFile } from '../platform/diskWrite.ts';
import { errorCode, isGone } from '../platform/errorCode.ts';
import { isBelow } from './diskPath.ts';
import { DiskReader } from './diskReader.ts';

/** `exists`: there is a file of that name already, or one that other systems take for the same. */
export type FileCreation =
  { readonly kind: 'written' } | { readonly kind: 'exists' } | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Replaces a file's text if it still has the text that `hash` is of. The file keeps its mode and, if it is reached by a
 * link, its place.
 * @param folders true places of the folders that it may lie in
 */
export async function writeDiskFile(
  folders: readonly string[],
  path: string,
  text: string,
  hash: string,
): Promise<FileWrite> {
  try {
    if (!(await hasHash(folders, path, hash))) return { kind: 'changed' };
    const place = await realpath(path);
    const mode = (await stat(place)).mode & 0o777;
    // An exchange asks for no right to write the file itself; who made it read-only meant it.
    if ((mode & 0o222) === 0) return { kind: 'failed', error: systemError('EACCES', 'The file is read-only', path) };
    const isWritten = await replaceFile(place, text, mode, () => hasHash(folders, path, hash));
    return { kind: isWritten ? 'written' : 'changed' };
  } catch (error) {
    if (isGone(error)) return { kind: 'changed' };
    return { kind: 'failed', error };
  }
}

/**
 * Makes a new file, and the folders on its way; never touches what is there (T21).
 * @param name `chosen`: nobody has looked yet whether there is one that other systems take for the same · `free`:
 * it was made so that there is none; ten thousand files are not to list their folder ten thousand times
 */
export async function createDiskFile(
  folders: readonly string[],
  path: string,
  text: string,
  name: 'chosen' | 'free' = 'chosen',
): Promise<FileCreation> {
  try {
    const parent = dirname(path);
    await makeFolder(folders, parent);
    if (name === 'chosen' && (await hasTwin(parent, basename(path)))) return { kind: 'exists' };
    await createFile(path, text);
    return { kind: 'written' };
  } catch (error) {
    return errorCode(error) === 'EEXIST' ? { kind: 'exists' } : { kind: 'failed', error };
  }
}

async function hasTwin(folder: string, wanted: string): Promise<boolean> {
  const key = slugKey(wanted);
  return (await readdir(folder)).some(name => isTwin(name, key));
}

/** The same as `slugKey(name) === key`, in a tenth of the time for the names that most files have. */
function isTwin(name: string, key: string): boolean {
  if (!/^[ -~]*$/.test(name)) return slugKey(name) === key;
  return name.length === key.length && name.toLowerCase() === key;
}

/** A file that is refused is an error, not a changed one: nobody may write where nobody may read. */
async function hasHash(folders: readonly string[], path: string, hash: string): Promise<boolean> {
  const reading = await new DiskReader(folders).read(path);
  if (reading.kind === 'refused') throw systemError('EACCES', `The file is refused (${reading.refusal})`, path);
  return reading.kind === 'text' && reading.hash === hash;
}

/** Step by step from the first folder that is there, each in a true place inside before the next is made in it. */
async function makeFolder(folders: readonly string[], path: string): Promise<void> {
  if (await isThere(path)) {
    const place = await realpath(path);
    if (!folders.includes(place) && !isBelow(folders, place)) {
      throw systemError('EACCES', 'The folder lies outside of the workspace', path);
    }
    return;
  }
  if (dirname(path) === path) throw systemError('ENOENT', 'There is no such folder', path);
  await makeFolder(folders, dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  await makeFolder(folders, path);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function systemError(code: string, message: string, path: string): Error {
  return Object.assign(new Error(`${message}: ${path}`), { code, path });
}
