import * as vscode from 'vscode';
import type { Environments } from '../session/environments.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';
import type { Log } from '../platform/log.ts';
import type { Sessions } from '../session/sessions.ts';
import { type Dialect, dialectOf } from './newDefinitionText.ts';

/** Nobody waits longer than this for a hint. */
const mostMs = 5_000;

/** What is known of the warehouse; `isHosted`: it is the one that Levered hosts, whose rows name the organization. */
interface Warehouse {
  readonly dialect: Dialect;
  readonly isHosted: boolean;
}

const unknown: Warehouse = { dialect: 'unknown', isHosted: false };

/** Finds out which SQL the organization's warehouse speaks: one request for each session, and only when someone asks. */
export class WarehouseDialect implements vscode.Disposable {
  readonly #environments: Environments;
  readonly #sessions: Sessions;
  readonly #log: Log;
  readonly #known = new Map<string, Warehouse>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Another warehouse is known than before. */
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(environments: Environments, sessions: Sessions, log: Log) {
    this.#environments = environments;
    this.#sessions = sessions;
    this.#log = log;
    // Whoever signs in next may work on another warehouse.
    const forget = sessions.onDidChange(() => {
      if (this.#known.size === 0) return;
      this.#known.clear();
      this.#changed.fire();
    });
    this.#subscriptions = vscode.Disposable.from(forget, this.#changed);
  }

  /** What somebody has found out about the environment in use. Sends nothing. */
  get known(): Warehouse {
    return this.#known.get(this.#environments.current()?.origin ?? '') ?? unknown;
  }

  /** Never rejects: a dialect that cannot be found out is unknown, and the log says why. */
  async find(): Promise<Dialect> {
    const environment = this.#environments.current();
    if (environment === undefined) return 'unknown';
    const known = this.#known.get(environment.origin);
    if (known !== undefined) return known.dialect;
    try {
      const signal = AbortSignal.timeout(mostMs);
      const { value } = await this.#sessions.call(environment, client => client.getConnection({ signal }));
      const warehouse = { dialect: dialectOf(value?.provider), isHosted: isHosted(value?.provider) };
      this.#known.set(environment.origin, warehouse);
      this.#changed.fire();
      return warehouse.dialect;
    } catch (error) {
      this.#log.info(`warehouse: ${failureLine(wordFailure(error))}`);
      return 'unknown';
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

/** The service's word for its own warehouse is printed nowhere: these would be plain ones. */
function isHosted(provider: string | undefined): boolean {
  return /^(?:levered|hosted|managed)/i.test(provider ?? '');
}
