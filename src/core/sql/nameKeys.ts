import { nameKey } from './dialect.ts';
import type { OutputColumn } from './queryAnalysis.ts';
import { tokenAt, type SqlText } from './sqlText.ts';

/** The name at a position, as the dialect compares names. */
export const keyAt = (text: SqlText, at: number): string => {
  const token = tokenAt(text, at);
  const name = token.kind === 'word' ? text.sql.slice(token.start, token.end) : token.text;
  return nameKey(name, token.kind !== 'word', text.dialect);
};

/** The same for an output column; undefined for one without a name. */
export const columnKey = (text: SqlText, column: OutputColumn): string | undefined =>
  column.kind === 'named' ? nameKey(column.name, column.quoted, text.dialect) : undefined;
