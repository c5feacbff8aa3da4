import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { sampleStatements } from './sampleWarehouse.ts';

/** A memory cap, and no way to spill to a disk or to fetch extensions. */
const settings = {
  memory_limit: '512MB',
  temp_directory: '',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/**
 * Opens DuckDB with the sample warehouse in it.
 * @param file kept from run to run and opened for reading only; without one the warehouse is in memory
 */
export async function openSample(seed: number, now: Date, file?: string): Promise<DuckDBInstance> {
  if (file === undefined) {
    const instance = await DuckDBInstance.create(':memory:', settings);
    await fill(instance, seed, now);
    return instance;
  }
  if (!existsSync(file)) {
    const temporary = `${file}.${process.pid}.tmp`;
    rmSync(temporary, { force: true });
    const writable = await DuckDBInstance.create(temporary, settings);
    await fill(writable, seed, now);
    writable.closeSync();
    renameSync(temporary, file);
  }
  return DuckDBInstance.create(file, { ...settings, access_mode: 'READ_ONLY' });
}

async function fill(instance: DuckDBInstance, seed: number, now: Date): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    for (const statement of sampleStatements(seed, now)) await connection.run(statement);
    await connection.run('CHECKPOINT');
  } finally {
    connection.closeSync();
  }
}
