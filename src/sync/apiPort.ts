import { ApiError } from '../api/apiError.ts';
import type { LeveredClient } from '../api/client.ts';
import type { Answered, CallOptions } from '../api/sender.ts';
import type { AbortSignalLike, Answer, DefinitionsApi, Failure } from '../core/apply/ports.ts';
import { SessionError } from '../session/sessionError.ts';

/** Makes one call under a session that is held to one organization. */
type Call = <T>(use: (client: LeveredClient) => Promise<Answered<T>>) => Promise<Answered<T>>;
type Use<T> = (client: LeveredClient, options: CallOptions) => Promise<Answered<T>>;
type OnWait = CallOptions['onWait'];

/** The client as what carries out a plan needs it: failures are values, and a write that was sent is seen to its end. */
export function apiPort(call: Call, onWait?: OnWait): DefinitionsApi {
  const read = <T>(signal: AbortSignalLike | undefined, use: Use<T>): Promise<Answer<T>> =>
    answerOf(() => call(client => use(client, { signal: realSignal(signal), onWait })));

  const write = async <T>(signal: AbortSignalLike | undefined, use: Use<T>): Promise<Answer<T>> => {
    const wait = new CancellableWait(realSignal(signal), onWait);
    const turn = { isBegun: false };
    const answer = await answerOf(() =>
      call(client => {
        turn.isBegun = true;
        return use(client, wait.options);
      }),
    );
    wait.dispose();
    // What went wrong before the write had its turn, e.g. a look at whose token it is, was not the write.
    return answer.kind === 'failed' && !turn.isBegun ? { ...answer, effect: 'not_sent' } : answer;
  };

  return {
    listMetrics: signal => read(signal, (client, options) => client.listMetrics(options)),
    getMetric: (id, signal) => read(signal, (client, options) => client.getMetric(id, options)),
    getAssignmentSource: signal => read(signal, (client, options) => client.getAssignmentSource(options)),
    createMetric: (draft, signal) => write(signal, (client, options) => client.createMetric(draft, options)),
    deleteMetric: (id, signal) => write(signal, (client, options) => client.deleteMetric(id, options)),
    saveAssignmentSource: (draft, signal) =>
      write(signal, (client, options) => client.saveAssignmentSource(draft, options)),
    deleteAssignmentSource: signal => write(signal, (client, options) => client.deleteAssignmentSource(options)),
  };
}

/** What an error of the client or of the session means for a plan that is being carried out. */
export function toFailure(error: unknown): Failure {
  if (error instanceof ApiError) {
    return failure(error.resend, error, {
      reason: reasonOf(error.kind),
      stops: stopping.has(error.kind),
      requestId: error.requestId,
    });
  }
  if (error instanceof SessionError) {
    // A 401 says that nothing was done; who answered for another organization may have done it there.
    const effect = { expired: 'refused', other_organization: 'unknown' } as const;
    const known = error.kind === 'expired' || error.kind === 'other_organization' ? effect[error.kind] : 'not_sent';
    return failure(known, error, { stops: true, requestId: error.requestId });
  }
  return failure('unknown', error, { stops: true });
}

/** These meet the next definition as well. */
const stopping: ReadonlySet<ApiError['kind']> = new Set([
  'unauthorized',
  'forbidden',
  'rate_limited',
  'offline',
  'untrusted',
]);

function reasonOf(kind: ApiError['kind']): Failure['reason'] {
  if (kind === 'aborted') return 'cancelled';
  return kind === 'not_found' || kind === 'conflict' ? kind : 'other';
}

function failure(
  effect: Failure['effect'],
  error: unknown,
  more: { readonly reason?: Failure['reason']; readonly stops: boolean; readonly requestId?: string | undefined },
): Failure {
  const { reason = 'other', stops, requestId } = more;
  return { kind: 'failed', effect, reason, stops, error, ...(requestId !== undefined && { requestId }) };
}

async function answerOf<T>(call: () => Promise<Answered<T>>): Promise<Answer<T>> {
  try {
    const { value, requestId } = await call();
    return { kind: 'ok', value, ...(requestId !== undefined && { requestId }) };
  } catch (error) {
    return toFailure(error);
  }
}

function realSignal(signal: AbortSignalLike | undefined): AbortSignal | undefined {
  return signal instanceof AbortSignal ? signal : undefined;
}

/** Lets a cancel end the wait before a write, and not the write: its outcome is wanted. */
class CancellableWait {
  readonly options: CallOptions;
  readonly #signal: AbortSignal | undefined;
  readonly #own = new AbortController();
  #waitsUntil = 0;

  constructor(signal: AbortSignal | undefined, onWait: OnWait) {
    this.#signal = signal;
    this.options = {
      signal: this.#own.signal,
      onWait: (reason, seconds) => {
        this.#waitsUntil = performance.now() + seconds * 1000;
        onWait?.(reason, seconds);
      },
    };
    if (signal?.aborted === true) this.#own.abort();
    signal?.addEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => {
    if (performance.now() < this.#waitsUntil) this.#own.abort();
  };

  dispose(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}
