import { expect, test } from 'vitest';
import { previewOf } from '../../../src/api/preview.ts';
import { RowsReader } from '../../../src/api/rowsReader.ts';
import {
  draftBody,
  isId,
  readMetric,
  readMetrics,
  readPreview,
  readRefusal,
  readSource,
} from '../../../src/api/wire.ts';

const metric = {
  id: '6f1f2c0e-1111-4222-8333-444455556666',
  name: 'Signup',
  sql: 'SELECT 1',
  column_mapping: { anonymous_id: 'a', timestamp: 't' },
  created_at: '2026-03-28T14:00:00Z',
  updated_at: null,
};
const secret = 'VALUE-THAT-MUST-NOT-BE-SEEN';

const detailOf = (read: { kind: string }) => (read as { detail?: string }).detail;

test.each([
  ['a', true],
  ['metric-uuid', true],
  ['req_abc123', true],
  ['x'.repeat(128), true],
  ['x'.repeat(129), false],
  ['', false],
  ['.', false],
  ['..', false],
  ['%2e%2e', false],
  ['a/b', false],
  ['a\\b', false],
  ['a\n', false],
  ['a?b', false],
  ['ａ', false],
  [null, false],
  [7, false],
  [['a'], false],
])('id %j: %s', (text, is) => {
  expect(isId(text)).toBe(is);
});

test('what nobody here knows is kept: of the metric and of its mapping', () => {
  const body = JSON.parse(
    '{"id":"m","name":"","sql":"","column_mapping":{"anonymous_id":"a","timestamp":"t","value":"v","outcomes":[{"w":1e2}],"__proto__":{"x":1},"constructor":null},"owner":{"id":7},"meta":{"request_id":"r"}}',
  ) as object;
  const read = readMetric(body);
  expect(read).toMatchObject({
    kind: 'read',
    value: { kind: 'metric', owner: { id: 7 }, created_at: null, updated_at: null },
  });
  const { column_mapping } = body as { column_mapping: object };
  expect(read.kind === 'read' && read.value.column_mapping).toBe(column_mapping);
  expect(read.kind === 'read' && read.value).not.toHaveProperty('meta');
  const sent = draftBody({ kind: 'metric', name: 'n', sql: 's', column_mapping: column_mapping as never });
  expect(sent).toBe(
    '{"name":"n","sql":"s","column_mapping":{"anonymous_id":"a","timestamp":"t","value":"v","outcomes":[{"w":100}],"__proto__":{"x":1},"constructor":null}}',
  );
});

test.each<[string, unknown, string]>([
  ['not an object', secret, 'expected an object'],
  ['a list', [secret], 'id: is missing'],
  ['no id', { ...metric, id: undefined }, 'id: is missing'],
  ['an id with a slash', { ...metric, id: `${secret}/` }, 'id: expected an id'],
  ['a number for a name', { ...metric, name: 7 }, 'name: expected text'],
  ['no sql', { ...metric, sql: null }, 'sql: expected text'],
  ['no mapping', { ...metric, column_mapping: secret }, 'column_mapping: expected an object'],
  ['half a mapping', { ...metric, column_mapping: { anonymous_id: secret } }, 'column_mapping.timestamp: is missing'],
  ['a number for a time', { ...metric, updated_at: 17 }, 'updated_at: expected text'],
])('a metric with %s is told by its path and not by its value', (_, body, detail) => {
  expect(readMetric(body)).toEqual({ kind: 'shape_problem', detail });
  const inList = { metrics: [metric, metric, metric, body] };
  expect(detailOf(readMetrics(inList))).toBe(`metrics[3]${detail.includes(':') ? '.' : ': '}${detail}`);
});

test.each<[unknown, string]>([
  [{}, 'metrics: is missing'],
  [{ metrics: null }, 'metrics: expected a list'],
  [{ metrics: {} }, 'metrics: expected a list'],
  [[], 'metrics: is missing'],
  [null, 'expected an object'],
])('%j is no list of metrics, least of all an empty one', (body, detail) => {
  expect(readMetrics(body)).toEqual({ kind: 'shape_problem', detail });
});

