import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DefinitionDraft } from '../../../../../src/core/definition.ts';
import { members } from '../../../../../src/core/json.ts';
import type { RowsVerdict } from '../../../../../src/core/preview/checks/rowCheck.ts';
import { type Levered, startLevered } from '../../../../levered/server.ts';
import { call, metricOf, metricsPath, sourcePath } from '../../../../levered/testClient.ts';
import { checkOf, verdictOf } from './judged.ts';
import { type SampleQueries, sampleQueries } from './sampleQueries.ts';

let levered: Levered;
beforeAll(async () => {
  levered = await startLevered({ provider: 'postgres' });
});
afterAll(() => levered.close());

/**
 * Saves the query as a definition, previews it, and judges the rows in the spelling in which they came.
 * @param changed what the file's mapping says by now in place of the saved one
 */
async function judged(
  { kind, mapping }: Pick<SampleQueries, 'kind' | 'mapping'>,
  sql: string,
  changed: SampleQueries['mapping'] = {},
): Promise<RowsVerdict> {
  const body = metricOf(sql, mapping);
  const isMetric = kind === 'metric';
  const created = await call(levered, 'POST', isMetric ? metricsPath : sourcePath, { body });
  expect([created.status, created.text]).toEqual([201, expect.anything()]);
  const path = isMetric ? `${metricsPath}/${created.json.id}` : sourcePath;
  const { text, status } = await call(levered, 'POST', `${path}/preview`);
  expect(status, text).toBe(200);
  const rows = [...members(text)].find(({ key }) => key === 'rows');
  const saved = body['column_mapping'] as DefinitionDraft['column_mapping'];
  const definition = { kind, column_mapping: { ...saved, ...changed } };
  return verdictOf(definition, text.slice(rows?.start, rows?.end), new Date());
}

describe('Rows of the sample warehouse', () => {
  test.each(sampleQueries.map(queries => [queries.code, queries] as const))('%s', async (code, queries) => {
    const found = checkOf(await judged(queries, queries.trips), code);
    expect(found?.level).toMatch(/error|warning|info/);
    if (code !== 'no-rows') {
      expect(found?.count).toBeGreaterThan(0);
      expect(found?.count).toBeLessThanOrEqual(found?.of ?? 0);
    }
    const other = await judged(queries, queries.fine);
    expect(other.rowCount).toBeGreaterThan(500);
    expect(checkOf(other, code)?.level ?? 'fine').toBe('fine');
  });

  test('mapped-column-missing: the service takes no such mapping, but a file can say by now what was not saved', async () => {
    const saved = { kind: 'metric', mapping: {} } as const;
    const sql = 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions';
    const found = checkOf(await judged(saved, sql, { anonymous_id: 'user_id' }), 'mapped-column-missing');
    expect(found).toMatchObject({ level: 'error', column: 'user_id', path: ['column_mapping', 'anonymous_id'] });
    expect(checkOf(await judged(saved, sql), 'mapped-column-missing')).toBeUndefined();
  });
});
