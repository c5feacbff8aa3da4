import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorAnswer, notFound, type Answer } from './answer.ts';
import { answerExchange } from './exchange.ts';
import type { FaultHandle, FaultRule } from './fault.ts';
import { defaultOptions, type LeveredOptions } from './options.ts';
import type { Effect, Organization } from './organization.ts';
import { RateLimit } from './rateLimit.ts';
import type { OpenEntry, RequestEntry } from './requestLog.ts';
import { findRoute } from './routes.ts';
import {
  defaultOrganizationId,
  emptyOrganization,
  otherOrganization,
  sampleOrganization,
} from './sampleOrganization.ts';
import { Store } from './store.ts';
import { Switchboard } from './switchboard.ts';
import type { Warehouse } from './warehouse.ts';
import { DuckdbWarehouse } from './duckdbWarehouse.ts';

/** A running local Levered, and the view behind its scenes that tests need. */
export interface Levered {
  /** The base URL, without a slash at its end. */
  readonly url: string;
  /** A token of the default organization. */
  readonly token: string;
  readonly organizationId: string;
  readonly faults: {
    add(rule: FaultRule): FaultHandle;
    clear(): void;
  };
  readonly log: {
    readonly requests: readonly RequestEntry[];
    readonly effects: readonly Effect[];
    clear(): void;
  };
  /** What is stored now, of the default organization unless another is named. */
  state(organizationId?: string): Organization;
  issueToken(organizationId?: string): string;
  revokeToken(token: string): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a local Levered; the promise settles when it takes requests. Close it, or it keeps the process alive. */
export async function startLevered(given: Partial<LeveredOptions> = {}): Promise<Levered> {
  const options = { ...defaultOptions, ...given };
  const warehouse = await DuckdbWarehouse.open(options.seed, options.now(), options, sql => Promise.resolve(sql));
  const organization = options.emptyOrganization
    ? emptyOrganization(defaultOrganizationId)
    : sampleOrganization(options.seed, options.now(), options.metrics);
  const organizations = [organization, otherOrganization(options.seed, options.now())];
  const store = new Store({ organizations, tokens: {} }, options.now, undefined);
  const service = new Service(options, store, warehouse);
  const server = createServer((request, response) => void service.answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const close = async () => {
    service.close();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    await warehouse.close();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: store.tokenOf(defaultOrganizationId),
    organizationId: defaultOrganizationId,
    faults: service.faults,
    log: {
      requests: service.requests,
      effects: store.effects,
      clear: () => {
        service.requests.length = 0;
        store.effects.length = 0;
      },
    },
    state: (id = defaultOrganizationId) => store.organization(id),
    issueToken: (id = defaultOrganizationId) => store.issueToken(id),
    revokeToken: token => store.revokeToken(token),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const bodyLimit = 10 * 1024 * 1024;

/** Takes requests in, does what they ask and keeps the log. */
class Service {
  readonly requests: RequestEntry[] = [];
  readonly faults = new Switchboard();
  readonly #options: LeveredOptions;
  readonly #store: Store;
  readonly #warehouse: Warehouse;
  readonly #rateLimit: RateLimit;
  readonly #closing = new AbortController();

  constructor(options: LeveredOptions, store: Store, warehouse: Warehouse) {
    this.#options = options;
    this.#store = store;
    this.#warehouse = warehouse;
    this.#rateLimit = new RateLimit(options.requestsPerMinute);
  }

  close(): void {
    this.#closing.abort();
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path, query] = splitTarget(request.url ?? '/');
    const entry: OpenEntry = {
      requestId: `req_${randomBytes(8).toString('hex')}`,
      method: request.method ?? 'GET',
      path,
      query,
      time: this.#store.time(),
      organizationId: undefined,
      status: 'no answer',
      acted: false,
      fault: undefined,
    };
    this.requests.push(entry);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const body = await readBody(request);
      const act = async () => {
        const answer = await this.#act(entry, request.headers.authorization, body, gone.signal);
        entry.acted = answer.kind !== 'error';
        return answer;
      };
      const exchange = { request, response, entry, act, closing: this.#closing.signal };
      await answerExchange(exchange, this.faults.choose(entry.method, path));
    } catch (error) {
      if (gone.signal.aborted) return;
      console.error(error);
      response.destroy();
    }
  }

  async #act(entry: OpenEntry, authorization: string | undefined, body: string, gone: AbortSignal): Promise<Answer> {
    const taken = this.#rateLimit.take(this.#options.now().getTime());
    if (taken.kind === 'refused') {
      const { requestsPerMinute } = this.#options;
      const answer = errorAnswer(429, 'rate_limited', `More than ${requestsPerMinute} requests came within a minute.`);
      return { ...answer, headers: { 'retry-after': String(taken.retryAfter) } };
    }
    const token = /^Bearer +([^\s]+)$/i.exec(authorization ?? '')?.[1];
    const organizationId = token === undefined ? undefined : this.#store.organizationOf(token);
    if (organizationId === undefined) {
      return errorAnswer(401, 'unauthorized', 'The token is missing, unknown or expired.');
    }
    entry.organizationId = organizationId;
    if (body.length > bodyLimit) return errorAnswer(413, 'too_large', 'The request body is larger than 10 MiB.');
    const route = findRoute(entry.method, entry.path);
    switch (route.kind) {
      case 'unknownPath':
        return notFound('The path');
      case 'otherMethod':
        return {
          ...errorAnswer(405, 'method_not_allowed', `This path takes ${route.allow}.`),
          headers: { allow: route.allow },
        };
      case 'call': {
        const { sourceShape, provider } = this.#options;
        const context = {
          store: this.#store,
          warehouse: this.#warehouse,
          sourceShape,
          provider,
          organization: this.#store.organization(organizationId),
          requestId: entry.requestId,
          body,
          query: new URLSearchParams(entry.query),
          signal: AbortSignal.any([gone, this.#closing.signal]),
        };
        return route.call(context, route.id);
      }
    }
  }
}

/** Node hands the target over as it came, so an encoded or a dotted path is seen as the client sent it. */
function splitTarget(target: string): [path: string, query: string] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    // The rest is read and dropped, so that the refusal can still be sent.
    if (length <= bodyLimit + 65_536) parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