test.each<[string, unknown]>([
  ['null', null],
  ['a wrapped null', { assignment_source: null, meta: {} }],
  ['null fields', { id: null, name: null, sql: null, column_mapping: null, meta: {} }],
])('%s is no assignment source', (_, body) => {
  expect(readSource(body)).toEqual({ kind: 'read', value: undefined });
});

test.each<[string, unknown, string]>([
  ['nothing', {}, 'id: is missing'],
  ['half of nulls', { id: null, name: null }, 'id: expected text'],
  ['a wrapped text', { assignment_source: '' }, 'assignment_source: expected an object'],
  ['a wrapped bad one', { assignment_source: { ...metric, sql: 1 } }, 'assignment_source.sql: expected text'],
])('%s is neither an assignment source nor none', (_, body, detail) => {
  expect(readSource(body)).toEqual({ kind: 'shape_problem', detail });
});

test.each([metric, { assignment_source: metric }])('an assignment source, flat or wrapped', body => {
  expect(readSource({ ...body, meta: {} })).toEqual({ kind: 'read', value: { ...metric, kind: 'assignment_source' } });
});

test.each<[unknown, object]>([
  ['no such table', { message: 'no such table' }],
  [
    { message: 'm', position: 7 },
    { message: 'm', position: 7 },
  ],
  [
    { message: 'm', position: '12' },
    { message: 'm', position: 12 },
  ],
  [{ message: 'm', position: -1 }, { message: 'm' }],
  [{ detail: 'd' }, { message: 'd' }],
  [{ code: 17 }, { message: '{"code":17}' }],
  [{}, { message: '{}' }],
  [true, { message: 'true' }],
  [['a'], { message: '["a"]' }],
])('a warehouse error in the form %j (13)', (error, warehouseError) => {
  for (const key of ['error', 'warehouse_error']) {
    expect(readPreview({ [key]: error })).toEqual({
      kind: 'read',
      value: { rowCount: 0, hasRows: false, warehouseError },
    });
    expect(readPreview({ [key]: error, rows: [{}] })).toEqual({
      kind: 'read',
      value: { rowCount: 1, hasRows: true, warehouseError },
    });
  }
});

test.each<[unknown, string]>([
  [{}, 'rows: is missing'],
  [{ rows: null }, 'rows: expected a list'],
  [{ rows: null, error: null }, 'rows: expected a list'],
  [{ error: '' }, 'rows: is missing'],
  [{ rows: {}, error: 'x' }, 'rows: expected a list'],
  [{ rows: [{}, {}, 3] }, 'rows[2]: expected an object'],
  [{ rows: [null] }, 'rows[0]: expected an object'],
  [{ rows: [[]] }, 'rows[0]: expected an object'],
  [null, 'expected an object'],
])('%j is no preview', (body, detail) => {
  expect(readPreview(body)).toEqual({ kind: 'shape_problem', detail });
});

test.each<[unknown, unknown]>([
  [{ error: { code: 'c', message: 'm', position: 3 } }, { code: 'c', message: 'm', position: 3 }],
  [{ error: { message: 'm' } }, { message: 'm' }],
  [{ error: 'Not Found' }, { message: 'Not Found' }],
  [{ error: {} }, undefined],
  [{ error: null }, undefined],
  [{ message: 'm' }, undefined],
  [null, undefined],
])('an error body %j', (body, read) => {
  expect(readRefusal(body)).toEqual(read);
});

test('the rows are the text that the server sent (T34)', () => {
  const rows =
    '[ {"b":1.0,"a":-0,"n":12345678901234567890,"e":1e400,"d":0.1000,"t":"2026-03-28T14:00:00.000Z"},\n\t{"2":"\\u00e9","1":null,"1":2}]';
  const reader = new RowsReader();
  reader.push(`{"meta":{"rows":[1]},"rows":[{}],"x":"\\"rows\\":[7]", "r\\u006fws" : ${rows} }`);
  const answer = reader.end();
  expect(
    previewOf({ kind: 'json', status: 200, json: JSON.parse(answer.rest), rows: answer.rows, shown: text => text }),
  ).toEqual({
    kind: 'read',
    value: { parts: [rows.replace('[ ', '[')], rowCount: 2 },
  });
});
