import * as vscode from 'vscode';
import { plain } from '../core/text/plain.ts';
import { findPullFolder, type PullFolder } from '../workspace/pullTarget.ts';

export type OpenPullFolder = Extract<PullFolder, { readonly kind: 'folder' }>;

/**
 * The folder that new files go to; asks for one if the workspace has several. Undefined when there is none or none was
 * chosen: the person was told.
 * @throws vscode.FileSystemError when the folder cannot be listed
 */
export async function choosePullFolder(): Promise<OpenPullFolder | undefined> {
  const folder = await chooseWorkspaceFolder();
  if (folder === undefined) return undefined;
  const found = await findPullFolder(folder);
  if (found.kind === 'folder') return found;
  await tellRefused(found.value);
  return undefined;
}

async function chooseWorkspaceFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const { t } = vscode.l10n;
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) {
    return vscode.window.showWorkspaceFolderPick({ placeHolder: t('Which folder do the files go to?') });
  }
  if (folders[0] !== undefined) return folders[0];
  const open = t('Open Folder');
  const message = t('No folder is open, so there is no place for files. Open the folder that they are to go to.');
  if ((await vscode.window.showWarningMessage(message, open)) === open) {
    await vscode.commands.executeCommand('vscode.openFolder');
  }
  return undefined;
}

async function tellRefused(value: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const settings = t('Open Settings');
  const message = t(
    'The setting levered.folder names no folder inside of the workspace: {0}. Give it a plain relative path.',
    plain(typeof value === 'string' ? value : JSON.stringify(value), 'markdownish'),
  );
  if ((await vscode.window.showWarningMessage(message, settings)) === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'levered.folder');
  }
}
