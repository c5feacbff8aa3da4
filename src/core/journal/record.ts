import type { Definition, DefinitionDraft, DefinitionKind } from '../definition.ts';

/**
 * What a person started, written down before it is sent, so that whatever breaks in between can be settled later.
 * A record is never changed; each later one about the same intent adds what became known.
 */

/** `scratch`: the metric of a draft preview, which is to be deleted in any case. */
type IntentAction = 'create' | 'replace' | 'update' | 'delete' | 'scratch';

/** What is about to be done. */
export interface Intent {
  /** Random and unique: all records of this write carry it. */
  readonly intent: string;
  readonly action: IntentAction;
  readonly of: DefinitionKind;
  /** The name of the environment as the person knew it then. */
  readonly environment: string;
  /** The file, if there is one. */
  readonly uri: string | undefined;
  readonly name: string;
  /** What is sent; absent for a delete. */
  readonly draft: DefinitionDraft | undefined;
  /** What is replaced or deleted. */
  readonly oldId: string | undefined;
  /** The id that the file had before, and the environment that it belongs to: the new one takes its place or joins it. */
  readonly fileId: string | undefined;
  readonly fileIdBelongsTo: string | undefined;
  /** Ids of metrics with the same content or name that were there before: not what this write makes. */
  readonly known: readonly string[];
  /** Of a scratch metric: which process is at work on it, so that no other one sweeps it meanwhile. */
  readonly owner?: string | undefined;
}

/** How a write ended. `unknown` is no end. */
export type Settlement = 'done' | 'not_done' | 'given_up';

export type JournalEvent =
  | ({ readonly kind: 'intent' } & Intent)
  /** The service has it under this id. */
  | { readonly kind: 'created'; readonly intent: string; readonly id: string }
  /** The outcome could not be found out; these metrics could be the result. Nobody is at work on it any more. */
  | { readonly kind: 'unknown'; readonly intent: string; readonly candidates: readonly string[] }
  | { readonly kind: 'settled'; readonly intent: string; readonly outcome: Settlement }
  /** The old metric is left in place of which a push put another. */
  | { readonly kind: 'superseded'; readonly oldId: string; readonly newId: string; readonly uri: string }
  /** A metric or the source is gone for good: no agreement with it is to be remembered. */
  | { readonly kind: 'gone'; readonly id: string }
  /** File and organization agreed on this. */
  | { readonly kind: 'base'; readonly definition: Definition; readonly uri: string | undefined }
  /** An agreement was taken back, and there was none before it. */
  | { readonly kind: 'no_base'; readonly id: string }
  /** What was there before it was deleted or replaced: can be brought back. */
  | { readonly kind: 'snapshot'; readonly definition: Definition; readonly reason: 'deleted' | 'replaced' };

/** `at`: milliseconds since 1970. */
export type JournalRecord = { readonly version: 1; readonly at: number } & JournalEvent;
