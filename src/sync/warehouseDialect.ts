import type * as vscode from 'vscode';
import type { Environments } from '../session/environments.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';
import type { Log } from '../platform/log.ts';
import type { Sessions } from '../session/sessions.ts';
import { type Dialect, dialectOf } from './newDefinitionText.ts';

/** Nobody waits longer than this for a hint. */
const mostMs = 5_000;

/** Finds out which SQL the organization's warehouse speaks: one request for each session, and only when someone asks. */
export class WarehouseDialect implements vscode.Disposable {
  readonly #environments: Environments;
  readonly #sessions: Sessions;
  readonly #log: Log;
  readonly #known = new Map<string, Dialect>();
  readonly #subscription: vscode.Disposable;

  constructor(environments: Environments, sessions: Sessions, log: Log) {
    this.#environments = environments;
    this.#sessions = sessions;
    this.#log = log;
    // Whoever signs in next may work on another warehouse.
    this.#subscription = sessions.onDidChange(() => this.#known.clear());
  }

  /** Never rejects: a dialect that cannot be found out is unknown, and the log says why. */
  async find(): Promise<Dialect> {
    const environment = this.#environments.current();
    if (environment === undefined) return 'unknown';
    const known = this.#known.get(environment.origin);
    if (known !== undefined) return known;
    try {
      const signal = AbortSignal.timeout(mostMs);
      const { value } = await this.#sessions.call(environment, client => client.getConnection({ signal }));
      const dialect = dialectOf(value?.provider);
      this.#known.set(environment.origin, dialect);
      return dialect;
    } catch (error) {
      this.#log.info(`warehouse: ${failureLine(wordFailure(error))}`);
      return 'unknown';
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
