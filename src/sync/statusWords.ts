import * as vscode from 'vscode';
import type { PlanEntry, Status } from '../core/plan/plan.ts';
import { invalidMeaning } from './invalidWords.ts';

/** How a status looks: a word, a letter for the explorer, an icon, a theme colour. Never the colour alone. */
export interface StatusLook {
  readonly word: string;
  /** One or two letters beside a file's name; absent where nothing is to be seen to. */
  readonly badge?: string;
  readonly icon: string;
  readonly color?: string;
  /** One sentence that says what the status means; of a file with an error that only other files show, also a remedy. */
  readonly meaning: string;
}

/** How an entry looks: its status, and of an invalid one the reason. */
export function entryLook({ kind, status, isCosmetic, invalid, base }: PlanEntry): StatusLook {
  const look = statusLook(status, isCosmetic);
  // With a base it is known that both sides changed.
  if (status === 'conflict' && base !== undefined) return { ...look, meaning: bothChanged() };
  return invalid === undefined ? look : { ...look, meaning: invalidMeaning(kind, invalid) };
}

function statusLook(status: Status, isCosmetic: boolean): StatusLook {
  const { t } = vscode.l10n;
  switch (status) {
    case 'new':
      return {
        word: t('new'),
        badge: 'N',
        icon: 'add',
        color: 'gitDecoration.addedResourceForeground',
        meaning: t('Levered does not have this definition yet.'),
      };
    case 'unchanged':
      return isCosmetic
        ? {
            word: t('unchanged, layout differs'),
            icon: 'check',
            meaning: t(
              'Only comments or layout differ, so there is nothing to push. They go along with the next change.',
            ),
          }
        : { word: t('unchanged'), icon: 'check', meaning: t('File and Levered say the same.') };
    case 'modified':
      return {
        word: t('modified'),
        badge: 'M',
        icon: 'arrow-up',
        color: 'gitDecoration.modifiedResourceForeground',
        meaning: t('The file was changed since the last sync.'),
      };
    case 'outdated':
      return {
        word: t('outdated'),
        badge: 'O',
        icon: 'arrow-down',
        color: 'gitDecoration.untrackedResourceForeground',
        meaning: t('Levered has a newer version than the file.'),
      };
    case 'conflict':
      return {
        word: t('conflict'),
        badge: 'C',
        icon: 'warning',
        color: 'gitDecoration.conflictingResourceForeground',
        meaning: t('File and Levered differ, and neither is known to be the older one.'),
      };
    case 'missing':
      return {
        word: t('missing'),
        badge: '?',
        icon: 'question',
        color: 'gitDecoration.deletedResourceForeground',
        meaning: t('Levered does not have the id that the file names.'),
      };
    case 'untracked':
      return {
        word: t('no file'),
        icon: 'cloud',
        meaning: t('Only Levered has this definition; pull it to get a file.'),
      };
    case 'superseded':
      return {
        word: t('superseded'),
        icon: 'history',
        color: 'disabledForeground',
        meaning: t('A push put another metric in place of this one, and it still exists.'),
      };
    case 'unknown':
      return {
        word: t('outcome unknown'),
        badge: '…',
        icon: 'sync-ignored',
        color: 'gitDecoration.conflictingResourceForeground',
        meaning: t('A write was begun, and whether it happened is not known yet.'),
      };
    case 'invalid':
      return {
        word: t('invalid'),
        badge: '!',
        icon: 'error',
        color: 'list.errorForeground',
        meaning: t('The file has errors.'),
      };
  }
}

function bothChanged(): string {
  return vscode.l10n.t('File and Levered both changed since the last sync. Merge the two, then push.');
}

/** Whether a person has something to do about an entry: what the count on the view counts. */
export function needsAttention({ status, file }: PlanEntry): boolean {
  return file !== undefined && status !== 'unchanged';
}
