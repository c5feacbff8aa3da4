import { join } from 'node:path';
import type * as vscode from 'vscode';

/** Where the journals of this window's workspace lie; those of windows without a folder lie together. */
export function journalFolder({ storageUri, globalStorageUri }: vscode.ExtensionContext): string {
  return join((storageUri ?? globalStorageUri).fsPath, 'journals');
}
