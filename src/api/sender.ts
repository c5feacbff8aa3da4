/** How a call becomes one or more exchanges: token, pace, time limit, judgement of the answer, and sending again. */
import type { Dispatcher } from 'undici';
import { type JsonAnswer, judge } from './answer.ts';
import { ApiError, type ApiErrorKind, type Failure, type Operation } from './apiError.ts';
import { type Clock, sleep, systemClock } from './clock.ts';
import { type Call, exchange, type Exchanged } from './exchange.ts';
import type { ApiOrigin } from './origin.ts';
import { type Pace, type PaceReason, PauseTooLongError } from './pace.ts';
import { redactor } from './redaction.ts';
import { decide } from './retry.ts';
import { parseToken } from './token.ts';
import { transportFailure } from './transportFailure.ts';
import type { Read } from './wire.ts';

/** One line's worth about one exchange, for a log. Holds no token, no SQL and no rows. */
export interface ExchangeEvent {
  readonly operation: Operation;
  readonly method: Call['method'];
  readonly path: string;
  readonly status?: number;
  /** Absent when the exchange was a success. */
  readonly failure?: ApiErrorKind;
  /** From the start of sending to the end of the body, in milliseconds. */
  readonly durationMs: number;
  readonly requestId?: string;
  /** Of the answer's body; absent when it did not arrive whole. */
  readonly bytes?: number;
}

export interface ClientOptions {
  readonly origin: ApiOrigin;
  /** Asked before each request. What it rejects with becomes the cause of an `unauthorized` error. */
  readonly token: () => Promise<string>;
  readonly dispatcher: Dispatcher;
  /** Shared by all clients whose requests the service counts together. */
  readonly pace: Pace;
  readonly requestTimeoutMs: number;
  readonly previewTimeoutMs: number;
  readonly clock?: Clock;
  /** In [0, 1), for the jitter of retries. */
  readonly random?: () => number;
  /** Must not throw. */
  readonly onExchange?: (event: ExchangeEvent) => void;
}

/** `rate_limited`: the server asked for it · `pace`: our own limit · `retry`: before another try. */
type WaitReason = PaceReason | 'retry';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onWait?: ((reason: WaitReason, seconds: number) => void) | undefined;
}

export interface Answered<T> {
  readonly value: T;
  readonly requestId?: string;
  /** The organization that the server answered for; absent where the answer has no body. */
  readonly organizationId?: string;
  /** Of the exchange that succeeded, in milliseconds, without waits before it. */
  readonly elapsedMs: number;
}

interface Failed {
  readonly kind: 'failure';
  readonly failure: Failure;
}
type Outcome<T> = { readonly kind: 'answered'; readonly answered: Answered<T> } | Failed;

const failed = (failure: Failure): Failed => ({ kind: 'failure', failure });

/** For errors of a token's source: there is no token yet that could be taken out of them, so nothing of them is kept. */
const nothing = () => '[removed]';

/**
 * What an answer holds goes into files, journals and the tree; rows go to nothing but the page that shows them. A token
 * consists of characters that JSON writes as they are.
 */
function withoutToken<T>({ isPreview }: Call, token: string, value: Read<T>): Read<T> {
  if (isPreview === true || value.kind === 'shape_problem') return value;
  const text = value.value === undefined ? '' : JSON.stringify(value.value);
  // A text as short as no token is stands in innocent words.
  return token.length >= 8 && text.includes(token)
    ? { kind: 'shape_problem', detail: 'expected nothing that holds the token' }
    : value;
}

/**
 * undici's own RetryHandler is not used. It cannot keep these rules: it counts a resend but does not let it wait for a
 * shared pace, cuts Retry-After at its own maximum, reads it by `new Date` when it is not a number, resumes a cut body
 * with a Range request, waits deaf to an abort, and sees no body, where the difference lies between the API's refusal
 * (never again) and a gateway's (unknown).
 */
