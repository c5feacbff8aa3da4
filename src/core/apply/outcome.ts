import type { Failure } from './ports.ts';

/**
 * How a write ended, as a whole. `done`: everything that the person chose is so now · `not_done`: something of it is not,
 * which is known · `unknown`: whether it is so is not known.
 */
type OutcomeKind = 'done' | 'not_done' | 'unknown';

/** What happened, by code. What exactly was done on the way stands in an outcome's steps. */
const kinds = {
  created: 'done',
  replaced: 'done',
  /** The old metric was to be kept. */
  replaced_old_kept: 'done',
  updated: 'done',
  deleted: 'done',
  /** What was to be deleted was gone before. */
  already_gone: 'done',
  restored: 'done',
  linked: 'done',
  /** A person closed a write whose outcome is not known: it counts as not sent from now on. */
  given_up: 'done',

  /** The service never saw the request. */
  not_sent: 'not_done',
  /** The service said no. */
  refused: 'not_done',
  /** What has to be looked at before a write could not be read. */
  not_checked: 'not_done',
  /** Nothing was sent, because it could not be written down before. */
  not_journalled: 'not_done',
  /** Another definition's failure makes going on senseless. */
  stopped: 'not_done',
  cancelled: 'not_done',
  /** Another window has taken over. */
  lock_lost: 'not_done',
  /** The plan offers nothing for it. */
  not_offered: 'not_done',
  /** The file is not the one that the plan was made of. */
  file_changed: 'not_done',
  file_unreadable: 'not_done',
  /** The id could not be written into the file as it is, so that nothing was created. */
  id_not_writable: 'not_done',
  /** The service has something else than the plan showed. */
  remote_changed: 'not_done',
  /** The metric that the file names is there, although the list lacked it. */
  still_there: 'not_done',
  /** This machine made the metric that the list lacks moments ago: the list lags. */
  just_created: 'not_done',
  /** A write of the same definition has no known outcome yet. */
  unsettled: 'not_done',
  /** Another file or write has this metric. */
  taken: 'not_done',
  /** It was created, and the file does not have its id yet; the journal does. */
  id_not_in_file: 'not_done',
  /** It was written, and reading it back gives something else. */
  drift: 'not_done',
  /** Guardrails refer to it. */
  in_use: 'not_done',
  /** The write of an earlier run did not happen. */
  not_applied: 'not_done',
  replaced_old_in_use: 'not_done',
  /** The old metric was edited since the plan was made. */
  replaced_old_changed: 'not_done',
  /** The old metric was to be deleted and is still there. */
  replaced_old_left: 'not_done',

  outcome_unknown: 'unknown',
  replaced_old_unknown: 'unknown',
  /** The source is neither what was sent nor what was there before. */
  conflict: 'unknown',
} as const satisfies Readonly<Record<string, OutcomeKind>>;

export type OutcomeCode = keyof typeof kinds;

/** One part of a write. */
export type Step = 'check' | 'journal' | 'send' | 'look_up' | 'read_back' | 'write_id' | 'delete_old';

export interface StepOutcome {
  readonly step: Step;
  readonly kind: OutcomeKind;
  /** Of the service. */
  readonly failure?: Failure;
  /** Of the journal or the file. */
  readonly error?: unknown;
}

/** What became of one definition. */
export interface Outcome {
  /** The plan's key, or `write:<intent>` for a write of earlier without a file. */
  readonly key: string;
  readonly name: string;
  readonly kind: OutcomeKind;
  readonly code: OutcomeCode;
  readonly steps: readonly StepOutcome[];
  readonly newId?: string;
  readonly oldId?: string;
  /** With `outcome_unknown`: metrics that could be the result. */
  readonly candidates?: readonly string[];
  readonly requestIds: readonly string[];
  /** Why it is not done, where the service or the way to it is the reason. */
  readonly failure?: Failure;
}

export function kindOf(code: OutcomeCode): OutcomeKind {
  return kinds[code];
}
