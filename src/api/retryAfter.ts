/** Above this many seconds nobody is kept waiting: the call stops and tells the time. */
export const longestWait = 300;

/** No server is believed to shut us out for longer than a day. */
const longestPause = 86_400;

/**
 * Seconds of a `Retry-After` header: a number of seconds or an HTTP date, not below 0. Undefined for anything else.
 * Digits are looked at first, because `Date.parse('5')` is a day in 2001.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text), longestPause);
  if (!/^[A-Za-z]{3,9},? /.test(text)) return undefined;
  const date = Date.parse(text);
  if (Number.isNaN(date)) return undefined;
  return Math.min(Math.max(0, Math.ceil((date - nowMs) / 1000)), longestPause);
}
