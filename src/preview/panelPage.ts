import { setImmediate, setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { HostMessage, PageMessage, PreviewState } from '../core/preview/messages.ts';
import { parsePageMessage } from '../core/preview/pageMessage.ts';
import { pageRoot, previewPage, randomText } from './previewPage.ts';
import type { PreviewTarget } from './previewTarget.ts';
import { previewWords } from './previewWords.ts';

/** The rows of a result, as parts of JSON text: see `Preview.parts`. */
export interface ResultRows {
  readonly number: number;
  readonly parts: readonly string[];
}

/**
 * How long the first screen of rows is left alone, in milliseconds. VS Code carries off what was posted only after a
 * moment, and together: with megabytes behind it, or other work before that, the first screen comes that much later.
 */
export const headStartMs = 50;

/** The page in a panel: what the two say to each other, and nothing else. */
export class PanelPage implements vscode.Disposable {
  readonly #webview: vscode.Webview;
  readonly #session = randomText();
  readonly #subscription: vscode.Disposable;
  readonly #encoder = new TextEncoder();
  /** The result of which the page has, or is being sent, the rows. */
  #sent: number | undefined;
  #isDisposed = false;

  /** @param answer is told what the page says */
  constructor(
    webview: vscode.Webview,
    extension: vscode.Uri,
    memory: PreviewTarget,
    answer: (message: PageMessage) => void,
  ) {
    this.#webview = webview;
    this.#subscription = webview.onDidReceiveMessage((message: unknown) => {
      const said = parsePageMessage(message, this.#session);
      if (said === undefined) return;
      // A page that is ready is a new one.
      if (said.kind === 'ready') this.#sent = undefined;
      answer(said);
    });
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [pageRoot(extension)] };
    webview.html = previewPage(webview, extension, this.#session, memory);
  }

  /** Shows a state, and sends the rows that it names if the page does not have them: the first screen goes first. */
  async show(state: PreviewState, rows: ResultRows | undefined): Promise<void> {
    const isNew = rows !== undefined && rows.number !== this.#sent;
    if (isNew) {
      this.#sent = rows.number;
      this.#postPart(rows, 0);
    }
    this.#post({ kind: 'show', words: previewWords(), state });
    if (!isNew) return;
    for (let part = 1; part < rows.parts.length; part++) {
      // The extension host has other things to do as well.
      await (part === 1 ? setTimeout(headStartMs) : setImmediate());
      if (this.#sent !== rows.number) return;
      this.#postPart(rows, part);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#sent = undefined;
    this.#subscription.dispose();
  }

  #postPart({ number, parts }: ResultRows, part: number): void {
    this.#post({ kind: 'rows', result: number, part, rows: this.#encoder.encode(parts[part]) });
  }

  #post(message: HostMessage): void {
    if (this.#isDisposed) return;
    // False means that there is no page at this moment: it asks when it is back.
    void this.#webview.postMessage({ ...message, session: this.#session });
  }
}
