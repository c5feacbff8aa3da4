import type { OutputColumn } from './queryAnalysis.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { columnKey } from './nameKeys.ts';
import { setOperators } from './words.ts';

export interface SetOperator {
  /** The position behind it. */
  readonly at: number;
  /** Which columns are kept where they are matched by name; `undefined` where they are matched by place. */
  readonly matching: 'left' | 'all' | 'common' | 'listed' | undefined;
}

/** The set operator at `at`, with BigQuery's words before and behind it. */
export function setOperatorAt(text: SqlText, from: number, end: number): SetOperator | undefined {
  let at = from;
  let mode: 'left' | 'all' | 'common' | undefined;
  const first = tokenAt(text, at);
  if (first.kind !== 'word' || isSign(text, at - 1, '.')) return undefined;
  if (text.dialect === 'bigquery' && /^(?:INNER|LEFT|FULL)$/.test(first.text)) {
    mode = first.text === 'INNER' ? 'common' : first.text === 'LEFT' ? 'left' : 'all';
    at += isWord(text, at + 1, 'OUTER') ? 2 : 1;
  }
  const word = tokenAt(text, at);
  if (word.kind !== 'word' || !setOperators.has(word.text) || at >= end) return undefined;
  if (word.text === 'MINUS' && text.dialect !== 'snowflake') return undefined;
  at++;
  if (isWord(text, at, 'ALL', 'DISTINCT')) at++;
  if (isWord(text, at, 'BY') && isWord(text, at + 1, 'NAME')) {
    at += 2;
    if (isWord(text, at, 'ON') && isSign(text, at + 1, '(')) return { at: behind(text, at + 1), matching: 'listed' };
    return { at, matching: mode ?? (text.dialect === 'bigquery' ? 'left' : 'all') };
  }
  if (isWord(text, at, 'STRICT') || isWord(text, at, 'CORRESPONDING')) {
    const isStrict = isWord(text, at, 'STRICT');
    at += isStrict ? 2 : 1;
    if (isWord(text, at, 'BY') && isSign(text, at + 1, '(')) return { at: behind(text, at + 1), matching: 'listed' };
    return { at, matching: mode ?? (isStrict ? 'left' : 'common') };
  }
  return { at, matching: undefined };
}

/** The columns of two branches that are matched by name; a star where that is not certain. */
export function byName(
  text: SqlText,
  left: readonly OutputColumn[],
  right: readonly OutputColumn[],
  { matching }: SetOperator,
): readonly OutputColumn[] {
  if (matching === 'left') return left;
  const [first] = left;
  if (first === undefined) return [];
  if (matching === 'listed' || [...left, ...right].some(({ kind }) => kind !== 'named'))
    return [{ kind: 'star', range: first.range }];
  const keys = (columns: readonly OutputColumn[]): ReadonlySet<string | undefined> =>
    new Set(columns.map(column => columnKey(text, column)));
  if (matching === 'common') {
    const kept = keys(right);
    return left.filter(column => kept.has(columnKey(text, column)));
  }
  const known = keys(left);
  return [...left, ...right.filter(column => !known.has(columnKey(text, column)))];
}
