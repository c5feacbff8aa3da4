import * as vscode from 'vscode';
import { realFolders } from './diskPath.ts';
import { DiskReader } from './diskReader.ts';
import { type FileReading, mostBytes, readText, refused } from './fileReading.ts';

/** Reads files of the workspace's folders, from the disk or from whatever VS Code has in its place. */
export class FileReader {
  readonly #disk: DiskReader;

  private constructor(disk: DiskReader) {
    this.#disk = disk;
  }

  /** For one pass through the files, with the folders as they are now. */
  static async create(): Promise<FileReader> {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    return new FileReader(new DiskReader(await realFolders(folders.map(({ uri }) => uri.fsPath))));
  }

  /** @param known the stamp of an earlier reading: while the file still has it, it is not read again */
  async read(uri: vscode.Uri, known?: string): Promise<FileReading> {
    return uri.scheme === 'file' ? this.#disk.read(uri.fsPath, known) : readVirtual(uri, known);
  }
}

/** There is no true place to look for in a virtual workspace, so a link in it is followed nowhere. */
async function readVirtual(uri: vscode.Uri, known: string | undefined): Promise<FileReading> {
  try {
    const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
    if (type !== vscode.FileType.File) return refused('not_a_file');
    if (size > mostBytes) return refused('too_large');
    // Many virtual file systems give no times at all.
    const stamp = mtime > 0 && Date.now() - mtime > 3_000 ? `${mtime} ${size}` : undefined;
    if (stamp !== undefined && stamp === known) return { kind: 'same' };
    return readText(await vscode.workspace.fs.readFile(uri), stamp);
  } catch (error) {
    return isNotFound(error) ? { kind: 'gone' } : refused('unreadable');
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}
