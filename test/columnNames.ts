import { analyseQuery } from '../src/core/sql/analyseQuery.ts';
import type { Dialect } from '../src/core/sql/dialect.ts';

/** One output column: its name, `null` for one that the engine names, `*` for any number that cannot be named. */
export type ColumnName = string | null;

/**
 * The output columns of a text with one query, and `null` where they cannot be told: for no query, for several
 * statements (even if all but the last only set something), and as soon as one single column's name is not certain.
 */
export function columnNames(sql: string, dialect: Dialect): readonly ColumnName[] | null {
  const { columns } = analyseQuery(sql, dialect);
  if (columns.kind === 'untold' || columns.columns.some(({ kind }) => kind === 'unsure')) return null;
  return columns.columns.map(column => (column.kind === 'named' ? column.name : column.kind === 'star' ? '*' : null));
}
