import { expect, test } from 'vitest';
import { type Attempt, decide } from '../../../src/api/retry.ts';

const [notSent, reset, refused, server] = [
  { kind: 'offline', resend: 'not_sent' },
  { kind: 'cut_off', resend: 'unknown' },
  { kind: 'conflict', resend: 'refused' },
  { kind: 'server', resend: 'unknown' },
] as const;
const limited = { kind: 'rate_limited', resend: 'refused' } as const;

type Row = [
  method: Attempt['method'],
  failure: Attempt['failure'],
  tries: number,
  spentMs: number,
  after: number | 'stop',
];

// With the largest jitter: `after` is the upper bound of the wait in milliseconds.
test.each<Row>([
  ['GET', reset, 1, 0, 500],
  ['GET', reset, 2, 0, 1000],
  ['GET', reset, 3, 0, 2000],
  ['GET', reset, 4, 0, 'stop'],
  ['GET', server, 3, 57_999, 2000],
  ['GET', server, 3, 58_002, 'stop'],
  ['GET', notSent, 3, 0, 2000],
  ['GET', refused, 1, 0, 'stop'],
  ['GET', { kind: 'wrong_shape', resend: 'unknown' }, 1, 0, 'stop'],
  ['GET', { kind: 'too_large', resend: 'unknown' }, 1, 0, 'stop'],
  ['GET', { kind: 'redirect', resend: 'unknown' }, 1, 0, 'stop'],
  ['GET', { kind: 'aborted', resend: 'unknown' }, 1, 0, 'stop'],
  ['POST', reset, 1, 0, 'stop'],
  ['POST', server, 1, 0, 'stop'],
  ['POST', { ...server, retryAfter: 1 }, 1, 0, 'stop'],
  ['POST', { kind: 'timeout', resend: 'unknown' }, 1, 0, 'stop'],
  ['POST', notSent, 1, 0, 500],
  ['POST', notSent, 2, 0, 1000],
  ['POST', notSent, 3, 0, 'stop'],
  ['POST', { ...limited, retryAfter: 300 }, 1, 500_000, 0],
  ['POST', { ...limited, retryAfter: 301 }, 1, 0, 'stop'],
  ['POST', limited, 1, 0, 500],
  ['POST', { ...limited, retryAfter: 1 }, 3, 0, 'stop'],
  ['DELETE', notSent, 2, 0, 1000],
  ['DELETE', { ...limited, retryAfter: 7 }, 2, 0, 0],
  ['DELETE', reset, 1, 0, 'stop'],
  ['DELETE', { kind: 'unauthorized', resend: 'refused' }, 1, 0, 'stop'],
])('%s after %j, try %d, %d ms: %s', (method, failure, tries, spentMs, after) => {
  const decision = decide({ method, failure, tries, spentMs, random: 1 - Number.EPSILON });
  expect(decision.kind === 'again' ? Math.ceil(decision.afterMs / 500) * 500 : 'stop').toBe(after);
});

test('the jitter is full: from no wait on', () => {
  expect(decide({ method: 'GET', failure: reset, tries: 3, spentMs: 0, random: 0 })).toEqual({
    kind: 'again',
    afterMs: 0,
  });
  expect(decide({ method: 'GET', failure: reset, tries: 3, spentMs: 0, random: 0.5 })).toEqual({
    kind: 'again',
    afterMs: 1000,
  });
});
