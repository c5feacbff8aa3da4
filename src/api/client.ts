/**
 * The client of the Levered API: nine calls on the metrics and the assignment source of one organization, two that tell
 * which optimization uses which metric, and one that tells which warehouse answers its queries.
 */
import type {
  AssignmentSource,
  AssignmentSourceDraft,
  DefinitionDraft,
  Metric,
  MetricDraft,
} from '../core/definition.ts';
import type { JsonAnswer } from './answer.ts';
import { ApiError, type Operation } from './apiError.ts';
import { type Preview, previewOf } from './preview.ts';
import { type Answered, type CallOptions, type ClientOptions, Sender } from './sender.ts';
import {
  basePath,
  type Connection,
  draftBody,
  isId,
  type Optimization,
  optimizationsPath,
  type OptimizationSummary,
  type Read,
  readConnection,
  readDeleted,
  readMetric,
  readMetrics,
  readOptimization,
  readOptimizations,
  readSource,
} from './wire.ts';

const metricsPath = `${basePath}/metrics`;
const sourcePath = `${basePath}/assignment-source`;
const connectionPath = `${basePath}/connections`;
const read = [200] as const;
const created = [200, 201] as const;
const deleted = [200, 204] as const;

/** The only place where something of the caller's goes into a path. */
function pathTo(collection: string, operation: Operation, id: string): string {
  if (isId(id)) return `${collection}/${id}`;
  const detail = 'the id is not one of letters, digits, _ and -';
  throw new ApiError(operation, { kind: 'bad_request', resend: 'not_sent', detail });
}

function bodyOf(operation: Operation, draft: DefinitionDraft): string {
  try {
    return draftBody(draft);
  } catch {
    // The engine's message may quote the draft.
    throw new ApiError(operation, { kind: 'bad_request', resend: 'not_sent', detail: 'the draft is not JSON' });
  }
}

function readMetricOf(id: string, { json }: JsonAnswer): Read<Metric> {
  const metric = readMetric(json);
  if (metric.kind === 'shape_problem' || metric.value.id === id) return metric;
  return { kind: 'shape_problem', detail: 'id: expected the id that was asked for' };
}

function readOptimizationOf(id: string, { json }: JsonAnswer): Read<Optimization> {
  const optimization = readOptimization(json);
  if (optimization.kind === 'shape_problem' || (optimization.value.id ?? id) === id) return optimization;
  return { kind: 'shape_problem', detail: 'id: expected the id that was asked for' };
}

function readSaved({ json }: JsonAnswer): Read<AssignmentSource> {
  const source = readSource(json);
  if (source.kind === 'shape_problem') return source;
  if (source.value === undefined) return { kind: 'shape_problem', detail: 'expected the assignment source' };
  return { kind: 'read', value: source.value };
}

function readNothing({ status, json }: JsonAnswer): Read<undefined> {
  return status === 204 ? { kind: 'read', value: undefined } : readDeleted(json);
}

/**
 * Every method rejects with an `ApiError` and with nothing else, takes a signal to abort it, and tells `onWait` before
 * it waits. Reads are repeated by themselves when that may help; writes and previews only when the server certainly
 * did not act.
 */
export class LeveredClient {
  readonly #sender: Sender;

  constructor(options: ClientOptions) {
    this.#sender = new Sender(options);
  }

  /** The whole metric as the server keeps it, with the id that it gave. */
  async createMetric(draft: MetricDraft, options: CallOptions = {}): Promise<Answered<Metric>> {
    const operation = 'createMetric';
    const call = {
      operation,
      method: 'POST',
      path: metricsPath,
      body: bodyOf(operation, draft),
      expected: created,
    } as const;
    return this.#sender.send(call, ({ json }) => readMetric(json), options);
  }

  /** All of them: the service has no paging. One that cannot be read fails the whole call and is named by its index. */
  async listMetrics(options: CallOptions = {}): Promise<Answered<readonly Metric[]>> {
    const call = { operation: 'listMetrics', method: 'GET', path: metricsPath, expected: read } as const;
    return this.#sender.send(call, ({ json }) => readMetrics(json), options);
  }

