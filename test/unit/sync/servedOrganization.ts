import type { AssignmentSource, AssignmentSourceDraft, Metric, MetricDraft } from '../../../src/core/definition.ts';
import type {
  Effect as LoggedEffect,
  EffectDetail,
  Organization,
  StoredDefinition,
} from '../../levered/organization.ts';
import type { Levered } from '../../levered/server.ts';
import type { Author, Effect, TestOrganization } from '../core/apply/fakeOrganization.ts';

const toMetric = (stored: StoredDefinition): Metric => ({ kind: 'metric', ...stored });
const toSource = (stored: StoredDefinition): AssignmentSource => ({ kind: 'assignment_source', ...stored });

/** An organization of a local Levered as it truly is, and what its colleagues do there past the API. */
export class ServedOrganization implements TestOrganization {
  readonly id: string;
  readonly #levered: Levered;
  /** How much the log held before. */
  readonly #since: number;
  readonly #sinceRequest: number;

  /** @param id of an organization that is new and empty */
  constructor(levered: Levered, id: string) {
    this.id = id;
    this.#levered = levered;
    this.#since = levered.log.effects.length;
    this.#sinceRequest = levered.log.requests.length;
    levered.addOrganization(id);
  }

  get metrics(): ReadonlyMap<string, Metric> {
    return new Map(this.#state.metrics.map(metric => [metric.id, toMetric(metric)]));
  }

  get source(): AssignmentSource | undefined {
    const { source } = this.#state;
    return source === null ? undefined : toSource(source);
  }

  /** What the server's log says; what it names no request for was a colleague's. */
  get effects(): readonly Effect[] {
    const own = this.#levered.log.effects.slice(this.#since).filter(({ organizationId }) => organizationId === this.id);
    return own.flatMap(effect => this.#effectOf(effect));
  }

  create({ name, sql, column_mapping }: Omit<MetricDraft, 'kind'>, by: Author): Metric {
    const metric = stored(countedId('metric', this.id), { name, sql, column_mapping });
    this.#alter({ metrics: [...this.#state.metrics, metric] }, { kind: 'metricCreated', metric }, by);
    return toMetric(metric);
  }

  edit(id: string, change: Partial<Pick<Metric, 'name' | 'sql'>>): void {
    const metric = { ...this.#metric(id), ...change };
    const metrics = this.#state.metrics.map(each => (each.id === id ? metric : each));
    this.#alter({ metrics }, { kind: 'metricEdited', metric }, 'colleague');
  }

  delete(id: string, by: Author): void {
    const metric = this.#metric(id);
    const metrics = this.#state.metrics.filter(each => each.id !== id);
    this.#alter({ metrics }, { kind: 'metricDeleted', metric }, by);
  }

  save({ name, sql, column_mapping }: Omit<AssignmentSourceDraft, 'kind'>, by: Author): AssignmentSource {
    const { source: previous } = this.#state;
    const source = stored(countedId('assignment_source', this.id), { name, sql, column_mapping });
    this.#alter({ source }, { kind: 'sourceReplaced', source, previous }, by);
    return toSource(source);
  }

  deleteSource(by: Author): void {
    const { source } = this.#state;
    if (source !== null) this.#alter({ source: null }, { kind: 'sourceDeleted', source }, by);
  }

  guard(id: string): void {
    const guardrails = [...this.#state.guardrails, { id: `guard-${id}`, name: 'Guard', metric_id: id }];
    this.#levered.alter(this.id, { guardrails });
  }

  get #state(): Organization {
    return this.#levered.state(this.id);
  }

  #metric(id: string): StoredDefinition {
    const metric = this.#state.metrics.find(each => each.id === id);
    if (metric === undefined) throw new Error(`There is no metric ${id}.`);
    return metric;
  }

  #alter(changed: Partial<Organization>, effect: EffectDetail, by: Author): void {
    this.#levered.alter(this.id, changed, effect, by === 'tool' ? earlier : undefined);
  }

  #isLate(requestId: string): boolean {
    const { requests } = this.#levered.log;
    for (let at = requests.length - 1; at >= this.#sinceRequest; at--) {
      const request = requests[at];
      if (request?.requestId === requestId) return request.fault === 'late';
    }
    return false;
  }

  #effectOf(effect: LoggedEffect): Effect[] {
    const { requestId } = effect;
    const by = requestId === '' ? 'colleague' : 'tool';
    const known = { by, isLate: by === 'tool' && this.#isLate(requestId) } as const;
    switch (effect.kind) {
      case 'metricCreated':
        return [{ kind: 'created', metric: toMetric(effect.metric), ...known }];
      case 'metricEdited':
        return [{ kind: 'edited', metric: toMetric(effect.metric), ...known }];
      case 'metricDeleted':
        return [{ kind: 'deleted', metric: toMetric(effect.metric), ...known }];
      case 'sourceReplaced':
        return [{ kind: 'saved', source: toSource(effect.source), ...known }];
      case 'sourceDeleted':
        return [{ kind: 'source_deleted', source: toSource(effect.source), ...known }];
      case 'previewRun':
        return [];
    }
  }
}

/** Stands for a request of an earlier run of the tool, which no log has any more. */
const earlier = 'earlier';

const made = new Map<string, number>();

/** Ids as the tests without a server have them: m1, m2 and so on in each organization. */
export function countedId(of: 'metric' | 'assignment_source', organizationId: string): string {
  if (of === 'assignment_source') return 'src';
  const count = (made.get(organizationId) ?? 0) + 1;
  made.set(organizationId, count);
  return `m${count}`;
}

function stored(id: string, body: Pick<StoredDefinition, 'name' | 'sql' | 'column_mapping'>): StoredDefinition {
  return { id, ...body, created_at: '2025-12-01T00:00:00.000Z', updated_at: null };
}
