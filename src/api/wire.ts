/**
 * The remote contract, mirrored in this one file: what requests and answers of `/api/v2/warehouse` look like, after
 * the reference page "Metrics" of the Levered API; where that page is silent, all known forms are taken. The
 * optimizations and the connection, which that page does not have, are read as far as it takes to tell which metric
 * each one uses and which SQL the warehouse speaks.
 *
 * Validation only looks: values stay as `JSON.parse` made them, with every field that this project does not know.
 */
import * as v from 'valibot';
import type { AssignmentSource, DefinitionDraft, Metric } from '../core/definition.ts';

export const basePath = '/api/v2/warehouse';
export const optimizationsPath = '/api/v2/optimizations';

/** Ids are UUIDs in practice; this allow-list is what may stand in a path, because none of it can change the path. */
const id = /^[A-Za-z0-9_-]{1,128}$/;

export function isId(value: unknown): value is string {
  return typeof value === 'string' && id.test(value);
}

/** A path into an answer and what should have been there, e.g. `metrics[3].name: expected text`; never a value. */
interface ShapeProblem {
  readonly kind: 'shape_problem';
  readonly detail: string;
}

export type Read<T> = { readonly kind: 'read'; readonly value: T } | ShapeProblem;

// Every message is what was expected there, in our words; valibot's own messages would hold the value.
const text = v.string('text');
const idText = v.pipe(text, v.regex(id, 'an id'));
const time = v.optional(v.nullable(text));

const columnMapping = v.looseObject({ anonymous_id: text, timestamp: text }, 'an object');
const definition = v.looseObject(
  { id: idText, name: text, sql: text, column_mapping: columnMapping, created_at: time, updated_at: time },
  'an object',
);
const metricList = v.looseObject({ metrics: v.array(definition, 'a list') }, 'an object');
const wrapped = v.looseObject({ assignment_source: v.nullable(definition) }, 'an object');
const row = v.custom(value => typeof value === 'object' && value !== null && !Array.isArray(value), 'an object');
const preview = v.looseObject({ rows: v.array(row, 'a list') }, 'an object');
const optimizationList = v.looseObject(
  {
    optimizations: v.array(
      v.looseObject(
        { id: idText, name: v.optional(v.nullable(text)), status: v.optional(v.nullable(text)) },
        'an object',
      ),
      'a list',
    ),
  },
  'an object',
);
const optimization = v.looseObject({ id: v.optional(idText), reward_metric_id: v.nullable(text) }, 'an object');
const wrappedOptimization = v.looseObject({ optimization }, 'an object');
const connection = v.looseObject(
  { connection: v.nullable(v.looseObject({ provider: text }, 'an object')) },
  'an object',
);
const meta = v.looseObject({ meta: v.optional(v.looseObject({ organization_id: v.optional(idText) }, 'an object')) });

type Wire = Omit<Metric, 'kind' | 'created_at' | 'updated_at'> & {
  created_at?: string | null;
  updated_at?: string | null;
};

/** `metrics[3].name`; a name that our schemas do not hold cannot be in it. */
function pathOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce((path, item) => {
    if (typeof item.key === 'number') return `${path}[${item.key}]`;
    return path === '' ? String(item.key) : `${path}.${String(item.key)}`;
  }, '');
}

function check<T>(schema: v.GenericSchema, value: unknown, read: (value: unknown) => T): Read<T> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  const issue = result.issues?.[0];
  if (issue === undefined) return { kind: 'read', value: read(value) };
  // A missing key is reported with the message of the object around it.
  const problem = issue.received === 'undefined' ? 'is missing' : `expected ${issue.message}`;
  const path = pathOf(issue);
  return { kind: 'shape_problem', detail: path === '' ? problem : `${path}: ${problem}` };
}

/** Known and unknown fields as they came; `meta` belongs to the answer, not to the thing. */
function fields(value: unknown): Wire & { created_at: string | null; updated_at: string | null } {
  const rest = { ...(value as Wire & { meta?: unknown }) };
  delete rest.meta;
  return { ...rest, created_at: rest.created_at ?? null, updated_at: rest.updated_at ?? null };
}

const toMetric = (value: unknown): Metric => ({ ...fields(value), kind: 'metric' });
const toSource = (value: unknown): AssignmentSource => ({ ...fields(value), kind: 'assignment_source' });

/** What a create sends: the three fields that the reference page names, unknown keys of the mapping included. */
export function draftBody(draft: DefinitionDraft): string {
  return JSON.stringify({ name: draft.name, sql: draft.sql, column_mapping: draft.column_mapping });
}

export function readMetric(body: unknown): Read<Metric> {
  return check(definition, body, toMetric);
}

export function readMetrics(body: unknown): Read<readonly Metric[]> {
  return check(metricList, body, value => (value as { metrics: unknown[] }).metrics.map(toMetric));
}

/** A flat source whose fields are all there and null. */
function isNullSource(body: object): boolean {
  return ['id', 'name', 'sql', 'column_mapping'].every(key => Reflect.get(body, key) === null);
}

/** Flat, or wrapped in `assignment_source`; null, a wrapped null and null fields are "none". */
export function readSource(body: unknown): Read<AssignmentSource | undefined> {
  if (body === null) return { kind: 'read', value: undefined };
  if (typeof body === 'object' && isNullSource(body)) return { kind: 'read', value: undefined };
  if (typeof body !== 'object' || !('assignment_source' in body)) return check(definition, body, toSource);
  return check(wrapped, body, value => {
    const { assignment_source: source } = value as { assignment_source: unknown };
    return source === null ? undefined : toSource(source);
  });
}

