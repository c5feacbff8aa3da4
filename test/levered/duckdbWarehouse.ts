import { DuckDBInstance, StatementType, type DuckDBConnection, type DuckDBPreparedStatement } from '@duckdb/node-api';
import { duckdbJson } from './duckdbJson.ts';
import { JsonText } from './jsonText.ts';
import { sampleStatements } from './sampleWarehouse.ts';
import { WarehouseError, type Warehouse, type WarehouseLimits } from './warehouse.ts';

/** Says in DuckDB's SQL what a text in another spelling says, or gives the text back as it is. */
export type Translate = (sql: string) => Promise<string>;

/**
 * A warehouse in DuckDB. After the sample data are in, nobody can reach files or the network, load an extension or
 * change a setting any more, and a request runs one SELECT and nothing else.
 */
export class DuckdbWarehouse implements Warehouse {
  readonly #instance: DuckDBInstance;
  readonly #limits: WarehouseLimits;
  readonly #translate: Translate;

  private constructor(instance: DuckDBInstance, limits: WarehouseLimits, translate: Translate) {
    this.#instance = instance;
    this.#limits = limits;
    this.#translate = translate;
  }

  /** Opens an empty database in memory, fills it with the sample warehouse and locks it. */
  static async open(seed: number, now: Date, limits: WarehouseLimits, translate: Translate): Promise<DuckdbWarehouse> {
    const instance = await openDuckdb(seed, now);
    const connection = await instance.connect();
    try {
      await connection.run('SET GLOBAL enable_external_access = false');
      await connection.run('SET GLOBAL lock_configuration = true');
    } finally {
      connection.closeSync();
    }
    return new DuckdbWarehouse(instance, limits, translate);
  }

  async check(sql: string): Promise<readonly string[]> {
    return this.#withStatement(sql, statement =>
      Promise.resolve(Array.from({ length: statement.columnCount }, (_, index) => statement.columnName(index))),
    );
  }

  async preview(sql: string, signal: AbortSignal): Promise<JsonText> {
    return this.#withStatement(sql, async (statement, connection) => {
      const { statementTimeoutMs, rowCap } = this.#limits;
      let timedOut = false;
      const interrupt = () => {
        connection.interrupt();
      };
      const timer = setTimeout(() => {
        timedOut = true;
        interrupt();
      }, statementTimeoutMs);
      signal.addEventListener('abort', interrupt);
      try {
        return await firstRows(statement, rowCap, () => timedOut || signal.aborted);
      } catch (error) {
        if (timedOut) throw new WarehouseError(timeoutMessage(statementTimeoutMs));
        throw error;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', interrupt);
      }
    });
  }

  close(): Promise<void> {
    this.#instance.closeSync();
    return Promise.resolve();
  }

  async #withStatement<T>(
    sql: string,
    use: (statement: DuckDBPreparedStatement, connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    const text = await this.#translate(sql);
    const connection = await this.#instance.connect();
    try {
      return await use(await singleSelect(connection, text), connection);
    } catch (error) {
      if (error instanceof WarehouseError) throw error;
      throw engineError(error, text, text === sql);
    } finally {
      connection.closeSync();
    }
  }
}

/** Opens DuckDB with a memory cap and no way to spill or to fetch extensions, and creates the sample warehouse in it. */
export async function openDuckdb(seed: number, now: Date): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '512MB',
    max_temp_directory_size: '0B',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    for (const statement of sampleStatements(seed, now)) await connection.run(statement);
    return instance;
  } finally {
    connection.closeSync();
  }
}

export function timeoutMessage(limitMs: number): string {
  return `The query was cancelled because it ran longer than ${limitMs} ms.`;
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

async function firstRows(statement: DuckDBPreparedStatement, cap: number, stopped: () => boolean): Promise<JsonText> {
  const result = await statement.stream();
  const keys = result.columnNames().map(name => JSON.stringify(name));
  const types = result.columnTypes();
  const rows: string[] = [];
  while (rows.length < cap) {
    if (stopped()) throw new WarehouseError('The query was cancelled.');
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    for (const row of chunk.getRows().slice(0, cap - rows.length)) {
      rows.push(`{${row.map((value, index) => `${keys[index]!}:${duckdbJson(value, types[index])}`).join(',')}}`);
    }
  }
  return new JsonText(`[${rows.join(',')}]`);
}

/** Takes the position out of the excerpt with a caret that DuckDB ends its messages with. */
function engineError(error: unknown, text: string, isOriginal: boolean): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const message = error.message.replace(/^Failed to extract statements: /, '');
  const excerpt = /\n\nLINE (\d+): (.*)\n( *)\^/.exec(message);
  if (!isOriginal || excerpt === null) return new WarehouseError(message);
  const [, lineNumber, shown, indent] = excerpt as unknown as [string, string, string, string];
  const line = Number(lineNumber) - 1;
  const visible = shown.replace(/^\.\.\.|\.\.\.$/g, '');
  const lines = text.split('\n');
  const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  const cut = (lines[line] ?? '').indexOf(visible);
  if (cut < 0) return new WarehouseError(message);
  const column = indent.length - `LINE ${lineNumber}: `.length - (shown.startsWith('...') ? 3 : 0) + cut;
  return new WarehouseError(message, start + column + 1);
}
