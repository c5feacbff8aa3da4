import * as vscode from 'vscode';
import { plain } from '../core/text/plain.ts';
import type { PreviewQuery } from './previewQuery.ts';

/** What a person should know about where rows come from. */
export function queryNote(query: PreviewQuery): string | undefined {
  if (query.kind !== 'draft') return query.note;
  return vscode.l10n.t('What the file says was run, not the saved query.');
}

export function leftNote(): string {
  return vscode.l10n.t('The scratch metric could not be deleted yet. That is done at the next plan or start.');
}

export function partialNote(message: string): string {
  return vscode.l10n.t(
    'The warehouse stopped with an error, so rows may be missing: {0}',
    plain(message, 'label', 300),
  );
}
