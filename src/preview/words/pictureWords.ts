import * as vscode from 'vscode';
import type { PictureWords } from '../../core/preview/words/pictureWords.ts';

/** The texts of the columns' pictures, in the person's language. */
export function pictureWords(): PictureWords {
  const { t } = vscode.l10n;
  return { label: t('What the columns hold') };
}
