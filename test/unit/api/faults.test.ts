import { Agent } from 'undici';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ApiErrorKind, Resend } from '../../../src/api/apiError.ts';
import type { LeveredClient } from '../../../src/api/client.ts';
import { FetchDispatcher } from '../../../src/api/fetchDispatcher.ts';
import type { Fault } from '../../levered/fault.ts';
import { type Levered, startLevered } from '../../levered/server.ts';
import { canary, clientOf, errorOf, serve, type TestClient, tracesOf } from './support.ts';

let levered: Levered;
let own: TestClient;

beforeAll(async () => {
  levered = await startLevered({ requestsPerMinute: 100_000 });
  own = clientOf(levered.url, levered.token);
});
afterEach(() => {
  levered.faults.clear();
  own.events.length = 0;
});
afterAll(async () => {
  await own[Symbol.asyncDispose]();
  await levered.close();
});

const draft = {
  kind: 'metric',
  name: 'One',
  sql: 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions',
  column_mapping: { anonymous_id: 'anonymous_id', timestamp: 'timestamp' },
} as const;

const list = (client: LeveredClient) => client.listMetrics();
const create = (client: LeveredClient) => client.createMetric(draft);
const preview = async (client: LeveredClient) => client.previewMetric(levered.state().metrics[0]!.id);

const status = (code: number, retryAfter?: string | number, message?: string): Fault => ({
  kind: 'before',
  failure: {
    kind: 'status',
    status: code,
    ...(retryAfter !== undefined && { retryAfter }),
    ...(message !== undefined && { message }),
  },
});

type Expected = readonly [kind: ApiErrorKind, resend: Resend, sent: number, detail?: string];

/** `sent`: how often the request went out before the error was given. */
const table: [name: string, Fault, call: (client: LeveredClient) => Promise<unknown>, Expected][] = [
  ['400', status(400), create, ['rejected', 'refused', 1]],
  ['401', status(401), create, ['unauthorized', 'refused', 1]],
  ['401 to a read', status(401), list, ['unauthorized', 'refused', 1]],
  ['403', status(403), list, ['forbidden', 'refused', 1]],
  ['404', status(404), preview, ['not_found', 'refused', 1]],
  ['408', status(408), create, ['timeout', 'unknown', 1]],
  ['409', status(409), create, ['conflict', 'refused', 1]],
  ['422', status(422), create, ['rejected', 'refused', 1]],
  ['429 for ten minutes', status(429, 600), list, ['rate_limited', 'refused', 1]],
  ['429 that lasts', status(429, 0), create, ['rate_limited', 'refused', 3]],
  ['429 that lasts, to a read', status(429, 0), list, ['rate_limited', 'refused', 4]],
  ['429 that lasts, to a preview', status(429, 0), preview, ['rate_limited', 'refused', 3]],
  ['500 to a read', status(500), list, ['server', 'unknown', 4]],
  ['500', status(500), create, ['server', 'unknown', 1]],
  ['502 to a preview', status(502), preview, ['server', 'unknown', 1]],
  ['503', status(503), create, ['server', 'unknown', 1]],
  ['504 after acting', { kind: 'after', failure: { kind: 'status', status: 504 } }, create, ['server', 'unknown', 1]],
  ['reset before acting', { kind: 'before', failure: { kind: 'reset' } }, create, ['cut_off', 'unknown', 1]],
  ['reset after acting', { kind: 'after', failure: { kind: 'reset' } }, create, ['cut_off', 'unknown', 1]],
  ['reset of a preview', { kind: 'before', failure: { kind: 'reset' } }, preview, ['cut_off', 'unknown', 1]],
  ['reset of a read', { kind: 'before', failure: { kind: 'reset' } }, list, ['cut_off', 'unknown', 4]],
  ['no answer', { kind: 'before', failure: { kind: 'hang' } }, create, ['timeout', 'unknown', 1]],
  ['no answer to a preview', { kind: 'delay' }, preview, ['timeout', 'unknown', 1]],
  ['acts late', { kind: 'late', failure: { kind: 'reset' }, afterMs: 1 }, create, ['cut_off', 'unknown', 1]],
  ['cut in the body', { kind: 'cut' }, create, ['cut_off', 'unknown', 1]],
  ['cut in the rows', { kind: 'cut', atByte: 100 }, preview, ['cut_off', 'unknown', 1]],
  ['cut in the list', { kind: 'cut', atByte: 10 }, list, ['cut_off', 'unknown', 4]],
  ['JSON that stops', { kind: 'invalidJson' }, create, ['not_the_api', 'unknown', 1, 'its body is not JSON']],
  ['an empty body', { kind: 'invalidJson', text: '' }, create, ['not_the_api', 'unknown', 1, 'its body is not JSON']],
  ['null for a list', { kind: 'invalidJson', text: 'null' }, list, ['wrong_shape', 'unknown', 1, 'expected an object']],
  [
    'no list',
    { kind: 'fields', fields: {}, without: ['metrics'] },
    list,
    ['wrong_shape', 'unknown', 1, 'metrics: is missing'],
  ],
  [
    'no list but null',
    { kind: 'fields', fields: { metrics: null } },
    list,
    ['wrong_shape', 'unknown', 1, 'metrics: expected a list'],
  ],
  ['no id', { kind: 'fields', fields: {}, without: ['id'] }, create, ['wrong_shape', 'unknown', 1, 'id: is missing']],
  [
    'a hostile id',
    { kind: 'fields', fields: { id: '../../x' } },
    create,
    ['wrong_shape', 'unknown', 1, 'id: expected an id'],
  ],
  [
    'one bad metric in the list',
    { kind: 'item', index: 3, fields: { name: 7 } },
    list,
    ['wrong_shape', 'unknown', 1, 'metrics[3].name: expected text'],
  ],
  [
    'one bad mapping in the list',
    { kind: 'item', index: 1, fields: { column_mapping: { anonymous_id: 'a', timestamp: {} } } },
    list,
    ['wrong_shape', 'unknown', 1, 'metrics[1].column_mapping.timestamp: expected text'],
  ],
  [
    'an odd organization',
    { kind: 'organization', id: 'a b' },
    list,
    ['wrong_shape', 'unknown', 1, 'meta.organization_id: expected an id'],
  ],
  ['a sign-in page', { kind: 'html' }, list, ['not_the_api', 'unknown', 4, 'its content type is not JSON']],
  [
    'a sign-in page to a create',
    { kind: 'html' },
    create,
    ['not_the_api', 'unknown', 1, 'its content type is not JSON'],
  ],
  ['a 404 page', { kind: 'html', status: 404 }, client => client.getAssignmentSource(), ['not_the_api', 'unknown', 4]],
  ['a page for a delete', { kind: 'html' }, client => client.deleteAssignmentSource(), ['not_the_api', 'unknown', 1]],
  [
    'a body above the cap',
    { kind: 'hugeBody', bytes: 65 * 1024 * 1024 },
    list,
    ['too_large', 'unknown', 1, 'above 64 MiB'],
  ],
];

