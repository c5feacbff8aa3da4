import * as vscode from 'vscode';
import type { Log } from '../platform/log.ts';
import type { PullCounts } from './pullRun.ts';

/** Says what became of a run: in the log in any case, and in a message that stays if something did not go well. */
export function tellRun(counts: PullCounts, chosen: number, log: Log): void {
  const { t } = vscode.l10n;
  const { all, created, updated, edited, failed } = counts;
  const sentences = [t('{0} new files, {1} updated.', created, updated)];
  if (edited > 0) sentences.push(t('{0} are changed in the editor: save them to keep it.', edited));
  if (failed > 0) sentences.push(t('{0} could not be pulled: the log says why, one by one.', failed));
  if (all < chosen) sentences.push(t('Cancelled: {0} were not looked at. Pull again for the rest.', chosen - all));
  const text = sentences.join(' ');
  log.info(`pull: ${text}`);
  if (failed === 0) void vscode.window.showInformationMessage(text);
  else void tellFailed(text, log);
}

async function tellFailed(text: string, log: Log): Promise<void> {
  const show = vscode.l10n.t('Show Log');
  if ((await vscode.window.showWarningMessage(text, show)) === show) log.show();
}
