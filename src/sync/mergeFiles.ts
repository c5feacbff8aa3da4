import * as vscode from 'vscode';
import { plain } from '../core/text/plain.ts';

/** The scheme of the four documents of a merge that goes on in VS Code's merge editor. */
export const mergeScheme = 'levered-merge';

interface MergeFile {
  content: Uint8Array;
  changedAt: number;
  readonly isWritable: boolean;
  isComplete: boolean;
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
   * @param path of the file that is merged: it gives the document its language, and is all that a person sees of the
   *   address
   */
  add(part: string, path: string, text: string, isWritable = false): vscode.Uri {
    const uri = vscode.Uri.from({
      scheme: mergeScheme,
      authority: `${part}.${++this.#number}`,
      path: `/${shownPath(path)}`,
    });
    const content = Buffer.from(text);
    this.#files.set(uri.toString(), { content, changedAt: Date.now(), isWritable, isComplete: false });
    return uri;
  }

  /** Whether the person said of a result that it is the end of its merge. */
  isComplete(result: vscode.Uri): boolean {
    return this.#files.get(result.toString())?.isComplete === true;
  }

  setComplete(result: vscode.Uri, isComplete: boolean): void {
    const file = this.#files.get(result.toString());
    if (file !== undefined) file.isComplete = isComplete;
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
    if (file === undefined)
      throw vscode.FileSystemError.FileNotFound(
        vscode.l10n.t('This merge is over. Merge again: it goes on from the text that was saved last.'),
      );
    return file;
  }
}

/** An address that nobody can be misled by: the merge editor shows it, and draws the icons that it asks for (T17, T22). */
function shownPath(path: string): string {
  const slashed = path.replaceAll('\\', '/').replace(/^\/+/, '');
  // A backslash, as in an escape, would be one more folder.
  return plain(slashed, 'icons', 5_000).replaceAll('\\', '_');
}
