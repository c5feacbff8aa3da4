import * as vscode from 'vscode';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { workspacePath } from '../workspace/workspacePath.ts';
import { quoted } from './confirmation.ts';
import { entryLook } from './statusWords.ts';

/** Why there is nothing to pull for an entry, and what to do instead. */
export function pullAdvice(entry: PlanEntry): string {
  const { meaning } = entryLook(entry);
  return [`${quoted(entry.name)}:`, meaning, adviceOf(entry)].filter(part => part !== '').join(' ');
}

function adviceOf({ status, invalid }: PlanEntry): string {
  const { t } = vscode.l10n;
  switch (status) {
    case 'new':
      return t('Push it to create it there.');
    case 'modified':
      return t('There is nothing newer to pull. Push it to bring the change to Levered.');
    case 'missing':
      return t('Push it to create it again, or check which environment you are on.');
    case 'superseded':
      return t('Pull the one that took its place.');
    case 'unknown':
      return t('Open the plan to find out.');
    case 'invalid':
      return invalid?.kind === 'problems' ? t('Correct the file first.') : '';
    case 'unchanged':
    case 'outdated':
    case 'conflict':
    case 'untracked':
      return '';
  }
}

/** What a pull did, in the status bar: the file itself is before the person. */
export function tellPulled(kind: 'created' | 'updated' | 'edited', uri: vscode.Uri): void {
  const { t } = vscode.l10n;
  const path = plain(workspacePath(uri), 'icons', 120);
  const texts = {
    created: t('Pulled into {0}.', path),
    updated: t('{0} is up to date.', path),
    edited: t('{0} has the version of Levered now. Save it to keep it.', path),
  };
  vscode.window.setStatusBarMessage(texts[kind], 8000);
}

/** @param uri of a document to open, if it is not open yet */
export function tellNotEditable(uri: vscode.Uri | undefined): void {
  const message = vscode.l10n.t(
    'The file is written in a way that cannot be changed safely, so it was left as it is. Compare the two, and change it by hand.',
  );
  void vscode.window.showWarningMessage(message);
  if (uri !== undefined) void vscode.window.showTextDocument(uri);
}
