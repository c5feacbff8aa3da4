import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { controlHeader } from './control.ts';
import { startLevered, type Levered } from './server.ts';
import { call, metricOf, metricsPath } from './testClient.ts';

describe('The control surface', () => {
  let levered: Levered;
  beforeEach(async () => {
    levered = await startLevered({ control: true });
  });
  afterEach(() => levered.close());

  const control = async (method: string, path: string, body?: unknown, key = levered.controlKey ?? '') => {
    const response = await fetch(`${levered.url}/_control/${path}`, {
      method,
      headers: { [controlHeader]: key },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const fault = { kind: 'before', failure: { kind: 'status', status: 503 } };

  test('switches a fault on, counts it, and switches it off', async () => {
    const rule = { match: { method: 'get', path: { pattern: 'metrics$' } }, fault };
    const { status, json } = await control('POST', 'faults', rule);
    expect(status).toBe(201);
    expect((await call(levered, 'GET', metricsPath)).status).toBe(503);
    expect((await control('GET', `faults/${String(json['id'])}`)).json).toEqual({ used: 1 });
    await control('DELETE', `faults/${String(json['id'])}`);
    expect((await call(levered, 'GET', metricsPath)).status).toBe(200);
    await control('POST', 'faults', { fault });
    await control('DELETE', 'faults');
    expect((await call(levered, 'GET', metricsPath)).status).toBe(200);
  });

  test('releases what waits', async () => {
    const { json } = await control('POST', 'faults', { match: { path: metricsPath }, fault: { kind: 'delay' } });
    const delayed = call(levered, 'GET', metricsPath);
    expect((await control('POST', `faults/${String(json['id'])}/release`)).status).toBe(200);
    expect((await delayed).status).toBe(200);
  });

  test('shows the log and the state, and gives and takes tokens', async () => {
    const sql = 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions';
    await call(levered, 'POST', metricsPath, { body: metricOf(sql) });
    expect((await control('GET', 'log')).json).toMatchObject({
      requests: [{ method: 'POST', path: metricsPath, status: 201, acted: true }],
      effects: [{ kind: 'metricCreated' }],
    });
    await control('DELETE', 'log');
    expect((await control('GET', 'log')).json).toEqual({ requests: [], effects: [] });
    expect((await control('GET', 'state')).json['metrics']).toHaveLength(9);
    expect((await control('GET', 'state?organization=org_other')).json).toMatchObject({ id: 'org_other' });
    const token = String((await control('POST', 'tokens?organization=org_other')).json['token']);
    expect((await call(levered, 'GET', metricsPath, { token })).json.meta?.organization_id).toBe('org_other');
    await control('DELETE', 'tokens', { token });
    expect((await call(levered, 'GET', metricsPath, { token })).status).toBe(401);
  });

  test('does nothing without the key, and is absent unless asked for', async () => {
    const refused = await control('POST', 'faults', { fault }, 'wrong');
    expect([refused.status, refused.json['error']]).toEqual([403, expect.stringContaining(controlHeader)]);
    expect((await call(levered, 'GET', metricsPath)).status).toBe(200);
    await using other = await startLevered();
    expect(other.controlKey).toBeUndefined();
    expect((await call(other, 'GET', '/_control/state')).status).toBe(404);
  });

  test.each([
    [{ fault: { kind: 'explode' } }, 'fault.kind must be one of before, after'],
    [{ match: { path: 7 }, fault }, 'match.path'],
    [{ times: 'often', fault }, 'times'],
    [{}, 'fault'],
  ])('says what is wrong with the rule %j', async (rule, message) => {
    const { status, json } = await control('POST', 'faults', rule);
    expect([status, json['error']]).toEqual([400, expect.stringContaining(message)]);
  });
});