export class Sender {
  readonly #options: ClientOptions;
  readonly #clock: Clock;
  readonly #random: () => number;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
  }

  /** Rejects with an `ApiError` only. `read` takes what the call needs from an answer. */
  async send<T>(call: Call, read: (answer: JsonAnswer) => Read<T>, options: CallOptions): Promise<Answered<T>> {
    let spentMs = 0;
    for (let tries = 1; ; tries++) {
      const permit = await this.#permit(options);
      if (permit.kind === 'failure') throw new ApiError(call.operation, permit.failure);
      const startedAt = this.#clock.now();
      const outcome = await this.#try(call, read, permit.token, options.signal);
      spentMs += this.#clock.now() - startedAt;
      if (outcome.kind === 'answered') return outcome.answered;

      const { failure } = outcome;
      const decision = decide({ method: call.method, tries, spentMs, failure, random: this.#random() });
      if (decision.kind === 'stop') throw new ApiError(call.operation, failure);
      spentMs += decision.afterMs;
      if (decision.afterMs > 0) options.onWait?.('retry', Math.ceil(decision.afterMs / 1000));
      await sleep(this.#clock, decision.afterMs, options.signal).catch(() => {
        throw new ApiError(call.operation, { kind: 'aborted', resend: failure.resend });
      });
    }
  }

  /** A token, and a place in the pace. Nothing has been sent when it fails. */
  async #permit({
    signal,
    onWait,
  }: CallOptions): Promise<{ readonly kind: 'permit'; readonly token: string } | Failed> {
    if (signal?.aborted) return failed({ kind: 'aborted', resend: 'not_sent' });
    let token: string;
    try {
      const parsed = parseToken(await this.#options.token());
      if (parsed.kind === 'problem') {
        return failed({
          kind: 'unauthorized',
          resend: 'not_sent',
          detail: 'the stored token is not one',
          code: parsed.code,
        });
      }
      token = parsed.token;
    } catch (error) {
      return failed({ ...transportFailure(error, nothing), kind: 'unauthorized', resend: 'not_sent' });
    }
    try {
      await this.#options.pace.enter(signal, onWait);
      return { kind: 'permit', token };
    } catch (error) {
      if (!(error instanceof PauseTooLongError)) return failed({ kind: 'aborted', resend: 'not_sent' });
      return failed({ kind: 'rate_limited', resend: 'not_sent', retryAfter: error.retryAfter });
    }
  }

  async #try<T>(
    call: Call,
    read: (answer: JsonAnswer) => Read<T>,
    token: string,
    signal: AbortSignal | undefined,
  ): Promise<Outcome<T>> {
    const { origin, dispatcher, pace, onExchange } = this.#options;
    const timeoutMs = call.isPreview ? this.#options.previewTimeoutMs : this.#options.requestTimeoutMs;
    const redact = redactor(token);
    const startedAt = this.#clock.now();
    const exchanged = await exchange(call, {
      origin,
      token,
      dispatcher,
      clock: this.#clock,
      timeoutMs,
      signal,
      redact,
    });
    const elapsedMs = this.#clock.now() - startedAt;
    const outcome = this.#outcome(call, exchanged, read, { token, redact }, elapsedMs);

    const failure = outcome.kind === 'failure' ? outcome.failure : undefined;
    const { requestId } = outcome.kind === 'failure' ? outcome.failure : outcome.answered;
    if (failure?.kind === 'rate_limited') pace.slowDown();
    if (failure?.retryAfter !== undefined) pace.pause(failure.retryAfter);
    onExchange?.({
      operation: call.operation,
      method: call.method,
      path: redact(call.path),
      durationMs: elapsedMs,
      ...(exchanged.kind === 'answer' && { status: exchanged.status, bytes: exchanged.size }),
      ...(failure !== undefined && { failure: failure.kind }),
      ...(requestId !== undefined && { requestId }),
    });
    return outcome;
  }

  #outcome<T>(
    call: Call,
    exchanged: Exchanged,
    read: (answer: JsonAnswer) => Read<T>,
    { token, redact }: { readonly token: string; readonly redact: (text: string) => string },
    elapsedMs: number,
  ): Outcome<T> {
    if (exchanged.kind === 'failure') return exchanged;
    const answer = judge(call, exchanged, { redact, nowMs: this.#clock.date() });
    if (answer.kind === 'failure') return answer;
    const known = {
      ...(answer.requestId !== undefined && { requestId: answer.requestId }),
      ...(answer.organizationId !== undefined && { organizationId: answer.organizationId }),
    };
    const value = withoutToken(call, token, read(answer));
    if (value.kind === 'read') return { kind: 'answered', answered: { value: value.value, elapsedMs, ...known } };
    const { status } = exchanged;
    return failed({ kind: 'wrong_shape', resend: 'unknown', status, detail: value.detail, ...known });
  }
}
