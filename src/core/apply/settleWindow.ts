/**
 * For how long a write of unknown outcome may still be carried out, and a list may lack what was just made, in
 * milliseconds: longer than any gateway keeps a request.
 */
const settleWindowMs = 5 * 60_000;

/** @param at milliseconds since 1970; one that lies ahead was set by a clock that has since been put back: it is old */
export function isYoung(at: number, now: number): boolean {
  return now >= at && now - at < settleWindowMs;
}
