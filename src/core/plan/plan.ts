import type { Definition, DefinitionDraft, DefinitionKind } from '../definition.ts';
import type { DocumentProblem } from '../document/problem.ts';
import type { FileRefusal, UnsettledWrite } from './sides.ts';

/**
 * How a definition stands between file and organization.
 * `new` a file without an id here · `unchanged` equal, or cosmetically so · `modified` the file changed since the base ·
 * `outdated` the organization's changed · `conflict` both did, or they differ and no base is known · `missing` the file
 * has an id that this organization does not have · `untracked` remote only · `superseded` an old metric that a push
 * replaced and that still exists · `unknown` a write whose outcome is not known yet · `invalid` the file has errors.
 */
export type Status =
  | 'new'
  | 'unchanged'
  | 'modified'
  | 'outdated'
  | 'conflict'
  | 'missing'
  | 'untracked'
  | 'superseded'
  | 'unknown'
  | 'invalid';

/** What a push of the entry does; absent where a push is not offered. */
export type Action = 'create' | 'replace' | 'update';

/** The file of an entry. */
export interface EntryFile {
  readonly uri: string;
  readonly path: string;
  readonly hash: string;
  readonly isDirty: boolean;
  /** Absent while the file has errors. */
  readonly draft?: DefinitionDraft;
  /** The id that the file has for this environment. */
  readonly id?: string;
  /** The file has a single id, which another environment wrote: its name. */
  readonly idBelongsTo?: string;
}

/** Why a file is invalid. */
export type InvalidReason =
  /** `line` is that of the first problem; the first line is 1. */
  | { readonly kind: 'problems'; readonly problems: readonly DocumentProblem[]; readonly line: number }
  | { readonly kind: 'refused'; readonly refusal: FileRefusal }
  /** Other files name the same id, or are an assignment source too. */
  | { readonly kind: 'duplicate'; readonly paths: readonly string[] };

export interface PlanEntry {
  /**
   * Identity within a plan and over plans: the file's URI, else `metric:<id>` or `assignment_source`; of an unsettled
   * write without any of these `write:<intent>`.
   */
  readonly key: string;
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly status: Status;
  /** With `unchanged`: the texts differ, and mean the same. */
  readonly isCosmetic: boolean;
  readonly file?: EntryFile;
  readonly remote?: Definition;
  readonly base?: Definition;
  readonly action?: Action;
  /** With `invalid`. */
  readonly invalid?: InvalidReason;
  /** With `unknown`. */
  readonly unsettled?: UnsettledWrite;
  /** With `superseded`: the metric that took its place. */
  readonly replacedBy?: string;
  /** With `missing` and `new`: metrics of the organization without a file that have the same name or content. */
  readonly lookalikes: readonly Definition[];
}

/** Why a plan should be looked at twice before anything is written (T11, T27). */
export type PlanWarning =
  | { readonly kind: 'scan_incomplete' }
  /** So many of the files' ids are gone at once that the organization may be a wrong one, or its list cut short. */
  | { readonly kind: 'many_missing'; readonly missing: number; readonly known: number };

/** One value, made by one function; tree, badges, confirmation, plan view and execution all read it. */
export interface Plan {
  readonly environment: string;
  readonly origin: string;
  readonly organization: string;
  /** The assignment source first, then by name, then by key. */
  readonly entries: readonly PlanEntry[];
  readonly warnings: readonly PlanWarning[];
  /** Equal exactly when everything that was compared is equal: tells whether a plan has become stale. */
  readonly fingerprint: string;
}
