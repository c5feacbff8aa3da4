import { Agent, MockAgent } from 'undici';
import { expect, test } from 'vitest';
import { FetchDispatcher } from '../../../src/api/fetchDispatcher.ts';
import { canary, clientOf, errorOf, serve, settle, TestClock, tracesOf } from './support.ts';
import { Pace } from '../../../src/api/pace.ts';

const transports = [
  ['an Agent', () => new Agent()],
  ["the host's fetch", () => new FetchDispatcher(() => globalThis.fetch)],
] as const;

const json = { 'content-type': 'application/json' };
const metric = {
  id: 'm',
  name: 'é',
  sql: 'S',
  column_mapping: { anonymous_id: 'a', timestamp: 't' },
  created_at: null,
  updated_at: null,
};

test.each(transports)('an answer cut after any byte is a typed error, over %s (T25)', async (_, create) => {
  const whole = Buffer.from(JSON.stringify({ metrics: [metric], meta: { request_id: 'r', organization_id: 'o' } }));
  let [at, framing] = [0, ''];
  await using server = await serve((_request, response) => {
    const part = whole.subarray(0, at);
    if (framing === 'length')
      response.writeHead(200, { ...json, 'content-length': whole.length }).write(part, () => response.destroy());
    else if (framing === 'chunked') response.writeHead(200, json).write(part, () => response.destroy());
    // Looks like a whole answer: only its content tells.
    else response.writeHead(200, json).end(part);
  });
  await using own = clientOf(server.url, canary, { dispatcher: create(), random: () => 0 });
  for (framing of ['length', 'chunked', 'shorter']) {
    for (at = 1; at < whole.length; at += framing === 'shorter' ? 1 : 7) {
      const error = await errorOf(own.client.listMetrics());
      expect([error.kind, at]).toEqual([framing === 'shorter' ? 'not_the_api' : 'cut_off', at]);
    }
  }
  [at, framing] = [whole.length, 'shorter'];
  expect((await own.client.listMetrics()).value).toEqual([{ ...metric, kind: 'metric' }]);
});

test.each<[string, string | Buffer]>([
  ['text/html', '<html>'],
  ['', '{"metrics":[]}'],
  ['text/plain', '{"metrics":[]}'],
  ['application/jsonp', '{"metrics":[]}'],
  ['application/json', Buffer.from([0x22, 0xff, 0x22])],
  ['application/json', Buffer.from('{"metrics":[]}', 'utf16le')],
  ...[
    '',
    ' ',
    '[1,]',
    '{"a":1',
    "{'a':1}",
    'NaN',
    '[1e]',
    '{"a":1}{"b":2}',
    '"\t"',
    '[01]',
    '\ufeff\ufeff[]',
    '[\u00a0]',
    '['.repeat(200_000),
  ].map((text): [string, string] => ['application/json', text]),
])('a body that is not JSON in UTF-8: %# (T25)', async (type, body) => {
  await using server = await serve((_request, response) =>
    response.writeHead(200, type === '' ? {} : { 'content-type': type }).end(body),
  );
  await using own = clientOf(server.url, canary);
  const error = await errorOf(own.client.saveAssignmentSource({ ...metric, kind: 'assignment_source' }));
  expect(error).toMatchObject({ kind: 'not_the_api', resend: 'unknown', status: 200 });
});

test.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/problem+json'])(
  '%s is JSON',
  async type => {
    await using server = await serve((_, response) =>
      response.writeHead(200, { 'content-type': type }).end('\ufeff{"metrics":[]}'),
    );
    await using own = clientOf(server.url, canary);
    expect((await own.client.listMetrics()).value).toEqual([]);
  },
);

test.each(transports)('a gigabyte is broken off at 64 MiB, over %s (T25, T26)', async (_, create) => {
  let sent = 0;
  await using server = await serve((_request, response) => {
    response.writeHead(200, json);
    const block = Buffer.alloc(1024 * 1024, ' ');
    const more = () => {
      for (let room = true; room && sent < 1024 && !response.destroyed; sent++) room = response.write(block);
      if (sent < 1024) response.once('drain', more);
      else response.end();
    };
    more();
  });
  await using own = clientOf(server.url, canary, { dispatcher: create() });
  const before = process.memoryUsage().rss;
  expect(await errorOf(own.client.listMetrics())).toMatchObject({ kind: 'too_large' });
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024;
  console.log(`grown by ${Math.round(grown)} MiB, the server had sent ${sent} MiB`);
  expect(sent).toBeLessThan(100);
  expect(grown).toBeLessThan(160);
});

