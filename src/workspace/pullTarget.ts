import * as vscode from 'vscode';
import type { Definition } from '../core/definition.ts';
import { isNotFound } from './fileReader.ts';
import { type FolderRefusal, pullFolderParts, pullName, takenNames } from './pullFolder.ts';

/** Where pulled files of a workspace folder go. */
export type PullFolder =
  | {
      readonly kind: 'folder';
      readonly uri: vscode.Uri;
      /** The names that are taken, in the form in which names are compared: `pullTarget` adds those that it gives out. */
      readonly taken: Set<string>;
    }
  /** The setting names no folder inside the workspace folder. */
  | { readonly kind: 'refused'; readonly refusal: FolderRefusal; readonly value: unknown };

/**
 * Reads the setting `levered.folder` of a workspace folder, and which names are there already. The folder itself need
 * not be there.
 * @throws vscode.FileSystemError when it is there and cannot be listed
 */
export async function findPullFolder(folder: vscode.WorkspaceFolder): Promise<PullFolder> {
  const value = vscode.workspace.getConfiguration('levered', folder.uri).get<unknown>('folder');
  const parts = pullFolderParts(value);
  if (typeof parts === 'string') return { kind: 'refused', refusal: parts, value };
  const uri = vscode.Uri.joinPath(folder.uri, ...parts);
  return { kind: 'folder', uri, taken: takenNames(await namesIn(uri)) };
}

/** The file for a definition that is pulled for the first time: one that nothing has the name of yet. */
export function pullTarget(
  { uri, taken }: Extract<PullFolder, { kind: 'folder' }>,
  definition: Pick<Definition, 'name' | 'id'>,
): vscode.Uri {
  return vscode.Uri.joinPath(uri, pullName(definition, taken));
}

async function namesIn(uri: vscode.Uri): Promise<readonly string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
