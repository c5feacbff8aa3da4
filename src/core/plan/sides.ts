import type { AssignmentSource, Definition, DefinitionKind, Metric } from '../definition.ts';
import type { LeveredDocument } from '../document/leveredDocument.ts';

/** The three sides that a plan compares: the workspace's documents, the organization's objects, and the last sync. */

/** Why a file is not read at all (T12). */
export type FileRefusal = 'too_large' | 'not_a_file' | 'outside_workspace' | 'unreadable' | 'not_utf8';

/** A `.levered.sql` file of the workspace; text that is not saved yet wins over the file. */
export interface LocalDocument {
  /** Identity within this window: the file's URI as text. */
  readonly uri: string;
  /** As a person names it: the path within the workspace, with `/`. */
  readonly path: string;
  /** Of the exact text that was read. Equal texts have equal hashes; of a refused file the refusal. */
  readonly hash: string;
  readonly isDirty: boolean;
  readonly content:
    | { readonly kind: 'read'; readonly document: LeveredDocument }
    | { readonly kind: 'refused'; readonly refusal: FileRefusal };
}

/** The local side. `isComplete` is false while something could not be looked at: what is absent may then exist. */
export interface LocalSide {
  readonly documents: readonly LocalDocument[];
  readonly isComplete: boolean;
}

/** The remote side: both lists of one organization, from the two requests of a refresh. */
export interface RemoteSide {
  readonly environment: string;
  /** Exact origin of the API. */
  readonly origin: string;
  readonly organization: string;
  readonly metrics: readonly Metric[];
  readonly source: AssignmentSource | undefined;
}

/** What this machine remembers of earlier syncs with this organization. */
export interface BaseSide {
  /** Metric id → the metric as it was when file and organization last agreed. */
  readonly metrics: ReadonlyMap<string, Definition>;
  readonly source: Definition | undefined;
  /** Old metrics that a push replaced: their id → what took their place. */
  readonly superseded: ReadonlyMap<string, { readonly newId: string; readonly uri: string }>;
  /** Creates and other writes whose outcome is not known yet, by the file's URI. */
  readonly unsettled: readonly UnsettledWrite[];
  /** Ids that syncs with other environments wrote: id → environment. A single id in a file belongs to one of them. */
  readonly idsElsewhere: ReadonlyMap<string, string>;
  /** Metrics of our own draft previews: never shown, never planned, never adopted. */
  readonly scratch: ReadonlySet<string>;
  /** Names of those whose id may not be known yet; nothing else has such a name. */
  readonly scratchNames: ReadonlySet<string>;
}

/** A write that the journal holds and whose outcome is unknown. */
export interface UnsettledWrite {
  readonly intent: string;
  readonly action: 'create' | 'replace' | 'update' | 'delete';
  readonly of: DefinitionKind;
  readonly uri: string | undefined;
  readonly name: string;
  /** When it was begun: milliseconds since 1970. */
  readonly at: number;
  /** New metrics that could be its result; more than one means that a person has to choose. */
  readonly candidates: readonly string[];
  /** Where the service has it, if that is known: what is missing then is the id in the file. */
  readonly createdId?: string;
}
