import * as vscode from 'vscode';
import type { Definition, DefinitionDraft } from '../core/definition.ts';
import { parseDocument } from '../core/document/documentParser.ts';
import { toDraft } from '../core/document/draft.ts';
import { sameMeaning } from '../core/document/meaning.ts';
import { plain } from '../core/text/plain.ts';
import type { JournalFile } from '../journal/journalFile.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';
import type { Log } from '../platform/log.ts';
import type { Planner } from './planner.ts';

/** An edit that took something of the organization's into a document that is not saved yet. */
export interface UnsavedSync {
  readonly uri: vscode.Uri;
  readonly journal: JournalFile;
  /** What the organization has. */
  readonly remote: Definition;
  /** What the document said before the edit. */
  readonly before: DefinitionDraft;
}

/**
 * Keeps in the journal what file and organization agreed on. An edit that can still be undone is no agreement: until
 * the document is saved the definition stays as it is, so that nothing of the organization's is ever taken for seen
 * that the file does not have.
 */
export class BaseRecorder implements vscode.Disposable {
  readonly #planner: Planner;
  readonly #log: Log;
  readonly #waiting = new Map<string, UnsavedSync>();
  readonly #subscriptions: vscode.Disposable;

  constructor(planner: Planner, log: Log) {
    this.#planner = planner;
    this.#log = log;
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidSaveTextDocument(document => void this.#saved(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#waiting.delete(uri.toString())),
    );
  }

  /** @throws JournalError */
  async record(journal: JournalFile, remote: Definition, uri: vscode.Uri): Promise<void> {
    this.#waiting.delete(uri.toString());
    await journal.append({ version: 1, at: Date.now(), kind: 'base', definition: remote, uri: uri.toString() });
  }

  /** Records it once the document is saved and still says something else than before the edit. */
  recordWhenSaved(sync: UnsavedSync): void {
    this.#waiting.set(sync.uri.toString(), sync);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #saved(document: vscode.TextDocument): Promise<void> {
    const sync = this.#waiting.get(document.uri.toString());
    const draft = sync === undefined ? undefined : toDraft(parseDocument(document.getText()));
    if (sync === undefined || draft === undefined || sameMeaning(draft, sync.before) !== 'different') return;
    try {
      await this.record(sync.journal, sync.remote, sync.uri);
      await this.#planner.update();
    } catch (error) {
      const line = failureLine(wordFailure(error));
      this.#log.error(`base: ${line}`);
      void vscode.window.showErrorMessage(plain(line, 'markdownish', 600));
    }
  }
}
