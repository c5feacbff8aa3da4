import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Provider } from './options.ts';
import { startLevered, type Levered } from './server.ts';
import { call, metricOf, metricsPath, previewOf, sourcePath } from './testClient.ts';

const signups = 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions';

describe('Organizations', () => {
  test('a token reaches the objects of its own organization only', async () => {
    await using levered = await startLevered();
    const token = levered.issueToken('org_other');
    const { json } = await call(levered, 'GET', metricsPath, { token });
    expect(json.meta).toMatchObject({ organization_id: 'org_other' });
    const theirs = new Set(json.metrics.map(metric => metric.id));
    expect(theirs.size).toBe(2);
    const ours = levered.state().metrics[0]!.id;
    expect(theirs.has(ours)).toBe(false);
    for (const method of ['GET', 'DELETE']) {
      expect((await call(levered, method, `${metricsPath}/${ours}`, { token })).status).toBe(404);
    }
    expect((await call(levered, 'GET', sourcePath, { token })).status).toBe(404);
  });

  test('optimizations name their reward metric one by one, not in the list', async () => {
    await using levered = await startLevered();
    const list = async (query: string) => {
      const { json } = await call(levered, 'GET', `/api/v2/optimizations${query}`);
      return json['optimizations'] as readonly { readonly id: string; readonly status: string }[];
    };
    expect(await list('')).toHaveLength(3);
    expect(await list('?limit=1')).toHaveLength(1);
    const all = await list('?limit=100&include_archived=true');
    expect(all.map(each => each.status)).toContain('archived');
    expect(all[0]).not.toHaveProperty('reward_metric_id');
    const { json } = await call(levered, 'GET', `/api/v2/optimizations/${all[0]!.id}`);
    expect(levered.state().metrics.map(metric => metric.id)).toContain(json['reward_metric_id']);
    expect((await call(levered, 'GET', '/api/v2/optimizations?limit=0')).status).toBe(400);
  });

  test('no assignment source can be said in four ways, and one can be wrapped', async () => {
    const fields = ['id', 'name', 'sql', 'column_mapping', 'created_at', 'updated_at'];
    for (const [sourceShape, status, expected] of [
      ['notFound', 404, { error: { code: 'not_found' } }],
      ['null', 200, Object.fromEntries(fields.map(field => [field, null]))],
      ['wrappedNull', 200, { assignment_source: null }],
      ['wrapped', 200, { assignment_source: null }],
    ] as const) {
      await using levered = await startLevered({ emptyOrganization: true, sourceShape });
      const answered = await call(levered, 'GET', sourcePath);
      expect([answered.status, answered.json]).toMatchObject([status, expected]);
    }
    await using levered = await startLevered({ sourceShape: 'wrapped' });
    const { json } = await call(levered, 'GET', sourcePath);
    expect(json['assignment_source']).toMatchObject({ name: 'Exposure Events' });
  });
});

test('past 100 requests within a minute the answer is 429, until the oldest is a minute old', async () => {
  let time = Date.parse('2026-03-28T14:00:00Z');
  await using levered = await startLevered({ now: () => new Date(time) });
  const status = async () => (await call(levered, 'GET', metricsPath)).status;
  expect(await status()).toBe(200);
  time += 30_000;
  for (let count = 2; count <= 100; count += 1) expect(await status()).toBe(200);
  const refused = await call(levered, 'GET', metricsPath);
  expect([refused.status, refused.json.error.code, refused.headers.get('retry-after')]).toEqual([
    429,
    'rate_limited',
    '30',
  ]);
  time += 29_999;
  expect(await status()).toBe(429);
  time += 1;
  expect([await status(), await status()]).toEqual([200, 429]);
});

