import * as vscode from 'vscode';
import { plain } from '../core/text/plain.ts';
import { findPullFolder, pullTarget } from '../workspace/pullTarget.ts';
import { workspaceFiles } from '../workspace/workspaceFiles.ts';
import { workspacePath } from '../workspace/workspacePath.ts';
import { starterFileName } from './newDefinitionText.ts';

type Place = { readonly kind: 'file'; readonly uri: vscode.Uri } | { readonly kind: 'other' | 'untitled' };
type PlacePick = vscode.QuickPickItem & { readonly place: Place };

/**
 * Asks where a new definition goes, makes the file there and opens it; never touches a file that exists (15). Without
 * an open folder it becomes a document without a file.
 */
export async function createNewFile(title: string, name: string, text: string): Promise<void> {
  const place = await choosePlace(title, name);
  if (place === undefined) return;
  if (place.kind === 'untitled') return openUntitled(text);
  const uri = place.kind === 'file' ? place.uri : await chooseOther(title, name);
  if (uri === undefined) return;
  const created = await workspaceFiles.create(uri.toString(), text);
  switch (created.kind) {
    case 'written':
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      return;
    case 'exists':
      await openUntitled(text);
      tellExists(uri);
      return;
    case 'failed':
      throw created.error;
  }
}

async function choosePlace(title: string, name: string): Promise<Place | undefined> {
  const { t } = vscode.l10n;
  const files = await suggestedFiles(name);
  if (files.length === 0) return { kind: 'untitled' };
  const items: PlacePick[] = [
    ...files.map(uri => ({ place: { kind: 'file', uri } as const, label: `$(file) ${pathOf(uri)}` })),
    { place: { kind: 'other' }, label: `$(folder) ${t('Another file…')}` },
    { place: { kind: 'untitled' }, label: `$(edit) ${t('No file yet')}` },
  ];
  const placeHolder = t('Where does it go?');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.place;
}

/** One in each folder of the workspace whose setting names a place. */
async function suggestedFiles(name: string): Promise<readonly vscode.Uri[]> {
  const folders = await Promise.all((vscode.workspace.workspaceFolders ?? []).map(findPullFolder));
  return folders.flatMap(folder => (folder.kind === 'folder' ? [pullTarget(folder, { name, id: '' })] : []));
}

/** What the dialog names may exist; it is refused then, whatever the dialog said about replacing it. */
async function chooseOther(title: string, name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const picked = await vscode.window.showSaveDialog({
    title,
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, starterFileName(name)) }),
  });
  if (picked === undefined || picked.path.endsWith('.levered.sql')) return picked;
  return picked.with({ path: `${picked.path.replace(/\.sql$/, '')}.levered.sql` });
}

async function openUntitled(content: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'levered-sql', content }));
}

function tellExists(uri: vscode.Uri): void {
  const message = vscode.l10n.t(
    '{0} exists already and was left as it is. The new definition is a document without a file: save it elsewhere.',
    plain(workspacePath(uri), 'markdownish', 200),
  );
  void vscode.window.showWarningMessage(message);
}

function pathOf(uri: vscode.Uri): string {
  return plain(workspacePath(uri), 'icons', 200);
}
