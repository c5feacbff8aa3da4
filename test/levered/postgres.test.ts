import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeContract } from './contractSuite.ts';
import { startPostgres, type PostgresServer } from './postgresServer.ts';
import { startLevered } from './server.ts';
import { call, previewOf } from './testClient.ts';

describe('Levered over PostgreSQL', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 300_000);
  afterAll(() => postgres.close());

  describeContract(options => startLevered({ database: postgres.url, ...options }));

  test('the connection call says postgres', async () => {
    await using levered = await startLevered({ database: postgres.url });
    const { json } = await call(levered, 'GET', '/api/v2/warehouse/connections');
    expect(json['connection']).toMatchObject({ provider: 'postgres' });
  });

  test('a JSON column comes as nested JSON, digit for digit', async () => {
    await using levered = await startLevered({ database: postgres.url });
    const { text } = await previewOf(levered, `'{"price": 1.50, "id": 9007199254740993}'::json AS nested`);
    expect(text).toContain('"nested":{"price": 1.50, "id": 9007199254740993}');
  });

  test('a table that is not the sample is left alone, and the start fails', async () => {
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    try {
      await client.query('CREATE DATABASE foreign_data');
    } finally {
      await client.end();
    }
    const url = postgres.url.replace(/postgres$/, 'foreign_data');
    const foreign = new Client({ connectionString: url });
    await foreign.connect();
    try {
      await foreign.query('CREATE TABLE purchases (theirs int)');
      await expect(startLevered({ database: url })).rejects.toThrow('"purchases" that is not the sample');
      expect((await foreign.query('SELECT * FROM purchases')).fields.map(field => field.name)).toEqual(['theirs']);
    } finally {
      await foreign.end();
    }
  });
});
