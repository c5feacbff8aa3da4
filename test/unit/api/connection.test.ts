import { expect, test } from 'vitest';
import { readConnection } from '../../../src/api/wire.ts';
import { startLevered } from '../../levered/server.ts';
import { canary, clientOf, errorOf, serve } from './support.ts';

const secret = 'VALUE-THAT-MUST-NOT-BE-SEEN';

test.each(['bigquery', 'snowflake', 'postgres'] as const)(
  'the local Levered says that its warehouse is %s',
  async provider => {
    await using levered = await startLevered({ provider });
    await using own = clientOf(levered.url, levered.token);
    const { value, organizationId } = await own.client.getConnection();
    expect(value).toEqual({ provider });
    expect(organizationId).toBe(levered.organizationId);
    expect(own.events[0]).toMatchObject({ operation: 'getConnection', path: '/api/v2/warehouse/connections' });
  },
);

test('no warehouse is connected', () => {
  expect(readConnection({ connection: null })).toEqual({ kind: 'read', value: undefined });
});

test.each([
  [null, 'expected an object'],
  [{}, 'connection: is missing'],
  [{ connection: secret }, 'connection: expected an object'],
  [{ connection: {} }, 'connection.provider: is missing'],
  [{ connection: { provider: { secret } } }, 'connection.provider: expected text'],
])('%j is no connection, and the message holds nothing of it (T25)', (body, detail) => {
  expect(readConnection(body)).toEqual({ kind: 'shape_problem', detail });
});

test('a service without this call: an error of the API, after one request', async () => {
  const body = '{"error":{"code":"not_found","message":"No such route."}}';
  await using server = await serve((_, response) =>
    response.writeHead(404, { 'content-type': 'application/json' }).end(body),
  );
  await using own = clientOf(server.url, canary);
  expect(await errorOf(own.client.getConnection())).toMatchObject({ kind: 'not_found', operation: 'getConnection' });
  expect(server.seen).toEqual(['GET /api/v2/warehouse/connections']);
});
