import { columnKey, keyAt } from './nameKeys.ts';
import type { OutputColumn } from './queryAnalysis.ts';
import { namedColumn, type Reader } from './reader.ts';
import type { SelectItem } from './selectItem.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';

/** What a FROM clause offers to a `*` and to a `t.*`. */
export interface Sources {
  readonly columns: readonly OutputColumn[];
  readonly named: readonly { readonly key: string; readonly columns: readonly OutputColumn[] }[];
}

/** The columns of a select list once its FROM clause is known. */
export function expanded(reader: Reader, items: readonly SelectItem[], sources: Sources): readonly OutputColumn[] {
  const columns: OutputColumn[] = [];
  for (const item of items) {
    if (item.kind === 'column') {
      const last = columns.at(-1);
      // Several entries that a template may make are not more than one "any number of columns".
      if (reader.text.isTemplate && item.column.kind === 'star' && last?.kind === 'star' && last.star === undefined)
        continue;
      columns.push(item.column);
    } else columns.push(...starColumns(reader, item, sources));
  }
  return columns;
}

function starColumns(
  reader: Reader,
  { qualifier, modifiers, range, at }: Extract<SelectItem, { kind: 'star' }>,
  sources: Sources,
): readonly OutputColumn[] {
  const { text } = reader;
  const unknown: readonly OutputColumn[] = [{ kind: 'star', range }];
  let columns: readonly OutputColumn[] | undefined;
  if (qualifier === undefined) ({ columns } = sources);
  else if (qualifier !== 'complex') {
    const key = keyAt(text, qualifier);
    const found = sources.named.filter(source => source.key === key);
    if (found.length === 1) columns = found[0]?.columns;
  }
  if (columns === undefined) return unknown;
  reader.effort -= columns.length;
  if (reader.effort < 0) return unknown;
  const changed = modified(text, columns, modifiers, at);
  if (changed === undefined) return unknown;
  return changed
    .filter((column, index) => column.kind !== 'star' || changed[index - 1]?.kind !== 'star')
    .map(column => ({ ...column, star: range }));
}

/** After `EXCEPT (a)`, `RENAME a AS b` and their like; `undefined` where it is not certain. */
function modified(
  text: SqlText,
  all: readonly OutputColumn[],
  from: number,
  end: number,
): readonly OutputColumn[] | undefined {
  let columns = all;
  for (let at = from; at < end;) {
    if (!isWord(text, at, 'EXCEPT', 'EXCLUDE', 'REPLACE', 'RENAME')) return undefined;
    const isList = isSign(text, at + 1, '(');
    const first = isList ? at + 2 : at + 1;
    let close = isList ? behind(text, at + 1) - 1 : end;
    if (!isList) {
      close = first + (isWord(text, at, 'RENAME') ? 3 : 1);
      while (isSign(text, close, '.')) close += 2;
    }
    // DuckDB drops the second column of a name as soon as one is replaced.
    const keys = columns.flatMap(column => columnKey(text, column) ?? []);
    if (text.dialect === 'duckdb' && new Set(keys).size < keys.length) return undefined;
    if (isWord(text, at, 'EXCEPT', 'EXCLUDE')) {
      const dropped = namesIn(text, first, close);
      if (dropped === undefined || columns.some(({ kind }) => kind === 'unsure')) return undefined;
      columns = columns.filter(column => !dropped.has(columnKey(text, column) ?? ''));
    } else if (isWord(text, at, 'RENAME')) {
      const renamed = renames(text, first, close);
      if (renamed === undefined) return undefined;
      columns = columns.map(column => renamed.get(columnKey(text, column) ?? '') ?? column);
    }
    at = isList ? close + 1 : close;
  }
  return columns;
}

function namesIn(text: SqlText, from: number, end: number): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (let at = from; at < end; at += 2) {
    const { kind } = tokenAt(text, at);
    if ((kind !== 'word' && kind !== 'name') || (at + 1 < end && !isSign(text, at + 1, ','))) return undefined;
    names.add(keyAt(text, at));
  }
  return names;
}

function renames(text: SqlText, from: number, end: number): ReadonlyMap<string, OutputColumn> | undefined {
  const names = new Map<string, OutputColumn>();
  for (let at = from; at < end; at += 4) {
    if (!isWord(text, at + 1, 'AS') || (at + 3 < end && !isSign(text, at + 3, ','))) return undefined;
    const { start, end: to } = tokenAt(text, at + 2);
    names.set(keyAt(text, at), namedColumn(text, at + 2, { start, end: to }, true));
  }
  return names;
}

/** The columns of a derived table or CTE under the names of its list: `AS t(a, b)`. */
export function relabelled(
  text: SqlText,
  columns: readonly OutputColumn[],
  list: readonly OutputColumn[],
): readonly OutputColumn[] {
  const star = columns.findIndex(({ kind }) => kind === 'star');
  if (star < 0 || star >= list.length) return [...list, ...columns.slice(list.length)];
  // The list must be whole where it may not be shorter than the columns.
  const isWhole = text.dialect === 'bigquery' || text.dialect === 'snowflake';
  return isWhole ? list : [...list, ...columns.slice(star, star + 1)];
}

/** The names in the brackets that open at `open`, without types; `undefined` if there is anything else. */
export function nameList(text: SqlText, open: number): readonly OutputColumn[] | undefined {
  const close = behind(text, open) - 1;
  const names: OutputColumn[] = [];
  for (let at = open + 1; at < close;) {
    const { kind, start, end } = tokenAt(text, at);
    if (kind !== 'word' && kind !== 'name') return undefined;
    names.push(namedColumn(text, at, { start, end }, true));
    at++;
    // A column definition: `AS t(a int, b numeric(10, 2))`.
    while (at < close && !isSign(text, at, ',')) at = behind(text, at);
    at++;
  }
  return names;
}

/** A derived table's columns for a star over it: DuckDB gives the second column of a name another one. */
export function asSource(text: SqlText, columns: readonly OutputColumn[]): readonly OutputColumn[] {
  if (text.dialect !== 'duckdb') return columns;
  const seen = new Set<string>();
  let isBehindStar = false;
  return columns.map(column => {
    const key = columnKey(text, column);
    isBehindStar ||= column.kind === 'star';
    if (key === undefined) return column;
    if (seen.has(key) || isBehindStar) return { kind: 'unsure', range: column.range };
    seen.add(key);
    return column;
  });
}
