import {
  StatementType,
  type DuckDBConnection,
  type DuckDBInstance,
  type DuckDBPreparedStatement,
} from '@duckdb/node-api';
import type { Translate } from './dialect.ts';
import { duckdbError } from './duckdbError.ts';
import { duckdbJson } from './duckdbJson.ts';
import { openSample } from './duckdbSample.ts';
import { JsonText } from './jsonText.ts';
import { stopOnAbort, timeoutError, WarehouseError, type Warehouse, type WarehouseLimits } from './warehouse.ts';

/**
 * A warehouse in DuckDB. Nobody can reach files or the network through it, load an extension or change a setting, and a
 * request runs one SELECT and nothing else.
 */
export class DuckdbWarehouse implements Warehouse {
  readonly #open: () => Promise<DuckDBInstance>;
  readonly #limits: WarehouseLimits;
  readonly #translate: Translate;
  #opened: Promise<DuckDBInstance> | undefined;

  /** The sample warehouse is made at the first query, because most of what a test asks of a server is no query. */
  constructor(
    sample: { readonly seed: number; readonly now: Date; readonly file: string | undefined },
    limits: WarehouseLimits,
    translate: Translate,
  ) {
    this.#open = async () => locked(await openSample(sample.seed, sample.now, sample.file));
    this.#limits = limits;
    this.#translate = translate;
  }

  async check(sql: string): Promise<readonly string[]> {
    return this.#connected(async connection => {
      const statement = await this.#prepare(connection, sql);
      return Array.from({ length: statement.columnCount }, (_, index) => statement.columnName(index));
    });
  }

  async preview(sql: string, signal: AbortSignal): Promise<JsonText> {
    return this.#connected(async connection => {
      const statement = await this.#prepare(connection, sql);
      const { statementTimeoutMs, rowCap } = this.#limits;
      const timeout = AbortSignal.timeout(statementTimeoutMs);
      const stop = AbortSignal.any([signal, timeout]);
      const done = stopOnAbort(stop, () => connection.interrupt());
      try {
        return await firstRows(statement, rowCap, stop);
      } catch (error) {
        if (timeout.aborted) throw timeoutError(statementTimeoutMs);
        throw duckdbError(error, sql);
      } finally {
        done();
      }
    });
  }

  async close(): Promise<void> {
    // Where opening failed, the query that asked for it has said so.
    const instance = await this.#opened?.catch(() => undefined);
    instance?.closeSync();
  }

  /** An interrupt reaches everything that a connection runs, so each request has one of its own. */
  async #connected<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    this.#opened ??= this.#open();
    const connection = await (await this.#opened).connect();
    try {
      return await use(connection);
    } finally {
      connection.closeSync();
    }
  }

  /**
   * A place in the translated text means nothing to who wrote the query. So the text as written is asked as well, and
   * when the engine says the same of it, then that message, with its place, is the better one.
   */
  async #prepare(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
    const text = await this.#translate(sql);
    try {
      return await singleSelect(connection, text);
    } catch (error) {
      const refusal = duckdbError(error, text);
      if (text === sql || !(refusal instanceof WarehouseError)) throw refusal;
      const ofOriginal = await singleSelect(connection, sql).then(
        () => undefined,
        (reason: unknown) => duckdbError(reason, sql),
      );
      const firstLine = refusal.message.split('\n', 1)[0]!;
      throw ofOriginal?.message.startsWith(firstLine) === true ? ofOriginal : new WarehouseError(refusal.message);
    }
  }
}

/** From here on no query reaches a file or the network, or changes a setting. */
async function locked(instance: DuckDBInstance): Promise<DuckDBInstance> {
  const connection = await instance.connect();
  try {
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    await connection.run('SET GLOBAL enable_external_access = false');
    await connection.run('SET GLOBAL lock_configuration = true');
    return instance;
  } finally {
    connection.closeSync();
  }
}

async function singleSelect(connection: DuckDBConnection, text: string): Promise<DuckDBPreparedStatement> {
  if (text.trim() === '') throw new WarehouseError('The query is empty.');
  const statements = await connection.extractStatements(text);
  if (statements.count !== 1) {
    throw new WarehouseError(`Only a single SELECT statement can be run, and this text has ${statements.count}.`);
  }
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT) {
    throw new WarehouseError('Only a SELECT statement can be run, and this is another kind of statement.');
  }
  if (statement.parameterCount > 0) throw new WarehouseError('The query has parameters, which nothing here fills in.');
  return statement;
}

async function firstRows(statement: DuckDBPreparedStatement, cap: number, stop: AbortSignal): Promise<JsonText> {
  const result = await statement.stream();
  const keys = result.columnNames().map(name => JSON.stringify(name));
  const types = result.columnTypes();
  const rows: string[] = [];
  while (rows.length < cap) {
    stop.throwIfAborted();
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    for (const row of chunk.getRows().slice(0, cap - rows.length)) {
      rows.push(`{${row.map((value, index) => `${keys[index]!}:${duckdbJson(value, types[index])}`).join(',')}}`);
    }
  }
  return new JsonText(`[${rows.join(',')}]`);
}
