import * as vscode from 'vscode';
import type { DefinitionFiles, FileWrite } from '../core/apply/ports.ts';
import type { FileRefusal } from '../core/plan/sides.ts';
import { openDocument, unsavedDocument } from './definitionUri.ts';
import { createDiskFile, type FileCreation, writeDiskFile } from './diskFiles.ts';
import { realFolders } from './diskPath.ts';
import { FileReader, isNotFound } from './fileReader.ts';
import { hashOf } from './fileReading.ts';
import { removeLeftovers } from './leftovers.ts';
import { writeOpenDocument } from './openDocumentWrite.ts';

interface WorkspaceFiles extends DefinitionFiles {
  /**
   * Makes a new file and the folders on its way. What is there, saved or not, is never touched.
   * @param name `free` when it comes from `pullTarget`, which knows the names that are there
   */
  create(uri: string, text: string, name?: 'chosen' | 'free'): Promise<FileCreation>;
  /** Takes away what was left beside these files by a process that died while it wrote one. Never rejects. */
  removeLeftovers(uris: readonly string[]): Promise<void>;
}

/** Reads and writes single files of the workspace by their addresses. */
export const workspaceFiles: WorkspaceFiles = {
  async read(uri) {
    try {
      const unsaved = unsavedDocument(uri)?.getText();
      if (unsaved !== undefined) return { kind: 'read', text: unsaved, hash: hashOf(unsaved) };
      const reading = await (await FileReader.create()).read(vscode.Uri.parse(uri, true));
      if (reading.kind === 'text') return { kind: 'read', text: reading.text, hash: reading.hash };
      return reading.kind === 'refused'
        ? { kind: 'failed', error: refusalError(uri, reading.refusal) }
        : { kind: 'gone' };
    } catch (error) {
      return { kind: 'failed', error };
    }
  },

  async write(uri, text, hash) {
    const before = await this.read(uri);
    if (before.kind === 'failed') return before;
    if (before.kind === 'gone' || before.hash !== hash) return { kind: 'changed' };
    // Through the editor, because what a person types meanwhile is lost nowhere then. A file with mixed line ends is
    // written past it: an editor would change them all, and takes the new text from the disk by itself.
    const document = openDocument(uri);
    const isShown = document?.getText() === withoutMark(before.text);
    try {
      if (document !== undefined && isShown) return await writeOpenDocument(document, text);
      return await writeClosed(vscode.Uri.parse(uri, true), text, hash);
    } catch (error) {
      return { kind: 'failed', error };
    }
  },

  async create(uri, text, name) {
    const target = vscode.Uri.parse(uri, true);
    if (openDocument(uri)?.isDirty === true) return { kind: 'exists' };
    try {
      if (target.scheme === 'file') return await createDiskFile(await folderPlaces(), target.fsPath, text, name);
      if (vscode.workspace.getWorkspaceFolder(target) === undefined) throw vscode.FileSystemError.NoPermissions(target);
      if (await isThere(target)) return { kind: 'exists' };
      await vscode.workspace.fs.writeFile(target, Buffer.from(text));
      return { kind: 'written' };
    } catch (error) {
      return { kind: 'failed', error };
    }
  },

  async removeLeftovers(uris) {
    const files = uris.map(uri => vscode.Uri.parse(uri)).filter(({ scheme }) => scheme === 'file');
    if (files.length > 0)
      await removeLeftovers(
        await folderPlaces(),
        files.map(({ fsPath }) => fsPath),
      );
  },
};

async function writeClosed(uri: vscode.Uri, text: string, hash: string): Promise<FileWrite> {
  if (uri.scheme === 'file') return writeDiskFile(await folderPlaces(), uri.fsPath, text, hash);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return { kind: 'written' };
}

async function folderPlaces(): Promise<readonly string[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return realFolders(folders.map(({ uri }) => uri.fsPath));
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function refusalError(uri: string, refusal: FileRefusal): Error {
  return new Error(`The file ${uri} is not read (${refusal}).`);
}
