import type { CommonTable, OutputColumn, Range, Untold } from './queryAnalysis.ts';
import { tokenAt, type SqlText } from './sqlText.ts';

/** The CTEs that a query sees, by their keys. */
export interface Scope {
  readonly tables: ReadonlyMap<string, readonly OutputColumn[]>;
  readonly parent: Scope | undefined;
}

/** A text while its queries are read, and what is found on the way. */
export interface Reader {
  readonly text: SqlText;
  readonly commonTables: CommonTable[];
  /** How many more queries, sources and columns are looked at: brackets may be read twice, stars may multiply. */
  effort: number;
  /** Reads a query, for the parts of one that hold another. */
  readonly query: (reader: Reader, at: number, end: number, scope: Scope | undefined, depth: number) => Query | Untold;
}

export interface Query {
  readonly columns: readonly OutputColumn[];
  /** The position behind it. */
  readonly at: number;
  /** The first select's clauses behind its FROM, or those of the whole set operation. */
  readonly tail?: { readonly from: number; readonly to: number };
}

export const rangeOf = (text: SqlText, from: number, to: number): Range => ({
  start: tokenAt(text, from).start,
  end: tokenAt(text, Math.max(from, to - 1)).end,
});

export const unknownColumns = (range: Range): readonly OutputColumn[] => [{ kind: 'star', range }];

/** A column named by one token, which is a name or a word. */
export function namedColumn(text: SqlText, at: number, range: Range, isAlias: boolean): OutputColumn {
  const token = tokenAt(text, at);
  const quoted = token.kind !== 'word';
  const written = text.sql.slice(token.start, token.end);
  if (token.kind === 'name' && /^u&/i.test(written) && token.text.includes('\\')) return { kind: 'unsure', range };
  const name = token.kind === 'name' ? token.text : token.kind === 'string' ? written.slice(1, -1) : written;
  return { kind: 'named', name, quoted, range, nameRange: { start: token.start, end: token.end }, isAlias };
}
