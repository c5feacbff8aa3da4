import { Agent, type Dispatcher } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FetchDispatcher } from '../../../src/api/fetchDispatcher.ts';
import type { AssignmentSourceDraft, MetricDraft } from '../../../src/core/definition.ts';
import { type Levered, startLevered } from '../../levered/server.ts';
import { clientOf, errorOf, type TestClient } from './support.ts';

// The examples of the API's reference page "Metrics".
const signup: MetricDraft = {
  kind: 'metric',
  name: 'Signup Conversion',
  sql: 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions',
  column_mapping: { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' },
};
const exposures: AssignmentSourceDraft = {
  kind: 'assignment_source',
  name: 'Exposure Events',
  sql: 'SELECT anonymous_id, timestamp, headline, cta_text FROM exposures',
  column_mapping: { anonymous_id: 'anonymous_id', timestamp: 'timestamp' },
};

const transports: [name: string, create: () => Dispatcher][] = [
  ['an undici Agent', () => new Agent()],
  ["the host's fetch", () => new FetchDispatcher(() => globalThis.fetch)],
];

describe.each(transports)('over %s', (_, create) => {
  let levered: Levered;
  let own: TestClient;

  beforeAll(async () => {
    levered = await startLevered();
    own = clientOf(levered.url, levered.token, { dispatcher: create() });
  });
  afterAll(async () => {
    await own[Symbol.asyncDispose]();
    await levered.close();
  });

  test('create, get, list, preview and delete a metric', async () => {
    const { client } = own;
    const created = await client.createMetric(signup);
    expect(created).toMatchObject({ value: signup, organizationId: levered.organizationId });
    expect(created.requestId).toMatch(/^[\w-]+$/);
    expect(created.value.updated_at).toBeNull();
    expect(Date.parse(created.value.created_at ?? '')).not.toBeNaN();

    expect((await client.getMetric(created.value.id)).value).toEqual(created.value);
    const listed = await client.listMetrics();
    expect(listed.organizationId).toBe(levered.organizationId);
    expect(listed.value).toHaveLength(levered.state().metrics.length);
    expect(listed.value).toContainEqual(created.value);

    const { value: preview } = await client.previewMetric(created.value.id);
    const rows = preview.parts.flatMap(part => JSON.parse(part) as object[]);
    expect(rows).toHaveLength(preview.rowCount);
    expect(Object.keys(rows[0]!)).toEqual(['anonymous_id', 'timestamp']);
    expect(preview.warehouseError).toBeUndefined();

    expect((await client.deleteMetric(created.value.id)).value).toBeUndefined();
    expect(await errorOf(client.getMetric(created.value.id))).toMatchObject({
      kind: 'not_found',
      status: 404,
      resend: 'refused',
    });
  });

  test('keys of the column mapping that nobody knows come back as they went', async () => {
    const column_mapping = {
      ...signup.column_mapping,
      reward_type: 'numeric',
      value: 'timestamp',
      outcomes: [{ weight: 2, when: null }],
    };
    const { value } = await own.client.createMetric({ ...signup, column_mapping });
    expect(value.column_mapping).toEqual(column_mapping);
    await own.client.deleteMetric(value.id);
  });

  test('a metric that a guardrail refers to is not deleted: 409', async () => {
    const { value: metrics } = await own.client.listMetrics();
    const bounce = metrics.find(metric => metric.name === 'Bounce')!;
    const error = await errorOf(own.client.deleteMetric(bounce.id));
    expect(error).toMatchObject({ kind: 'conflict', status: 409, code: 'conflict', resend: 'refused' });
    expect(error.serverMessage).toContain('guardrail');
    expect(error.requestId).toBeDefined();
  });

  test('save, get, preview and delete the assignment source', async () => {
    const { client } = own;
    const saved = await client.saveAssignmentSource(exposures);
    expect(saved.value).toMatchObject(exposures);
    expect((await client.getAssignmentSource()).value).toEqual(saved.value);
    const { value: preview } = await client.previewAssignmentSource();
    expect(Object.keys((JSON.parse(preview.parts[0]!) as object[])[0]!)).toEqual([
      'anonymous_id',
      'timestamp',
      'headline',
      'cta_text',
    ]);
    await client.deleteAssignmentSource();
    expect(await client.getAssignmentSource()).toMatchObject({ value: undefined });
    expect(await errorOf(client.previewAssignmentSource())).toMatchObject({ kind: 'not_found' });
    expect(await errorOf(client.deleteAssignmentSource())).toMatchObject({ kind: 'not_found' });
  });

  test("a query that the warehouse refuses: 400 with the engine's own words", async () => {
    const error = await errorOf(own.client.createMetric({ ...signup, sql: 'SELECT * FROM no_such_table' }));
    expect(error).toMatchObject({ kind: 'rejected', status: 400, resend: 'refused' });
    expect(error.serverMessage).toContain('no_such_table');
  });

  test('each exchange gives one line for the log, without SQL, rows or token', async () => {
    own.events.length = 0;
    const { value: metrics } = await own.client.listMetrics();
    await own.client.previewMetric(metrics[0]!.id);
    const keys = ['operation', 'method', 'path', 'durationMs', 'status', 'bytes', 'requestId'];
    for (const event of own.events) expect(Object.keys(event).toSorted()).toEqual(keys.toSorted());
    expect(own.events.map(event => [event.method, event.path, event.status])).toEqual([
      ['GET', '/api/v2/warehouse/metrics', 200],
      ['POST', `/api/v2/warehouse/metrics/${metrics[0]!.id}/preview`, 200],
    ]);
  });

  test('an unknown token: 401', async () => {
    await using stranger = clientOf(levered.url, 'unknown', { dispatcher: create() });
    expect(await errorOf(stranger.client.listMetrics())).toMatchObject({
      kind: 'unauthorized',
      status: 401,
      resend: 'refused',
    });
    expect(stranger.events).toHaveLength(1);
  });
});

test.each(['notFound', 'null', 'wrappedNull', 'wrapped'] as const)(
  'no assignment source, told as %s, is none',
  async sourceShape => {
    await using levered = await startLevered({ sourceShape, emptyOrganization: true });
    await using own = clientOf(levered.url, levered.token);
    expect((await own.client.getAssignmentSource()).value).toBeUndefined();
    const saved = await own.client.saveAssignmentSource(exposures);
    expect((await own.client.getAssignmentSource()).value).toEqual(saved.value);
  },
);
