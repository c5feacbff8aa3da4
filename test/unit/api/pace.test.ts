import { expect, test } from 'vitest';
import { Pace, PauseTooLongError } from '../../../src/api/pace.ts';
import { longestWait, parseRetryAfter } from '../../../src/api/retryAfter.ts';
import { settle, TestClock } from './support.ts';

/** Times, in seconds after the start, at which so many requests that all come at once may leave. */
async function departures(pace: Pace, clock: TestClock, count: number, seconds: number): Promise<number[]> {
  const start = clock.now();
  const times: number[] = [];
  for (let each = 0; each < count; each++) void pace.enter().then(() => times.push((clock.now() - start) / 1000));
  await clock.advance(seconds * 1000);
  return times;
}

test('95 leave at once, the next 95 a minute later', async () => {
  const clock = new TestClock();
  const times = await departures(new Pace(clock), clock, 190, 61);
  expect(times).toEqual([...Array<number>(95).fill(0), ...Array<number>(95).fill(60)]);
});

test('in no 60 s are there more than 95, whenever they come (7)', async () => {
  const clock = new TestClock();
  const pace = new Pace(clock);
  const times: number[] = [];
  for (let each = 0; each < 500; each++) {
    void pace.enter().then(() => times.push(clock.now()));
    await clock.advance((each * 7919) % 400);
  }
  await clock.advance(600_000);
  expect(times).toHaveLength(500);
  for (const [at, time] of times.entries()) {
    expect(times.slice(at).filter(other => other - time < 60_000).length).toBeLessThanOrEqual(95);
  }
});

test('after a 429 half as many for a minute, then all again', async () => {
  const clock = new TestClock();
  const pace = new Pace(clock);
  pace.slowDown();
  const times = await departures(pace, clock, 120, 61);
  expect(times.filter(time => time === 0)).toHaveLength(47);
  expect(times.filter(time => time === 60)).toHaveLength(73);
});

test('nothing leaves inside a Retry-After, and a shorter one does not end a longer one (I7)', async () => {
  const clock = new TestClock();
  const pace = new Pace(clock);
  pace.pause(20);
  pace.pause(5);
  const waits: unknown[] = [];
  void pace.enter(undefined, (...wait) => waits.push(wait));
  expect(await departures(pace, clock, 1, 19.9)).toEqual([]);
  expect(waits).toEqual([['rate_limited', 20]]);
  expect(await departures(pace, clock, 1, 1)).toHaveLength(1);
});

test('a wait for our own pace says so', async () => {
  const clock = new TestClock();
  const pace = new Pace(clock, 1);
  await pace.enter();
  const waits: unknown[] = [];
  void pace.enter(undefined, (...wait) => waits.push(wait));
  await settle();
  expect(waits).toEqual([['pace', 60]]);
});

test('an aborted wait ends at once and takes no place', async () => {
  const clock = new TestClock();
  const pace = new Pace(clock, 1);
  await pace.enter();
  const stop = new AbortController();
  const waiting = pace.enter(stop.signal);
  const reason = new Error('enough');
  stop.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  expect(clock.pending).toBe(0);
  await expect(pace.enter(stop.signal)).rejects.toBe(reason);
  await clock.advance(60_000);
  await pace.enter();
});

test('a pause of more than 300 s is told, not waited for', async () => {
  const clock = new TestClock();
  const pace = new Pace(clock);
  pace.pause(longestWait + 1);
  await expect(pace.enter()).rejects.toEqual(new PauseTooLongError(301));
  await clock.advance(1001);
  expect(await departures(pace, clock, 1, 300)).toHaveLength(1);
});

const now = Date.UTC(2026, 2, 28, 14, 0, 0);
test.each<[string | undefined, number | undefined]>([
  ['5', 5],
  [' 0 ', 0],
  ['1.5', 1.5],
  ['301', 301],
  ['99999999999999999999', 86_400],
  ['Sat, 28 Mar 2026 14:00:30 GMT', 30],
  ['Saturday, 28-Mar-26 14:00:30 GMT', 30],
  ['Sat Mar 28 14:00:30 2026 GMT', 30],
  ['Sat, 28 Mar 2026 13:00:00 GMT', 0],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400],
  ['-1', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  ['soon', undefined],
  ['Monday, sometime', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %j is %s seconds', (header, seconds) => {
  expect(parseRetryAfter(header, now)).toBe(seconds);
});
