import type { Dialect } from '../sql/dialect.ts';
import type { Range } from '../sql/queryAnalysis.ts';
import type { Token } from '../sql/token.ts';
import { standsAsTable, tokensOf, walk, type Bracket } from './clauses.ts';

/**
 * What a person is writing in a query.
 * - `alias`: a name behind AS in a select list
 * - `column`: the beginning of an entry of a select list
 * - `expressionEnd`: behind an expression of a select list, where AS could stand
 * - `table`: a table's name
 */
export interface SqlPlace {
  readonly kind: 'alias' | 'column' | 'expressionEnd' | 'table';
  /** The word that is written, in the SQL. */
  readonly range: Range;
  /** With `table`: the names of the CTEs that can be used here, as they are written. */
  readonly tables: readonly string[];
}

const marker = 'q';
const noExpression = new Set(
  'SELECT DISTINCT ALL AND OR NOT IN IS LIKE ILIKE BETWEEN CASE WHEN THEN ELSE AS INTERVAL OVER'.split(' '),
);

/** What is written at an offset of a query; undefined in strings and comments, and where nothing of ours goes. */
export function sqlPlaceAt(sql: string, offset: number, dialect: Dialect): SqlPlace | undefined {
  const written = /[A-Za-z_][\w$]*$/.exec(sql.slice(Math.max(0, offset - 128), offset))?.[0] ?? '';
  const start = offset - written.length;
  const range = { start, end: offset + (/^[\w$]+/.exec(sql.slice(offset, offset + 128))?.[0].length ?? 0) };
  const tokens = tokensOf(sql.slice(0, start) + marker, dialect);
  const at = tokens.length - 2;
  const here = tokens[at];
  // Of a string or a comment the marker has become a part.
  if (here?.kind !== 'word' || here.start !== start) return undefined;
  const tables: TableName[] = [];
  let brackets: readonly Bracket[] = [];
  for (const step of walk(tokens.slice(0, at + 1))) {
    ({ brackets } = step);
    if (step.token.kind === 'open') addTable(tables, tokens, step.at, brackets);
  }
  const isOpen = (bracket: number): boolean => brackets.some(one => one.at === bracket);
  const visible = tables.filter(({ open, inside }) => !isOpen(open) && isOpen(inside)).map(({ name }) => name);
  const kind = kindAt(tokens, at, brackets.at(-1));
  return kind === undefined
    ? undefined
    : { kind, range, tables: kind === 'table' ? visible.map(({ start: from, end }) => sql.slice(from, end)) : [] };
}

interface TableName {
  readonly name: Token;
  /** Its query's bracket, and the one in which its WITH clause stands. */
  readonly open: number;
  readonly inside: number;
}

/** `name AS (`, `name (a, b) AS MATERIALIZED (` in a WITH clause. */
function addTable(tables: TableName[], tokens: readonly Token[], open: number, brackets: readonly Bracket[]): void {
  const inner = brackets.at(-1);
  if (inner?.clause !== 'with') return;
  let at = open - 1;
  while (tokens[at]?.text === 'MATERIALIZED' || tokens[at]?.text === 'NOT') at--;
  if (tokens[at]?.text !== 'AS') return;
  at--;
  if (tokens[at]?.text === ')') {
    while (at >= 0 && tokens[at]?.text !== '(') at--;
    at--;
  }
  const name = tokens[at];
  if (name?.kind === 'word' || name?.kind === 'name') tables.push({ name, open, inside: inner.at });
}

function kindAt(tokens: readonly Token[], at: number, inside: Bracket | undefined): SqlPlace['kind'] | undefined {
  const before = tokens[at - 1];
  if (before === undefined || inside === undefined) return undefined;
  if (standsAsTable(tokens, at, inside)) return 'table';
  if (inside.clause !== 'select') return undefined;
  if (before.kind === 'word' && before.text === 'AS') return 'alias';
  const isStart = before.kind === 'word' && ['SELECT', 'DISTINCT', 'ALL'].includes(before.text);
  if (isStart || before.text === ',') return 'column';
  return endsExpression(tokens, at - 1) ? 'expressionEnd' : undefined;
}

function endsExpression(tokens: readonly Token[], at: number): boolean {
  const { kind, text } = tokens[at] ?? { kind: 'end', text: '' };
  if (kind === 'close' || kind === 'number' || kind === 'string') return true;
  if (kind === 'word' && text === 'END') return true;
  if ((kind !== 'word' && kind !== 'name') || (kind === 'word' && noExpression.has(text))) return false;
  // Behind a word that is not part of a path, a word is an alias already.
  const before = tokens[at - 1];
  if (before?.kind === 'word') return before.text !== 'AS' && noExpression.has(before.text);
  return before?.kind === 'operator';
}
