import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LeveredOptions } from './options.ts';
import { describeExamples } from './exampleSuite.ts';
import type { Levered } from './server.ts';
import { call, metricOf, metricsPath, previewOf, sourcePath } from './testClient.ts';

export type Start = (options: Partial<LeveredOptions>) => Promise<Levered>;

/** What holds for every engine. */
export function describeContract(start: Start): void {
  let levered: Levered;
  beforeAll(async () => {
    levered = await start({ requestsPerMinute: Infinity });
  });
  afterAll(() => levered.close());

  describeExamples(start);

  describe('Refusals', () => {
    test.each([
      ['no JSON', '{', 'JSON'],
      ['no object', '[]', 'object'],
      ['no name', { ...metricOf('SELECT 1'), name: undefined }, 'name'],
      ['a blank name', { ...metricOf('SELECT 1'), name: ' ' }, 'name'],
      ['no SQL', { ...metricOf('SELECT 1'), sql: undefined }, 'sql'],
      ['no mapping', { name: 'n', sql: 'SELECT 1' }, 'column_mapping'],
      ['no anonymous_id', { name: 'n', sql: 'SELECT 1', column_mapping: { timestamp: 't' } }, 'anonymous_id'],
      ['no timestamp', { name: 'n', sql: 'SELECT 1', column_mapping: { anonymous_id: 'a' } }, 'timestamp'],
      ['an unknown reward type', metricOf('SELECT 1', { reward_type: 'float' }), 'reward_type'],
    ])('a create with %s is a 400 that names the field', async (_, body, named) => {
      const { status, json } = await call(levered, 'POST', metricsPath, { body });
      expect([status, json.error.code]).toEqual([400, 'invalid_request']);
      expect(json.error.message).toContain(named);
      expect(json.meta).toEqual({ request_id: expect.stringMatching(/^req_/) as string });
    });

    test('a query without a mapped column is refused with the name of the field and of the column', async () => {
      const sql = 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions';
      const metric = await call(levered, 'POST', metricsPath, { body: metricOf(sql, { value: 'amount' }) });
      expect([metric.status, metric.json.error.message]).toEqual([400, expect.stringMatching(/value.*"amount"/)]);
      const source = await call(levered, 'POST', sourcePath, { body: metricOf(sql, { factors: { cta: 'button' } }) });
      expect([source.status, source.json.error.message]).toEqual([
        400,
        expect.stringMatching(/factors\.cta.*"button"/),
      ]);
    });

    test("the engine's own message comes with the place in the SQL, counted from 1", async () => {
      const sql = 'SELECT anonymous_id,\n  missing_column AS timestamp\nFROM exposures';
      const { status, json } = await call(levered, 'POST', metricsPath, { body: metricOf(sql) });
      expect([status, json.error.code]).toEqual([400, 'warehouse_error']);
      expect(json.error.message).toContain('missing_column');
      expect(json.error.position).toBe(sql.indexOf('missing_column') + 1);
    });

    test.each([
      ['an INSERT', "INSERT INTO conversions VALUES ('x', NULL, 'free')"],
      ['a DELETE', 'DELETE FROM conversions'],
      ['a DROP', 'DROP TABLE conversions'],
      ['a second statement', 'SELECT 1; DROP TABLE conversions'],
      ['a COMMIT and a DROP', 'SELECT 1; COMMIT; DROP TABLE conversions'],
      ['a setting', 'SET threads = 1'],
      ['an export', "COPY conversions TO '/tmp/levered-escape.csv'"],
      ['nothing but a comment', '-- nothing'],
      [
        'a WITH that writes',
        'WITH gone AS (DELETE FROM conversions RETURNING *) SELECT user_id AS anonymous_id, converted_at AS timestamp FROM gone',
      ],
    ])('%s is refused and changes nothing', async (_, sql) => {
      const { status, json } = await call(levered, 'POST', metricsPath, { body: metricOf(sql) });
      expect([status, json.error.code]).toEqual([400, 'warehouse_error']);
      const left = await previewOf(levered, 'COUNT(*) AS total', 'FROM conversions');
      expect(left.json.rows[0]!['total']).toBe(9000);
    });

    test.each([
      ['GET', `${metricsPath}/nobody`],
      ['DELETE', `${metricsPath}/nobody`],
      ['POST', `${metricsPath}/nobody/preview`],
      ['GET', '/api/v2/optimizations/nobody'],
      ['GET', '/api/v2/warehouse/elsewhere'],
    ])('%s %s is a 404', async (method, path) => {
      const { status, json } = await call(levered, method, path);
      expect([status, json.error.code]).toEqual([404, 'not_found']);
    });

    test('a method that a path does not take is a 405 that says which it takes', async () => {
      const { status, headers } = await call(levered, 'PUT', metricsPath);
      expect([status, headers.get('allow')]).toEqual([405, 'POST, GET']);
    });

    test.each(['', 'unknown', 'Basic abc'])('a token "%s" that was never issued is a 401', async token => {
      const { status, json } = await call(levered, 'GET', metricsPath, { token });
      expect([status, json.error.code]).toEqual([401, 'unauthorized']);
      expect(json.meta).not.toHaveProperty('organization_id');
    });

    test('a revoked token is a 401, and the others go on', async () => {
      const token = levered.issueToken();
      expect((await call(levered, 'GET', metricsPath, { token })).status).toBe(200);
      levered.revokeToken(token);
      expect((await call(levered, 'GET', metricsPath, { token })).status).toBe(401);
      expect((await call(levered, 'GET', metricsPath)).status).toBe(200);
    });

    test('deleting a metric that a guardrail refers to is a 409 and leaves it', async () => {
      const metric = levered.state().guardrails[0]!.metric_id;
      const { status, json } = await call(levered, 'DELETE', `${metricsPath}/${metric}`);
      expect([status, json.error.code]).toEqual([409, 'conflict']);
      expect((await call(levered, 'GET', `${metricsPath}/${metric}`)).status).toBe(200);
    });
  });

  describe('Preview', () => {
    test('numbers keep every digit', async () => {
      const { text } = await previewOf(
        levered,
        `CAST(9007199254740993 AS BIGINT) AS big, CAST('12345678901234567890.123456789' AS DECIMAL(38,9)) AS exact,
         CAST(1.10 AS DECIMAL(4,2)) AS price, CAST(0.1 AS REAL) AS single, CAST(0.1 AS DOUBLE PRECISION) AS double,
         CAST('NaN' AS DOUBLE PRECISION) AS none`,
      );
      expect(text).toContain(
        '"big":9007199254740993,"exact":12345678901234567890.123456789,"price":1.10,"single":0.1,"double":0.1,"none":"NaN"',
      );
    });

    test('times are ISO 8601, in UTC where they have a zone', async () => {
      const { json } = await previewOf(
        levered,
        "TIMESTAMPTZ '2026-03-28 16:00:00.125+02' AS zoned, DATE '2026-03-28' AS day, TIME '14:05:00' AS hour",
      );
      expect(json.rows).toEqual([
        {
          anonymous_id: 'u1',
          timestamp: '2026-03-28T14:00:00',
          zoned: '2026-03-28T14:00:00.125Z',
          day: '2026-03-28',
          hour: '14:05:00',
        },
      ]);
    });

    test('lists, booleans, nulls and odd texts are JSON', async () => {
      const { json } = await previewOf(
        levered,
        `ARRAY[1, NULL, 3] AS list, ARRAY['a', 'b "c", {d}', ''] AS texts, ARRAY[ARRAY[1], ARRAY[2]] AS lists,
         TRUE AS yes, NULL AS nothing, '<b>"\\' AS odd`,
      );
      expect(json.rows[0]).toMatchObject({ list: [1, null, 3], texts: ['a', 'b "c", {d}', ''], lists: [[1], [2]] });
      expect(json.rows[0]).toMatchObject({ yes: true, nothing: null, odd: '<b>"\\' });
    });

    test('two columns of one name are both in the text', async () => {
      expect((await previewOf(levered, '1 AS twice, 2 AS twice')).text).toContain('"twice":1,"twice":2');
    });

    test('a query that fails while it runs is a 400 in the words of the engine', async () => {
      const { status, json } = await previewOf(
        levered,
        'CAST(amount_text AS DECIMAL(12,2)) AS value',
        'FROM purchases',
      );
      expect([status, json.error.code]).toEqual([400, 'warehouse_error']);
      expect(json.error.message).toMatch(/n\/a|free|EUR|""/);
    });

    test('a sample is cut at 1000 rows, or at another number', async () => {
      const count = async (server: Levered) => (await previewOf(server, '1 AS one', 'FROM exposures')).json.rows.length;
      expect(await count(levered)).toBe(1000);
      await using other = await start({ rowCap: 7 });
      expect(await count(other)).toBe(7);
    });

    test('a query that runs too long is cancelled and told', async () => {
      await using hasty = await start({ statementTimeoutMs: 200 });
      const { status, json } = await previewOf(hasty, 'COUNT(*) AS total', endless);
      expect([status, json.error.code]).toEqual([400, 'warehouse_error']);
      expect(json.error.message).toContain('longer than 200 ms');
    });

    test('a query stops when its client goes away', async () => {
      const patient = await start({ statementTimeoutMs: 600_000 });
      const leaving = new AbortController();
      const answer = call(patient, 'POST', metricsPath, {
        body: metricOf(`SELECT '' AS anonymous_id, COUNT(*) AS timestamp ${endless}`),
      });
      const path = `${metricsPath}/${(await answer).json.id}/preview`;
      const running = call(patient, 'POST', path, { signal: leaving.signal });
      await vi.waitFor(() => expect(patient.log.effects.at(-1)?.kind).toBe('previewRun'));
      leaving.abort();
      await expect(running).rejects.toThrow();
      // Closing waits for what still runs.
      await patient.close();
      expect(patient.log.requests.at(-1)).toMatchObject({ status: 'no answer', acted: false });
    });
  });

  describe('The sample', () => {
    test('every metric and the assignment source can be previewed, and one has no rows', async () => {
      const counts: number[] = [];
      for (const { id } of levered.state().metrics.slice(0, 8)) {
        counts.push((await call(levered, 'POST', `${metricsPath}/${id}/preview`)).json.rows.length);
      }
      expect(counts.sort((a, b) => a - b)).toEqual([0, 1000, 1000, 1000, 1000, 1000, 1000, 1000]);
    });

    test('it has about 100,000 rows, with the blemishes of real data', async () => {
      const one = async (what: string, from: string) =>
        Number((await previewOf(levered, `${what} AS it`, from)).json.rows[0]!['it']);
      const tables = ['exposures', 'conversions', 'purchases', 'page_views'];
      const totals = await Promise.all(tables.map(table => one('COUNT(*)', `FROM ${table}`)));
      expect(totals.reduce((sum, total) => sum + total)).toBe(100_000);
      const from = 'FROM exposures WHERE';
      expect(await one('COUNT(*)', `${from} anonymous_id IS NULL`)).toBeGreaterThan(50);
      expect(await one('COUNT(*)', `${from} anonymous_id = ''`)).toBeGreaterThan(20);
      expect(await one('COUNT(*)', `${from} anonymous_id LIKE 'USER%'`)).toBeGreaterThan(200);
      expect(await one('COUNT(*)', `${from} timestamp > '${new Date().toISOString()}'`)).toBeGreaterThan(20);
      expect(await one('COUNT(*)', "FROM purchases WHERE amount_text IN ('n/a', 'free', '')")).toBeGreaterThan(5);
    });
  });
}

/** More work than any machine does in the time of a test. */
const endless = 'FROM exposures a CROSS JOIN exposures b CROSS JOIN exposures c WHERE a.headline <> b.cta_text';
