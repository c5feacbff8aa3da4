import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Failure, Fault } from './fault.ts';
import { startLevered, type Levered } from './server.ts';
import { call, metricOf, metricsPath, sourcePath } from './testClient.ts';

const body = metricOf('SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions');
const reset: Failure = { kind: 'reset' };

describe('The fault switchboard', () => {
  let levered: Levered;
  beforeAll(async () => {
    levered = await startLevered({ requestsPerMinute: Infinity, provider: 'postgres' });
  });
  afterAll(() => levered.close());
  afterEach(() => {
    levered.faults.clear();
    levered.log.clear();
  });

  const create = (signal?: AbortSignal) => call(levered, 'POST', metricsPath, { body, ...(signal && { signal }) });
  const list = () => call(levered, 'GET', metricsPath);
  const add = (method: string, path: string | RegExp, fault: Fault) =>
    levered.faults.add({ match: { method, path }, times: 1, fault });
  const createdCount = () => levered.log.effects.filter(effect => effect.kind === 'metricCreated').length;
  const lastRequest = () => levered.log.requests.at(-1);

  describe('fails before acting, and nothing was done', () => {
    test.each([400, 401, 403, 404, 409, 422, 500, 502, 503, 504])('%d', async status => {
      add('POST', metricsPath, { kind: 'before', failure: { kind: 'status', status } });
      const answered = await create();
      expect([answered.status, answered.json.error.code]).toEqual([status, expect.any(String)]);
      expect(lastRequest()).toMatchObject({ status, acted: false, fault: 'before', method: 'POST', path: metricsPath });
      expect(createdCount()).toBe(0);
    });

    test.each([[7], ['Wed, 21 Oct 2026 07:28:00 GMT']])('429 with Retry-After %s', async retryAfter => {
      add('GET', metricsPath, { kind: 'before', failure: { kind: 'status', status: 429, retryAfter } });
      const answered = await list();
      expect([answered.status, answered.headers.get('retry-after')]).toEqual([429, String(retryAfter)]);
    });

    test('a reset', async () => {
      add('POST', metricsPath, { kind: 'before', failure: reset });
      await expect(create()).rejects.toThrow();
      expect(lastRequest()).toMatchObject({ status: 'no answer', acted: false });
      expect(createdCount()).toBe(0);
    });

    test('no answer at all', async () => {
      const rule = add('POST', metricsPath, { kind: 'before', failure: { kind: 'hang' } });
      const leaving = new AbortController();
      const hanging = create(leaving.signal);
      await vi.waitFor(() => expect(rule.used).toBe(1));
      leaving.abort();
      await expect(hanging).rejects.toThrow();
      expect(lastRequest()).toMatchObject({ status: 'no answer', acted: false });
    });
  });

  describe('fails after acting, and the metric is there', () => {
    test('500', async () => {
      add('POST', metricsPath, { kind: 'after', failure: { kind: 'status', status: 500 } });
      expect((await create()).status).toBe(500);
      expect([createdCount(), lastRequest()]).toMatchObject([1, { status: 500, acted: true }]);
    });

    test('a reset', async () => {
      add('POST', metricsPath, { kind: 'after', failure: reset });
      await expect(create()).rejects.toThrow();
      expect([createdCount(), lastRequest()]).toMatchObject([1, { status: 'no answer', acted: true }]);
    });

    test('no answer at all', async () => {
      add('POST', metricsPath, { kind: 'after', failure: { kind: 'hang' } });
      const leaving = new AbortController();
      const hanging = create(leaving.signal);
      await vi.waitFor(() => expect(createdCount()).toBe(1));
      leaving.abort();
      await expect(hanging).rejects.toThrow();
    });

    test.each([undefined, 0, 1, 20])('a body cut at byte %s', async atByte => {
      add('POST', metricsPath, { kind: 'cut', ...(atByte !== undefined && { atByte }) });
      await expect(create()).rejects.toThrow();
      expect([createdCount(), lastRequest()]).toMatchObject([1, { status: 201, acted: true, fault: 'cut' }]);
    });
  });

  describe('acts late', () => {
    test('when the test says so', async () => {
      const rule = add('POST', metricsPath, { kind: 'late', failure: { kind: 'status', status: 504 } });
      expect((await create()).status).toBe(504);
      expect([createdCount(), lastRequest()?.acted]).toEqual([0, false]);
      rule.release();
      await vi.waitFor(() => expect([createdCount(), levered.log.requests[0]?.acted]).toEqual([1, true]));
      expect(levered.log.effects).toMatchObject([{ requestId: levered.log.requests[0]?.requestId }]);
    });

    test('after a while, behind a reset', async () => {
      add('POST', metricsPath, { kind: 'late', failure: reset, afterMs: 30 });
      await expect(create()).rejects.toThrow();
      await vi.waitFor(() => expect(createdCount()).toBe(1));
    });

    test('a delayed answer comes when it is released, or after its time', async () => {
      const rule = add('GET', metricsPath, { kind: 'delay' });
      const delayed = list();
      await vi.waitFor(() => expect(rule.used).toBe(1));
      expect(lastRequest()?.status).toBe('no answer');
      rule.release();
      expect((await delayed).status).toBe(200);
      add('GET', metricsPath, { kind: 'delay', ms: 60 });
      const started = performance.now();
      expect((await list()).status).toBe(200);
      expect(performance.now() - started).toBeGreaterThan(50);
    });

    test('closing the server ends every wait, and what waited never acts', async () => {
      const other = await startLevered();
      other.faults.add({ match: {}, fault: { kind: 'late', failure: reset } });
      await expect(call(other, 'POST', metricsPath, { body })).rejects.toThrow();
      await other.close();
      expect(other.log.effects).toEqual([]);
    });
  });

  describe('answers something else', () => {
    test('JSON that stops in the middle, or another text', async () => {
      add('GET', metricsPath, { kind: 'invalidJson' });
      const answered = await list();
      expect(answered.status).toBe(200);
      expect(() => answered.json).toThrow(SyntaxError);
      add('GET', metricsPath, { kind: 'invalidJson', text: '{"metrics":[NaN]}' });
      expect((await list()).text).toBe('{"metrics":[NaN]}');
    });

    test('a wrong shape: a field of another type, one missing, one bad item', async () => {
      add('GET', metricsPath, { kind: 'fields', fields: { metrics: 'none' } });
      expect((await list()).json.metrics).toBe('none');
      add('GET', metricsPath, { kind: 'fields', fields: {}, without: ['metrics'] });
      expect((await list()).json).not.toHaveProperty('metrics');
      add('GET', metricsPath, { kind: 'item', index: 1, fields: { name: 7 } });
      const { metrics } = (await list()).json;
      expect([metrics[0]?.name, metrics[1]?.name]).toEqual(['Signup Conversion', 7]);
    });

    test('a created metric with a hostile id or other content, while the true one is stored', async () => {
      add('POST', metricsPath, { kind: 'fields', fields: { id: '../x', sql: 'SELECT 2' } });
      expect((await create()).json).toMatchObject({ id: '../x', sql: 'SELECT 2', name: body['name'] });
      expect(levered.state().metrics.at(-1)).toMatchObject(body);
    });

    test('a shorter list', async () => {
      add('GET', metricsPath, { kind: 'truncatedList', keep: 3 });
      expect((await list()).json.metrics).toHaveLength(3);
      add('GET', metricsPath, { kind: 'truncatedList', keep: 0 });
      expect((await list()).json.metrics).toEqual([]);
    });

    test('another organization, or no meta', async () => {
      add('GET', metricsPath, { kind: 'organization', id: 'org_wrong' });
      expect((await list()).json.meta).toMatchObject({ organization_id: 'org_wrong' });
      expect(lastRequest()?.organizationId).toBe('org_demo');
      add('GET', metricsPath, { kind: 'noMeta' });
      expect((await list()).json).not.toHaveProperty('meta');
    });

    test('a sign-in page', async () => {
      add('GET', metricsPath, { kind: 'html' });
      const answered = await list();
      expect([answered.status, answered.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(lastRequest()?.acted).toBe(false);
    });

    test.each([301, 302, 303, 307, 308] as const)('a redirect %d', async status => {
      add('POST', metricsPath, { kind: 'redirect', status, location: 'http://127.0.0.1:9/elsewhere' });
      const answered = await create();
      expect([answered.status, answered.headers.get('location')]).toEqual([status, 'http://127.0.0.1:9/elsewhere']);
      expect(createdCount()).toBe(0);
    });

    test('a failure of the warehouse inside a 200, with and without rows', async () => {
      const preview = () => call(levered, 'POST', `${sourcePath}/preview`);
      const path = /preview$/;
      const message = 'Quota exceeded';
      add('POST', path, { kind: 'warehouseError', field: 'error', message, rows: 'absent' });
      expect((await preview()).json).toEqual({ error: message, meta: expect.any(Object) as unknown });
      add('POST', path, { kind: 'warehouseError', field: 'warehouse_error', message, rows: 'empty' });
      expect((await preview()).json).toMatchObject({ warehouse_error: message, rows: [] });
      add('POST', path, { kind: 'warehouseError', field: 'warehouse_error', message, rows: 'kept' });
      const { status, json } = await preview();
      expect([status, json['warehouse_error'], json.rows.length]).toEqual([200, message, 1000]);
    });

    test('a huge body of exactly so many bytes, which stops when the client leaves', async () => {
      add('GET', metricsPath, { kind: 'hugeBody', bytes: 3_000_000 });
      const answered = await list();
      expect([Buffer.byteLength(answered.text), answered.json.metrics]).toEqual([3_000_000, []]);
      add('GET', metricsPath, { kind: 'hugeBody', bytes: 2 ** 40 });
      const leaving = new AbortController();
      const response = await fetch(levered.url + metricsPath, { signal: leaving.signal });
      expect(response.headers.get('content-length')).toBe(String(2 ** 40));
      leaving.abort();
      await expect(response.text()).rejects.toThrow();
    });
  });

  describe('takes the requests that a rule names', () => {
    const fault: Fault = { kind: 'before', failure: { kind: 'status', status: 503 } };

    test('by method and by path, as often as it says, after those it skips', async () => {
      const rule = levered.faults.add({ match: { method: 'GET', path: metricsPath }, skip: 1, times: 2, fault });
      expect((await call(levered, 'GET', sourcePath)).status).toBe(200);
      const statuses = [await list(), await list(), await list(), await list()].map(answered => answered.status);
      expect([statuses, rule.used]).toEqual([[200, 503, 503, 200], 2]);
    });

    test('by an expression, until it is removed', async () => {
      const rule = levered.faults.add({ match: { path: /assignment/g }, fault });
      const statuses = [await call(levered, 'GET', sourcePath), await call(levered, 'GET', sourcePath), await list()];
      expect(statuses.map(answered => answered.status)).toEqual([503, 503, 200]);
      rule.remove();
      expect((await call(levered, 'GET', sourcePath)).status).toBe(200);
    });
  });
});
