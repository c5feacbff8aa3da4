import type { Provider } from './options.ts';

/** Says in the engine's SQL what a text in another spelling says, or gives the text back as it is. */
export type Translate = (sql: string) => Promise<string>;

/**
 * Translates from a provider's spelling to an engine's. A text that cannot be translated comes back as it is, so that
 * the engine, whose messages are better, says what is wrong with it. The translator, 23 MB, is loaded at the first use.
 */
export function translator(from: Provider, to: 'duckdb' | 'postgres'): Translate {
  if (from === to) return sql => Promise.resolve(sql);
  return async sql => {
    const { transpile, Dialect } = await import('@polyglot-sql/sdk');
    const dialects = {
      bigquery: Dialect.BigQuery,
      snowflake: Dialect.Snowflake,
      postgres: Dialect.PostgreSQL,
      duckdb: Dialect.DuckDB,
    };
    const result = attempt(() => transpile(sql, dialects[from], dialects[to]));
    return result?.success === true && result.sql?.length === 1 ? repaired(result.sql[0]!) : sql;
  };
}

/** Takes back two forms that the translator writes and that neither engine reads. */
function repaired(sql: string): string {
  return sql.replace(/\bINTERVAL (-\d+) /g, "INTERVAL '$1' ").replace(/\bCURRENT_TIMESTAMP\(\)/g, 'CURRENT_TIMESTAMP');
}

/** The translator is compiled to WebAssembly and throws where it meets its own limits. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
