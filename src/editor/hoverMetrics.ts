import type { Catalog } from '../catalog/catalog.ts';
import type { Metric } from '../core/definition.ts';
import type { Plan, PlanEntry } from '../core/plan/plan.ts';
import type { Snapshot } from '../catalog/snapshot.ts';
import type { Planner } from '../sync/planner.ts';

/** A metric of the organization as last read, and how it stands, if that is known. */
export interface KnownMetric {
  readonly metric: Metric;
  readonly entry: PlanEntry | undefined;
}

/** The metrics as last read, by their ids. Sends nothing; knows none before somebody had the lists read. */
export class KnownMetrics {
  readonly #catalog: Pick<Catalog, 'snapshot'>;
  readonly #planner: Pick<Planner, 'plan'>;
  #known: { readonly snapshot: Snapshot; readonly byId: ReadonlyMap<string, Metric> } | undefined;
  #entries: { readonly plan: Plan; readonly byId: ReadonlyMap<string, PlanEntry> } | undefined;

  constructor(catalog: Pick<Catalog, 'snapshot'>, planner: Pick<Planner, 'plan'>) {
    this.#catalog = catalog;
    this.#planner = planner;
  }

  /** The name of the environment that they were read from. */
  get environment(): string | undefined {
    return this.#catalog.snapshot?.environment.name;
  }

  list(): readonly Metric[] {
    return this.#catalog.snapshot?.metrics ?? [];
  }

  find(id: string): KnownMetric | undefined {
    const { snapshot } = this.#catalog;
    if (snapshot === undefined) return undefined;
    if (this.#known?.snapshot !== snapshot)
      this.#known = { snapshot, byId: new Map(snapshot.metrics.map(metric => [metric.id, metric])) };
    const metric = this.#known.byId.get(id) ?? this.#known.byId.get(id.toLowerCase());
    return metric === undefined ? undefined : { metric, entry: this.#entryOf(metric.id) };
  }

  #entryOf(id: string): PlanEntry | undefined {
    const { plan } = this.#planner;
    if (plan === undefined) return undefined;
    if (this.#entries?.plan !== plan) {
      const pairs = plan.entries.flatMap((entry): [string, PlanEntry][] =>
        entry.remote?.kind === 'metric' ? [[entry.remote.id, entry]] : [],
      );
      this.#entries = { plan, byId: new Map(pairs) };
    }
    return this.#entries.byId.get(id);
  }
}
