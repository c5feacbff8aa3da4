import * as vscode from 'vscode';
import type { Definition } from '../core/definition.ts';
import { freeSlug, slugKey } from '../core/text/slug.ts';
import { isNotFound } from './fileReader.ts';
import { type FolderRefusal, pullFolderParts } from './pullFolder.ts';

const ending = '.levered.sql';

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
  const names = await namesIn(uri);
  return { kind: 'folder', uri, taken: new Set(names.map(stemKey)) };
}

/** The file for a definition that is pulled for the first time: a name that nothing has yet. */
export function pullTarget(
  { uri, taken }: Extract<PullFolder, { kind: 'folder' }>,
  { name, id }: Pick<Definition, 'name' | 'id'>,
): vscode.Uri {
  const stem = freeSlug(name, id, key => taken.has(key));
  taken.add(slugKey(stem));
  return vscode.Uri.joinPath(uri, `${stem}${ending}`);
}

function stemKey(name: string): string {
  const key = slugKey(name);
  return key.endsWith(ending) ? key.slice(0, -ending.length) : key;
}

async function namesIn(uri: vscode.Uri): Promise<readonly string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
