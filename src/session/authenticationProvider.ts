import * as vscode from 'vscode';
import type { Credentials } from './credentials.ts';
import type { Environments } from './environments.ts';
import type { Sessions } from './sessions.ts';
import type { SignInDialog } from './signIn.ts';

/**
 * Puts the person's Levered sessions into VS Code's Accounts menu, one for each environment, with sign-out there. The
 * scope of a session is the environment's name; its id is the environment's exact origin.
 */
export class LeveredAuthenticationProvider implements vscode.AuthenticationProvider, vscode.Disposable {
  readonly #environments: Environments;
  readonly #credentials: Credentials;
  readonly #sessions: Sessions;
  readonly #signIn: SignInDialog;
  readonly #changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.#changed.event;
  #known: readonly vscode.AuthenticationSession[] = [];

  constructor(environments: Environments, credentials: Credentials, sessions: Sessions, signIn: SignInDialog) {
    this.#environments = environments;
    this.#credentials = credentials;
    this.#sessions = sessions;
    this.#signIn = signIn;
  }

  async getSessions(scopes?: readonly string[]): Promise<vscode.AuthenticationSession[]> {
    const all = await this.#read();
    this.#known = all;
    return all.filter(session => scopes?.every(scope => session.scopes.includes(scope)) ?? true);
  }

  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    const environment = scopes[0] === undefined ? this.#environments.current() : this.#environments.find(scopes[0]);
    if (environment === undefined) {
      throw new Error(vscode.l10n.t('The setting levered.environments has no environment of that name.'));
    }
    const isSignedIn = await this.#signIn.ask(environment);
    const session = isSignedIn ? (await this.getSessions([environment.name]))[0] : undefined;
    // VS Code takes this very text for the person's own choice and says nothing about it.
    if (session === undefined) throw new Error('Cancelled');
    return session;
  }

  async removeSession(sessionId: string): Promise<void> {
    const environment = this.#environments.list().usable.find(({ origin }) => origin === sessionId);
    if (environment !== undefined) await this.#credentials.forget(environment);
  }

  /** Tells VS Code what has changed since it last looked. */
  async announce(): Promise<void> {
    const before = new Map(this.#known.map(session => [session.id, session]));
    const now = await this.#read();
    this.#known = now;
    const added = now.filter(({ id }) => !before.has(id));
    const changed = now.filter(session => {
      const old = before.get(session.id);
      return (
        old !== undefined && (old.accessToken !== session.accessToken || old.account.label !== session.account.label)
      );
    });
    const ids = new Set(now.map(({ id }) => id));
    const removed = [...before.values()].filter(({ id }) => !ids.has(id));
    if (added.length + changed.length + removed.length > 0) this.#changed.fire({ added, changed, removed });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #read(): Promise<vscode.AuthenticationSession[]> {
    const byOrigin = new Map(this.#environments.list().usable.map(each => [each.origin, each]));
    const sessions: vscode.AuthenticationSession[] = [];
    for (const environment of byOrigin.values()) {
      const credential = await this.#credentials.read(environment);
      if (credential.kind === 'signedOut') continue;
      const organization = await this.#sessions.organization(environment);
      const label = organization === undefined ? environment.name : `${organization} · ${environment.name}`;
      sessions.push({
        id: environment.origin,
        accessToken: credential.token,
        account: { id: `${environment.origin} ${organization ?? ''}`, label },
        scopes: [environment.name],
      });
    }
    return sessions;
  }
}