/** One of the organization's optimizations, as a list names it. A status is a word of the service's own. */
export interface OptimizationSummary {
  readonly id: string;
  /** The id where the service gives no name. */
  readonly name: string;
  readonly status?: string;
}

/** `reward_metric_id` is null while no metric is chosen. */
export interface Optimization {
  /** Absent where the answer does not repeat it. */
  readonly id?: string;
  readonly reward_metric_id: string | null;
}

/** The reference page does not describe this list: what else is in it is left alone. */
export function readOptimizations(body: unknown): Read<readonly OptimizationSummary[]> {
  return check(optimizationList, body, value => {
    const { optimizations } = value as v.InferOutput<typeof optimizationList>;
    return optimizations.map(({ id, name, status }) => {
      const shown = name === undefined || name === null || name === '' ? id : name;
      return typeof status === 'string' ? { id, name: shown, status } : { id, name: shown };
    });
  });
}

/** Flat, or wrapped in `optimization`. Without `reward_metric_id` it is not known, which is not the same as null. */
export function readOptimization(body: unknown): Read<Optimization> {
  const isFlat = typeof body !== 'object' || body === null || !('optimization' in body) || 'reward_metric_id' in body;
  const read = (value: unknown): Optimization => {
    const { id, reward_metric_id } = value as v.InferOutput<typeof optimization>;
    return id === undefined ? { reward_metric_id } : { id, reward_metric_id };
  };
  if (isFlat) return check(optimization, body, read);
  return check(wrappedOptimization, body, value => read((value as { optimization: unknown }).optimization));
}

/** `provider` is a word of the service's own, e.g. `bigquery`. */
export interface Connection {
  readonly provider: string;
}

export function readConnection(body: unknown): Read<Connection | undefined> {
  return check(connection, body, value => {
    const { provider } = (value as v.InferOutput<typeof connection>).connection ?? {};
    return provider === undefined ? undefined : { provider };
  });
}

/** What the warehouse said; `position` is the 1-based offset into the SQL where the server gives one. */
export interface WarehouseError {
  readonly message: string;
  readonly position?: number;
}

export interface PreviewBody {
  readonly rowCount: number;
  /** False when the answer had no `rows` member beside its error. */
  readonly hasRows: boolean;
  readonly warehouseError?: WarehouseError;
}

function readPosition(value: unknown): { readonly position?: number } {
  const at = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof at === 'number' && Number.isSafeInteger(at) && at >= 0 ? { position: at } : {};
}

function warehouseError(value: unknown): WarehouseError | undefined {
  if (value === undefined || value === null || value === false || value === '') return undefined;
  if (typeof value === 'string') return { message: value };
  if (typeof value !== 'object') return { message: JSON.stringify(value) };
  const { message, detail, position } = value as { message?: unknown; detail?: unknown; position?: unknown };
  const words = [message, detail].find(item => typeof item === 'string' && item !== '');
  return { message: typeof words === 'string' ? words : JSON.stringify(value), ...readPosition(position) };
}

/** Rows, an error of the warehouse (`error` or `warehouse_error`, text or object), or both: never neither. */
export function readPreview(body: unknown): Read<PreviewBody> {
  const answer = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const error = warehouseError(answer['warehouse_error']) ?? warehouseError(answer['error']);
  const hasRows = answer['rows'] !== undefined && answer['rows'] !== null;
  if (error !== undefined && !hasRows) {
    return { kind: 'read', value: { rowCount: 0, hasRows: false, warehouseError: error } };
  }
  return check(preview, body, value => ({
    rowCount: (value as { rows: unknown[] }).rows.length,
    hasRows: true,
    ...(error !== undefined && { warehouseError: error }),
  }));
}

/** A delete answers 204; where it answers 200 instead, it must at least be an object of JSON. */
export function readDeleted(body: unknown): Read<undefined> {
  return check(v.looseObject({}, 'an object'), body, () => undefined);
}

/** The organization must be right or absent: a plan is pinned to it. */
export function readOrganization(body: unknown): Read<string | undefined> {
  if (typeof body !== 'object' || body === null || !('meta' in body)) return { kind: 'read', value: undefined };
  return check(meta, body, value => (value as { meta?: { organization_id?: string } }).meta?.organization_id);
}

/** Serves reports only, so anything odd is left out. */
export function readRequestId(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('meta' in body)) return undefined;
  const { meta } = body;
  const found: unknown = typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'request_id') : undefined;
  return isId(found) ? found : undefined;
}

/** What the server says to a refusal; `position` as in `WarehouseError`, where the warehouse refused the query. */
export interface RefusalBody {
  readonly code?: string;
  readonly message?: string;
  readonly position?: number;
}

/** The body of an error: `{"error": {"code", "message"}}`, or `error` as a text. Undefined: not the API's. */
export function readRefusal(body: unknown): RefusalBody | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error } = body;
  if (typeof error === 'string' && error !== '') return { message: error };
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message, position } = error as { code?: unknown; message?: unknown; position?: unknown };
  const said = { ...(typeof code === 'string' && { code }), ...(typeof message === 'string' && { message }) };
  return Object.keys(said).length === 0 ? undefined : { ...said, ...readPosition(position) };
}
