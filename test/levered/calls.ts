import { errorAnswer, notFound, warehouseAnswer, type Answer } from './answer.ts';
import { mappedColumns, missingColumn, readDefinitionBody } from './definitionBody.ts';
import type { LeveredOptions, SourceShape } from './options.ts';
import type { DefinitionBody, Organization, StoredDefinition } from './organization.ts';
import type { Store } from './store.ts';
import type { Warehouse } from './warehouse.ts';

/** What a call is given: whose it is, what came with it, and what it may use. */
interface CallContext {
  readonly store: Store;
  readonly warehouse: Warehouse;
  readonly sourceShape: SourceShape;
  readonly newId: LeveredOptions['newId'];
  readonly provider: string;
  readonly organization: Organization;
  readonly requestId: string;
  readonly body: string;
  readonly query: URLSearchParams;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** `id` is the decoded path parameter, or empty where the path has none. */
export type Call = (context: CallContext, id: string) => Answer | Promise<Answer>;

export const listMetrics: Call = ({ organization }) => found({ metrics: organization.metrics });

export const getMetric: Call = ({ organization }, id) => {
  const metric = organization.metrics.find(each => each.id === id);
  return metric === undefined ? notFound('The metric') : found({ ...metric });
};

export const createMetric: Call = async context => {
  const body = await tried(context, 'metric');
  if ('kind' in body) return body;
  const { store, requestId, newId } = context;
  const id = newId('metric', context.organization.id);
  const metric: StoredDefinition = { id, ...body, created_at: store.time(), updated_at: null };
  // Read again: another request may have changed the list while the query was tried.
  const metrics = [...store.organization(context.organization.id).metrics, metric];
  store.change(context.organization.id, requestId, { metrics }, { kind: 'metricCreated', metric });
  return { kind: 'object', status: 201, fields: { ...metric } };
};

export const deleteMetric: Call = ({ store, organization, requestId }, id) => {
  const metric = organization.metrics.find(each => each.id === id);
  if (metric === undefined) return notFound('The metric');
  const guardrail = organization.guardrails.find(each => each.metric_id === id);
  if (guardrail !== undefined) {
    return errorAnswer(409, 'conflict', `The metric is referenced by the guardrail "${guardrail.name}".`);
  }
  const metrics = organization.metrics.filter(each => each.id !== id);
  store.change(organization.id, requestId, { metrics }, { kind: 'metricDeleted', metric });
  return { kind: 'empty' };
};

export const previewMetric: Call = (context, id) => {
  const metric = context.organization.metrics.find(each => each.id === id);
  return metric === undefined ? notFound('The metric') : preview(context, id, metric.sql);
};

export const getSource: Call = ({ organization: { source }, sourceShape }) => {
  if (source !== null) return found(sourceShape === 'wrapped' ? { assignment_source: source } : { ...source });
  switch (sourceShape) {
    case 'notFound':
      return notFound('The assignment source');
    case 'null':
      return found({ id: null, name: null, sql: null, column_mapping: null, created_at: null, updated_at: null });
    case 'wrappedNull':
    case 'wrapped':
      return found({ assignment_source: null });
  }
};

export const putSource: Call = async context => {
  const body = await tried(context, 'assignment_source');
  if ('kind' in body) return body;
  const { store, requestId, newId } = context;
  const previous = store.organization(context.organization.id).source;
  const source: StoredDefinition = {
    id: previous?.id ?? newId('assignment_source', context.organization.id),
    ...body,
    created_at: previous?.created_at ?? store.time(),
    updated_at: previous === null ? null : store.time(),
  };
  store.change(context.organization.id, requestId, { source }, { kind: 'sourceReplaced', source, previous });
  const fields = context.sourceShape === 'wrapped' ? { assignment_source: source } : { ...source };
  return { kind: 'object', status: 201, fields };
};

export const deleteSource: Call = ({ store, organization, requestId }) => {
  const { source } = organization;
  if (source === null) return notFound('The assignment source');
  store.change(organization.id, requestId, { source: null }, { kind: 'sourceDeleted', source });
  return { kind: 'empty' };
};

export const previewSource: Call = context => {
  const { source } = context.organization;
  return source === null ? notFound('The assignment source') : preview(context, 'assignment_source', source.sql);
};

export const getConnection: Call = ({ provider }) => found({ connection: { provider, status: 'connected' } });

export const listOptimizations: Call = ({ organization, query }) => {
  const limit = Number(query.get('limit') ?? '50');
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    return errorAnswer(400, 'invalid_request', 'limit must be an integer from 1 to 100.');
  }
  const all = query.get('include_archived') === 'true';
  const optimizations = organization.optimizations
    .filter(each => all || each.status !== 'archived')
    .slice(0, limit)
    // The list has no metric ids; only the single object does.
    .map(({ id, name, status, created_at }) => ({ id, name, status, created_at }));
  return found({ optimizations });
};

export const getOptimization: Call = ({ organization }, id) => {
  const optimization = organization.optimizations.find(each => each.id === id);
  return optimization === undefined ? notFound('The optimization') : found({ ...optimization });
};

function found(fields: Readonly<Record<string, unknown>>): Answer {
  return { kind: 'object', status: 200, fields };
}

async function tried(
  { body: text, warehouse }: CallContext,
  kind: 'metric' | 'assignment_source',
): Promise<DefinitionBody | Extract<Answer, { kind: 'error' }>> {
  const body = readDefinitionBody(text, kind);
  if ('kind' in body) return body;
  try {
    const columns = await warehouse.check(body.sql);
    return missingColumn(columns, mappedColumns(body, kind)) ?? body;
  } catch (error) {
    return warehouseAnswer(error);
  }
}

async function preview(context: CallContext, of: string, sql: string): Promise<Answer> {
  const { store, organization, requestId, warehouse, signal } = context;
  store.note(organization.id, requestId, { kind: 'previewRun', of, sql });
  try {
    return found({ rows: await warehouse.preview(sql, signal) });
  } catch (error) {
    return warehouseAnswer(error);
  }
}
