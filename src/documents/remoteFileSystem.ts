import * as vscode from 'vscode';
import type { Definition } from '../core/definition.ts';
import { printDefinition } from '../core/document/documentPrinter.ts';
import { plain } from '../core/text/plain.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';
import { parseRemoteUri } from './remoteUri.ts';
import type { RemoteDefinitions } from './remoteDefinitions.ts';

interface Shown {
  readonly uri: vscode.Uri;
  readonly content: Uint8Array;
  readonly changedAt: number;
}

/**
 * The remote side of definitions as read-only `.levered.sql` documents. A file system rather than a content provider,
 * because VS Code then knows them as read-only files, brings them back after a reload, and shows why one cannot be read.
 */
export class RemoteFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #definitions: RemoteDefinitions;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  /** What editors were given, by address. */
  readonly #shown = new Map<string, Shown>();
  readonly #subscription: vscode.Disposable;

  constructor(definitions: RemoteDefinitions, onDidCatalogChange: vscode.Event<unknown>) {
    this.#definitions = definitions;
    this.#subscription = vscode.Disposable.from(
      onDidCatalogChange(() => this.#follow()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#shown.delete(uri.toString())),
    );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { content, changedAt } = await this.#show(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: changedAt,
      size: content.byteLength,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#show(uri)).content;
  }

  /** Changes come from the catalog, whoever watches. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw readOnly(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw readOnly(uri);
  }

  delete(uri: vscode.Uri): never {
    throw readOnly(uri);
  }

  rename(uri: vscode.Uri): never {
    throw readOnly(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #show(uri: vscode.Uri): Promise<Shown> {
    const ref = parseRemoteUri(uri);
    if (ref === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    const known = this.#shown.get(uri.toString());
    if (known !== undefined) return known;
    const text = await this.#read(uri, ref);
    return this.#keep(uri, text, Date.now());
  }

  async #read(uri: vscode.Uri, ref: NonNullable<ReturnType<typeof parseRemoteUri>>): Promise<string> {
    try {
      const definition = await this.#definitions.read(ref);
      if (definition !== undefined) return print(definition);
    } catch (error) {
      throw vscode.FileSystemError.Unavailable(plain(failureLine(wordFailure(error)), 'markdownish', 600));
    }
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  /** Gives open documents their new text when the catalog has one; a document whose text is the same stays still. */
  #follow(): void {
    const events: vscode.FileChangeEvent[] = [];
    for (const { uri, content, changedAt } of this.#shown.values()) {
      const ref = parseRemoteUri(uri);
      const definition = ref === undefined ? undefined : this.#definitions.known(ref);
      if (definition === undefined) continue;
      const text = print(definition);
      if (Buffer.from(content).toString() === text) continue;
      this.#keep(uri, text, Math.max(Date.now(), changedAt + 1));
      events.push({ type: vscode.FileChangeType.Changed, uri });
    }
    if (events.length > 0) this.#changed.fire(events);
  }

  #keep(uri: vscode.Uri, text: string, changedAt: number): Shown {
    const shown: Shown = { uri, content: Buffer.from(text), changedAt };
    this.#shown.set(uri.toString(), shown);
    return shown;
  }
}

function print(definition: Definition): string {
  return printDefinition(definition, definition.kind === 'metric' ? { id: definition.id } : {});
}

function readOnly(uri: vscode.Uri): vscode.FileSystemError {
  return vscode.FileSystemError.NoPermissions(uri);
}
