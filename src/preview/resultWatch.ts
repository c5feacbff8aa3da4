import * as vscode from 'vscode';
import type { Definition, DefinitionDraft } from '../core/definition.ts';
import { sameMeaning } from '../core/document/meaning.ts';
import type { RemoteDefinitions } from '../documents/remoteDefinitions.ts';
import { readDraft } from './draftText.ts';
import type { PreviewQuery } from './previewQuery.ts';
import type { PreviewTarget } from './previewTarget.ts';

/** How long nobody has to type before the file is compared again, in milliseconds. */
const quietMs = 250;

interface Watched {
  readonly target: PreviewTarget;
  /** What the file said, if its query is what was run. */
  readonly draft: DefinitionDraft | undefined;
  /** What Levered had, if that is what was run. */
  readonly saved: Definition | undefined;
}

/** Tells when a panel's rows are not what a run would give now: the file or the saved definition has moved on. */
export class ResultWatch implements vscode.Disposable {
  readonly #definitions: RemoteDefinitions;
  readonly #onMoved: () => void;
  readonly #subscriptions: vscode.Disposable;
  #watched: Watched | undefined;
  #fileMoved = false;
  #quiet: NodeJS.Timeout | undefined;

  /** @param onMoved told when `words` may say something else */
  constructor(definitions: RemoteDefinitions, onMoved: () => void) {
    this.#definitions = definitions;
    this.#onMoved = onMoved;
    this.#subscriptions = vscode.Disposable.from(
      definitions.onDidChange(() => {
        if (this.#watched !== undefined) this.#onMoved();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.toString() === this.#watched?.target.file) this.#compareSoon();
      }),
    );
  }

  /** Begins with a new result. */
  watch(target: PreviewTarget, query: PreviewQuery): void {
    this.stop();
    if (query.kind === 'nothing') return;
    const saved = query.kind === 'saved' ? query.definition : undefined;
    this.#watched = { target, draft: query.source?.draft, saved };
    // The person may have typed while the warehouse was at work.
    if (query.source !== undefined) this.#compareSoon();
  }

  stop(): void {
    clearTimeout(this.#quiet);
    this.#fileMoved = false;
    this.#watched = undefined;
  }

  /** What has moved on, and what to do; undefined while nothing has. */
  get words(): string | undefined {
    const { t } = vscode.l10n;
    if (this.#fileMoved)
      return t('The file has changed since these rows came. Run the preview again to see what it says now.');
    const { target, saved } = this.#watched ?? {};
    if (saved === undefined || target?.ref === undefined) return undefined;
    const known = this.#definitions.knownOrGone(target.ref);
    if (known === 'unknown') return undefined;
    if (known === 'gone') return t('The definition has been deleted in Levered since these rows came.');
    return sameMeaning(known, saved) === 'different'
      ? t('The definition in Levered has changed since these rows came. Run the preview again to see what it says now.')
      : undefined;
  }

  dispose(): void {
    this.stop();
    this.#subscriptions.dispose();
  }

  #compareSoon(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => void this.#compareFile(), quietMs);
  }

  async #compareFile(): Promise<void> {
    const watched = this.#watched;
    if (watched?.draft === undefined || watched.target.file === undefined) return;
    // A file that cannot be read any more has moved on as well.
    const text = await readDraft(watched.target.file).catch(() => undefined);
    if (this.#watched !== watched) return;
    const isSame = text?.kind === 'draft' && sameMeaning(text.draft, watched.draft) !== 'different';
    if (this.#fileMoved === !isSame) return;
    this.#fileMoved = !isSame;
    this.#onMoved();
  }
}
