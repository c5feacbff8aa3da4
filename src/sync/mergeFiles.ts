import * as vscode from 'vscode';

/** The scheme of the four documents of a merge that goes on in VS Code's merge editor. */
export const mergeScheme = 'levered-merge';

interface MergeFile {
  content: Uint8Array;
  changedAt: number;
  readonly isWritable: boolean;
}

/**
 * Holds the documents of merges in memory. The result is one of them, and not the person's file: VS Code saves the
 * result as soon as the merge editor opens, and a merge that is given up must leave the file as it was.
 */
export class MergeFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #files = new Map<string, MergeFile>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #written = new vscode.EventEmitter<vscode.Uri>();
  /** A result was saved. */
  readonly onDidWrite = this.#written.event;
  #number = 0;

  /**
   * @param part of the merge that the document is
   * @param name of the file, which gives the document its language
   */
  add(part: string, name: string, text: string, isWritable = false): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: mergeScheme, path: `/${++this.#number}/${part}/${name}` });
    this.#files.set(uri.toString(), { content: Buffer.from(text), changedAt: Date.now(), isWritable });
    return uri;
  }

  textOf(uri: vscode.Uri): string | undefined {
    const file = this.#files.get(uri.toString());
    return file === undefined ? undefined : Buffer.from(file.content).toString();
  }

  remove(uri: vscode.Uri): void {
    this.#files.delete(uri.toString());
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { content, changedAt, isWritable } = this.#find(uri);
    const stat = { type: vscode.FileType.File, ctime: 0, mtime: changedAt, size: content.byteLength };
    return isWritable ? stat : { ...stat, permissions: vscode.FilePermission.Readonly };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#find(uri).content;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const file = this.#find(uri);
    if (!file.isWritable) throw vscode.FileSystemError.NoPermissions(uri);
    file.content = content;
    file.changedAt = Math.max(Date.now(), file.changedAt + 1);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    this.#written.fire(uri);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#written.dispose();
  }

  /** After a reload of the window a merge is gone; its file is as it was. */
  #find(uri: vscode.Uri): MergeFile {
    const file = this.#files.get(uri.toString());
    if (file === undefined) throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This merge is over.'));
    return file;
  }
}
