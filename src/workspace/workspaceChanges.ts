import * as vscode from 'vscode';
import { type Clock, systemClock } from '../api/clock.ts';
import { ChangeBatch } from './changeBatch.ts';
import { isDefinitionUri } from './definitionUri.ts';

/** Which files may have changed; `isWhole`: which files there are may have changed too. */
export interface WorkspaceChange {
  readonly uris: ReadonlySet<string>;
  readonly isWhole: boolean;
}

const waitMs = 150;
const whole = '';

/** Tells in batches what happens to the definitions of a workspace, on the disk and in editors. */
export class WorkspaceChanges implements vscode.Disposable {
  readonly #batch: ChangeBatch<string>;
  readonly #isKnown: (uri: string) => 'file' | 'folder' | undefined;
  readonly #subscriptions: vscode.Disposable;

  /** @param isKnown whether an address is that of a file that was read, or of a folder that such a file lies in */
  constructor(
    isKnown: (uri: string) => 'file' | 'folder' | undefined,
    work: (change: WorkspaceChange) => Promise<void>,
    clock: Pick<Clock, 'after'> = systemClock,
  ) {
    this.#isKnown = isKnown;
    this.#batch = new ChangeBatch(clock, waitMs, changes => {
      const uris = new Set(changes);
      return work({ isWhole: uris.delete(whole), uris });
    });
    // Of everything, because the end of a folder is told as one event, in which no file is named.
    const watcher = vscode.workspace.createFileSystemWatcher('**');
    const { workspace } = vscode;
    this.#subscriptions = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(uri => this.#look(uri)),
      watcher.onDidChange(uri => this.#look(uri)),
      watcher.onDidDelete(uri => this.#look(uri)),
      workspace.onDidChangeTextDocument(({ document }) => this.#look(document.uri)),
      workspace.onDidSaveTextDocument(({ uri }) => this.#look(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#look(uri)),
      workspace.onDidRenameFiles(() => this.#batch.add(whole)),
      workspace.onDidChangeWorkspaceFolders(() => this.#batch.add(whole)),
      workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('files.exclude')) this.#batch.add(whole);
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#batch.dispose();
  }

  #look(uri: vscode.Uri): void {
    const text = uri.toString();
    const known = this.#isKnown(text);
    if (known === 'file') this.#batch.add(text);
    // A file that is not known yet may be an excluded one: which ones belong here is for the search to say.
    else if (known === 'folder' || isDefinitionUri(uri)) this.#batch.add(whole);
  }
}
