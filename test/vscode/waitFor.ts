import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks `probe` again and again until it gives something other than undefined, and gives that. Fails after `timeoutMs`,
 * naming `what` was waited for and why the last try failed.
 */
export async function waitFor<T>(
  what: string,
  timeoutMs: number,
  probe: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      const why = last instanceof Error ? ` Last try: ${last.message}` : '';
      throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.${why}`);
    }
    await pause(50);
  }
}
