import * as vscode from 'vscode';
import type { ResultWords } from '../../core/preview/words/resultWords.ts';

/** The texts of earlier results, in the person's language. */
export function resultWords(): ResultWords {
  const { t } = vscode.l10n;
  return { label: t('Results') };
}
