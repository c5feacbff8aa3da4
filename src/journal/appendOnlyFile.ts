import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../platform/diskWrite.ts';
import { isGone } from '../platform/errorCode.ts';

/** What came to a file since it was last looked at; `shortened`: what was read before is there no longer. */
export type NewLines =
  { readonly kind: 'lines'; readonly lines: readonly NumberedLine[] } | { readonly kind: 'shortened' };

interface NumberedLine {
  /** Of the line in the file, from 1. */
  readonly number: number;
  /** With its line break. */
  readonly text: string;
}

/** Windows has no such flag. */
const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;

/** Ends a line that was cut while it was written, so that it can be told from one that was damaged later. */
const cancelMark = '\u0018';

/**
 * A file of lines to which several processes append. A line is written in one piece at the end of the file, whoever
 * else writes; one that a dying process left half written is marked as void before the next, and given to nobody.
 */
export class AppendOnlyFile {
  readonly path: string;
  /** Where the first line begins that was not given out yet, in bytes. */
  #offset = 0;
  #inode: bigint | undefined;
  #isTorn = false;
  #lineCount = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** The whole lines that were not given out yet. A last line without its end is left for later. */
  async readNew(): Promise<NewLines> {
    let file: FileHandle;
    try {
      file = await open(this.path, constants.O_RDONLY | noFollow);
    } catch (error) {
      if (isGone(error) && this.#inode === undefined) return { kind: 'lines', lines: [] };
      if (isGone(error)) return { kind: 'shortened' };
      throw error;
    }
    try {
      const { ino, size } = await file.stat({ bigint: true });
      if (size < this.#offset || (this.#inode !== undefined && ino !== this.#inode)) return { kind: 'shortened' };
      this.#inode = ino;
      return { kind: 'lines', lines: this.#take(await readFrom(file, this.#offset, Number(size))) };
    } finally {
      await file.close();
    }
  }

  /**
   * Settles when the line is on the disk.
   * @param line with its line break
   * @throws what the file system says; a part of the line may then be there, which counts as nothing
   */
  async append(line: string): Promise<void> {
    const bytes = Buffer.from(`${this.#isTorn ? `${cancelMark}\n` : ''}${line}`);
    const isNew = this.#inode === undefined;
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | noFollow;
    const file = await open(this.path, flags, 0o600);
    try {
      // In one call: only then nothing of another process comes between.
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten < bytes.length) {
        throw Object.assign(new Error('Only a part of the record could be written.'), { code: 'ENOSPC' });
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    if (isNew) await syncFolder(dirname(this.path));
  }

  #take(bytes: Buffer): readonly NumberedLine[] {
    const end = bytes.lastIndexOf(0x0a) + 1;
    this.#isTorn = end < bytes.length;
    this.#offset += end;
    const texts = bytes.toString('utf8', 0, end).split(/(?<=\n)/);
    if (end === 0) return [];
    const first = this.#lineCount + 1;
    this.#lineCount += texts.length;
    const lines = texts.map((text, index) => ({ number: first + index, text }));
    return lines.filter(({ text }) => !text.endsWith(`${cancelMark}\n`));
  }
}

async function readFrom(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(end - start);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, start + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
