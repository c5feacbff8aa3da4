import type { Dialect, KnownDialect } from './dialect.ts';
import { agreed } from './agreement.ts';
import { filterRanges, filterWords } from './filters.ts';
import type { CommonTable, QueryAnalysis, Range, Statement, Untold } from './queryAnalysis.ts';
import { queryAt } from './query.ts';
import { rangeOf, type Reader } from './reader.ts';
import { referencesIn } from './references.ts';
import { behind, isSign, isWord, readSql, tokenAt, type SqlText } from './sqlText.ts';

/** Longer than this is read by nobody. */
const maxLength = 128 * 1024;

/**
 * What a SQL text returns: its columns, where they are made, and what else an editor wants to know of it.
 * Never throws; takes time in proportion to the text, and gives up on one that is absurd.
 */
export function analyseQuery(sql: string, dialect: Dialect): QueryAnalysis {
  if (sql.length > maxLength) return untold('tooLong');
  return dialect === 'unknown'
    ? agreed((['bigquery', 'snowflake', 'postgres'] as const).map(one => analyseKnown(sql, one)))
    : analyseKnown(sql, dialect);
}

function untold(reason: Untold): QueryAnalysis {
  return {
    statements: [],
    trailingSemicolon: undefined,
    columns: { kind: 'untold', reason },
    commonTables: [],
    references: [],
    filterWords: new Set(),
    filters: [],
  };
}

function analyseKnown(sql: string, dialect: KnownDialect): QueryAnalysis {
  const text = readSql(sql, dialect);
  if (typeof text === 'string') return untold(text);
  const parts = split(text);
  const full = parts.filter(({ from, to }) => from < to);
  const statements = parts.map(({ from, to }): Statement => ({
    kind: from === to ? 'empty' : isQuery(text, from) ? 'query' : 'other',
    range: rangeOf(text, from, to),
  }));
  const semicolon = tokenAt(text, text.tokens.length - 2);
  const trailingSemicolon = semicolon.text === ';' ? placeOf(semicolon) : undefined;
  const common = { statements, trailingSemicolon, filterWords: filterWords(text) };
  const failed = (reason: Untold, commonTables: readonly CommonTable[] = []): QueryAnalysis => ({
    ...common,
    columns: { kind: 'untold', reason },
    commonTables,
    references: [],
    filters: [],
  });
  const [part] = full;
  if (part === undefined) return failed(text.isTemplate ? 'templating' : 'empty');
  if (full.length > 1) return failed('severalStatements');
  const commonTables: CommonTable[] = [];
  const reader: Reader = { text, commonTables, effort: text.tokens.length * 2 + 50_000, query: queryAt };
  const query = queryAt(reader, part.from, part.to, undefined, 0);
  if (typeof query === 'string') return failed(query, commonTables);
  if (query.at !== part.to) return failed(text.isTemplate ? 'templating' : 'syntax', commonTables);
  if (reader.effort < 0) return failed('tooLong', commonTables);
  return {
    ...common,
    columns: { kind: 'told', columns: query.columns },
    commonTables,
    references: query.tail === undefined ? [] : referencesIn(text, query.tail, query.columns),
    filters: query.tail === undefined ? [] : filterRanges(text, query.tail),
  };
}

const placeOf = ({ start, end }: Range): Range => ({ start, end });

/** The statements between semicolons outside of all brackets. */
function split(text: SqlText): readonly { readonly from: number; readonly to: number }[] {
  const parts: { readonly from: number; readonly to: number }[] = [];
  const end = text.tokens.length - 1;
  let from = 0;
  for (let at = 0; at < end; at = behind(text, at)) {
    if (!isSign(text, at, ';')) continue;
    parts.push({ from, to: at });
    from = at + 1;
  }
  if (from < end || parts.length === 0) parts.push({ from, to: end });
  return parts;
}

function isQuery(text: SqlText, from: number): boolean {
  let at = from;
  while (isSign(text, at, '(')) at++;
  if (isWord(text, at, 'FROM')) return text.dialect === 'bigquery' || text.dialect === 'duckdb';
  if (isWord(text, at, 'SELECT', 'VALUES', 'TABLE')) return true;
  if (!isWord(text, at, 'WITH')) return tokenAt(text, at).kind === 'template';
  while (at < text.tokens.length && !isSign(text, at, ';')) {
    if (isWord(text, at, 'INSERT', 'UPDATE', 'DELETE', 'MERGE') && !isWord(text, at + 1, 'AS')) return false;
    at = behind(text, at);
  }
  return true;
}
