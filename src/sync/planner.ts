import * as vscode from 'vscode';
import type { Catalog } from '../catalog/catalog.ts';
import type { Snapshot } from '../catalog/snapshot.ts';
import { baseSide } from '../core/journal/journalState.ts';
import { makePlan } from '../core/plan/makePlan.ts';
import type { Plan, PlanEntry } from '../core/plan/plan.ts';
import type { RemoteSide } from '../core/plan/sides.ts';
import type { JournalFile } from '../journal/journalFile.ts';
import type { Journals } from '../journal/journals.ts';
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
  #turn = 0;

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
    return this.#planned?.plan;
  }

  get planned(): Planned | undefined {
    return this.#planned;
  }

  entryOf(uri: vscode.Uri): PlanEntry | undefined {
    const text = uri.toString();
    return this.plan?.entries.find(({ file }) => file?.uri === text);
  }

  /** Makes the plan anew out of what is known. A newer call makes an older one's result void. */
  async update(): Promise<Planned | undefined> {
    const turn = ++this.#turn;
    const planned = await this.#make();
    if (turn !== this.#turn) return planned;
    const isSame = planned?.plan.fingerprint === this.#planned?.plan.fingerprint;
    this.#planned = planned;
    if (!isSame || planned === undefined) this.#changed.fire(planned?.plan);
    return planned;
  }

  /**
   * Reads both lists anew, and all files, and makes the plan of that.
   * @throws what made a list fail: a plan is never made of half an organization
   */
  async refresh(): Promise<Planned> {
    await this.#catalog.refresh();
    const { state } = this.#catalog;
    if (state.kind === 'failed') throw state.error;
    if (state.kind === 'loaded' && state.snapshot.source.kind === 'failed') throw state.snapshot.source.error;
    const planned = await this.update();
    if (planned === undefined) throw new vscode.CancellationError();
    return planned;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #make(): Promise<Planned | undefined> {
    const { state } = this.#catalog;
    const snapshot = state.kind === 'loaded' ? state.snapshot : undefined;
    const remote = snapshot === undefined ? undefined : remoteSide(snapshot);
    if (snapshot === undefined || remote === undefined) return undefined;
    const local = this.#documents.current ?? (await this.#documents.read());
    const journal = await this.#journals.open(remote.origin, remote.organization, remote.environment);
    const idsElsewhere = await this.#journals.idsElsewhere(remote.origin, remote.organization);
    const base = baseSide(journal.state, idsElsewhere);
    return { plan: makePlan({ local, remote, base }), snapshot, journal };
  }
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
