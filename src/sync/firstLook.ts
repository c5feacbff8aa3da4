import { createHash } from 'node:crypto';
import * as vscode from 'vscode';

const seenKey = 'levered.seenQueries';
const mostSeen = 5_000;

/** A query and the file that it stands in: an entry of a plan, or a draft. */
interface Looked {
  readonly file?: { readonly uri: string; readonly draft?: { readonly sql: string } | undefined };
}

/**
 * Knows which queries the person has had before their eyes: those typed in this window, and those that they confirmed.
 * The query of a file that somebody else wrote is shown before it first goes to Levered, which may run it (T9).
 */
export class FirstLook implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #typed = new Set<string>();
  readonly #subscription: vscode.Disposable;

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      const isTyped = document.isDirty && contentChanges.length > 0 && reason === undefined;
      if (isTyped && document.languageId === 'levered-sql') this.#typed.add(document.uri.toString());
    });
  }

  /** Those of the entries whose query was not seen yet. */
  unseen<T extends Looked>(entries: readonly T[]): readonly T[] {
    const seen = new Set(this.#seen());
    return entries.filter(({ file }) => {
      if (file?.draft === undefined || this.#typed.has(file.uri)) return false;
      return !seen.has(hashOf(file.draft.sql));
    });
  }

  /** Remembers queries by their hashes; the oldest are forgotten when there are thousands. */
  async remember(entries: readonly Looked[]): Promise<void> {
    const hashes = entries.flatMap(({ file }) => (file?.draft === undefined ? [] : [hashOf(file.draft.sql)]));
    await this.#state.update(seenKey, [...new Set([...this.#seen(), ...hashes])].slice(-mostSeen));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #seen(): readonly string[] {
    const seen = this.#state.get<unknown>(seenKey);
    return Array.isArray(seen) ? seen.filter(each => typeof each === 'string') : [];
  }
}

function hashOf(sql: string): string {
  return createHash('sha256').update(sql).digest('base64url');
}
