import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { Agent, type Dispatcher, MockAgent } from 'undici';
import { ApiError } from '../../../src/api/apiError.ts';
import { LeveredClient } from '../../../src/api/client.ts';
import { type Clock, systemClock } from '../../../src/api/clock.ts';
import { type ApiOrigin, parseOrigin } from '../../../src/api/origin.ts';
import { Pace } from '../../../src/api/pace.ts';
import type { ClientOptions, ExchangeEvent } from '../../../src/api/sender.ts';

/** Looks like a real one and like nothing else, so that eight bytes of it are a leak. */
export const canary = 'cNrY7xQ2.vL9~mW4_kT6+hD8/zB3-pJ5sG1fR0aE';

export function originOf(text: string): ApiOrigin {
  const parsed = parseOrigin(text);
  if (parsed.kind === 'problem') throw new Error(`${text}: ${parsed.code}`);
  return parsed.origin;
}

export interface TestClient extends AsyncDisposable {
  readonly client: LeveredClient;
  readonly events: ExchangeEvent[];
}

/** A client that retries without waiting. */
export function clientOf(url: string, token: string, given: Partial<ClientOptions> = {}): TestClient {
  const events: ExchangeEvent[] = [];
  const dispatcher: Dispatcher = given.dispatcher ?? new Agent();
  const client = new LeveredClient({
    origin: originOf(url),
    token: () => Promise.resolve(token),
    pace: new Pace(systemClock, 10_000),
    requestTimeoutMs: 20_000,
    previewTimeoutMs: 20_000,
    random: () => 0,
    onExchange: event => events.push(event),
    ...given,
    dispatcher,
  });
  return {
    client,
    events,
    [Symbol.asyncDispose]: () => (dispatcher instanceof MockAgent ? dispatcher.close() : dispatcher.destroy()),
  };
}

/** The error that a call rejects with; anything but an `ApiError` is a failure of the test. */
export async function errorOf(call: Promise<unknown>): Promise<ApiError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('the call should have failed');
}

function forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
  ];
}

/** Every eight bytes of the secret, in any spelling, that are in any view of the thing. */
export function tracesOf(secret: string, thing: unknown): string[] {
  const error = thing instanceof Error ? [thing.message, thing.stack ?? '', inspect(thing.cause, { depth: 10 })] : [];
  const text = [...error, JSON.stringify(thing), inspect(thing, { depth: 10, showHidden: true })].join('\n');
  const windows = forms(secret).flatMap(form =>
    Array.from({ length: form.length - 7 }, (_, at) => form.slice(at, at + 8)),
  );
  return windows.filter(window => text.includes(window));
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Requests seen so far, as `METHOD path`. */
  readonly seen: string[];
}

export async function serve(listener: RequestListener): Promise<TestServer> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    listener(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    [Symbol.asyncDispose]: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A clock that stands still until it is turned; timers run in order as it passes them. */
export class TestClock implements Clock {
  #now = 1_000_000;
  readonly #timers = new Set<{ readonly at: number; readonly action: () => void }>();

  now(): number {
    return this.#now;
  }

  date(): number {
    return Date.UTC(2026, 0, 1) + this.#now;
  }

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.#now + ms, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  get pending(): number {
    return this.#timers.size;
  }

  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settle();
      const next = [...this.#timers].filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.action();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise(resolve => setImmediate(resolve));
}
