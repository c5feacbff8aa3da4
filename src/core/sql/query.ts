import { commonTablesAt } from './commonTables.ts';
import { fromClauseAt, noSources, type FromClause } from './fromClause.ts';
import { pipesAt } from './pipe.ts';
import type { OutputColumn, Untold } from './queryAnalysis.ts';
import { rangeOf, unknownColumns, type Query, type Reader, type Scope } from './reader.ts';
import { isListEnd } from './selectItem.ts';
import { selectListAt } from './selectList.ts';
import { byName, setOperatorAt } from './setOperator.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { expanded } from './star.ts';
import { valuesAt } from './tableFunction.ts';

/** Queries inside queries, as far as they are looked into. */
const maxDepth = 60;

/** The query from `at`, with its set operations and pipes. What stands behind it is the caller's to judge. */
export function queryAt(
  reader: Reader,
  at: number,
  end: number,
  scope: Scope | undefined,
  depth: number,
): Query | Untold {
  const { text } = reader;
  if (depth > maxDepth) return 'tooDeep';
  if (--reader.effort < 0) return 'tooLong';
  let first = at;
  let inner = scope;
  // A template may bring the WITH itself: `{{ ctes() }}, a AS (…) SELECT …`.
  const isTemplateWith = tokenAt(text, at).kind === 'template' && isSign(text, at + 1, ',');
  if (isWord(text, at, 'WITH') || isTemplateWith) {
    const tables = commonTablesAt(reader, isTemplateWith ? at : at + 1, end, scope, depth);
    if (typeof tables === 'string') return tables;
    ({ at: first, scope: inner } = tables);
  }
  const left = branchAt(reader, first, end, inner, depth);
  if (typeof left === 'string') return left;
  let { columns, at: next } = left;
  let { tail } = left;
  for (;;) {
    const operator = setOperatorAt(text, next, end);
    if (operator === undefined) break;
    const right = branchAt(reader, operator.at, end, inner, depth);
    if (typeof right === 'string') {
      // A loop's last UNION ALL stands before `{% endfor %}`.
      if (text.blocks.length === 0 || operator.at < end) return operator.at >= end ? 'incomplete' : right;
      next = operator.at;
      break;
    }
    if (operator.matching !== undefined) columns = byName(text, columns, right.columns, operator);
    next = right.at;
    tail = right.tail;
  }
  if (isSign(text, next, '|>')) return pipesAt(reader, columns, next, end, inner, depth);
  return tail === undefined ? { columns, at: next } : { columns, at: next, tail };
}

/** One side of a set operation with the clauses behind it. */
function branchAt(reader: Reader, at: number, end: number, scope: Scope | undefined, depth: number): Query | Untold {
  const { text } = reader;
  if (at >= end) return 'incomplete';
  if (isSign(text, at, '(')) {
    const close = behind(text, at) - 1;
    const query = queryAt(reader, at + 1, close, scope, depth + 1);
    if (typeof query === 'string') return query;
    return query.at === close ? clausesBehind(text, query.columns, close + 1, end) : unread(text);
  }
  if (isWord(text, at, 'SELECT')) return selectAt(reader, at + 1, end, scope, depth);
  if (isWord(text, at, 'WITH')) return queryAt(reader, at, end, scope, depth + 1);
  if (isWord(text, at, 'VALUES') && isSign(text, at + 1, '(') && text.dialect !== 'bigquery') {
    const values = valuesAt(text, at);
    return clausesBehind(text, values.columns, values.at, end);
  }
  if (isWord(text, at, 'TABLE') && (text.dialect === 'postgres' || text.dialect === 'duckdb')) {
    const from = fromClauseAt(reader, isWord(text, at + 1, 'ONLY') ? at + 2 : at + 1, end, scope, depth);
    return clausesBehind(text, from.columns, from.at, end);
  }
  if (isWord(text, at, 'FROM') && (text.dialect === 'bigquery' || text.dialect === 'duckdb')) {
    const from = fromClauseAt(reader, at + 1, end, scope, depth);
    if (isWord(text, from.at, 'SELECT')) return selectAt(reader, from.at + 1, end, scope, depth, from);
    if (isSign(text, from.at, '|>')) return pipesAt(reader, from.columns, from.at, end, scope, depth, from);
    return clausesBehind(text, from.columns, from.at, end);
  }
  if (tokenAt(text, at).kind === 'template') return 'templating';
  return tokenAt(text, at).kind === 'word' ? 'notAQuery' : 'syntax';
}

const unread = (text: SqlText): Untold => (text.isTemplate ? 'templating' : 'syntax');

/** A SELECT from behind that word. `first` is the FROM clause that DuckDB lets stand before it. */
function selectAt(
  reader: Reader,
  at: number,
  end: number,
  scope: Scope | undefined,
  depth: number,
  first?: FromClause,
): Query | Untold {
  const { text } = reader;
  const from = selectHead(text, at);
  if (from === undefined) return 'notAQuery';
  const list = selectListAt(text, from, end);
  if (typeof list === 'string') return list;
  let next = list.at;
  if (isWord(text, next, 'INTO')) return 'notAQuery';
  let sources = first ?? noSources;
  if (isWord(text, next, 'FROM')) {
    const clause = fromClauseAt(reader, next + 1, end, scope, depth);
    sources = clause;
    next = clause.at;
    if (isWord(text, next, 'INTO')) return 'notAQuery';
  } else if (first === undefined && list.items.some(item => item.kind === 'star' && item.qualifier !== 'complex')) {
    if (!text.isTemplate) return 'incomplete';
    sources = { columns: unknownColumns(rangeOf(text, at, next)), named: [] };
  }
  return clausesBehind(text, expanded(reader, list.items, sources), next, end);
}

/** Past DISTINCT, TOP and the like; `undefined` for what makes no plain rows. */
function selectHead(text: SqlText, from: number): number | undefined {
  let at = from;
  if (isWord(text, at, 'WITH') && tokenAt(text, at + 1).kind === 'word') {
    while (tokenAt(text, at).kind === 'word' && !isWord(text, at, 'OPTIONS')) at++;
    at = behind(text, at + 1);
  }
  if (
    isWord(text, at, 'ALL', 'DISTINCT') &&
    (isWord(text, at + 1, 'AS') || !isListEnd(text, at + 1, Infinity)) &&
    !isSign(text, at + 1, ',')
  ) {
    const isOn = isWord(text, at, 'DISTINCT') && isWord(text, at + 1, 'ON') && isSign(text, at + 2, '(');
    at = isOn ? behind(text, at + 2) : at + 1;
  }
  if (isWord(text, at, 'TOP') && tokenAt(text, at + 1).kind === 'number' && text.dialect === 'snowflake') at += 2;
  if (isWord(text, at, 'AS') && text.dialect === 'bigquery') return isWord(text, at + 1, 'STRUCT') ? at + 2 : undefined;
  return at;
}

/** Goes past WHERE, GROUP BY, ORDER BY and the like to a set operator, a pipe, another query or the end. */
function clausesBehind(text: SqlText, columns: readonly OutputColumn[], from: number, end: number): Query | Untold {
  let at = from;
  while (at < end && !isSign(text, at, ';') && !isSign(text, at, '|>')) {
    if (isWord(text, at, 'SELECT') && !isSign(text, at - 1, '.')) break;
    if (setOperatorAt(text, at, end) !== undefined) break;
    at = behind(text, at);
  }
  return { columns, at: Math.min(at, end), tail: { from, to: Math.min(at, end) } };
}
