import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorAnswer, notFound, type Answer } from './answer.ts';
import { answerExchange, send } from './exchange.ts';
import type { LeveredOptions } from './options.ts';
import { RateLimit } from './rateLimit.ts';
import { replyOf } from './reply.ts';
import type { OpenEntry, RequestEntry } from './requestLog.ts';
import { bodyLimit, readBody } from './requestBody.ts';
import { findRoute } from './routes.ts';
import type { Store } from './store.ts';
import { Switchboard } from './switchboard.ts';
import type { Warehouse } from './warehouse.ts';

/** Takes requests in, does what they ask, and keeps the log. */
export class Service {
  readonly requests: RequestEntry[] = [];
  readonly faults = new Switchboard();
  readonly #options: LeveredOptions;
  readonly #store: Store;
  readonly #warehouse: Warehouse;
  readonly #rateLimit: RateLimit;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(options: LeveredOptions, store: Store, warehouse: Warehouse) {
    this.#options = options;
    this.#store = store;
    this.#warehouse = warehouse;
    this.#rateLimit = new RateLimit(options.requestsPerMinute);
  }

  take(request: IncomingMessage, response: ServerResponse): void {
    const running = this.#answer(request, response).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Settles when all that came in so far is carried out and answered. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** Ends every wait and every query; settles when nothing runs any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#running);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
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
      retryAfter: undefined,
    };
    this.requests.push(entry);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const act = async () => {
      const answer = await this.#act(entry, request.headers.authorization, body, gone.signal);
      entry.acted = answer.kind !== 'error';
      return answer;
    };
    const exchange = { request, response, entry, act, closing: this.#closing.signal };
    let body = '';
    try {
      body = await readBody(request);
      await answerExchange(exchange, this.faults.choose(entry.method, path));
    } catch (error) {
      // When the client has gone or the server closes, what fails is the broken connection or the stopped query.
      if (gone.signal.aborted || this.#closing.signal.aborted) return;
      console.error(error);
      if (response.headersSent) response.destroy();
      else send(exchange, replyOf(errorAnswer(500, 'internal_error', String(error)), { request_id: entry.requestId }));
    }
  }

  async #act(entry: OpenEntry, authorization: string | undefined, body: string, gone: AbortSignal): Promise<Answer> {
    const { requestsPerMinute, now, sourceShape, provider, newId } = this.#options;
    const taken = this.#rateLimit.take(now().getTime());
    if (taken.kind === 'refused') {
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
      case 'otherMethod': {
        const answer = errorAnswer(405, 'method_not_allowed', `This path takes ${route.allow}.`);
        return { ...answer, headers: { allow: route.allow } };
      }
      case 'call': {
        const context = {
          store: this.#store,
          warehouse: this.#warehouse,
          sourceShape,
          newId,
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
