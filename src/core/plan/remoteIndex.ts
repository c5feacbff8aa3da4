import type { Definition, DefinitionDraft, Metric } from '../definition.ts';

/** The organization's metrics, found by id, by name or by query without a walk through all of them. */
export class RemoteIndex {
  readonly #byId: ReadonlyMap<string, Metric>;
  readonly #unclaimed = new Map<string, Metric[]>();

  /** @param isUnclaimed whether a metric has no file and may be offered to one as a lookalike */
  constructor(metrics: readonly Metric[], isUnclaimed: (metric: Metric) => boolean) {
    this.#byId = new Map(metrics.map(metric => [metric.id, metric]));
    for (const metric of metrics.filter(isUnclaimed)) {
      for (const key of keysOf(metric)) {
        const others = this.#unclaimed.get(key);
        if (others === undefined) this.#unclaimed.set(key, [metric]);
        else others.push(metric);
      }
    }
  }

  find(id: string | undefined): Metric | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** Metrics without a file that have the draft's name or its query, each once. */
  lookalikes(draft: DefinitionDraft): readonly Definition[] {
    if (draft.kind !== 'metric') return [];
    return [...new Set(keysOf(draft).flatMap(key => this.#unclaimed.get(key) ?? []))];
  }
}

function keysOf({ name, sql }: DefinitionDraft): readonly string[] {
  return [`name ${name}`, `sql ${sql.trim()}`];
}
