import { expressionAt } from './expression.ts';
import { fromClauseAt, joinAt, type FromClause } from './fromClause.ts';
import { joined } from './join.ts';
import type { OutputColumn, Untold } from './queryAnalysis.ts';
import { namedColumn, rangeOf, unknownColumns, type Query, type Reader, type Scope } from './reader.ts';
import { selectListAt } from './selectList.ts';
import { setOperatorAt } from './setOperator.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { columnKey, keyAt } from './nameKeys.ts';
import { expanded, type Sources } from './star.ts';

/** Operators that leave the columns as they are. */
const keeping = ['WHERE', 'LIMIT', 'ORDER', 'DISTINCT', 'TABLESAMPLE', 'ASSERT', 'SET', 'AS'];

/** BigQuery's pipes from the first `|>`: each operator changes the columns that it gets. */
export function pipesAt(
  reader: Reader,
  first: readonly OutputColumn[],
  from: number,
  end: number,
  scope: Scope | undefined,
  depth: number,
  sources?: FromClause,
): Query | Untold {
  const { text } = reader;
  let columns = first;
  let named: Sources['named'] = sources?.named ?? [];
  let at = from;
  while (at < end && isSign(text, at, '|>')) {
    const close = pipeEnd(text, at + 1, end);
    const next = pipeAt(reader, { columns, named }, at + 1, close, scope, depth);
    if (typeof next === 'string') return next;
    if (!isWord(text, at + 1, 'WHERE', 'ORDER', 'LIMIT')) named = [];
    if (isWord(text, at + 1, 'AS') && close === at + 3) named = [{ key: keyAt(text, at + 2), columns: next }];
    columns = next;
    reader.effort -= columns.length;
    if (reader.effort < 0) return 'tooLong';
    at = close;
  }
  return { columns, at };
}

function pipeEnd(text: SqlText, from: number, end: number): number {
  let at = from;
  while (at < end && !isSign(text, at, '|>') && !isSign(text, at, ';')) at = behind(text, at);
  return Math.min(at, end);
}

function pipeAt(
  reader: Reader,
  sources: Sources,
  at: number,
  end: number,
  scope: Scope | undefined,
  depth: number,
): readonly OutputColumn[] | Untold {
  const { text } = reader;
  const { columns } = sources;
  const unknown = unknownColumns(rangeOf(text, at, end));
  if (at >= end) return 'incomplete';
  if (isWord(text, at, ...keeping)) return columns;
  if (isWord(text, at, 'SELECT', 'EXTEND', 'WINDOW')) {
    const isSelect = isWord(text, at, 'SELECT');
    const start = isSelect && isWord(text, at + 1, 'DISTINCT', 'ALL') ? at + 2 : at + 1;
    if (isSelect && isWord(text, start, 'AS')) return 'notAQuery';
    const list = selectListAt(text, start, end);
    if (typeof list === 'string') return list;
    if (list.at !== end && !isWord(text, list.at, 'WINDOW')) return 'syntax';
    const made = expanded(reader, list.items, sources);
    return isSelect ? made : [...columns, ...made];
  }
  if (isWord(text, at, 'AGGREGATE')) return aggregated(reader, sources, at + 1, end);
  if (isWord(text, at, 'DROP')) {
    const dropped = new Set<string>();
    for (let next = at + 1; next < end; next++) if (!isSign(text, next, ',')) dropped.add(keyAt(text, next));
    return columns.filter(column => !dropped.has(columnKey(text, column) ?? ''));
  }
  if (isWord(text, at, 'RENAME')) {
    let renamed = columns;
    for (let next = at + 1; next < end;) {
      const name = isWord(text, next + 1, 'AS') ? next + 2 : next + 1;
      if (name >= end || (name + 1 < end && !isSign(text, name + 1, ','))) return 'syntax';
      const key = keyAt(text, next);
      const fresh = namedColumn(text, name, rangeOf(text, name, name + 1), true);
      renamed = renamed.map(column => (columnKey(text, column) === key ? fresh : column));
      next = name + 2;
    }
    return renamed;
  }
  const join = joinAt(text, at, end);
  if (join !== undefined) {
    const right = fromClauseAt(reader, join.at, end, scope, depth);
    const using = usingIn(text, join.at, end);
    return joined(text, columns, right.columns, join.kind, using);
  }
  const operator = setOperatorAt(text, at, end);
  if (operator !== undefined) return operator.matching === undefined ? columns : unknown;
  if (isWord(text, at, 'WITH')) return columns;
  if (isWord(text, at, 'PIVOT', 'UNPIVOT', 'CALL', 'MATCH_RECOGNIZE')) return unknown;
  return 'syntax';
}

function usingIn(text: SqlText, from: number, end: number): number | undefined {
  for (let at = from; at < end; at = behind(text, at)) {
    if (isWord(text, at, 'USING') && isSign(text, at + 1, '(')) return at + 1;
  }
  return undefined;
}

/** `AGGREGATE … GROUP BY …`: what is grouped by comes first. */
function aggregated(reader: Reader, sources: Sources, at: number, end: number): readonly OutputColumn[] | Untold {
  const { text } = reader;
  let groupAt = at;
  while (groupAt < end && !isWord(text, groupAt, 'GROUP')) groupAt = behind(text, groupAt);
  const lists: (readonly OutputColumn[])[] = [];
  const by = isWord(text, groupAt + 1, 'BY') ? groupAt + 2 : groupAt + 4;
  if (groupAt < end && isWord(text, by, 'ROLLUP', 'CUBE', 'GROUPING', 'ALL'))
    return unknownColumns(rangeOf(text, at, end));
  for (const [from, to] of [
    [by, end],
    [at, groupAt],
  ] as const) {
    const made: OutputColumn[] = [];
    for (let next = from; next < to; next++) {
      const stop = orderedEnd(text, next, to);
      const list = selectListAt(text, next, stop.at);
      if (typeof list === 'string') return list;
      if (list.at !== stop.at) return 'syntax';
      made.push(...expanded(reader, list.items, sources));
      next = stop.behind;
    }
    lists.push(made);
  }
  return lists.flat();
}

/** One entry, whose `DESC NULLS LAST` is no alias. */
function orderedEnd(text: SqlText, from: number, end: number): { readonly at: number; readonly behind: number } {
  let at = expressionAt(text, from, end)?.at ?? from;
  while (at < end && !isSign(text, at, ',')) at = behind(text, at);
  let stop = at;
  while (
    stop > from &&
    isWord(text, stop - 1, 'ASC', 'DESC', 'NULLS', 'FIRST', 'LAST') &&
    tokenAt(text, stop - 2).text !== 'AS'
  )
    stop--;
  return { at: stop, behind: at };
}
