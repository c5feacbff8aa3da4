import type { OutputColumn } from './queryAnalysis.ts';
import { behind, isSign, type SqlText } from './sqlText.ts';
import { columnKey, keyAt } from './nameKeys.ts';

/** `left`: only the left side's columns come out. */
export type JoinKind = 'cross' | 'natural' | 'left';

/** As many columns are compared by name. */
const maxColumns = 2000;

/** The columns of `*` over a join. `using` is the position of the bracket behind USING. */
export function joined(
  text: SqlText,
  left: readonly OutputColumn[],
  right: readonly OutputColumn[],
  kind: JoinKind,
  using: number | undefined,
): readonly OutputColumn[] {
  if (kind === 'left') return left;
  if (kind === 'cross' && using === undefined) return [...left, ...right];
  const [first] = left.length > 0 ? left : right;
  if (first === undefined) return [];
  const unknown: readonly OutputColumn[] = [{ kind: 'star', range: first.range }];
  if ([...left, ...right].some(column => column.kind === 'star' || column.kind === 'unsure')) return unknown;
  if (left.length + right.length > maxColumns) return unknown;
  // Made-up names are shared, too.
  if (kind === 'natural' && [...left, ...right].some(column => column.kind === 'madeUp')) return unknown;
  const keysOf = (columns: readonly OutputColumn[]): readonly (string | undefined)[] =>
    columns.map(column => columnKey(text, column));
  const leftKeys = keysOf(left);
  const leftSet = new Set(leftKeys);
  const rightKeys = new Set(keysOf(right));
  const shared =
    using === undefined ? leftKeys.filter(key => key !== undefined && rightKeys.has(key)) : keysIn(text, using);
  if (shared.some(key => !leftSet.has(key) || !rightKeys.has(key))) return unknown;
  const sharedSet = new Set(shared);
  const isShared = (column: OutputColumn): boolean => sharedSet.has(columnKey(text, column));
  const rest = right.filter(column => !isShared(column));
  if (text.dialect === 'duckdb' || shared.every((key, index) => leftKeys[index] === key)) return [...left, ...rest];
  // Whether Snowflake moves them to the front is not certain.
  if (text.dialect === 'snowflake') return unknown;
  const merged = shared.length > 100 ? unknown : shared.flatMap(key => left[leftKeys.indexOf(key)] ?? []);
  return [...merged, ...left.filter(column => !isShared(column)), ...rest];
}

function keysIn(text: SqlText, open: number): readonly string[] {
  const keys: string[] = [];
  for (let at = open + 1; at < behind(text, open) - 1; at++) if (!isSign(text, at, ',')) keys.push(keyAt(text, at));
  return keys;
}
