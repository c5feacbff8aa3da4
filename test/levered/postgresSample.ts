import type { DuckDBInstance } from '@duckdb/node-api';
import type { Pool, PoolClient } from 'pg';
import { openSample } from './duckdbSample.ts';
import { createTable, sampleTables, type SampleTable } from './sampleWarehouse.ts';

const mark = (seed: number) => `Levered sample warehouse, seed ${seed}`;

/**
 * Creates the sample warehouse in a PostgreSQL database that has none of its tables yet, all or nothing.
 * @throws Error when a table of such a name is there and is not the sample of this seed; nothing is touched then
 */
export async function fillPostgres(pool: Pool, seed: number, now: Date): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    // Two servers that start on one database wait for each other.
    await client.query('SELECT pg_advisory_xact_lock(7083)');
    const marks = await client.query<{ name: string; mark: string | null }>(
      `SELECT relname AS name, obj_description(oid, 'pg_class') AS mark FROM pg_class
       WHERE relnamespace = current_schema()::regnamespace AND relname = ANY($1)`,
      [Object.keys(sampleTables)],
    );
    const foreign = marks.rows.find(row => row.mark !== mark(seed));
    if (foreign !== undefined) {
      throw new Error(
        `The database has a table "${foreign.name}" that is not the sample of seed ${seed}. Name an empty database.`,
      );
    }
    if (marks.rows.length === 0) await copySample(client, seed, now);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function copySample(client: PoolClient, seed: number, now: Date): Promise<void> {
  const source = await openSample(seed, now);
  try {
    for (const table of Object.keys(sampleTables) as SampleTable[]) {
      await client.query(createTable(table, sampleTables[table]));
      await client.query(`COMMENT ON TABLE ${table} IS '${mark(seed)}'`);
      await copyTable(client, source, table);
      await client.query(`ANALYZE ${table}`);
    }
  } finally {
    source.closeSync();
  }
}

async function copyTable(client: PoolClient, source: DuckDBInstance, table: SampleTable): Promise<void> {
  const columns = sampleTables[table];
  const texts = columns.map(([name]) => `CAST("${name}" AS VARCHAR)`).join(', ');
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
  const connection = await source.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const result = await connection.stream(`SELECT ${texts} FROM ${table}`);
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      await client.query(`INSERT INTO ${table} SELECT * FROM unnest(${arrays})`, chunk.getColumns());
    }
  } finally {
    connection.closeSync();
  }
}
