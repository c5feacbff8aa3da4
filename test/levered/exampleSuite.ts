import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Start } from './contractSuite.ts';
import type { Levered } from './server.ts';
import { call, metricsPath, sourcePath } from './testClient.ts';

const metric = {
  name: 'Signup Conversion',
  sql: 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions',
  column_mapping: { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' },
};

const source = {
  name: 'Exposure Events',
  sql: 'SELECT anonymous_id, timestamp, headline, cta_text FROM exposures',
  column_mapping: { anonymous_id: 'anonymous_id', timestamp: 'timestamp' },
};

const iso: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const uuid: unknown = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const meta = { request_id: expect.stringMatching(/^req_\w+$/) as string, organization_id: 'org_demo' };

/** Every request and answer of the reference page "Metrics", in its order, on an organization that has nothing yet. */
export function describeExamples(start: Start): void {
  describe('The examples of the reference page', () => {
    let levered: Levered;
    beforeAll(async () => {
      levered = await start({
        emptyOrganization: true,
        requestsPerMinute: Infinity,
        now: () => new Date('2026-03-28T14:00:00Z'),
      });
    });
    afterEach(async () => {
      const { metrics, source: left } = levered.state();
      for (const { id } of metrics) await call(levered, 'DELETE', `${metricsPath}/${id}`);
      if (left !== null) await call(levered, 'DELETE', sourcePath);
      levered.log.clear();
    });
    afterAll(() => levered.close());

    const created = async () => (await call(levered, 'POST', metricsPath, { body: metric })).json.id;

    test('Create metric', async () => {
      const { status, json } = await call(levered, 'POST', metricsPath, { body: metric });
      expect(status).toBe(201);
      const stored = { id: uuid, ...metric, created_at: '2026-03-28T14:00:00.000Z', updated_at: null };
      expect(json).toEqual({ ...stored, meta });
      expect(levered.log.effects).toMatchObject([{ kind: 'metricCreated', metric: { id: json.id, ...metric } }]);
    });

    test('List metrics, everything at once', async () => {
      expect((await call(levered, 'GET', metricsPath)).json).toEqual({ metrics: [], meta });
      const ids = [await created(), await created()];
      const { status, json } = await call(levered, 'GET', metricsPath);
      expect(status).toBe(200);
      expect(json).toEqual({
        metrics: ids.map(id => ({ id, ...metric, created_at: iso, updated_at: null })),
        meta,
      });
    });

    test('Get metric', async () => {
      const id = await created();
      const { status, json } = await call(levered, 'GET', `${metricsPath}/${id}`);
      expect(status).toBe(200);
      expect(json).toEqual({ id, ...metric, created_at: iso, updated_at: null, meta });
    });

    test('Preview metric', async () => {
      const { status, json } = await call(levered, 'POST', `${metricsPath}/${await created()}/preview`);
      expect(status).toBe(200);
      expect(json).toEqual({ rows: expect.any(Array) as unknown, meta });
      expect(json.rows[0]).toEqual({ anonymous_id: expect.any(String) as unknown, timestamp: iso });
      expect(levered.log.effects.at(-1)).toMatchObject({ kind: 'previewRun', sql: metric.sql });
    });

    test('Delete metric', async () => {
      const id = await created();
      const { status, text } = await call(levered, 'DELETE', `${metricsPath}/${id}`);
      expect([status, text]).toEqual([204, '']);
      expect((await call(levered, 'GET', `${metricsPath}/${id}`)).status).toBe(404);
      expect(levered.log.effects.at(-1)).toMatchObject({ kind: 'metricDeleted', metric: { id } });
    });

    test('Create or update assignment source', async () => {
      const first = await call(levered, 'POST', sourcePath, { body: source });
      expect(first.status).toBe(201);
      expect(first.json).toEqual({ id: uuid, ...source, created_at: iso, updated_at: null, meta });
      const second = await call(levered, 'POST', sourcePath, { body: { ...source, name: 'Exposures' } });
      expect(second.status).toBe(201);
      expect(second.json).toMatchObject({ id: first.json.id, name: 'Exposures', updated_at: iso });
      expect(levered.log.effects.at(-1)).toMatchObject({ kind: 'sourceReplaced', previous: source });
    });

    test('Get assignment source', async () => {
      await call(levered, 'POST', sourcePath, { body: source });
      const { status, json } = await call(levered, 'GET', sourcePath);
      expect(status).toBe(200);
      expect(json).toEqual({ id: uuid, ...source, created_at: iso, updated_at: null, meta });
    });

    test('Preview assignment source', async () => {
      await call(levered, 'POST', sourcePath, { body: source });
      const { status, json } = await call(levered, 'POST', `${sourcePath}/preview`);
      expect(status).toBe(200);
      expect(json).toEqual({ rows: expect.any(Array) as unknown, meta });
      expect(Object.keys(json.rows[0]!)).toEqual(['anonymous_id', 'timestamp', 'headline', 'cta_text']);
    });

    test('Delete assignment source, after which there is none', async () => {
      await call(levered, 'POST', sourcePath, { body: source });
      const { status, text } = await call(levered, 'DELETE', sourcePath);
      expect([status, text]).toEqual([204, '']);
      for (const [method, path] of [
        ['GET', sourcePath],
        ['DELETE', sourcePath],
        ['POST', `${sourcePath}/preview`],
      ] as const) {
        expect((await call(levered, method, path)).status).toBe(404);
      }
    });

    test('Every field of the tables is taken, and unknown keys of a mapping are kept as they came', async () => {
      const mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp' };
      const weighted = { ...mapping, reward_type: 'numeric', outcomes: [{ name: 'a', weight: 0.5 }], unknown: null };
      const { json } = await call(levered, 'POST', metricsPath, { body: { ...metric, column_mapping: weighted } });
      expect((await call(levered, 'GET', `${metricsPath}/${json.id}`)).json['column_mapping']).toEqual(weighted);
      const full = { ...mapping, variant: 'variant', context: 'context', factors: { headline: 'headline' } };
      const sql = 'SELECT anonymous_id, timestamp, variant, context, headline FROM exposures';
      await call(levered, 'POST', sourcePath, { body: { ...source, sql, column_mapping: full } });
      expect((await call(levered, 'GET', sourcePath)).json['column_mapping']).toEqual(full);
    });
  });
}
