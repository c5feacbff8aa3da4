import { expressionAt } from './expression.ts';
import type { OutputColumn, Range } from './queryAnalysis.ts';
import { namedColumn, rangeOf } from './reader.ts';
import { setOperatorAt } from './setOperator.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { clauseWords, isReserved, softWords } from './words.ts';

/** One entry of a select list: a column, or a star that a FROM clause resolves. */
export type SelectItem =
  | { readonly kind: 'column'; readonly column: OutputColumn; readonly at: number }
  | {
      readonly kind: 'star';
      /** The token before `.*`; `undefined` for a plain `*`, `complex` for any longer path. */
      readonly qualifier: number | 'complex' | undefined;
      /** The position behind the `*`. */
      readonly modifiers: number;
      readonly range: Range;
      readonly at: number;
    };

/** Whether a select list ends here. */
export function isListEnd(text: SqlText, at: number, end: number): boolean {
  if (at >= end) return true;
  const token = tokenAt(text, at);
  if (token.kind === 'operator') return token.text === ';' || token.text === '|>';
  if (token.kind !== 'word') return false;
  return token.text === 'FROM' || clauseWords.has(token.text) || setOperatorAt(text, at, end) !== undefined;
}

const isItemEnd = (text: SqlText, at: number, end: number): boolean =>
  isSign(text, at, ',') || isListEnd(text, at, end) || isWord(text, at, 'ASC', 'DESC', 'NULLS');

/** The item at `at` of a list that begins at `listFrom`; `undefined` if it is not understood. */
export function selectItemAt(text: SqlText, at: number, end: number, listFrom: number): SelectItem | undefined {
  const item = plainItemAt(text, at, end);
  const stop = item?.at ?? itemEnd(text, at, end);
  const range = rangeOf(text, at, stop);
  const before = tokenAt(text, at - 1).end;
  const listStart = tokenAt(text, listFrom - 1).start;
  const blocks = text.blocks.filter(
    // One around the whole query changes nothing in it.
    block => block.start < range.end && block.end > range.start && !(block.start < listStart && block.end > range.end),
  );
  if (blocks.length === 0) return item;
  const alias = isWord(text, stop - 2, 'AS') && stop - 2 > at ? tokenAt(text, stop - 2).start : -1;
  const isInside = blocks.every(block => block.start >= before && block.end <= alias);
  const { kind } = tokenAt(text, stop - 1);
  const column: OutputColumn =
    isInside && (kind === 'word' || kind === 'name')
      ? namedColumn(text, stop - 1, range, true)
      : { kind: 'star', range };
  return { kind: 'column', column, at: stop };
}

/** The item's end if it is not understood: a comma or the list's end outside of all brackets. */
function itemEnd(text: SqlText, from: number, end: number): number {
  let at = from;
  while (at < end && !isSign(text, at, ',') && !isWord(text, at, 'FROM') && !isSign(text, at, ';'))
    at = behind(text, at);
  return Math.min(at, end);
}

