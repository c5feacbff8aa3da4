import { joined, type JoinKind } from './join.ts';
import type { OutputColumn } from './queryAnalysis.ts';
import type { Reader, Scope } from './reader.ts';
import { rangeOf, unknownColumns } from './reader.ts';
import { sourceAt, type Source } from './source.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import type { Sources } from './star.ts';
import { clauseWords, setOperators } from './words.ts';

export interface FromClause extends Sources {
  readonly at: number;
}

export const noSources: Sources = { columns: [], named: [] };

/** The sources from `at`, which is behind FROM, to the next clause. What is not understood makes the columns unknown. */
export function fromClauseAt(
  reader: Reader,
  at: number,
  end: number,
  scope: Scope | undefined,
  depth: number,
): FromClause {
  const { text } = reader;
  const unknown = unknownColumns(rangeOf(text, at, at + 1));
  const named: Source[] = [];
  let columns: readonly OutputColumn[] | undefined;
  let kind: JoinKind = 'cross';
  let next = at;
  for (;;) {
    const source = sourceAt(reader, next, end, scope, depth, fromClauseAt);
    if (source === undefined) return { at: skipped(text, next, end), columns: unknown, named };
    next = source.at;
    named.push(...source.named);
    if (isWord(text, next, 'MATCH_CONDITION') && isSign(text, next + 1, '(')) next = behind(text, next + 1);
    let using: number | undefined;
    if (isWord(text, next, 'USING') && isSign(text, next + 1, '(')) {
      using = next + 1;
      next = behind(text, using);
      // Postgres: USING (a) AS u
      if (isWord(text, next, 'AS')) next += 2;
    } else if (isWord(text, next, 'ON')) next = conditionEnd(text, next + 1, end);
    columns = columns === undefined ? source.columns : joined(text, columns, source.columns, kind, using);
    reader.effort -= columns.length;
    if (reader.effort < 0) return { at: skipped(text, next, end), columns: unknown, named };
    const join = joinAt(text, next, end);
    if (join === undefined) break;
    ({ kind } = join);
    next = join.at;
    if (isListEnd(text, next, end)) break;
  }
  const isWhole = isListEnd(text, next, end);
  const range = rangeOf(text, at, next);
  const isIn = (place: number): boolean => place > range.start && place < range.end;
  const isVaried = text.blocks.some(block => isIn(block.start) || isIn(block.end));
  if (isWhole && !isVaried) return { at: next, columns, named };
  return { at: skipped(text, next, end), columns: unknown, named: isVaried ? [] : named };
}

/** Where the FROM clause ends: another clause, or the text. */
function isListEnd(text: SqlText, at: number, end: number): boolean {
  if (at >= end || isSign(text, at, ';') || isSign(text, at, '|>')) return true;
  const token = tokenAt(text, at);
  if (token.kind === 'template') return true;
  if (token.kind !== 'word') return false;
  if (clauseWords.has(token.text) || /^(?:START|CONNECT|USING)$/.test(token.text)) return true;
  return /^(?:INNER|LEFT|FULL)$/.test(token.text) && isSetOperator(text, at);
}

/** BigQuery's `FULL OUTER UNION ALL BY NAME`. */
function isSetOperator(text: SqlText, at: number): boolean {
  const next = isWord(text, at + 1, 'OUTER') ? at + 2 : at + 1;
  return setOperators.has(tokenAt(text, next).text);
}

const joinWords = new Set(
  'NATURAL ASOF POSITIONAL CROSS INNER LEFT RIGHT FULL OUTER SEMI ANTI GLOBAL DIRECTED EACH HASH LOOKUP ANY ALL'.split(
    ' ',
  ),
);

/** The words of a join, or a comma. */
export function joinAt(
  text: SqlText,
  at: number,
  end: number,
): { readonly kind: JoinKind; readonly at: number } | undefined {
  if (at >= end) return undefined;
  if (isSign(text, at, ',')) return { kind: 'cross', at: at + 1 };
  let next = at;
  let kind: JoinKind = 'cross';
  while (tokenAt(text, next).kind === 'word' && joinWords.has(tokenAt(text, next).text)) {
    if (isWord(text, next, 'NATURAL')) kind = 'natural';
    if (isWord(text, next, 'SEMI', 'ANTI')) kind = 'left';
    next++;
  }
  if (!isWord(text, next, 'JOIN')) return undefined;
  next++;
  while (isWord(text, next, 'EACH')) next++;
  return { kind, at: next };
}

/** The end of a join's condition: the next join, or whatever ends the clause. */
function conditionEnd(text: SqlText, from: number, end: number): number {
  let at = from;
  while (at < end && !isListEndWord(text, at, end)) at = behind(text, at);
  return Math.min(at, end);
}

function isListEndWord(text: SqlText, at: number, end: number): boolean {
  if (isSign(text, at, ',')) return true;
  if (isSign(text, at - 1, '.') || isSign(text, at + 1, '.')) return false;
  if (tokenAt(text, at).kind === 'template') return false;
  if (isWord(text, at, 'FOR', 'OFFSET', 'USING', 'START', 'CONNECT'))
    return isListEnd(text, at, end) && tokenAt(text, at + 1).kind === 'word';
  return isListEnd(text, at, end) || (tokenAt(text, at).kind === 'word' && joinAt(text, at, end) !== undefined);
}

/** Past what is not understood. */
function skipped(text: SqlText, from: number, end: number): number {
  let at = from;
  while (at < end && !isSign(text, at, ';') && !isSign(text, at, '|>')) {
    const token = tokenAt(text, at);
    if (token.kind === 'word' && clauseWords.has(token.text) && !isSign(text, at - 1, '.')) break;
    at = behind(text, at);
  }
  return Math.min(at, end);
}
