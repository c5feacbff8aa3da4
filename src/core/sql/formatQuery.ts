import { lexes, type Dialect, type KnownDialect } from './dialect.ts';
import { compareLayout, withTokensOf } from './layout.ts';
import type { QueryAnalysis } from './queryAnalysis.ts';
import { blankTemplating } from './templating.ts';

/** How the lines of a formatted query begin. */
export interface Indentation {
  readonly width: number;
  readonly useTabs: boolean;
}

/** Lays a query out anew for one dialect, with line feeds; throws on what it does not understand. */
export type QueryPrinter = (sql: string, dialect: KnownDialect, indentation: Indentation) => string;

/**
 * Why a query is left as it is.
 * - `empty`: there is nothing to format
 * - `templating`: a template's marks may stand for anything
 * - `severalStatements`: more than one
 * - `tooLong`: more than is read, and it would take seconds
 * - `notUnderstood`: the printer does not take it
 * - `changed`: the printer would have changed more than the layout
 */
export type FormatRefusal = 'empty' | 'templating' | 'severalStatements' | 'tooLong' | 'notUnderstood' | 'changed';

export type FormattedQuery =
  { readonly kind: 'formatted'; readonly sql: string } | { readonly kind: 'refused'; readonly reason: FormatRefusal };

/** Whose rules a query of an unknown warehouse is read by: it has to be the same query by each that can read it. */
const readers: Readonly<Record<Dialect, readonly KnownDialect[]>> = {
  bigquery: ['bigquery'],
  snowflake: ['snowflake'],
  postgres: ['postgres'],
  duckdb: ['duckdb'],
  unknown: ['bigquery', 'snowflake', 'postgres'],
};

/**
 * A query in the usual layout, with the line breaks that it has. Nothing but blanks and line breaks between its tokens
 * and comments may differ: what the printer gives is read again, and refused otherwise.
 *
 * @param sql without white space at its end
 * @param analysis of the same text
 */
export function formatQuery(
  sql: string,
  dialect: Dialect,
  analysis: QueryAnalysis,
  indentation: Indentation,
  print: QueryPrinter,
): FormattedQuery {
  if (sql.trim() === '') return refused('empty');
  if (blankTemplating(sql).isTemplate || sql.includes('${')) return refused('templating');
  if (analysis.statements.filter(({ kind }) => kind !== 'empty').length > 1) return refused('severalStatements');
  if (analysis.columns.kind === 'untold' && analysis.columns.reason === 'tooLong') return refused('tooLong');
  const lineBreak = sql.includes('\r\n') ? '\r\n' : '\n';
  let reason: FormatRefusal = 'notUnderstood';
  for (const reader of readers[dialect]) {
    const printed = printedBy(print, sql, reader, indentation);
    if (printed === undefined) continue;
    const broken = lineBreak === '\n' ? printed : printed.replaceAll('\n', lineBreak);
    const result = withTokensOf(sql, broken, lexes[reader]);
    const answers = readers[dialect].map(each => compareLayout(sql, result, lexes[each]));
    if (answers.includes('same') && !answers.includes('changed')) return { kind: 'formatted', sql: result };
    reason = 'changed';
  }
  return refused(reason);
}

const refused = (reason: FormatRefusal): FormattedQuery => ({ kind: 'refused', reason });

function printedBy(
  print: QueryPrinter,
  sql: string,
  dialect: KnownDialect,
  indentation: Indentation,
): string | undefined {
  try {
    return print(sql.replaceAll('\r\n', '\n'), dialect, indentation).trimEnd();
  } catch {
    // A printer says so when it does not understand a text, and its words are about its own grammar.
    return undefined;
  }
}