function plainItemAt(text: SqlText, at: number, end: number): SelectItem | undefined {
  if (isSign(text, at, '*')) return starAt(text, at, at + 1, undefined, end);
  const { kind } = tokenAt(text, at);
  if (text.dialect === 'duckdb' && (kind === 'word' || kind === 'name') && isSign(text, at + 1, ':')) {
    const value = expressionAt(text, at + 2, end);
    if (value === undefined || !isItemEnd(text, value.at, end)) return undefined;
    const column = namedColumn(text, at, rangeOf(text, at, value.at), true);
    return { kind: 'column', column, at: value.at };
  }
  const expression = expressionAt(text, at, end);
  if (expression === undefined) return undefined;
  const { shape } = expression;
  let next = expression.at;
  if (shape.kind === 'columns' && isSign(text, next - 1, '*') && isSign(text, next - 2, '.')) {
    return starAt(text, at, next, next - 3 === at ? at : 'complex', end);
  }
  const isAlias = isWord(text, next, 'AS');
  const alias = isAlias ? next + 1 : next;
  const state = aliasState(text, alias, end, isAlias);
  if (state === undefined) return undefined;
  if (state !== 'none') next = alias + 1;
  if (!isItemEnd(text, next, end)) return undefined;
  const range = rangeOf(text, at, next);
  const column = (made: OutputColumn): SelectItem => ({ kind: 'column', column: made, at: next });
  const spreads = text.columnCalls.some(call => call >= at && call < next);
  if (state === 'template' || spreads) return column({ kind: 'star', range });
  if (state === 'name') {
    // DuckDB's unnest of a struct keeps the fields' names, whatever the alias.
    const isSpread = shape.kind === 'columns' && text.dialect === 'duckdb' && !text.isTemplate;
    return column(isSpread ? { kind: 'star', range } : namedColumn(text, alias, range, true));
  }
  switch (shape.kind) {
    case 'column':
      return column(namedColumn(text, shape.name, range, false));
    case 'columns':
      return column({ kind: 'star', range });
    case 'oneColumn':
      return column({ kind: 'unsure', range });
    case 'computed': {
      if (text.dialect !== 'postgres') return column({ kind: 'madeUp', range });
      return column({ kind: 'madeUp', range, derivedName: shape.derived ?? '?column?' });
    }
  }
}

/** What stands where an alias may stand; `undefined` for what is none. */
function aliasState(
  text: SqlText,
  at: number,
  end: number,
  isExplicit: boolean,
): 'name' | 'template' | 'none' | undefined {
  if (at >= end) return isExplicit ? undefined : 'none';
  const token = tokenAt(text, at);
  if (token.kind === 'template') return 'template';
  if (token.kind === 'name') return 'name';
  if (token.kind === 'string') return isExplicit && isPlainAlias(text, at) ? 'name' : undefined;
  if (token.kind !== 'word') return isExplicit ? undefined : 'none';
  if (isExplicit) {
    // `AS` right before FROM: the alias is still to be written.
    return token.text === 'FROM' && !isSign(text, at + 1, ',') && !isWord(text, at + 1, 'FROM') ? undefined : 'name';
  }
  if (isReserved(token.text, text.dialect)) return 'none';
  if (softWords.has(token.text) || token.text === 'ASC' || token.text === 'DESC')
    return at + 1 >= end || isSign(text, at + 1, ',') || isWord(text, at + 1, 'FROM') ? 'name' : 'none';
  return 'name';
}

const isPlainAlias = (text: SqlText, at: number): boolean => {
  const { start, end } = tokenAt(text, at);
  return text.dialect === 'duckdb' && /^'[^'\\]+'$/.test(text.sql.slice(start, end));
};

const modifierWords = new Set(['EXCEPT', 'EXCLUDE', 'REPLACE', 'RENAME']);

function starAt(
  text: SqlText,
  from: number,
  behindStar: number,
  qualifier: number | 'complex' | undefined,
  end: number,
): SelectItem | undefined {
  let at = behindStar;
  for (;;) {
    const token = tokenAt(text, at);
    if (token.kind === 'word' && modifierWords.has(token.text)) {
      if (isSign(text, at + 1, '(') && !(token.text === 'EXCEPT' && isWord(text, at + 2, 'SELECT', 'WITH'))) {
        at = behind(text, at + 1);
      } else if (token.text === 'EXCLUDE' || (token.text === 'RENAME' && isWord(text, at + 2, 'AS'))) {
        at += token.text === 'EXCLUDE' ? 2 : 4;
        while (isSign(text, at, '.')) at += 2;
      } else break;
    } else if (isWord(text, at, 'ILIKE', 'LIKE', 'GLOB') && tokenAt(text, at + 1).kind === 'string') at += 2;
    else if (isWord(text, at, 'NOT') && isWord(text, at + 1, 'ILIKE', 'LIKE', 'GLOB')) at += 3;
    else if (isWord(text, at, 'SIMILAR') && isWord(text, at + 1, 'TO')) at += 3;
    else break;
  }
  if (!isItemEnd(text, at, end)) return undefined;
  return { kind: 'star', qualifier, modifiers: behindStar, range: rangeOf(text, from, at), at };
}
