import { MockAgent } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchange } from '../../../src/api/exchange.ts';
import { systemClock } from '../../../src/api/clock.ts';
import { FetchDispatcher } from '../../../src/api/fetchDispatcher.ts';
import { readOptimization, readOptimizations } from '../../../src/api/wire.ts';
import { type Levered, startLevered } from '../../levered/server.ts';
import { canary, clientOf, errorOf, originOf, serve } from './support.ts';

const json = { 'content-type': 'application/json' };
const secret = 'VALUE-THAT-MUST-NOT-BE-SEEN';
const detailOf = (read: { kind: string }) => (read as { detail?: string }).detail;

describe('against the local Levered', () => {
  let levered: Levered;
  beforeAll(async () => {
    levered = await startLevered();
  });
  afterAll(() => levered.close());

  test.each([
    ['an undici Agent', {}],
    ["the host's fetch", { dispatcher: new FetchDispatcher(() => globalThis.fetch) }],
  ])('all optimizations are listed, archived ones too, and each names its reward metric, over %s', async (_, given) => {
    await using own = clientOf(levered.url, levered.token, given);
    const { optimizations, metrics } = levered.state();
    const listed = await own.client.listOptimizations();
    expect(listed.organizationId).toBe(levered.organizationId);
    expect(listed.value).toEqual(optimizations.map(({ id, name, status }) => ({ id, name, status })));
    expect(listed.value.map(({ status }) => status)).toContain('archived');
    for (const { id, reward_metric_id } of optimizations) {
      expect((await own.client.getOptimization(id)).value).toEqual({ id, reward_metric_id });
      expect(metrics.map(metric => metric.id)).toContain(reward_metric_id);
    }
    expect(own.events[0]).toMatchObject({ operation: 'listOptimizations', path: '/api/v2/optimizations', status: 200 });
  });

  test('an optimization that is not there: 404', async () => {
    await using own = clientOf(levered.url, levered.token);
    expect(await errorOf(own.client.getOptimization('nobody'))).toMatchObject({ kind: 'not_found', resend: 'refused' });
  });
});

test('the list is asked for with its limit, exactly', async () => {
  await using server = await serve((_, response) => response.writeHead(200, json).end('{"optimizations":[]}'));
  await using own = clientOf(server.url, canary);
  expect((await own.client.listOptimizations()).value).toEqual([]);
  expect(server.seen).toEqual(['GET /api/v2/optimizations?limit=100&include_archived=true']);
});

test.each(['', '..', 'a?limit=1', 'a#b', 'a/b', '%2e%2e'])('%j is no id, and nothing is sent (T10)', async id => {
  const dispatcher = new MockAgent();
  dispatcher.disableNetConnect();
  await using own = clientOf('https://api.levered.dev', canary, { dispatcher });
  expect(await errorOf(own.client.getOptimization(id))).toMatchObject({ kind: 'bad_request', resend: 'not_sent' });
  expect(own.events).toEqual([]);
});

test.each(['/a?b', '/a?', '/a#b', '/a/../b', '/a/%2e%2e/b', '\\a', ''])(
  'the path %j stays refused, with a query beside it and without (T10)',
  async path => {
    await using server = await serve((_, response) => response.end());
    for (const query of [{}, { query: 'limit=1' }]) {
      const call = { operation: 'listOptimizations', method: 'GET', path, expected: [200], ...query } as const;
      const dispatcher = new FetchDispatcher(() => globalThis.fetch);
      const around = { origin: originOf(server.url), token: canary, dispatcher, clock: systemClock, timeoutMs: 10_000 };
      expect(await exchange(call, { ...around, redact: text => text })).toMatchObject({
        kind: 'failure',
        failure: { kind: 'bad_request', resend: 'not_sent' },
      });
    }
    expect(server.seen).toEqual([]);
  },
);

test('an answer about another optimization than the one asked for is refused', async () => {
  await using server = await serve((_, response) =>
    response.writeHead(200, json).end('{"id":"other","reward_metric_id":"m"}'),
  );
  await using own = clientOf(server.url, canary);
  expect(await errorOf(own.client.getOptimization('o'))).toMatchObject({
    kind: 'wrong_shape',
    detail: 'id: expected the id that was asked for',
  });
});

test.each<[string, unknown, unknown]>([
  ['flat', { id: 'o', reward_metric_id: 'm', name: 'x', meta: {} }, { id: 'o', reward_metric_id: 'm' }],
  ['wrapped', { optimization: { id: 'o', reward_metric_id: 'm' }, meta: {} }, { id: 'o', reward_metric_id: 'm' }],
  ['flat, beside another `optimization`', { reward_metric_id: 'm', optimization: 'x' }, { reward_metric_id: 'm' }],
  ['no metric yet', { id: 'o', reward_metric_id: null }, { id: 'o', reward_metric_id: null }],
])('an optimization, %s', (_, body, value) => {
  expect(readOptimization(body)).toEqual({ kind: 'read', value });
});

test.each<[string, unknown, string]>([
  ['null', null, 'expected an object'],
  ['text', secret, 'expected an object'],
  ['a list', [secret], 'reward_metric_id: is missing'],
  ['no reward metric named, which is not "none"', { id: 'o', status: secret }, 'reward_metric_id: is missing'],
  ['a number in its place', { id: 'o', reward_metric_id: 7 }, 'reward_metric_id: expected text'],
  ['an id that is none', { id: `${secret}/`, reward_metric_id: 'm' }, 'id: expected an id'],
  ['wrapped null', { optimization: null }, 'optimization: expected an object'],
  ['wrapped without', { optimization: { id: 'o' } }, 'optimization.reward_metric_id: is missing'],
])('no optimization: %s', (_, body, detail) => {
  expect(detailOf(readOptimization(body))).toBe(detail);
});

test('of a list row the id is needed; the rest may be absent, null or more', () => {
  const rows = [{ id: 'a', name: 'A', status: 'running', x: {} }, { id: 'b' }, { id: 'c', name: null, status: null }];
  expect(readOptimizations({ optimizations: rows, total: 3 })).toEqual({
    kind: 'read',
    value: [
      { id: 'a', name: 'A', status: 'running' },
      { id: 'b', name: 'b' },
      { id: 'c', name: 'c' },
    ],
  });
});

test.each<[string, unknown, string]>([
  ['a bare list', [{ id: 'a' }], 'optimizations: is missing'],
  ['null', null, 'expected an object'],
  ['null in its place', { optimizations: null }, 'optimizations: expected a list'],
  ['a row without an id', { optimizations: [{ id: 'a' }, { name: secret }] }, 'optimizations[1].id: is missing'],
  ['a row with a path for an id', { optimizations: [{ id: `../${secret}` }] }, 'optimizations[0].id: expected an id'],
  ['a number for a name', { optimizations: [{ id: 'a', name: 7 }] }, 'optimizations[0].name: expected text'],
])('no list of optimizations: %s', (_, body, detail) => {
  expect(detailOf(readOptimizations(body))).toBe(detail);
});
