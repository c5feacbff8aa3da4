import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { FileRefusal } from '../core/plan/sides.ts';

/** A file larger than this is no definition (T12). In bytes. */
export const mostBytes = 1024 * 1024;

/** What came of reading a file. */
export type FileReading =
  | {
      readonly kind: 'text';
      /** With its byte order mark, if it has one, and its line ends as they are. */
      readonly text: string;
      readonly hash: string;
      /** Changes with every change of the file; absent where that cannot be relied on. */
      readonly stamp?: string;
    }
  /** The file still has the stamp that was given. */
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly refusal: FileRefusal }
  | { readonly kind: 'gone' };

/** The bytes of a whole file as text, if they are one. */
export function readText(bytes: Uint8Array, stamp?: string): FileReading {
  if (bytes.length > mostBytes) return refused('too_large');
  if (!isUtf8(bytes)) return refused('not_utf8');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return { kind: 'text', text, hash: hashOf(bytes), ...(stamp !== undefined && { stamp }) };
}

/** SHA-256 in hexadecimal digits; of a text, of its UTF-8 bytes. */
export function hashOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

export function refused(refusal: FileRefusal): FileReading {
  return { kind: 'refused', refusal };
}
