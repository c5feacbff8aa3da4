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

/** An edit that waits for its save, or that was saved and may yet be undone. */
interface Waiting extends UnsavedSync {
  /** What file and organization had agreed on before, once the edit is recorded as the agreement in its place. */
  readonly replaced?: { readonly base: Definition | undefined };
}

/**
 * Keeps in the journal what file and organization agreed on. An edit that can still be undone is no agreement: until
 * the document is saved the definition stays as it is, and if it is undone after that and saved again, the agreement
 * before it counts again. So nothing of the organization's is ever taken for seen that the file does not have.
 */
export class BaseRecorder implements vscode.Disposable {
  readonly #planner: Planner;
  readonly #log: Log;
  readonly #waiting = new Map<string, Waiting>();
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
    const key = document.uri.toString();
    const sync = this.#waiting.get(key);
    const draft = sync === undefined ? undefined : toDraft(parseDocument(document.getText()));
    if (sync === undefined || draft === undefined) return;
    const isUndone = sameMeaning(draft, sync.before) !== 'different';
    if (isUndone === (sync.replaced === undefined)) return;
    try {
      if (sync.replaced !== undefined) await this.#takeBack(key, sync, sync.replaced.base);
      else await this.#agree(key, sync);
      await this.#planner.update();
    } catch (error) {
      const line = failureLine(wordFailure(error));
      this.#log.error(`base: ${line}`);
      void vscode.window.showErrorMessage(plain(line, 'markdownish', 600));
    }
  }

  async #agree(key: string, sync: Waiting): Promise<void> {
    const base = baseOf(sync);
    await this.record(sync.journal, sync.remote, sync.uri);
    this.#waiting.set(key, { ...sync, replaced: { base } });
  }

  /** Unless something else was agreed on meanwhile, as by a push. */
  async #takeBack(key: string, sync: Waiting, base: Definition | undefined): Promise<void> {
    await sync.journal.refresh();
    const now = baseOf(sync);
    if (now === undefined || sameMeaning(now, sync.remote) === 'different') {
      this.#waiting.delete(key);
      return;
    }
    if (base !== undefined) await this.record(sync.journal, base, sync.uri);
    else await sync.journal.append({ version: 1, at: Date.now(), kind: 'no_base', id: sync.remote.id });
    this.#waiting.set(key, { uri: sync.uri, journal: sync.journal, remote: sync.remote, before: sync.before });
  }
}

function baseOf({ journal, remote }: UnsavedSync): Definition | undefined {
  return remote.kind === 'metric' ? journal.state.metrics.get(remote.id) : journal.state.source;
}
