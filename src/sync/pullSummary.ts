import * as vscode from 'vscode';
import { plain } from '../core/text/plain.ts';
import type { Log } from '../platform/log.ts';
import { workspacePath } from '../workspace/workspacePath.ts';
import type { PullCounts } from './pullRun.ts';

/**
 * Says what became of a run: in the log in any case, and in a message that stays if something did not go well.
 *
 * @param folder where new files went, if any was to be made
 */
export function tellRun(counts: PullCounts, chosen: number, folder: vscode.Uri | undefined, log: Log): void {
  const { t } = vscode.l10n;
  const { all, created, updated, edited, failed } = counts;
  const sentences: string[] = [];
  if (created > 0 && folder !== undefined) {
    const place = plain(`${workspacePath(folder)}/`, 'markdownish', 120);
    sentences.push(
      created === 1
        ? t('1 file was written to {0}. Open it to change its SQL.', place)
        : t('{0} files were written to {1}. Open one to change its SQL.', created, place),
    );
  }
  if (updated > 0)
    sentences.push(updated === 1 ? t('1 file is up to date now.') : t('{0} files are up to date now.', updated));
  if (edited > 0) sentences.push(t('{0} are changed in the editor: save them to keep it.', edited));
  if (failed > 0) sentences.push(t('{0} could not be pulled: the log says why, one by one.', failed));
  if (all < chosen) sentences.push(t('Cancelled: {0} were not looked at. Pull again for the rest.', chosen - all));
  const text = sentences.join(' ');
  log.info(`pull: ${text}`);
  if (failed > 0) void tellFailed(text, log);
  else if (created > 0 && folder !== undefined) void tellCreated(text, folder);
  else void vscode.window.showInformationMessage(text);
}

async function tellCreated(text: string, folder: vscode.Uri): Promise<void> {
  const show = vscode.l10n.t('Show in Explorer');
  if ((await vscode.window.showInformationMessage(text, show)) !== show) return;
  await vscode.commands.executeCommand('revealInExplorer', folder);
}

async function tellFailed(text: string, log: Log): Promise<void> {
  const show = vscode.l10n.t('Show Log');
  if ((await vscode.window.showWarningMessage(text, show)) === show) log.show();
}