describe('A data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'levered-data-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('keeps metrics, the source, ids and tokens over a restart, and the rows of the warehouse', async () => {
    const first = await startLevered({ dataFolder: folder, seed: 3 });
    const { json } = await call(first, 'POST', metricsPath, { body: metricOf(signups) });
    await call(first, 'POST', sourcePath, { body: { ...metricOf(signups), name: 'Changed' } });
    const revoked = first.issueToken();
    first.revokeToken(revoked);
    const rows = (await call(first, 'POST', `${metricsPath}/${json.id}/preview`)).json.rows;
    const before = first.state();
    await first.close();

    await using second = await startLevered({ dataFolder: folder });
    expect(second.token).toBe(first.token);
    expect(second.state()).toEqual(before);
    expect((await call(second, 'POST', `${metricsPath}/${json.id}/preview`)).json.rows).toEqual(rows);
    expect((await call(second, 'GET', metricsPath, { token: revoked })).status).toBe(401);
  });

  test('holds the state readable for its owner only, and no leftover of a write', async () => {
    await using levered = await startLevered({ dataFolder: folder });
    await call(levered, 'POST', metricsPath, { body: metricOf(signups) });
    expect(statSync(join(folder, 'state.json')).mode & 0o077).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['state.json', 'warehouse-1.duckdb']);
  });

  test('whose state is not readable is a clear error, and the file stays as it is', async () => {
    writeFileSync(join(folder, 'state.json'), '{"version":1,"organi');
    await expect(startLevered({ dataFolder: folder })).rejects.toThrow(/state\.json cannot be read.*delete it/);
    writeFileSync(join(folder, 'state.json'), '{"version":2}');
    await expect(startLevered({ dataFolder: folder })).rejects.toThrow(/another version/);
  });
});

describe('Spellings of SQL', () => {
  const servers = new Map<Provider, Promise<Levered>>();
  const speaking = (provider: Provider) => {
    const server = servers.get(provider) ?? startLevered({ provider });
    servers.set(provider, server);
    return server;
  };
  afterAll(async () => {
    for (const server of servers.values()) await (await server).close();
  });

  const from = 'FROM conversions';
  test.each([
    ['bigquery', "SAFE_CAST('x' AS INT64) IS NULL AND TIMESTAMP_SUB(converted_at, INTERVAL 7 DAY) < converted_at"],
    ['bigquery', 'COUNTIF(converted_at IS NULL) OVER () = 0'],
    ['snowflake', "IFF(plan = 'free', 1, 0) IN (0, 1) AND DATEADD(day, -7, converted_at) < converted_at"],
    ['snowflake', "CURRENT_TIMESTAMP() > TO_TIMESTAMP('2020-01-01')"],
    ['snowflake', "NVL(plan, '?') <> '?'"],
    ['postgres', "converted_at > converted_at - interval '7 days' AND plan::text = plan"],
  ] as const)('%s: %s', async (provider, condition) => {
    const levered = await speaking(provider);
    const { status, json } = await previewOf(levered, `${condition} AS holds`, from);
    expect([status, json.error]).toEqual([200, undefined]);
    expect(json.rows[0]?.['holds']).toBe(true);
    const connection = await call(levered, 'GET', '/api/v2/warehouse/connections');
    expect(connection.json['connection']).toMatchObject({ provider });
  });

  test.each(['bigquery', 'snowflake'] as const)(
    'a mistake in %s spelling is told with its place in the text as it was written',
    async provider => {
      const levered = await speaking(provider);
      const sql = 'select anonymous_id,\n   missing_column as timestamp\nfrom exposures';
      const { json } = await call(levered, 'POST', metricsPath, { body: metricOf(sql) });
      expect(json.error.message).toContain('missing_column');
      expect(json.error.position).toBe(sql.indexOf('missing_column') + 1);
    },
  );

  test('a text that no translator understands reaches the engine as it is', async () => {
    const levered = await speaking('bigquery');
    const { json } = await call(levered, 'POST', metricsPath, { body: metricOf('SELECT FROM WHERE ((') });
    expect([json.error.code, json.error.message]).toEqual(['warehouse_error', expect.stringContaining('syntax error')]);
  });
});
