import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFaultRule } from './faultRule.ts';
import type { FaultHandle } from './fault.ts';
import { readBody } from './requestBody.ts';
import type { Levered } from './server.ts';

export const controlPath = '/_control/';
export const controlHeader = 'x-levered-control';

type Controlled = Pick<Levered, 'faults' | 'log' | 'state' | 'issueToken' | 'revokeToken'>;

/** What tests in another process can do: the same as in this one, over HTTP and with a key. */
export class Control {
  /** The value that the header `x-levered-control` must have. */
  readonly key = randomBytes(24).toString('base64url');
  readonly #levered: Controlled;
  readonly #handles = new Map<string, FaultHandle>();

  constructor(levered: Controlled) {
    this.#levered = levered;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = await readBody(request);
    const [status, value] = this.#hasKey(request)
      ? this.#act(`${request.method ?? 'GET'} ${url.pathname.slice(controlPath.length)}`, url.searchParams, body)
      : ([403, { error: `The header ${controlHeader} with the control key is missing or wrong.` }] as const);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  }

  #hasKey(request: IncomingMessage): boolean {
    const [given, wanted] = [Buffer.from(String(request.headers[controlHeader] ?? '')), Buffer.from(this.key)];
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  #act(what: string, query: URLSearchParams, body: string): readonly [status: number, value: unknown] {
    const { faults, log, state, issueToken, revokeToken } = this.#levered;
    try {
      switch (what) {
        case 'POST faults': {
          const id = String(this.#handles.size + 1);
          this.#handles.set(id, faults.add(readFaultRule(JSON.parse(body))));
          return [201, { id }];
        }
        case 'DELETE faults':
          faults.clear();
          return [200, {}];
        case 'GET log':
          return [200, { requests: log.requests, effects: log.effects }];
        case 'DELETE log':
          log.clear();
          return [200, {}];
        case 'GET state':
          return [200, state(query.get('organization') ?? undefined)];
        case 'POST tokens':
          return [201, { token: issueToken(query.get('organization') ?? undefined) }];
        case 'DELETE tokens':
          revokeToken((JSON.parse(body) as { token: string }).token);
          return [200, {}];
        default:
          return this.#actOnFault(what);
      }
    } catch (error) {
      return [400, { error: error instanceof Error ? error.message : String(error) }];
    }
  }

  #actOnFault(what: string): readonly [status: number, value: unknown] {
    const [, verb, id = '', rest] = /^(GET|DELETE|POST) faults\/(\d+)(\/release)?$/.exec(what) ?? [];
    const handle = this.#handles.get(id);
    if (handle === undefined) return [404, { error: `There is nothing at "${what}".` }];
    if (verb === 'POST' && rest !== undefined) handle.release();
    else if (verb === 'DELETE') handle.remove();
    return [200, { used: handle.used }];
  }
}
