import { nameKey, type Dialect } from '../sql/dialect.ts';
import type { CommonTable, QueryAnalysis, Range } from '../sql/queryAnalysis.ts';
import type { Token } from '../sql/token.ts';
import { standsAsTable, tokensOf, walk } from './clauses.ts';

/** A CTE with the places that name it, in the SQL. */
export interface CommonTableUses {
  readonly table: CommonTable;
  readonly uses: readonly Range[];
}

/** The CTE whose name stands at an offset of the SQL; undefined where none does, or more than one could be meant. */
export function commonTableAt(
  sql: string,
  { commonTables }: QueryAnalysis,
  dialect: Dialect,
  offset: number,
): CommonTableUses | undefined {
  if (commonTables.length === 0) return undefined;
  const isHere = ({ start, end }: Range): boolean => start <= offset && offset <= end;
  const tokens = tokensOf(sql, dialect);
  const at = tokens.findIndex(token => (token.kind === 'word' || token.kind === 'name') && isHere(token));
  const token = tokens[at];
  if (token === undefined) return undefined;
  const key = keyOf(sql, token, dialect);
  const named = commonTables.filter(table => nameKeyOf(sql, table, dialect) === key);
  const [table] = named;
  if (table === undefined || named.length > 1) return undefined;
  const uses = usesOf(sql, tokens, key, dialect);
  return isHere(table.nameRange) || uses.some(isHere) ? { table, uses } : undefined;
}

function usesOf(sql: string, tokens: readonly Token[], key: string, dialect: Dialect): readonly Range[] {
  const uses: Range[] = [];
  for (const { token, at, brackets } of walk(tokens)) {
    if ((token.kind !== 'word' && token.kind !== 'name') || keyOf(sql, token, dialect) !== key) continue;
    const isPath = tokens[at + 1]?.text === '.';
    const isTable = standsAsTable(tokens, at, brackets.at(-1));
    // `name.column` names it too, but in the place of a table that is a schema.
    const isUse = isTable ? !isPath && tokens[at + 1]?.text !== '(' : isPath && tokens[at - 1]?.text !== '.';
    if (isUse) uses.push({ start: token.start, end: token.end });
  }
  return uses;
}

function keyOf(sql: string, { kind, text, start, end }: Token, dialect: Dialect): string {
  return kind === 'name' ? nameKey(text, true, dialect) : nameKey(sql.slice(start, end), false, dialect);
}

function nameKeyOf(sql: string, { name, nameRange }: CommonTable, dialect: Dialect): string {
  return nameKey(name, /^["`]/.test(sql.slice(nameRange.start, nameRange.end)), dialect);
}
