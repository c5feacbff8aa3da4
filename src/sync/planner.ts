import * as vscode from 'vscode';
import type { Catalog } from '../catalog/catalog.ts';
import type { Snapshot } from '../catalog/snapshot.ts';
import { sameMeaning } from '../core/document/meaning.ts';
import { baseSide } from '../core/journal/journalState.ts';
import type { JournalRecord } from '../core/journal/record.ts';
import { makePlan } from '../core/plan/makePlan.ts';
import type { Plan, PlanEntry } from '../core/plan/plan.ts';
import type { RemoteSide } from '../core/plan/sides.ts';
import type { JournalFile } from '../journal/journalFile.ts';
import type { Journals } from '../journal/journals.ts';
import { SessionError } from '../session/sessionError.ts';
import type { WorkspaceDocuments } from '../workspace/workspaceDocuments.ts';

/** A plan with what it was made for: whoever carries it out writes into this journal. */
export interface Planned {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly journal: JournalFile;
}

/**
 * Keeps the one plan that tree, badges, decorations and commands read in step with the organization as last read, the
 * files and the journal. Sends nothing: a refresh of the catalog does, when a person asks for it.
 */
export class Planner implements vscode.Disposable {
  readonly #catalog: Catalog;
  readonly #documents: WorkspaceDocuments;
  readonly #journals: Journals;
  readonly #changed = new vscode.EventEmitter<Plan | undefined>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  #planned: Planned | undefined;
  /** What is shown while a run is under way: what was known when it began. */
  #shown: Planned | undefined;
  #failure: Error | undefined;
  #pauses = 0;
  #latest: Promise<void> = Promise.resolve();

  constructor(catalog: Catalog, documents: WorkspaceDocuments, journals: Journals) {
    this.#catalog = catalog;
    this.#documents = documents;
    this.#journals = journals;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      catalog.onDidChange(state => {
        if (state.kind !== 'loading') void this.update();
      }),
      documents.onDidChange(() => void this.update()),
    );
  }

  /** The plan of what is known now; undefined before the first refresh, and while the lists cannot be read. */
  get plan(): Plan | undefined {
    return this.planned?.plan;
  }

  get planned(): Planned | undefined {
    return this.isPaused ? this.#shown : this.#planned;
  }

  /** Whether a run is under way: then nothing is to be drawn of lists that were read meanwhile either. */
  get isPaused(): boolean {
    return this.#pauses > 0;
  }

  entryOf(uri: vscode.Uri): PlanEntry | undefined {
    const text = uri.toString();
    return this.plan?.entries.find(({ file }) => file?.uri === text);
  }

  /** Why there is no plan although the lists are there: files or the journal could not be read. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Makes the plan anew out of what is known; settles when the newest plan that was asked for is there. */
  update(): Promise<void> {
    const update: Promise<void> = this.#update().then(result => {
      // What was asked for later knows more.
      if (this.#latest !== update) return this.#latest;
      this.#keep(result);
      return undefined;
    });
    this.#latest = update;
    return update;
  }

  /**
   * Shows nothing new until the function that this gives is called: in the middle of a run, files and lists are not in
   * step, and what one of them makes of a definition would be told for a moment as if it were so.
   */
  pause(): () => void {
    if (!this.isPaused) this.#shown = this.#planned;
    this.#pauses++;
    return () => {
      this.#pauses--;
      if (this.isPaused) return;
      this.#shown = undefined;
      this.#changed.fire(this.plan);
    };
  }

  /**
   * Reads both lists anew, and all files, and makes the plan of that.
   * @throws what made a list fail: a plan is never made of half an organization
   */
  async refresh(): Promise<Planned> {
    await this.#catalog.refresh();
    const { state } = this.#catalog;
    if (state.kind === 'failed') throw state.error;
    const environment = this.#catalog.environment;
    if (state.kind === 'signedOut') throw new SessionError('signed_out', environment);
    if (state.kind === 'expired' || state.kind === 'restricted') throw new SessionError(state.kind, environment);
    if (state.kind === 'loaded' && state.snapshot.source.kind === 'failed') throw state.snapshot.source.error;
    await this.#documents.read();
    await this.update();
    if (this.#failure !== undefined) throw this.#failure;
    // Another environment was selected meanwhile: what is shown says so.
    if (this.#planned === undefined) throw new vscode.CancellationError();
    return this.#planned;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #update(): Promise<{ readonly planned?: Planned | undefined; readonly failure?: Error | undefined }> {
    try {
      return { planned: await this.#make() };
    } catch (error) {
      return { failure: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  #keep({ planned, failure }: { readonly planned?: Planned | undefined; readonly failure?: Error | undefined }): void {
    const before = this.#planned;
    this.#planned = planned;
    this.#failure = failure;
    const isSame = planned?.plan.fingerprint === before?.plan.fingerprint && planned?.snapshot === before?.snapshot;
    if (!isSame && !this.isPaused) this.#changed.fire(planned?.plan);
  }

  async #make(): Promise<Planned | undefined> {
    const { state } = this.#catalog;
    const snapshot = state.kind === 'loaded' ? state.snapshot : undefined;
    const remote = snapshot === undefined ? undefined : remoteSide(snapshot);
    if (snapshot === undefined || remote === undefined) return undefined;
    const local = this.#documents.current ?? (await this.#documents.read());
    const journal = await this.#journals.open(remote.origin, remote.organization, remote.environment);
    const idsElsewhere = await this.#journals.idsElsewhere(remote.origin, remote.organization);
    const make = (): Plan => makePlan({ local, remote, base: baseSide(journal.state, idsElsewhere) });
    const plan = make();
    const agreed = agreements(plan);
    if (agreed.length === 0 || journal.isReadOnly) return { plan, snapshot, journal };
    await journal.appendAll(agreed);
    return { plan: make(), snapshot, journal };
  }
}

/**
 * Files that say what the organization says, which nothing has noted yet: after a clone of the repository, or when a
 * colleague pushed and committed. From now on a change on either side can be told.
 */
function agreements({ entries }: Plan): readonly JournalRecord[] {
  const at = Date.now();
  return entries.flatMap(({ status, file, remote, base }): JournalRecord[] => {
    if (status !== 'unchanged' || remote === undefined || file === undefined || file.isDirty) return [];
    if (base !== undefined && sameMeaning(base, remote) !== 'different') return [];
    return [{ version: 1, at, kind: 'base', definition: remote, uri: file.uri }];
  });
}

function remoteSide({ environment, organization, metrics, source }: Snapshot): RemoteSide | undefined {
  // Without its name there is nothing to keep apart from other organizations' ids by.
  if (source.kind === 'failed' || organization === undefined) return undefined;
  return {
    environment: environment.name,
    origin: environment.origin,
    organization,
    metrics,
    source: source.kind === 'source' ? source.source : undefined,
  };
}
