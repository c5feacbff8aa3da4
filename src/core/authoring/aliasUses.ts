import { nameKey } from '../sql/dialect.ts';
import type { ColumnReference, NamedColumn, Range } from '../sql/queryAnalysis.ts';
import { tokensOf } from './clauses.ts';
import type { ReadDocument } from './columnTie.ts';

/**
 * Whether an alias is named in places of its query where some dialects take it for the column (the select list, WHERE)
 * and it cannot be told which is meant.
 */
export function isNamedElsewhere(
  { document, analysis, dialect }: ReadDocument,
  column: NamedColumn,
  references: readonly ColumnReference[],
): boolean {
  const knowsAliasesEverywhere = dialect !== 'postgres' && dialect !== 'bigquery';
  if (!column.isAlias || !knowsAliasesEverywhere) return false;
  const sql = document.sqlToSend;
  const key = nameKey(column.name, column.quoted, dialect);
  const tokens = tokensOf(sql, dialect);
  const names = tokens.filter(({ kind, text, start, end }, at) => {
    if (kind !== 'word' && kind !== 'name') return false;
    const written = kind === 'name' ? text : sql.slice(start, end);
    if (nameKey(written, kind === 'name', dialect) !== key) return false;
    const [before, after] = [tokens[at - 1]?.text, tokens[at + 1]?.text];
    return before !== '.' && before !== 'AS' && before !== '::' && after !== '.' && after !== '(';
  });
  const isIn = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;
  const own = names.filter(token => isIn(column.range, token) && !isIn(column.nameRange, token));
  // An input column of the same name comes first everywhere: the others mean that one.
  if (own.length > 0) return false;
  return names.some(
    token =>
      !isIn(column.range, token) &&
      !references.some(({ range }) => isIn(range, token)) &&
      !analysis.commonTables.some(({ range }) => isIn(range, token)),
  );
}
