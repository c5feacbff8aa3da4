import { LeveredClient } from '../api/client.ts';
import { systemClock } from '../api/clock.ts';
import { FetchDispatcher } from '../api/fetchDispatcher.ts';
import { Pace } from '../api/pace.ts';
import type { Log } from '../platform/log.ts';
import { personalMilliseconds } from '../platform/settings.ts';
import type { Environment } from './environment.ts';

export function newPace(): Pace {
  return new Pace(systemClock);
}

/** A client of one environment, with the person's settings and VS Code's own way to the network. */
export function makeClient(environment: Environment, token: string, pace: Pace, log: Log): LeveredClient {
  return new LeveredClient({
    origin: environment.origin,
    token: () => Promise.resolve(token),
    // Taken at call time: VS Code patches the global one with the person's proxy and certificates.
    dispatcher: new FetchDispatcher(() => globalThis.fetch),
    pace,
    requestTimeoutMs: personalMilliseconds('requestTimeout', 30, 600),
    previewTimeoutMs: personalMilliseconds('previewTimeout', 300, 3600),
    onExchange: exchange => log.exchange(exchange),
  });
}
