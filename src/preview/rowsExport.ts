import * as vscode from 'vscode';
import type { ExportFormat } from '../core/preview/messages.ts';
import { plain } from '../core/text/plain.ts';
import { slug } from '../core/text/slug.ts';

/**
 * Saves the rows that are shown to a place that the person chooses; nothing is written anywhere else. Never rejects: what
 * goes wrong is told.
 * @param name of the definition, for the proposed file name
 * @param text the rows in the given format, UTF-8
 */
export async function saveRows(name: string, format: ExportFormat, text: Uint8Array): Promise<void> {
  const { t } = vscode.l10n;
  const file = `${slug(name)}.${format}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const filters: Readonly<Record<ExportFormat, Record<string, string[]>>> = {
    csv: { [t('Comma-separated values')]: ['csv'] },
    json: { JSON: ['json'] },
  };
  const target = await vscode.window.showSaveDialog({
    title: t('Save the rows that are shown'),
    filters: filters[format],
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
  if (target === undefined) return;
  const path = vscode.workspace.asRelativePath(target);
  try {
    await vscode.workspace.fs.writeFile(target, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = t('The rows could not be saved to {0}: {1} Choose another place.', path, why);
    // Not awaited: saving is over, whenever the message is closed.
    void vscode.window.showErrorMessage(plain(message, 'markdownish', 600));
    return;
  }
  vscode.window.setStatusBarMessage(plain(t('The rows were saved to {0}.', path), 'icons'), 5_000);
}
