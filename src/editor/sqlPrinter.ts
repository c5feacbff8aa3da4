import { bigquery, duckdb, formatDialect, postgresql, snowflake } from 'sql-formatter';
import type { QueryPrinter } from '../core/sql/formatQuery.ts';

const dialects = { bigquery, snowflake, postgres: postgresql, duckdb };

/** Built into a file of its own, which is loaded when a query is formatted for the first time. */
export const printQuery: QueryPrinter = (sql, dialect, { width, useTabs }) =>
  formatDialect(sql, { dialect: dialects[dialect], tabWidth: width, useTabs, keywordCase: 'preserve' });
