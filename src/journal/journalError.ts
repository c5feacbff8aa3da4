import { errorCode } from '../platform/errorCode.ts';

/**
 * Why nothing can be written into a journal. `read_only`: what is there was not understood, and `detail` says why ·
 * `disk_full`, `no_permission`, `read_only_disk`, `failed`: the file system refused.
 */
export type JournalErrorKind = 'read_only' | 'disk_full' | 'no_permission' | 'read_only_disk' | 'failed';

/** What a journal gives when it cannot keep a record: then nothing may be sent. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly kind: JournalErrorKind;
  readonly path: string;

  constructor(kind: JournalErrorKind, path: string, options: { readonly detail?: string; readonly cause?: unknown }) {
    super([sentences[kind], options.detail, `The file is ${path}.`].filter(part => part !== undefined).join(' '), {
      cause: options.cause,
    });
    this.kind = kind;
    this.path = path;
  }
}

const sentences: Readonly<Record<JournalErrorKind, string>> = {
  read_only: 'The journal of changes cannot be continued, so nothing was sent.',
  disk_full: 'The journal of changes could not be written because the disk is full, so nothing was sent.',
  no_permission:
    'The journal of changes could not be written because its folder does not allow it, so nothing was sent.',
  read_only_disk: 'The journal of changes could not be written because its disk is read-only, so nothing was sent.',
  failed: 'The journal of changes could not be read or written, so nothing was sent.',
};

/** What the file system said, as a journal's error. */
export function toJournalError(error: unknown, path: string): JournalError {
  if (error instanceof JournalError) return error;
  const code = errorCode(error);
  const kind = kinds.get(code ?? '') ?? 'failed';
  return new JournalError(kind, path, { cause: error, ...(kind === 'failed' && { detail: messageOf(error) }) });
}

const kinds: ReadonlyMap<string, JournalErrorKind> = new Map([
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EACCES', 'no_permission'],
  ['EPERM', 'no_permission'],
  ['EROFS', 'read_only_disk'],
]);

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `${message}.`;
}