  async getMetric(id: string, options: CallOptions = {}): Promise<Answered<Metric>> {
    const operation = 'getMetric';
    const call = { operation, method: 'GET', path: pathTo(metricsPath, operation, id), expected: read } as const;
    return this.#sender.send(call, answer => readMetricOf(id, answer), options);
  }

  /** Runs the saved query on the customer's warehouse, which may cost money: only when a person asks. */
  async previewMetric(id: string, options: CallOptions = {}): Promise<Answered<Preview>> {
    const operation = 'previewMetric';
    const path = `${pathTo(metricsPath, operation, id)}/preview`;
    const call = { operation, method: 'POST', path, expected: created, isPreview: true } as const;
    return this.#sender.send(call, previewOf, options);
  }

  /** A `conflict` when guardrails refer to it. */
  async deleteMetric(id: string, options: CallOptions = {}): Promise<Answered<undefined>> {
    const operation = 'deleteMetric';
    const call = { operation, method: 'DELETE', path: pathTo(metricsPath, operation, id), expected: deleted } as const;
    return this.#sender.send(call, readNothing, options);
  }

  /** Creates the organization's assignment source, or replaces it. */
  async saveAssignmentSource(
    draft: AssignmentSourceDraft,
    options: CallOptions = {},
  ): Promise<Answered<AssignmentSource>> {
    const operation = 'saveAssignmentSource';
    const call = {
      operation,
      method: 'POST',
      path: sourcePath,
      body: bodyOf(operation, draft),
      expected: created,
    } as const;
    return this.#sender.send(call, readSaved, options);
  }

  /** `undefined`: the organization has none. */
  async getAssignmentSource(options: CallOptions = {}): Promise<Answered<AssignmentSource | undefined>> {
    const operation = 'getAssignmentSource';
    const call = { operation, method: 'GET', path: sourcePath, expected: read, notFoundIsNull: true } as const;
    return this.#sender.send(call, ({ json }) => readSource(json), options);
  }

  /** Optimizations cannot train from then on, until there is a new one. */
  async deleteAssignmentSource(options: CallOptions = {}): Promise<Answered<undefined>> {
    const call = {
      operation: 'deleteAssignmentSource',
      method: 'DELETE',
      path: sourcePath,
      expected: deleted,
    } as const;
    return this.#sender.send(call, readNothing, options);
  }

  /** As `previewMetric`, for the saved assignment source. */
  async previewAssignmentSource(options: CallOptions = {}): Promise<Answered<Preview>> {
    const operation = 'previewAssignmentSource';
    const path = `${sourcePath}/preview`;
    const call = { operation, method: 'POST', path, expected: created, isPreview: true } as const;
    return this.#sender.send(call, previewOf, options);
  }

  /**
   * The organization's optimizations, archived ones included: at most a hundred, which is as many as the service gives
   * at once. Which metric each one uses is not in the list.
   */
  async listOptimizations(options: CallOptions = {}): Promise<Answered<readonly OptimizationSummary[]>> {
    const call = {
      operation: 'listOptimizations',
      method: 'GET',
      path: optimizationsPath,
      query: 'limit=100&include_archived=true',
      expected: read,
    } as const;
    return this.#sender.send(call, ({ json }) => readOptimizations(json), options);
  }

  /** Which metric an optimization learns from. */
  async getOptimization(id: string, options: CallOptions = {}): Promise<Answered<Optimization>> {
    const operation = 'getOptimization';
    const path = pathTo(optimizationsPath, operation, id);
    const call = { operation, method: 'GET', path, expected: read } as const;
    return this.#sender.send(call, answer => readOptimizationOf(id, answer), options);
  }

  /** The warehouse that runs the organization's queries. `undefined`: none is connected. */
  async getConnection(options: CallOptions = {}): Promise<Answered<Connection | undefined>> {
    const call = { operation: 'getConnection', method: 'GET', path: connectionPath, expected: read } as const;
    return this.#sender.send(call, ({ json }) => readConnection(json), options);
  }
}
