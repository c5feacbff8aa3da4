import * as vscode from 'vscode';
import { isFlag, personalSetting } from '../platform/settings.ts';
import { type CliSession, readCliSession, watchCliSession } from './cliSession.ts';
import type { Environment } from './environment.ts';
import type { StoredSession, TokenStore } from './tokenStore.ts';

/** Whether and how a person is signed in at an environment. */
export type Credential =
  | {
      readonly kind: 'signedIn';
      readonly source: 'token' | 'cli';
      readonly token: string;
      readonly organization?: string;
    }
  | {
      readonly kind: 'signedOut';
      /** Why the CLI's session, which the person chose to use, could not be taken. */
      readonly cli?: Exclude<CliSession, { kind: 'session' }>;
    };

/**
 * One answer to "who is signed in here", out of the secrets that this extension keeps and the CLI's session. The CLI's
 * folder is touched only once the person chose it, by signing in that way or by `levered.useCliSession`.
 */
export class Credentials implements vscode.Disposable {
  readonly #store: TokenStore;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  #cliWatch: vscode.Disposable | undefined;

  constructor(store: TokenStore) {
    this.#store = store;
    this.#subscriptions = vscode.Disposable.from(
      store.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('levered.cliFolder')) this.#forgetCliWatch();
        if (['cliFolder', 'useCliSession'].some(key => event.affectsConfiguration(`levered.${key}`))) {
          this.#changed.fire();
        }
      }),
    );
  }

  /** The token is read anew each time, so that a renewal by the CLI or a sign-out elsewhere holds at once. */
  async read(environment: Environment): Promise<Credential> {
    const stored = await this.#store.read(environment.origin);
    if (stored?.source === 'none') return { kind: 'signedOut' };
    if (stored?.source === 'token') return { kind: 'signedIn', ...stored };
    const isChosen = stored?.source === 'cli' || (personalSetting('useCliSession', isFlag) ?? false);
    if (!isChosen) return { kind: 'signedOut' };

    this.#cliWatch ??= watchCliSession(() => this.#changed.fire());
    const cli = await readCliSession(environment);
    if (cli.kind !== 'session') return { kind: 'signedOut', cli };
    const known = stored?.organization === undefined ? {} : { organization: stored.organization };
    return { kind: 'signedIn', source: 'cli', token: cli.token, ...known };
  }

  async keep(environment: Environment, session: StoredSession): Promise<void> {
    await this.#store.write(environment.origin, session);
  }

  /** Signs out for good: also where the settings would take the CLI's session without asking. */
  async forget(environment: Pick<Environment, 'origin'>): Promise<void> {
    await this.#store.write(environment.origin, { source: 'none' });
  }

  dispose(): void {
    this.#forgetCliWatch();
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  #forgetCliWatch(): void {
    this.#cliWatch?.dispose();
    this.#cliWatch = undefined;
  }
}
