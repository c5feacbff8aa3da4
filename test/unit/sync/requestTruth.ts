import type { RequestEntry } from '../../levered/requestLog.ts';

/** I7, judged by the log of the server, whose clock is the client's. Every function gives breaches as sentences. */

const minuteMs = 60_000;
const mostInAMinute = 100;

const timeOf = ({ time }: RequestEntry): number => Date.parse(time);

/** Requests that came before a pause was over that an answer had asked for. */
export function hasty(requests: readonly RequestEntry[]): string[] {
  let until = -Infinity;
  return requests.flatMap(request => {
    const isHasty = timeOf(request) < until;
    if (request.retryAfter !== undefined) until = Math.max(until, endOf(request, request.retryAfter));
    return isHasty ? [`I7: ${request.method} ${request.path} came at ${request.time}, inside a Retry-After`] : [];
  });
}

function endOf(request: RequestEntry, retryAfter: string): number {
  if (/^\d+$/.test(retryAfter)) return timeOf(request) + Number(retryAfter) * 1000;
  // No server is believed to shut us out for longer than a day.
  return Math.min(Date.parse(retryAfter), timeOf(request) + 24 * 60 * minuteMs);
}

/** Minutes with more requests than the service takes. */
export function crowds(requests: readonly RequestEntry[]): string[] {
  return requests.flatMap((request, at) => {
    const first = requests[at - mostInAMinute];
    const isCrowd = first !== undefined && timeOf(request) - timeOf(first) < minuteMs;
    return isCrowd ? [`I7: more than ${mostInAMinute} requests within a minute up to ${request.time}`] : [];
  });
}

/** What the service refused by itself, and not because a test let it. */
export function refusals(requests: readonly RequestEntry[]): string[] {
  return requests
    .filter(({ status, fault }) => status === 429 && fault === undefined)
    .map(({ method, path, time }) => `I7: ${method} ${path} was refused at ${time}`);
}