test.each(transports)('an abort ends a call in every stage, over %s', async (_, create) => {
  await using server = await serve((request, response) => {
    if (request.method === 'POST') response.writeHead(200, json).write('{');
  });
  const aborted = async (
    call: (own: ReturnType<typeof clientOf>, signal: AbortSignal) => Promise<unknown>,
    ready: () => unknown,
    given = {},
  ) => {
    await using own = clientOf(server.url, canary, { dispatcher: create(), ...given });
    const stop = new AbortController();
    server.seen.length = 0;
    const error = errorOf(call(own, stop.signal));
    await expect.poll(ready).toBeTruthy();
    const started = performance.now();
    stop.abort(new Error(canary));
    const { kind, resend } = await error;
    expect(performance.now() - started).toBeLessThan(500);
    expect(tracesOf(canary, await error)).toEqual([]);
    return [kind, resend];
  };
  const list = (own: ReturnType<typeof clientOf>, signal: AbortSignal) => own.client.listMetrics({ signal });
  const pace = new Pace(new TestClock());
  pace.pause(60);
  expect(await aborted(list, () => server.seen.length === 0, { pace })).toEqual(['aborted', 'not_sent']);
  expect(server.seen).toEqual([]);
  expect(await aborted(list, () => server.seen.length === 1)).toEqual(['aborted', 'unknown']);
  const preview = (own: ReturnType<typeof clientOf>, signal: AbortSignal) => own.client.previewMetric('m', { signal });
  expect(await aborted(preview, () => server.seen.length === 1)).toEqual(['aborted', 'unknown']);

  await using own = clientOf(server.url, canary, { dispatcher: create() });
  server.seen.length = 0;
  expect(await errorOf(own.client.listMetrics({ signal: AbortSignal.abort() }))).toMatchObject({
    kind: 'aborted',
    resend: 'not_sent',
  });
  expect(server.seen).toEqual([]);
});

test('an abort ends the wait between two tries', async () => {
  const clock = new TestClock();
  await using server = await serve(request => request.socket.destroy());
  await using own = clientOf(server.url, canary, { clock, random: () => 0.9 });
  const stop = new AbortController();
  const waits: unknown[] = [];
  const error = errorOf(own.client.listMetrics({ signal: stop.signal, onWait: (...wait) => waits.push(wait) }));
  await expect.poll(() => waits).toEqual([['retry', 1]]);
  stop.abort();
  expect(await error).toMatchObject({ kind: 'aborted' });
  expect(clock.pending).toBe(0);
});

test('the time limit covers the body, and previews have their own', async () => {
  await using server = await serve((_, response) => response.writeHead(200, json).write('{'));
  const clock = new TestClock();
  await using own = clientOf(server.url, canary, { clock, requestTimeoutMs: 30_000, previewTimeoutMs: 300_000 });
  const ended: string[] = [];
  const create = errorOf(own.client.createMetric({ ...metric, kind: 'metric' })).then(error => ended.push(error.kind));
  const preview = errorOf(own.client.previewMetric('m')).then(error => ended.push(error.kind));
  await expect.poll(() => server.seen.length).toBe(2);
  await clock.advance(29_999);
  expect(ended).toEqual([]);
  await clock.advance(1);
  await create;
  await clock.advance(269_999);
  expect(ended).toEqual(['timeout']);
  await clock.advance(1);
  await preview;
  expect(ended).toEqual(['timeout', 'timeout']);
});

test.each([
  '',
  '.',
  '..',
  '../metrics',
  '%2e%2e',
  'a/b',
  'a?b',
  'a#b',
  'a\\b',
  'a b',
  'a\r\nx: y',
  'é',
  'x'.repeat(129),
])('%j is no id, and nothing is sent (T10)', async id => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  await using own = clientOf('https://api.levered.dev', canary, { dispatcher: agent });
  const { client } = own;
  for (const call of [client.getMetric(id), client.previewMetric(id), client.deleteMetric(id)]) {
    expect(await errorOf(call)).toMatchObject({ kind: 'bad_request', resend: 'not_sent' });
  }
  expect(own.events).toEqual([]);
});

