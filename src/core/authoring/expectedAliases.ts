import { analyseQuery } from '../sql/analyseQuery.ts';
import type { Range } from '../sql/queryAnalysis.ts';
import type { ReadDocument } from './columnTie.ts';
import { columnsOf, isColumn, mappedColumns } from './mappedColumns.ts';

/** A name that nobody writes. */
const placeholder = 'levered_name_to_come';

/**
 * The names that the mapping expects of the query, without those that it certainly returns already. Without the word
 * that is being written, most queries cannot be read: it counts as some name.
 * @param word its range in the SQL
 */
export function expectedAliases({ document, dialect }: ReadDocument, { start, end }: Range): readonly string[] {
  const sql = document.sql.text;
  const columns = columnsOf(analyseQuery((sql.slice(0, start) + placeholder + sql.slice(end)).trimEnd(), dialect));
  const names = new Set(mappedColumns(document).map(({ name }) => name));
  return [...names].filter(name => !columns.some(column => isColumn(name, column, dialect)));
}
