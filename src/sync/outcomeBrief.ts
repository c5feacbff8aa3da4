import * as vscode from 'vscode';
import type { Outcome } from '../core/apply/outcome.ts';

/** What happened in a few words, for beside a name in a narrow side bar; `wordOutcome` says it in a sentence. */
export function wordOutcomeBriefly({ code }: Pick<Outcome, 'code'>): string {
  const { t } = vscode.l10n;
  switch (code) {
    case 'created':
      return t('created');
    case 'replaced':
      return t('replaced, old deleted');
    case 'replaced_old_kept':
      return t('replaced, old kept');
    case 'updated':
      return t('updated');
    case 'deleted':
      return t('deleted');
    case 'already_gone':
      return t('gone already');
    case 'restored':
      return t('restored, new id');
    case 'linked':
      return t('linked');
    case 'given_up':
      return t('closed');
    case 'not_sent':
      return t('not sent');
    case 'refused':
      return t('refused');
    case 'not_checked':
      return t('not sent: not readable');
    case 'not_journalled':
      return t('not sent: no journal');
    case 'stopped':
      return t('not sent: stopped');
    case 'cancelled':
      return t('not sent: cancelled');
    case 'lock_lost':
      return t('not sent: other window');
    case 'not_offered':
      return t('nothing to push');
    case 'file_changed':
      return t('not sent: file changed');
    case 'file_unreadable':
      return t('not sent: file unreadable');
    case 'id_not_writable':
      return t('not sent: id not writable');
    case 'remote_changed':
      return t('changed in Levered');
    case 'still_there':
      return t('still in Levered');
    case 'just_created':
      return t('just created');
    case 'unsettled':
      return t('not sent: open write');
    case 'taken':
      return t('taken already');
    case 'id_not_in_file':
      return t('created, id not in file');
    case 'drift':
      return t('written, differs');
    case 'in_use':
      return t('in use, not deleted');
    case 'not_applied':
      return t('did not happen');
    case 'replaced_old_in_use':
      return t('replaced, old in use');
    case 'replaced_old_changed':
      return t('replaced, old changed');
    case 'replaced_old_left':
      return t('replaced, old still there');
    case 'outcome_unknown':
      return t('outcome unknown');
    case 'replaced_old_unknown':
      return t('replaced, old unknown');
    case 'conflict':
      return t('someone else wrote');
  }
}
