import * as vscode from 'vscode';
import type { Catalog } from '../catalog/catalog.ts';
import type { LeveredAuthenticationProvider } from './authenticationProvider.ts';
import type { Environment } from './environment.ts';
import type { Environments } from './environments.ts';
import type { Sessions } from './sessions.ts';

/**
 * Keeps what is shown in step with who is signed in where: a sign-out empties the tree at once, a sign-in or another
 * environment lets it load anew when it is looked at, and a token that has run out is told once.
 */
export class SessionFollower implements vscode.Disposable {
  readonly #environments: Environments;
  readonly #sessions: Sessions;
  readonly #catalog: Catalog;
  readonly #accounts: LeveredAuthenticationProvider;
  readonly #subscriptions: vscode.Disposable;
  #turn = 0;

  constructor(
    environments: Environments,
    sessions: Sessions,
    catalog: Catalog,
    accounts: LeveredAuthenticationProvider,
  ) {
    this.#environments = environments;
    this.#sessions = sessions;
    this.#catalog = catalog;
    this.#accounts = accounts;
    this.#subscriptions = vscode.Disposable.from(
      environments.onDidChange(() => {
        catalog.reset();
        void this.follow();
      }),
      sessions.onDidChange(() => void this.follow()),
      sessions.onDidExpire(environment => void askToSignIn(environment)),
    );
  }

  async follow(): Promise<void> {
    const turn = ++this.#turn;
    await this.#accounts.announce();
    const environment = this.#environments.current();
    const status = environment === undefined ? undefined : await this.#sessions.status(environment);
    // Something has changed since: its own turn will see to it.
    if (turn !== this.#turn || status === undefined) return;
    const { kind } = this.#catalog.state;
    if (status !== 'signedIn') {
      if (kind !== 'idle') this.#catalog.close(status);
    } else if (kind === 'signedOut' || kind === 'expired' || kind === 'restricted') {
      this.#catalog.reset();
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

async function askToSignIn(environment: Environment): Promise<void> {
  const signIn = vscode.l10n.t('Sign In');
  const message = vscode.l10n.t(
    'Your Levered session for {0} has run out: a token lives for about a day. Sign in again to go on.',
    environment.name,
  );
  const picked = await vscode.window.showWarningMessage(message, signIn);
  if (picked === signIn) await vscode.commands.executeCommand('levered.signIn', environment.name);
}
