import type * as vscode from 'vscode';
import type { Definition } from '../core/definition.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type DefinitionRef, findIn } from '../catalog/snapshot.ts';
import type { Environments } from '../session/environments.ts';
import { SessionError } from '../session/sessionError.ts';
import type { Sessions } from '../session/sessions.ts';

/** Finds a remote definition: in what was last read if it is there, else by one request. */
export class RemoteDefinitions {
  readonly #environments: Environments;
  readonly #sessions: Sessions;
  readonly #catalog: Catalog;

  constructor(environments: Environments, sessions: Sessions, catalog: Catalog) {
    this.#environments = environments;
    this.#sessions = sessions;
    this.#catalog = catalog;
  }

  /** Sends nothing. */
  known(ref: DefinitionRef): Definition | undefined {
    const snapshot = this.#catalog.snapshot;
    return snapshot === undefined ? undefined : findIn(snapshot, ref);
  }

  /** The same, and whether the list that was read last lacks it. Sends nothing. */
  knownOrGone(ref: DefinitionRef): Definition | 'gone' | 'unknown' {
    const snapshot = this.#catalog.snapshot;
    if (snapshot?.environment.name !== ref.environment) return 'unknown';
    return findIn(snapshot, ref) ?? 'gone';
  }

  /** When what is known may have changed. */
  get onDidChange(): vscode.Event<unknown> {
    return this.#catalog.onDidChange;
  }

  /** The organization that the definitions of an environment were last read from. Sends nothing. */
  organization(environment: string): string | undefined {
    const snapshot = this.#catalog.snapshot;
    return snapshot?.environment.name === environment ? snapshot.organization : undefined;
  }

  /**
   * @returns undefined when the organization has no assignment source
   * @throws ApiError, e.g. `not_found` for a metric that is gone; SessionError
   */
  async read(ref: DefinitionRef, signal?: AbortSignal): Promise<Definition | undefined> {
    const known = this.known(ref);
    if (known !== undefined) return known;
    const environment = this.#environments.find(ref.environment);
    if (environment === undefined) throw new SessionError('no_environment', ref.environment);
    const options = signal === undefined ? {} : { signal };
    const { value } =
      ref.kind === 'metric'
        ? await this.#sessions.call<Definition>(environment, client => client.getMetric(ref.id, options))
        : await this.#sessions.call<Definition | undefined>(environment, client => client.getAssignmentSource(options));
    return value;
  }
}
