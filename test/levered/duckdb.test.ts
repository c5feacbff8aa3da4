import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeContract } from './contractSuite.ts';
import { startLevered, type Levered } from './server.ts';
import { call, metricOf, metricsPath, previewOf, sourcePath } from './testClient.ts';

describe('Levered over DuckDB', () => {
  describeContract(options => startLevered({ provider: 'postgres', ...options }));

  test('integers of 128 bits and nested values keep every digit', async () => {
    await using levered = await startLevered({ provider: 'postgres' });
    const { text } = await previewOf(
      levered,
      `CAST('170141183460469231731687303715884105727' AS HUGEINT) AS huge,
       {'price': CAST(1.50 AS DECIMAL(4,2)), 'ids': [9007199254740993]} AS nested, MAP {'k': 1} AS map`,
    );
    expect(text).toContain('"huge":170141183460469231731687303715884105727');
    expect(text).toContain('"nested":{"price":1.50,"ids":[9007199254740993]},"map":{"k":1}');
  });

  describe('keeps queries in', () => {
    let levered: Levered;
    beforeAll(async () => {
      levered = await startLevered({ provider: 'postgres' });
    });
    afterAll(() => levered.close());

    test.each([
      ['a file', "SELECT * FROM read_text('/etc/hostname')"],
      ['a file by its name', "SELECT * FROM '/etc/hostname'"],
      ['a listing', "SELECT * FROM glob('/*')"],
      ['the network', "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')"],
      ['another database', "ATTACH '/tmp/levered-escape.db'"],
      ['an extension', 'INSTALL httpfs'],
      ['the lock', 'SET lock_configuration = false'],
    ])('%s is out of the reach of a query', async (_, sql) => {
      const { status, json } = await call(levered, 'POST', metricsPath, { body: metricOf(sql) });
      expect([status, json.error.code]).toEqual([400, 'warehouse_error']);
    });

    test('a query that needs more than the memory cap is refused, and the next one runs', async () => {
      const { status, json } = await previewOf(levered, 'list(range) AS all_of_them', 'FROM range(400000000)');
      expect([status, json.error.message]).toEqual([400, expect.stringContaining('Out of Memory')]);
      expect((await previewOf(levered, '1 AS one')).status).toBe(200);
    });
  });

  test('it starts and gives its first rows within 2 seconds of work', async () => {
    const before = process.cpuUsage();
    await using levered = await startLevered({ provider: 'postgres' });
    expect((await call(levered, 'POST', `${sourcePath}/preview`)).json.rows).toHaveLength(1000);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(2);
  });

  test('10,000 synthetic metrics come in one list', async () => {
    const before = process.cpuUsage();
    await using levered = await startLevered({ metrics: 10_000 });
    const { json } = await call(levered, 'GET', metricsPath);
    expect(json.metrics).toHaveLength(10_008);
    expect(new Set(json.metrics.map(metric => metric.id)).size).toBe(10_008);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(2);
  });

  test('another seed makes other rows, the same seed and time the same', async () => {
    const rows = async (seed: number) => {
      await using levered = await startLevered({ seed, now: () => new Date('2026-03-28T14:00:00Z') });
      return (await call(levered, 'POST', `${sourcePath}/preview`)).json.rows;
    };
    const [first, again, other] = [await rows(5), await rows(5), await rows(6)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
});
