import type { ColumnReference, OutputColumn } from './queryAnalysis.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { columnKey, keyAt } from './nameKeys.ts';

/** Where the clauses between two positions name a column of the select list before them. */
export function referencesIn(
  text: SqlText,
  { from, to }: { readonly from: number; readonly to: number },
  columns: readonly OutputColumn[],
): readonly ColumnReference[] {
  const byKey = new Map<string, number>();
  for (const [index, column] of columns.entries()) {
    const key = columnKey(text, column);
    if (key !== undefined && !byKey.has(key)) byKey.set(key, index);
  }
  const found: ColumnReference[] = [];
  let clause: 'GROUP' | 'HAVING' | 'ORDER' | 'QUALIFY' | undefined;
  /** The next position outside of all brackets. */
  let outer = from;
  for (let at = from; at < to; at++) {
    if (at > outer) outer = behind(text, outer);
    const token = tokenAt(text, at);
    if (token.kind === 'word') {
      if (at === outer && isWord(text, at, 'GROUP', 'HAVING', 'ORDER', 'QUALIFY')) {
        clause = token.text as 'GROUP' | 'HAVING' | 'ORDER' | 'QUALIFY';
        continue;
      }
      if (isWord(text, at, 'WHERE', 'LIMIT', 'WINDOW', 'OFFSET', 'FETCH', 'FOR')) clause = undefined;
    }
    if (clause === undefined || (token.kind !== 'word' && token.kind !== 'name')) continue;
    if (isSign(text, at - 1, '.') || isSign(text, at + 1, '.') || isSign(text, at + 1, '(')) continue;
    const column = byKey.get(keyAt(text, at));
    if (column === undefined) continue;
    // Postgres takes an output name in ORDER BY only as the whole entry, and in HAVING never.
    const isWhole =
      isEntryEdge(text, at - 1, from) &&
      (isEntryEdge(text, at + 1, to) || isWord(text, at + 1, 'ASC', 'DESC', 'NULLS'));
    if (text.dialect === 'postgres' && (clause === 'HAVING' || !isWhole)) continue;
    const isCertain = clause === 'ORDER' && isWhole;
    found.push({ range: { start: token.start, end: token.end }, column, isCertain });
  }
  return found;
}

const isEntryEdge = (text: SqlText, at: number, edge: number): boolean =>
  at === edge ||
  isSign(text, at, ',') ||
  isWord(
    text,
    at,
    'BY',
    'LIMIT',
    'OFFSET',
    'FETCH',
    'FOR',
    'HAVING',
    'ORDER',
    'WINDOW',
    'QUALIFY',
    'UNION',
    'EXCEPT',
    'INTERSECT',
  ) ||
  isSign(text, at, ';') ||
  tokenAt(text, at).kind === 'end';
