import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';

/**
 * Where the journals of this workspace lie: the same folder for every window on it; those of windows without a folder
 * lie together.
 *
 * Not the extension's workspace storage. Of that VS Code gives a second window on the same workspace another one, and
 * a window that opens while the extension host of the one before still runs too, which on a remote machine lasts for
 * hours after a connection broke. There would be two journals and two locks.
 */
export function journalFolder({ globalStorageUri }: vscode.ExtensionContext): string {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  const workspace = (workspaceFile ?? workspaceFolders?.[0]?.uri)?.toString();
  const name = workspace === undefined ? 'none' : createHash('sha256').update(workspace).digest('hex').slice(0, 32);
  return join(globalStorageUri.fsPath, 'journals', name);
}
