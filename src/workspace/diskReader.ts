import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode, isGone } from '../platform/errorCode.ts';
import { isBelow } from './diskPath.ts';
import { type FileReading, mostBytes, readText, refused } from './fileReading.ts';

/** Neither a link put there at the last moment is followed, nor is a pipe waited for. Windows has neither flag. */
const flags =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

type Open = (path: string, flags: number) => Promise<FileHandle>;

/**
 * Reads files of the disk that may be hostile (T12): what lies outside the folders, is no regular file, too large or no
 * UTF-8 is refused, and nothing is ever waited for. The true places of folders are remembered: make a reader for each
 * pass through the files.
 */
export class DiskReader {
  readonly #folders: readonly string[];
  readonly #open: Open;
  readonly #parents = new Map<string, Promise<string>>();

  /** @param folders true places of the folders that files may lie in */
  constructor(folders: readonly string[], openFile: Open = open) {
    this.#folders = folders;
    this.#open = openFile;
  }

  /** @param known the stamp of an earlier reading: while the file still has it, it is not read again */
  async read(path: string, known?: string): Promise<FileReading> {
    try {
      // A file that is exchanged while it is opened is a save of another program most times, and is whole the next time.
      return (await this.#read(path, known)) ?? (await this.#read(path, known)) ?? refused('unreadable');
    } catch (error) {
      return errorCode(error) === 'ELOOP' ? refused('not_a_file') : refused('unreadable');
    }
  }

  /** Undefined when another file took the place of the one that was looked at. */
  async #read(path: string, known: string | undefined): Promise<FileReading | undefined> {
    const place = await this.#placeOf(path);
    if (typeof place === 'string') return place === 'gone' ? { kind: 'gone' } : refused(place);
    if (known !== undefined && stampOf(place.stats) === known) return { kind: 'same' };
    let file: FileHandle;
    try {
      file = await this.#open(place.path, flags);
    } catch (error) {
      if (isGone(error) || errorCode(error) === 'ELOOP') return undefined;
      throw error;
    }
    try {
      const stats = await file.stat({ bigint: true });
      const problem = problemOf(stats);
      if (problem !== undefined) return refused(problem);
      // Only now it is certain which file is open: the one that stands at this place, inside, after the fact.
      const now = await this.#placeOf(path, true);
      if (typeof now === 'string' || now.stats.ino !== stats.ino || now.stats.dev !== stats.dev) return undefined;
      const bytes = await readAtMost(file, mostBytes + 1);
      return readText(bytes, isSettled(stats) ? stampOf(stats) : undefined);
    } finally {
      await file.close();
    }
  }

  /** Where the file truly is and what it is, or why it is not read. */
  async #placeOf(path: string, isFresh = false): Promise<Place | 'gone' | Problem> {
    let stats: BigIntStats;
    try {
      stats = await lstat(path, { bigint: true });
    } catch (error) {
      if (isGone(error)) return 'gone';
      throw error;
    }
    let place: string;
    try {
      place = stats.isSymbolicLink() || isFresh ? await realpath(path) : await this.#besideParent(path);
      if (stats.isSymbolicLink()) stats = await lstat(place, { bigint: true });
    } catch (error) {
      // A link that leads nowhere.
      if (isGone(error)) return 'not_a_file';
      throw error;
    }
    if (!isBelow(this.#folders, place)) return 'outside_workspace';
    return problemOf(stats) ?? { path: place, stats };
  }

  async #besideParent(path: string): Promise<string> {
    const folder = dirname(path);
    let parent = this.#parents.get(folder);
    if (parent === undefined) {
      parent = realpath(folder);
      this.#parents.set(folder, parent);
    }
    return join(await parent, basename(path));
  }
}

interface Place {
  readonly path: string;
  readonly stats: BigIntStats;
}

type Problem = 'outside_workspace' | 'not_a_file' | 'too_large';

function problemOf(stats: BigIntStats): Problem | undefined {
  if (!stats.isFile()) return 'not_a_file';
  return stats.size > mostBytes ? 'too_large' : undefined;
}

function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

/**
 * Whether a later change is certain to change the file's times. Within one tick of the file system's clock it would
 * not: 10 ms at most where times have fractions, 2 s where they have none (FAT).
 */
function isSettled({ ctimeNs, mtimeNs }: BigIntStats): boolean {
  const isCoarse = mtimeNs % 1_000_000_000n === 0n;
  const latest = ctimeNs > mtimeNs ? ctimeNs : mtimeNs;
  return Date.now() - Number(latest / 1_000_000n) > (isCoarse ? 3_000 : 100);
}

/** Asked for by its size and a little more, so that most files are read in one go. */
async function readAtMost(file: FileHandle, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < most) {
    const part = Buffer.allocUnsafe(Math.min(most - length, parts.length === 0 ? 16_384 : 262_144));
    const { bytesRead } = await file.read(part, 0, part.length, null);
    if (bytesRead === 0) break;
    parts.push(part.subarray(0, bytesRead));
    length += bytesRead;
    if (parts.length === 1 && bytesRead < part.length) break;
  }
  return Buffer.concat(parts);
}
