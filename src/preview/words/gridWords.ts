import * as vscode from 'vscode';
import type { GridWords } from '../../core/preview/words/gridWords.ts';

/** The texts of the table of rows, in the person's language. */
export function gridWords(): GridWords {
  const { t } = vscode.l10n;
  return {
    label: t('Preview rows'),
    mappedTo: t('mapped to {0}', '{0}'),
  };
}