test.each(table)('%s', async (_, fault, call, [kind, resend, sent, detail]) => {
  levered.faults.add({ match: {}, fault });
  // Short only where the server keeps silent: elsewhere a busy machine must not look like a time-out.
  const isSilent = fault.kind === 'delay' || (fault.kind === 'before' && fault.failure.kind === 'hang');
  const limits = isSilent ? { requestTimeoutMs: 300, previewTimeoutMs: 300 } : {};
  await using one = clientOf(levered.url, levered.token, limits);
  const error = await errorOf(call(one.client));
  expect({ kind: error.kind, resend: error.resend, detail: error.detail }).toEqual({
    kind,
    resend,
    detail: detail ?? error.detail,
  });
  expect(one.events).toHaveLength(sent);
  expect(one.events.map(event => event.failure)).toEqual(Array(sent).fill(kind));
  expect(tracesOf(levered.token, error)).toEqual([]);
  expect(tracesOf(levered.token, one.events)).toEqual([]);
});

const redirects = [301, 302, 303, 307, 308] as const;
const transports = [
  ['an Agent', () => new Agent()],
  ["the host's fetch", () => new FetchDispatcher(() => globalThis.fetch)],
] as const;

test.each(redirects.flatMap(code => transports.map(([name, make]) => [code, name, make] as const)))(
  'a %d is an error, and its target sees nothing, over %s (T4)',
  async (code, _, make) => {
    const elsewhereSaw: string[] = [];
    await using elsewhere = await serve((request, response) => {
      elsewhereSaw.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"metrics":[]}');
    });
    await using one = clientOf(levered.url, levered.token, { dispatcher: make() });
    for (const base of [elsewhere.url, levered.url]) {
      levered.faults.clear();
      levered.log.clear();
      // A followed redirect to the same host would be answered rightly there.
      const location = `${base}/api/v2/warehouse/connections`;
      levered.faults.add({ match: { path: /metrics/ }, fault: { kind: 'redirect', status: code, location } });
      for (const call of [list, create, preview]) {
        expect(await errorOf(call(one.client))).toMatchObject({
          kind: 'redirect',
          status: code,
          detail: `it points to ${base}`,
        });
      }
      expect(levered.log.requests).toHaveLength(3);
    }
    expect(elsewhereSaw).toEqual([]);
    expect(one.events).toHaveLength(6);
  },
);

