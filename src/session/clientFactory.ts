import type { LeveredClient } from '../api/client.ts';
import type { ApiOrigin } from '../api/origin.ts';
import type { Pace } from '../api/pace.ts';
import type { Log } from '../platform/log.ts';
import { personalMilliseconds } from '../platform/settings.ts';
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
    const [{ LeveredClient }, { FetchDispatcher }, { Pace }, { systemClock }] = await Promise.all([
      import('../api/client.ts'),
      import('../api/fetchDispatcher.ts'),
      import('../api/pace.ts'),
      import('../api/clock.ts'),
    ]);
    const pace = this.#paces.get(environment.origin) ?? new Pace(systemClock);
    this.#paces.set(environment.origin, pace);
    return new LeveredClient({
      origin: environment.origin,
      token: () => Promise.resolve(token),
      // Taken at call time: VS Code patches the global one with the person's proxy and certificates.
      dispatcher: new FetchDispatcher(() => globalThis.fetch),
      pace,
      requestTimeoutMs: personalMilliseconds('requestTimeout', 30, 600),
      previewTimeoutMs: personalMilliseconds('previewTimeout', 300, 3600),
      onExchange: exchange => this.#log.exchange(exchange),
    });
  }
}
