import type { LeveredClient } from '../api/client.ts';
import type { ApiOrigin } from '../api/origin.ts';
import type { Pace } from '../api/pace.ts';
import type { Log } from '../platform/log.ts';
import type { Environment } from './environment.ts';

/**
 * Makes clients of the API. The code of the client, and undici with it, is loaded with the first one: a window in which
 * nothing is sent does not pay for it. All clients of an origin share one pace, because the service's limit does not
 * care who in this window asks.
 */
export class ClientFactory {
  readonly #log: Log;
  readonly #paces = new Map<ApiOrigin, Pace>();

  constructor(log: Log) {
    this.#log = log;
  }

  async create(environment: Environment, token: string): Promise<LeveredClient> {
    const { makeClient, newPace } = await import('./makeClient.ts');
    const pace = this.#paces.get(environment.origin) ?? newPace();
    this.#paces.set(environment.origin, pace);
    return makeClient(environment, token, pace, this.#log);
  }
}
