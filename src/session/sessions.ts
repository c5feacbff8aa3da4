import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { LeveredClient } from '../api/client.ts';
import type { Answered } from '../api/sender.ts';
import type { ClientFactory } from './clientFactory.ts';
import type { Credential, Credentials } from './credentials.ts';
import type { Environment } from './environment.ts';
import { SessionError } from './sessionError.ts';

export type SessionStatus = 'restricted' | 'signedOut' | 'expired' | 'signedIn';

/** What this window has learnt of a token from the service's answers; gone when another token takes its place. */
interface Learnt {
  readonly token: string;
  readonly organization?: string;
  readonly isExpired: boolean;
}

/**
 * The one way from the shell to the service. Checks workspace trust, takes the token of the moment, holds answers to
 * the organization that the first one named, and turns a 401 into "signed out" once, whoever met it first.
 */
export class Sessions implements vscode.Disposable {
  readonly #credentials: Credentials;
  readonly #clients: ClientFactory;
  readonly #learnt = new Map<string, Learnt>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Someone may have signed in or out, or the organization became known. */
  readonly onDidChange = this.#changed.event;
  readonly #expired = new vscode.EventEmitter<Environment>();
  /** A token was refused for the first time. */
  readonly onDidExpire = this.#expired.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(credentials: Credentials, clients: ClientFactory) {
    this.#credentials = credentials;
    this.#clients = clients;
    this.#subscriptions = vscode.Disposable.from(
      credentials.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
    );
  }

  /** Sends nothing. */
  async status(environment: Environment): Promise<SessionStatus> {
    if (!vscode.workspace.isTrusted) return 'restricted';
    const credential = await this.#credentials.read(environment);
    if (credential.kind === 'signedOut') return 'signedOut';
    return this.#of(environment, credential.token)?.isExpired === true ? 'expired' : 'signedIn';
  }

  /** The organization that the person is signed in to, as far as an answer of the service has told. */
  async organization(environment: Environment): Promise<string | undefined> {
    const credential = await this.#credentials.read(environment);
    if (credential.kind === 'signedOut') return undefined;
    return this.#of(environment, credential.token)?.organization ?? credential.organization;
  }

  /**
   * Makes one call of the API.
   * @param pinned the only organization in which the call may do anything: a token that has not shown yet to which
   * organization it belongs is asked by a read first (T28)
   * @throws ApiError as the call gives it, but for 401
   * @throws SessionError when there is no session, the token is refused, or the organization is another one
   */
  async call<T>(
    environment: Environment,
    use: (client: LeveredClient) => Promise<Answered<T>>,
    pinned?: string,
  ): Promise<Answered<T>> {
    const { token } = await this.#require(environment);
    try {
      return await this.#callAs(environment, token, use, pinned);
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      // The CLI may have renewed its session meanwhile. A 401 says that nothing was done, so sending again is safe.
      const renewed = await this.#credentials.read(environment);
      if (renewed.kind === 'signedOut' || renewed.token === token) throw this.#expire(environment, token, error);
      try {
        return await this.#callAs(environment, renewed.token, use, pinned);
      } catch (again) {
        throw isUnauthorized(again) ? this.#expire(environment, renewed.token, again) : again;
      }
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
    this.#expired.dispose();
  }

  async #require(environment: Environment): Promise<Extract<Credential, { kind: 'signedIn' }>> {
    if (!vscode.workspace.isTrusted) throw new SessionError('restricted', environment.name);
    const credential = await this.#credentials.read(environment);
    if (credential.kind === 'signedOut') throw new SessionError('signed_out', environment.name);
    return credential;
  }

  async #callAs<T>(
    environment: Environment,
    token: string,
    use: (client: LeveredClient) => Promise<Answered<T>>,
    pinned: string | undefined,
  ): Promise<Answered<T>> {
    const client = await this.#clients.create(environment, token);
    if (pinned !== undefined && this.#of(environment, token)?.organization !== pinned) {
      const { organizationId: found, requestId } = await client.getAssignmentSource();
      if (found !== pinned) throw otherOrganization(environment, pinned, found ?? '?', requestId);
    }
    const answer = await use(client);
    this.#learn(environment, token, answer);
    return answer;
  }

  #of(environment: Environment, token: string): Learnt | undefined {
    const learnt = this.#learnt.get(environment.origin);
    return learnt?.token === token ? learnt : undefined;
  }

  #expire(environment: Environment, token: string, error: ApiError): SessionError {
    const known = this.#of(environment, token);
    const isFirst = known?.isExpired !== true;
    this.#learnt.set(environment.origin, { ...known, token, isExpired: true });
    if (isFirst) {
      this.#changed.fire();
      this.#expired.fire(environment);
    }
    const requestId = error.requestId === undefined ? {} : { requestId: error.requestId };
    return new SessionError('expired', environment.name, { ...requestId, wasAsked: isFirst });
  }

  #learn<T>(environment: Environment, token: string, answer: Answered<T>): void {
    const known = this.#of(environment, token);
    const found = answer.organizationId;
    const expected = known?.organization;
    if (expected !== undefined && found !== undefined && found !== expected) {
      throw otherOrganization(environment, expected, found, answer.requestId);
    }
    const organization = found ?? expected;
    if (known !== undefined && !known.isExpired && known.organization === organization) return;
    this.#learnt.set(environment.origin, {
      token,
      isExpired: false,
      ...(organization === undefined ? {} : { organization }),
    });
    this.#changed.fire();
  }
}

function otherOrganization(
  { name }: Environment,
  expected: string,
  found: string,
  requestId: string | undefined,
): SessionError {
  return new SessionError('other_organization', name, {
    ...(requestId === undefined ? {} : { requestId }),
    organizations: { expected, found },
  });
}

function isUnauthorized(error: unknown): error is ApiError {
  return error instanceof ApiError && error.kind === 'unauthorized';
}
