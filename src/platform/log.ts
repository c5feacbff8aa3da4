import * as vscode from 'vscode';
import type { ExchangeEvent } from '../api/sender.ts';
import { plain } from '../core/text/plain.ts';

/**
 * The extension's log: one line for each exchange with the service and for each unexpected error. Lines are made of
 * named facts, never of requests or answers themselves, so that neither a token nor SQL nor rows can get in (T5).
 */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Levered', { log: true });

  exchange({ method, path, status, failure, durationMs, requestId, bytes }: ExchangeEvent): void {
    const outcome = [status, failure].filter(part => part !== undefined).join(' ');
    const line = `${method} ${path} → ${outcome} in ${Math.round(durationMs)} ms`;
    const details = [requestId, bytes === undefined ? undefined : `${bytes} bytes`].filter(part => part !== undefined);
    this.#channel.info(plain([line, ...details].join(', '), 'log'));
  }

  info(text: string): void {
    this.#channel.info(plain(text, 'log'));
  }

  error(text: string): void {
    this.#channel.error(plain(text, 'log'));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
