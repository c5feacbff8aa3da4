import { DatabaseError, Pool, type PoolClient, type QueryArrayResult, type QueryConfig } from 'pg';
import type { Translate } from './dialect.ts';
import { JsonText } from './jsonText.ts';
import { postgresJson } from './postgresJson.ts';
import { fillPostgres } from './postgresSample.ts';
import { stopOnAbort, timeoutError, WarehouseError, type Warehouse, type WarehouseLimits } from './warehouse.ts';

/** Stands before the query, so that PostgreSQL itself takes a single SELECT only and gives as many rows as asked for. */
const declare = 'DECLARE sample NO SCROLL CURSOR FOR ';

const codes = { queryCanceled: '57014' };

/** A warehouse in a real PostgreSQL. Requests run in read-only transactions that are always rolled back. */
export class PostgresWarehouse implements Warehouse {
  readonly #pool: Pool;
  readonly #limits: WarehouseLimits;
  readonly #translate: Translate;

  private constructor(pool: Pool, limits: WarehouseLimits, translate: Translate) {
    this.#pool = pool;
    this.#limits = limits;
    this.#translate = translate;
  }

  /** Connects, and creates the sample warehouse if the database does not have it yet. */
  static async open(
    url: string,
    sample: { readonly seed: number; readonly now: Date },
    limits: WarehouseLimits,
    translate: Translate,
  ): Promise<PostgresWarehouse> {
    const pool = new Pool({ connectionString: url, max: 8, options: '-c TimeZone=UTC -c DateStyle=ISO' });
    // A connection that breaks while idle is replaced by the pool; the next query reports what is wrong.
    pool.on('error', () => undefined);
    try {
      await fillPostgres(pool, sample.seed, sample.now);
    } catch (error) {
      await pool.end();
      throw error;
    }
    return new PostgresWarehouse(pool, limits, translate);
  }

  async check(sql: string): Promise<readonly string[]> {
    return this.#reading(sql, async client => {
      const { fields } = await fetchRows(client, 0);
      return fields.map(field => field.name);
    });
  }

  async preview(sql: string, signal: AbortSignal): Promise<JsonText> {
    return this.#reading(sql, async client => {
      const {
        rows: [backend],
      } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const cancels: Promise<unknown>[] = [];
      const done = stopOnAbort(signal, () => {
        cancels.push(this.#pool.query('SELECT pg_cancel_backend($1)', [backend?.pid]));
      });
      try {
        const { fields, rows } = await fetchRows(client, this.#limits.rowCap);
        const keys = fields.map(field => JSON.stringify(field.name));
        const texts = rows.map(row => {
          const cells = row.map((cell, index) => `${keys[index]!}:${postgresJson(cell, fields[index]!.dataTypeID)}`);
          return `{${cells.join(',')}}`;
        });
        return new JsonText(`[${texts.join(',')}]`);
      } finally {
        done();
        // A cancel that is still under way must not meet the next query of this connection.
        await Promise.all(cancels);
      }
    });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  /** Opens the query's cursor in a read-only transaction and lets `use` fetch from it. */
  async #reading<T>(sql: string, use: (client: PoolClient) => Promise<T>): Promise<T> {
    const text = await this.#translate(sql);
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN READ ONLY');
      await client.query(`SET LOCAL statement_timeout = ${this.#limits.statementTimeoutMs}`);
      // The extended protocol takes one statement only, so nothing can be added behind a semicolon.
      const statement: QueryConfig & { queryMode: 'extended' } = { text: declare + text, queryMode: 'extended' };
      await client.query(statement);
      return await use(client);
    } catch (error) {
      throw this.#refusal(error, text === sql);
    } finally {
      await client.query('ROLLBACK').then(
        () => client.release(),
        (error: unknown) => client.release(error instanceof Error ? error : true),
      );
    }
  }

  #refusal(error: unknown, isOriginal: boolean): unknown {
    if (!(error instanceof DatabaseError)) return error;
    if (error.code === codes.queryCanceled) return timeoutError(this.#limits.statementTimeoutMs);
    const message = [error.message, error.detail, error.hint].filter(part => part !== undefined).join('\n');
    const position = Number(error.position) - declare.length;
    return new WarehouseError(message, isOriginal && position > 0 ? position : undefined);
  }
}

/** Leaves every value as the text that PostgreSQL wrote, so that no digit is lost. */
function fetchRows(client: PoolClient, count: number): Promise<QueryArrayResult<(string | null)[]>> {
  return client.query<(string | null)[]>({
    text: `FETCH ${count} FROM sample`,
    rowMode: 'array',
    types: { getTypeParser: () => (value: string) => value },
  });
}
