/** When a request is sent again by itself: a pure decision, because a wrong one makes a second metric or a second bill. */
import type { Failure } from './apiError.ts';
import { longestWait } from './retryAfter.ts';

const baseMs = 500;
const capMs = 20_000;
const budgetMs = 60_000;

export interface Attempt {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** How often it was sent so far, this failure included: 1 or more. */
  readonly tries: number;
  /** Milliseconds since the first try, without the waits that the server asked for. */
  readonly spentMs: number;
  readonly failure: Pick<Failure, 'kind' | 'resend' | 'retryAfter'>;
  /** In [0, 1). */
  readonly random: number;
}

export type Decision = { readonly kind: 'stop' } | { readonly kind: 'again'; readonly afterMs: number };

const stop: Decision = { kind: 'stop' };

/** These stay as they are however often one asks. */
const lasting = new Set<Failure['kind']>([
  'wrong_shape',
  'too_large',
  'redirect',
  'bad_request',
  'aborted',
  'unauthorized',
]);

/**
 * A read: at most 4 tries within 60 s. A write or a preview: at most 3, and only if the server did not act on it, which
 * it says itself (429) or which is certain (it was never sent). Full jitter between tries; a Retry-After of the server,
 * which the pace enforces, comes instead; above 300 s the call stops.
 */
export function decide({ method, tries, spentMs, failure, random }: Attempt): Decision {
  const isRead = method === 'GET';
  if (lasting.has(failure.kind) || tries >= (isRead ? 4 : 3)) return stop;
  const mayResend =
    failure.kind === 'rate_limited' || failure.resend === 'not_sent' || (isRead && failure.resend === 'unknown');
  if (!mayResend) return stop;
  if (failure.retryAfter !== undefined) {
    return failure.retryAfter > longestWait ? stop : { kind: 'again', afterMs: 0 };
  }
  const afterMs = Math.floor(random * Math.min(capMs, baseMs * 2 ** (tries - 1)));
  return spentMs + afterMs > budgetMs ? stop : { kind: 'again', afterMs };
}
