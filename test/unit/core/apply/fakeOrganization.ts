import type { AssignmentSource, AssignmentSourceDraft, Metric, MetricDraft } from '../../../../src/core/definition.ts';

export type Author = 'tool' | 'colleague';

/** What truly happened, whatever was answered. `isLate`: long after the request was given up. */
export type Effect = { readonly isLate: boolean } & EffectDetail;

type EffectDetail =
  | { readonly kind: 'created'; readonly metric: Metric; readonly by: Author }
  | { readonly kind: 'edited'; readonly metric: Metric; readonly by: Author }
  | { readonly kind: 'deleted'; readonly metric: Metric; readonly by: Author }
  | { readonly kind: 'saved'; readonly source: AssignmentSource; readonly by: Author }
  | { readonly kind: 'source_deleted'; readonly source: AssignmentSource; readonly by: Author };

/** What is truly in an organization and what truly happened to it, and what its colleagues can do there. */
export interface TestOrganization {
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly source: AssignmentSource | undefined;
  readonly effects: readonly Effect[];
  create(draft: Omit<MetricDraft, 'kind'>, by: Author): Metric;
  edit(id: string, change: Partial<Pick<Metric, 'name' | 'sql'>>): void;
  delete(id: string, by: Author): void;
  save(draft: Omit<AssignmentSourceDraft, 'kind'>, by: Author): AssignmentSource;
  deleteSource(by: Author): void;
  /** Lets a guardrail refer to a metric. */
  guard(id: string): void;
}

/** One organization of a service that keeps what it is sent and says nothing. */
export class FakeOrganization implements TestOrganization {
  readonly metrics = new Map<string, Metric>();
  readonly effects: Effect[] = [];
  /** Metrics that guardrails refer to. */
  readonly guarded = new Set<string>();
  source: AssignmentSource | undefined;
  isLate = false;
  #made = 0;

  guard(id: string): void {
    this.guarded.add(id);
  }

  create({ name, sql, column_mapping }: Omit<MetricDraft, 'kind'>, by: Author): Metric {
    const id = `m${++this.#made}`;
    const metric: Metric = { kind: 'metric', id, name, sql, column_mapping, created_at: null, updated_at: null };
    this.metrics.set(id, metric);
    this.#note({ kind: 'created', metric, by });
    return metric;
  }

  edit(id: string, change: Partial<Pick<Metric, 'name' | 'sql'>>): void {
    const metric = { ...this.metrics.get(id)!, ...change };
    this.metrics.set(id, metric);
    this.#note({ kind: 'edited', metric, by: 'colleague' });
  }

  delete(id: string, by: Author): void {
    const metric = this.metrics.get(id)!;
    this.metrics.delete(id);
    this.#note({ kind: 'deleted', metric, by });
  }

  save({ name, sql, column_mapping }: Omit<AssignmentSourceDraft, 'kind'>, by: Author): AssignmentSource {
    const [created_at, updated_at] = [null, null];
    this.source = { kind: 'assignment_source', id: 'src', name, sql, column_mapping, created_at, updated_at };
    this.#note({ kind: 'saved', source: this.source, by });
    return this.source;
  }

  deleteSource(by: Author): void {
    this.#note({ kind: 'source_deleted', source: this.source!, by });
    this.source = undefined;
  }

  #note(detail: EffectDetail): void {
    this.effects.push({ isLate: this.isLate, ...detail });
  }
}
