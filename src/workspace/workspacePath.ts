import * as vscode from 'vscode';

/**
 * A file or folder as a person names it: its path within the workspace, with `/`. Where two folders of the workspace have
 * one name, that would not say which of them is meant, and a hostile one could pass for the other (T33): then as much of
 * the way to the folder stands before it as tells them apart.
 */
export function workspacePath(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const namesakes = folder === undefined ? [] : namesakesOf(folder);
  if (folder === undefined || namesakes.length === 0) return vscode.workspace.asRelativePath(uri).replaceAll('\\', '/');
  return wayTo(folder, namesakes) + uri.path.slice(folder.uri.path.length);
}

function namesakesOf({ name, index }: vscode.WorkspaceFolder): readonly vscode.WorkspaceFolder[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.filter(other => other.index !== index && other.name.toLowerCase() === name.toLowerCase());
}

function wayTo({ uri: { path } }: vscode.WorkspaceFolder, namesakes: readonly vscode.WorkspaceFolder[]): string {
  const parts = path.split('/').filter(part => part !== '');
  for (let length = 2; length <= parts.length; length++) {
    const end = parts.slice(-length).join('/');
    const isTheirs = ({ uri }: vscode.WorkspaceFolder): boolean =>
      uri.path.toLowerCase().endsWith(`/${end.toLowerCase()}`);
    if (!namesakes.some(isTheirs)) return end;
  }
  return path;
}
