import * as vscode from 'vscode';
import type { Environments } from '../session/environments.ts';
import { SessionError } from '../session/sessionError.ts';
import type { Sessions } from '../session/sessions.ts';
import { type Snapshot, sortedByName, type SourceReading } from './snapshot.ts';

/** What is known of the organization's definitions. A failure keeps what was known before it, marked as old. */
export type CatalogState =
  /** Nobody has asked yet. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'signedOut' | 'expired' | 'restricted' }
  | { readonly kind: 'loading'; readonly previous?: Snapshot }
  | { readonly kind: 'loaded'; readonly snapshot: Snapshot }
  | { readonly kind: 'failed'; readonly error: unknown; readonly previous?: Snapshot };

/**
 * The definitions of the environment in use. Loads when someone asks, never on a timer; an answer that comes after a
 * newer question, a sign-out or a change of environment is dropped.
 */
export class Catalog implements vscode.Disposable {
  readonly #environments: Environments;
  readonly #sessions: Sessions;
  readonly #changed = new vscode.EventEmitter<CatalogState>();
  readonly onDidChange = this.#changed.event;
  #state: CatalogState = { kind: 'idle' };
  #loading: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor(environments: Environments, sessions: Sessions) {
    this.#environments = environments;
    this.#sessions = sessions;
  }

  get state(): CatalogState {
    return this.#state;
  }

  /** The name of the environment in use. */
  get environment(): string {
    return this.#environments.currentName();
  }

  /** The definitions as last read, be they old, of the environment in use. */
  get snapshot(): Snapshot | undefined {
    const state = this.#state;
    if (state.kind === 'loaded') return state.snapshot;
    return state.kind === 'loading' || state.kind === 'failed' ? state.previous : undefined;
  }

  /** Loads if nothing is known yet; joins a load that is under way. */
  async ensure(): Promise<CatalogState> {
    if (this.#loading !== undefined) await this.#loading.done;
    else if (this.#state.kind !== 'loaded') await this.refresh();
    return this.#state;
  }

  /** Reads both lists anew: two requests. The outcome, be it a failure, is the new state. */
  async refresh(): Promise<void> {
    this.#loading?.abort.abort();
    const abort = new AbortController();
    const previous = this.snapshot;
    const done = this.#load(abort.signal, previous).then(state => {
      if (this.#loading?.abort !== abort) return;
      this.#loading = undefined;
      this.#become(state);
    });
    this.#loading = { abort, done };
    this.#become({ kind: 'loading', ...(previous === undefined ? {} : { previous }) });
    await done;
  }

  /** Forgets everything at once: what was read belongs to another session or environment. */
  reset(): void {
    this.#loading?.abort.abort();
    this.#loading = undefined;
    this.#become({ kind: 'idle' });
  }

  /** Shows that nothing can be read now, and drops what was read. */
  close(kind: 'signedOut' | 'expired' | 'restricted'): void {
    this.#loading?.abort.abort();
    this.#loading = undefined;
    if (this.#state.kind !== kind) this.#become({ kind });
  }

  dispose(): void {
    this.#loading?.abort.abort();
    this.#changed.dispose();
  }

  #become(state: CatalogState): void {
    this.#state = state;
    this.#changed.fire(state);
  }

  async #load(signal: AbortSignal, previous: Snapshot | undefined): Promise<CatalogState> {
    try {
      return { kind: 'loaded', snapshot: await this.#read(signal) };
    } catch (error) {
      if (error instanceof SessionError) {
        if (error.kind === 'signed_out') return { kind: 'signedOut' };
        if (error.kind === 'expired' || error.kind === 'restricted') return { kind: error.kind };
      }
      return { kind: 'failed', error, ...(previous === undefined ? {} : { previous }) };
    }
  }

  async #read(signal: AbortSignal): Promise<Snapshot> {
    const environment = this.#environments.current();
    if (environment === undefined) throw new SessionError('no_environment', this.#environments.currentName());
    const [list, source] = await Promise.all([
      this.#sessions.call(environment, client => client.listMetrics({ signal })),
      this.#readSource(environment, signal),
    ]);
    return {
      environment,
      metrics: sortedByName(list.value),
      source,
      takenAt: new Date(),
      ...(list.organizationId === undefined ? {} : { organization: list.organizationId }),
    };
  }

  /** A source that cannot be read does not hide the metrics: its failure is shown in its own place. */
  async #readSource(environment: Snapshot['environment'], signal: AbortSignal): Promise<SourceReading> {
    try {
      const { value } = await this.#sessions.call(environment, client => client.getAssignmentSource({ signal }));
      return value === undefined ? { kind: 'none' } : { kind: 'source', source: value };
    } catch (error) {
      if (error instanceof SessionError) throw error;
      return { kind: 'failed', error };
    }
  }
}
