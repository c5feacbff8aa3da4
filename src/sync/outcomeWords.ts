import * as vscode from 'vscode';
import type { Outcome } from '../core/apply/outcome.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';

/** What happened to a definition, and why where something failed: a refused query with what the warehouse says of it. */
export function wordOutcomeInFull(outcome: Outcome): string {
  const { failure } = outcome;
  return failure === undefined
    ? wordOutcome(outcome)
    : `${wordOutcome(outcome)} ${failureLine(wordFailure(failure.error))}`;
}

/** One sentence on what happened to a definition and, where there is something to do, one on that. */
export function wordOutcome({ code, newId, oldId, candidates }: Outcome): string {
  const { t } = vscode.l10n;
  const created = newId ?? '?';
  const old = oldId ?? '?';
  switch (code) {
    case 'created':
      return t('Created as {0}.', created);
    case 'replaced':
      return t('Replaced, and the old metric is deleted. The new one is {0}.', created);
    case 'replaced_old_kept':
      return t('Replaced. The old metric is kept and listed as superseded; the new one is {0}.', created);
    case 'updated':
      return t('Updated. The version before is kept and can be restored.');
    case 'deleted':
      return t('Deleted. It can be restored with a new id.');
    case 'already_gone':
      return t('It was gone already.');
    case 'restored':
      return t('Restored as {0}. Its id is new.', created);
    case 'linked':
      return t('The file now belongs to {0}.', created);
    case 'given_up':
      return t('Closed: what became of it is not looked for any more.');
    case 'not_sent':
      return t('Not pushed: Levered could not be reached, and nothing was sent.');
    case 'refused':
      return t('Not pushed: Levered refused it.');
    case 'not_checked':
      return t('Not pushed: what had to be checked first could not be read.');
    case 'not_journalled':
      return t('Not pushed: nothing is sent without the journal, and that could not be written.');
    case 'stopped':
      return t('Not pushed: the run stopped before it.');
    case 'cancelled':
      return t('Not pushed: cancelled before anything was sent.');
    case 'lock_lost':
      return t('Not pushed: another window has taken over. Look at the plan there.');
    case 'not_offered':
      return t('Not pushed: there is nothing to push for it as it is.');
    case 'file_changed':
      return t('Not pushed: the file has changed since the plan was shown. Look at a new plan.');
    case 'file_unreadable':
      return t('Not pushed: the file cannot be read.');
    case 'id_not_writable':
      return t('Not pushed: the id could not be written into the file as it is. Correct its front matter first.');
    case 'remote_changed':
      return t('Not done: Levered has something else now than the plan showed. Look at a new plan.');
    case 'still_there':
      return t('Not pushed: the metric that the file names is there after all. Refresh and look again.');
    case 'just_created':
      return t('Not pushed: this metric was created moments ago, and the list of Levered does not have it yet.');
    case 'unsettled':
      return t('Not pushed: an earlier write of it has no known outcome yet.');
    case 'taken':
      return t('Not done: another file or write already has this metric.');
    case 'id_not_in_file':
      return t(
        'Created as {0}, but the file could not be written. The id is kept and is written at the next plan.',
        created,
      );
    case 'drift':
      return t('Written, but Levered now says something else than the file. Compare the two.');
    case 'in_use':
      return t('Not deleted: guardrails refer to it. Remove it from the guardrails in Levered, then delete it.');
    case 'not_applied':
      return t('An earlier write of it did not happen. Push it again if you want it.');
    case 'replaced_old_in_use':
      return t(
        'Replaced, but the old metric stays, because guardrails refer to it. Remove it from the guardrails in Levered, then delete it. New: {0}, old: {1}.',
        created,
        old,
      );
    case 'replaced_old_changed':
      return t(
        'Replaced, but the old metric stays, because someone changed it meanwhile. New: {0}, old: {1}.',
        created,
        old,
      );
    case 'replaced_old_left':
      return t(
        'Replaced, but the old metric could not be deleted and is listed as superseded. New: {0}, old: {1}.',
        created,
        old,
      );
    case 'outcome_unknown':
      return (candidates?.length ?? 0) > 1
        ? t(
            'Whether it was created is not known: {0} new metrics could be it. Choose one, or check again.',
            candidates?.length ?? 0,
          )
        : t(
            'Whether it was created is not known yet. It is looked for at the next plan, and never sent again by itself.',
          );
    case 'replaced_old_unknown':
      return t('Replaced, but whether the old metric was deleted is not known yet. New: {0}, old: {1}.', created, old);
    case 'conflict':
      return t(
        'Levered has neither what was sent nor what was there before: someone else wrote at the same time. Compare the two.',
      );
  }
}
