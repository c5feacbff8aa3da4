import type { AssignmentSource, AssignmentSourceDraft, Metric, MetricDraft } from '../definition.ts';
import type { JournalState } from '../journal/journalState.ts';
import type { JournalRecord } from '../journal/record.ts';
import type { Plan } from '../plan/plan.ts';

/** What carrying out a plan needs of the world around it. The shell adapts the client, the files and the storage. */

/**
 * What is known of a request's effect. `not_sent` and `refused`: nothing was done · `unknown`: it may have been.
 * `stops`: going on with other definitions makes no sense, e.g. the token has run out or the organization is another.
 */
export interface Failure {
  readonly kind: 'failed';
  readonly effect: 'not_sent' | 'refused' | 'unknown';
  readonly reason: 'not_found' | 'conflict' | 'cancelled' | 'other';
  readonly stops: boolean;
  readonly requestId?: string;
  /** For the wording of it; not looked at here. */
  readonly error: unknown;
}

interface Success<T> {
  readonly kind: 'ok';
  readonly value: T;
  readonly requestId?: string;
}

export type Answer<T> = Success<T> | Failure;

/**
 * The calls of the API, with failures as values. A signal ends waits before a request is sent; a write that is on its
 * way goes on, so that its outcome is known.
 */
export interface DefinitionsApi {
  listMetrics(signal?: AbortSignalLike): Promise<Answer<readonly Metric[]>>;
  getMetric(id: string, signal?: AbortSignalLike): Promise<Answer<Metric>>;
  createMetric(draft: MetricDraft, signal?: AbortSignalLike): Promise<Answer<Metric>>;
  deleteMetric(id: string, signal?: AbortSignalLike): Promise<Answer<undefined>>;
  getAssignmentSource(signal?: AbortSignalLike): Promise<Answer<AssignmentSource | undefined>>;
  saveAssignmentSource(draft: AssignmentSourceDraft, signal?: AbortSignalLike): Promise<Answer<AssignmentSource>>;
  deleteAssignmentSource(signal?: AbortSignalLike): Promise<Answer<undefined>>;
}

/** The part of an AbortSignal that is used here: core knows no DOM. The shell passes a real one through. */
export interface AbortSignalLike {
  readonly aborted: boolean;
}

/** The person's files. Unsaved text is what a person sees, so it is what is read. */
export interface DefinitionFiles {
  read(uri: string): Promise<FileRead>;
  /**
   * Replaces the text, atomically, if the file still has the text that `hash` is of.
   * `changed`: it has another one by now, or is gone · `failed`: it could not be written; nothing was.
   */
  write(uri: string, text: string, hash: string): Promise<FileWrite>;
}

/** `hash` is the one that a plan's entry has for the same text. */
export type FileRead =
  | { readonly kind: 'read'; readonly text: string; readonly hash: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly error: unknown };

export type FileWrite =
  { readonly kind: 'written' } | { readonly kind: 'changed' } | { readonly kind: 'failed'; readonly error: unknown };

/** The journal of one organization. */
export interface Journal {
  /** As of the last `refresh` or `append`. */
  readonly state: JournalState;
  /** Something in it is not understood: nothing may be written to it, and so nothing sent. */
  readonly isReadOnly: boolean;
  /** Reads what other windows wrote. @throws when it cannot be read */
  refresh(): Promise<void>;
  /** Settles when the record is on the disk. @throws when it could not be written: then nothing may be sent. */
  append(record: JournalRecord): Promise<void>;
}

/** One window at a time writes to an organization. */
interface WriteLock {
  acquire(): Promise<{ readonly kind: 'held'; readonly lock: HeldLock } | { readonly kind: 'busy' }>;
}

export interface HeldLock {
  /** False once another window took it over, because this one gave no sign for too long. */
  check(): Promise<boolean>;
  release(): Promise<void>;
}

export interface ApplyPorts {
  /** The name that the environment has now, as a file's map of ids writes it. */
  readonly environment: string;
  readonly api: DefinitionsApi;
  readonly files: DefinitionFiles;
  readonly journal: Journal;
  readonly lock: WriteLock;
  /** Reads both lists and all files again, and makes a new plan of them and of the journal. */
  readonly replan: () => Promise<{ readonly kind: 'plan'; readonly plan: Plan } | Failure>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A random text that no other write has. */
  readonly newIntent: () => string;
}
