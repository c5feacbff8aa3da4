/** Time as pacing, retries and time limits see it; tests pass one that they turn themselves. */
export interface Clock {
  /** Milliseconds that only ever grow: no jump of the wall clock moves them. */
  now(): number;
  /** The wall clock in milliseconds since 1970, for comparing with dates that a server sends. */
  date(): number;
  /** Runs `action` once after `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  after(ms, action) {
    // A timer may ring a fraction of a millisecond early, and who waits would have to wait once more.
    const timer = setTimeout(action, Math.ceil(ms) + 1);
    return () => clearTimeout(timer);
  },
};

/** What an abort without a reason of its own is rejected with. */
export function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('Aborted');
}

/** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as that is aborted. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortReason(signal));
      return;
    }
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    const onAbort = () => {
      cancel();
      if (signal !== undefined) reject(abortReason(signal));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