test('an answer about another metric than the one asked for is refused', async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const path = '/api/v2/warehouse/metrics/other';
  agent.get('https://api.levered.dev').intercept({ path, method: 'GET' }).reply(200, metric, { headers: json });
  await using own = clientOf('https://api.levered.dev', canary, { dispatcher: agent });
  expect(await errorOf(own.client.getMetric('other'))).toMatchObject({
    kind: 'wrong_shape',
    detail: 'id: expected the id that was asked for',
  });
});

test.each([
  ['has none', () => Promise.reject(new Error(`no ${canary.slice(0, 3)}`))],
  ['gives a line break', () => Promise.resolve('a\r\nx-evil: 1')],
])('nothing is sent when the token source %s (T29)', async (_, token) => {
  await using server = await serve((_request, response) => response.end());
  await using own = clientOf(server.url, canary, { token });
  expect(await errorOf(own.client.listMetrics())).toMatchObject({ kind: 'unauthorized', resend: 'not_sent' });
  await settle();
  expect(server.seen).toEqual([]);
});

test('the token is in the Authorization header and nowhere else in a request', async () => {
  const requests: string[] = [];
  await using server = await serve((request, response) => {
    const { authorization, ...headers } = request.headers;
    requests.push(JSON.stringify([request.url, headers]));
    response.writeHead(200, json).end(JSON.stringify(authorization === `Bearer ${canary}` ? { metrics: [] } : {}));
  });
  await using own = clientOf(server.url, canary);
  await own.client.listMetrics();
  expect(tracesOf(canary, requests)).toEqual([]);
});

test('a thousand numbers and two hundred dates arrive character by character (T34)', async () => {
  const numbers = Array.from({ length: 1000 }, (_, at) => {
    const digits = `${(at * 7919) % 10_007}${'0123456789'.repeat(1 + (at % 3))}`;
    return [digits.replace(/^0+/, '1'), `-0.${digits}`, `${at}e${(at % 800) - 400}`, `${at}.000`, '-0'][at % 5]!;
  });
  const dates = Array.from({ length: 200 }, (_, at) => `"2026-03-28T14:00:00.${'0'.repeat(at % 10)}+0${at % 10}:00"`);
  const rows = `[${[...numbers, ...dates].map(value => `{"v" : ${value}}`).join(' ,\n')}]`;
  await using server = await serve((_, response) => response.writeHead(200, json).end(`{"rows":${rows}}`));
  for (const [, create] of transports) {
    await using own = clientOf(server.url, canary, { dispatcher: create() });
    const { value } = await own.client.previewMetric('m');
    expect(value.rowCount).toBe(1200);
    // Between two parts there is nothing but the comma and the white space around it.
    const joined = value.parts.map(part => part.slice(1, -1)).join(' ,\n');
    expect(`[${joined}]`).toBe(rows);
  }
});

test('a metric that was asked for is given, and an answer that is none says what is wrong with it', async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const reply = (body: object) =>
    agent
      .get('https://api.levered.dev')
      .intercept({ path: '/api/v2/warehouse/metrics/m', method: 'GET' })
      .reply(200, body, { headers: json });
  await using own = clientOf('https://api.levered.dev', canary, { dispatcher: agent });
  reply(metric);
  expect((await own.client.getMetric('m')).value).toEqual({ ...metric, kind: 'metric' });
  reply({ ...metric, sql: 1 });
  const error = await errorOf(own.client.getMetric('m'));
  expect(error).toMatchObject({ kind: 'wrong_shape', detail: expect.stringContaining('sql') as unknown });
});

test('a draft that is no JSON is not sent, and nothing of it is told (T5)', async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  await using own = clientOf('https://api.levered.dev', canary, { dispatcher: agent });
  const column_mapping = { ...metric.column_mapping, secret_key: 1n as unknown as string };
  const error = await errorOf(own.client.createMetric({ kind: 'metric', name: 'a', sql: 'S', column_mapping }));
  expect(error).toMatchObject({ kind: 'bad_request', resend: 'not_sent', detail: 'the draft is not JSON' });
});