test('a create whose answer was lost is sent once, and the server has one (7)', async () => {
  const before = levered.state().metrics.length;
  levered.faults.add({ match: { method: 'POST' }, fault: { kind: 'after', failure: { kind: 'reset' } } });
  await errorOf(create(own.client));
  expect(levered.state().metrics).toHaveLength(before + 1);
});

test('a create that was refused for the pace is sent again after its wait (7)', async () => {
  levered.faults.add({ match: { method: 'POST' }, times: 1, fault: status(429, 1) });
  const waits: [string, number][] = [];
  const started = performance.now();
  const { value } = await own.client.createMetric(draft, { onWait: (...wait) => waits.push(wait) });
  expect(performance.now() - started).toBeGreaterThanOrEqual(1000);
  expect(waits).toEqual([['rate_limited', 1]]);
  expect(value.name).toBe('One');
});

test('429 for longer than anyone waits: the time is told, and the next call does not go out', async () => {
  await using one = clientOf(levered.url, levered.token);
  levered.faults.add({ match: {}, times: 1, fault: status(429, 600) });
  expect(await errorOf(list(one.client))).toMatchObject({ kind: 'rate_limited', retryAfter: 600 });
  expect(await errorOf(list(one.client))).toMatchObject({ kind: 'rate_limited', resend: 'not_sent', retryAfter: 600 });
  expect(one.events).toHaveLength(1);
});

test('a read goes on after failures that pass', async () => {
  levered.faults.add({ match: {}, times: 2, fault: { kind: 'before', failure: { kind: 'reset' } } });
  levered.faults.add({ match: {}, times: 1, fault: status(503) });
  expect((await list(own.client)).value.length).toBeGreaterThan(0);
  expect(own.events.map(event => event.failure)).toEqual(['cut_off', 'cut_off', 'server', undefined]);
});

test.each(['error', 'warehouse_error'] as const)('`%s` inside a 200 is told apart from no rows (13)', async field => {
  const error = (rows: 'absent' | 'empty' | 'kept'): Fault => ({
    kind: 'warehouseError',
    field,
    message: 'no such table',
    rows,
  });
  const result = async (fault: Fault) => {
    const handle = levered.faults.add({ match: {}, fault });
    const { value } = await preview(own.client);
    handle.remove();
    return value;
  };
  const warehouseError = { message: 'no such table' };
  expect(await result(error('absent'))).toEqual({ parts: ['[]'], rowCount: 0, warehouseError });
  expect(await result(error('empty'))).toEqual({ parts: ['[]'], rowCount: 0, warehouseError });
  const kept = await result(error('kept'));
  expect(kept.warehouseError).toEqual(warehouseError);
  expect(kept.rowCount).toBeGreaterThan(0);
  expect(await result({ kind: 'fields', fields: { rows: [] } })).toEqual({ parts: ['[]'], rowCount: 0 });
});

test('another organization is told, not judged', async () => {
  levered.faults.add({ match: {}, fault: { kind: 'organization', id: 'org_strange' } });
  expect((await list(own.client)).organizationId).toBe('org_strange');
  levered.faults.clear();
  levered.faults.add({ match: {}, fault: { kind: 'noMeta' } });
  expect(await list(own.client)).not.toHaveProperty('organizationId');
});

test('a shorter list is what the server says', async () => {
  levered.faults.add({ match: {}, fault: { kind: 'truncatedList', keep: 2 } });
  expect((await list(own.client)).value).toHaveLength(2);
});

test('a server that echoes the token in every text does not get it into an error or the log (T5)', async () => {
  await using echo = clientOf(levered.url, canary);
  const echoes = [canary, `Bearer ${canary}`, encodeURIComponent(canary), Buffer.from(`x${canary}`).toString('base64')];
  for (const text of echoes) {
    for (const code of [400, 401, 403, 404, 409, 422, 500]) {
      levered.faults.clear();
      const failure = { kind: 'status', status: code, code: text, message: `bad token: ${text}!` } as const;
      levered.faults.add({ match: {}, fault: { kind: 'before', failure } });
      for (const call of [list, create, preview]) {
        const error = await errorOf(call(echo.client));
        expect(tracesOf(canary, error)).toEqual([]);
        expect(error.serverMessage).toContain('[removed]');
      }
    }
  }
  expect(tracesOf(canary, echo.events)).toEqual([]);
});
