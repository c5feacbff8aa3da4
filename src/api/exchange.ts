/** One request and its whole answer, within a time limit and a size limit. */
import type { Dispatcher } from 'undici';
import request from 'undici/lib/api/api-request.js';
import type { Failure, Operation } from './apiError.ts';
import { abortReason, type Clock } from './clock.ts';
import type { ApiOrigin } from './origin.ts';
import { isJson } from './jsonType.ts';
import { type RowParts, RowsReader } from './rowsReader.ts';
import { transportFailure } from './transportFailure.ts';

/** The largest body that is taken, in bytes after decoding. */
const largestBody = 64 * 1024 * 1024;

export interface Call {
  readonly operation: Operation;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Fixed in the code of a call: nothing from outside goes in here. Without the question mark. */
  readonly query?: string;
  /** JSON text. */
  readonly body?: string;
  /** The statuses of success. */
  readonly expected: readonly number[];
  /** Runs a query on a warehouse, so that the longer time limit applies. */
  readonly isPreview?: boolean;
  /** A 404 in the API's own words means that there is none: it is read as null. */
  readonly notFoundIsNull?: boolean;
}

/** What an exchange needs beside the call. */
export interface Surroundings {
  readonly origin: ApiOrigin;
  readonly token: string;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  /** From the first byte of the connection to the last of the body. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly redact: (text: string) => string;
}

export interface RawAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Without the rows, where they were taken out of it. */
  readonly body: Buffer;
  /** The length of the whole body, in bytes after decoding. */
  readonly size: number;
  /** The rows of a preview. `broken`: the text around or in them is no JSON. */
  readonly rows?: RowParts | 'broken';
}

export type Exchanged = RawAnswer | { readonly kind: 'failure'; readonly failure: Failure };

class TooLargeError extends Error {}
class TimeLimitError extends Error {}

const targetOf = ({ path, query }: Call): string => (query === undefined ? path : `${path}?${query}`);

/** Whether the request would go exactly where it says: URL parsing folds `..`, `%2e` and backslashes (T10). */
function isExactTarget(origin: ApiOrigin, call: Call): boolean {
  const target = origin + targetOf(call);
  if (!URL.canParse(target)) return false;
  const url = new URL(target);
  // The path alone is compared too, so that nothing in it can begin a query.
  return url.origin === origin && url.pathname === call.path && url.href === target;
}

async function* chunksOf(response: Dispatcher.ResponseData): AsyncGenerator<Buffer, void, undefined> {
  if (Number(response.headers['content-length']) > largestBody) throw new TooLargeError();
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new TooLargeError();
    yield chunk;
  }
}

type Body = Pick<RawAnswer, 'body' | 'size' | 'rows'>;

async function readBody(response: Dispatcher.ResponseData): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(response)) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  return { body, size: body.length };
}

/** How much is read in one go before others get a turn, in bytes. */
const stride = 1024 * 1024;

async function readRows(response: Dispatcher.ResponseData): Promise<Body> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = new RowsReader();
  let size = 0;
  let pausedAt = 0;
  try {
    for await (const chunk of chunksOf(response)) {
      size += chunk.length;
      reader.push(decoder.decode(chunk, { stream: true }));
      if (size - pausedAt < stride) continue;
      pausedAt = size;
      await new Promise(resolve => setImmediate(resolve));
    }
    reader.push(decoder.decode());
    const { rest, rows } = reader.end();
    return { body: Buffer.from(rest), size, rows };
  } catch (error) {
    // The decoder's error is a TypeError with a code; what the transport throws is not ours to judge here.
    const isText =
      error instanceof SyntaxError ||
      (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA');
    if (!isText) throw error;
    return { body: Buffer.alloc(0), size, rows: 'broken' };
  }
}

async function send(call: Call, around: Surroundings, signal: AbortSignal): Promise<RawAnswer> {
  const response = await request.call(around.dispatcher, {
    origin: around.origin,
    path: targetOf(call),
    method: call.method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${around.token}`,
      ...(call.body !== undefined && { 'content-type': 'application/json' }),
    },
    body: call.body ?? null,
    signal,
    // One limit for the whole exchange, ours, takes the place of undici's limits for its parts.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const { statusCode: status, headers } = response;
    const hasRows = call.isPreview === true && call.expected.includes(status) && isJson(headers['content-type']);
    return { kind: 'answer', status, headers, ...(await (hasRows ? readRows(response) : readBody(response))) };
  } finally {
    // After an error the rest must not go on arriving; after the end this does nothing. Its error was thrown already.
    response.body.on('error', () => undefined).destroy();
  }
}

/** Never rejects: what went wrong is a value. */
export async function exchange(call: Call, around: Surroundings): Promise<Exchanged> {
  const { clock, signal, timeoutMs } = around;
  const failed = (failure: Failure): Exchanged => ({ kind: 'failure', failure });
  if (signal?.aborted) return failed({ kind: 'aborted', resend: 'not_sent' });
  if (!isExactTarget(around.origin, call)) {
    return failed({ kind: 'bad_request', resend: 'not_sent', detail: 'the path does not survive being parsed' });
  }

  const stop = new AbortController();
  // The race ends at once, even while the transport is still connecting and would notice later.
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(abortReason(stop.signal)), { once: true });
  });
  const onAbort = () => stop.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  const cancelTimer = clock.after(timeoutMs, () => stop.abort(new TimeLimitError()));
  try {
    return await Promise.race([send(call, around, stop.signal), stopped]);
  } catch (error) {
    if (stop.signal.reason instanceof TimeLimitError) {
      return failed({ kind: 'timeout', resend: 'unknown', detail: `no whole answer within ${timeoutMs / 1000} s` });
    }
    if (signal?.aborted) return failed({ kind: 'aborted', resend: 'unknown' });
    if (error instanceof TooLargeError) {
      return failed({ kind: 'too_large', resend: 'unknown', detail: `above ${largestBody / 1024 / 1024} MiB` });
    }
    return failed(transportFailure(error, around.redact));
  } finally {
    cancelTimer();
    signal?.removeEventListener('abort', onAbort);
  }
}
