import { expressionAt } from './expression.ts';
import { isQueryStart } from './operand.ts';
import type { OutputColumn } from './queryAnalysis.ts';
import { rangeOf, unknownColumns, type Reader, type Scope } from './reader.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { keyAt } from './nameKeys.ts';
import { asSource, nameList, relabelled, type Sources } from './star.ts';
import { tableFunctionColumns } from './tableFunction.ts';
import { clauseWords } from './words.ts';

export interface Source {
  readonly key: string;
  readonly columns: readonly OutputColumn[];
}

/** One entry of a FROM clause with its alias: a table, a derived table, a function, a join in brackets. */
export interface FoundSource extends Sources {
  readonly at: number;
}

type FromReader = (reader: Reader, at: number, end: number, scope: Scope | undefined, depth: number) => FoundSource;

const maxDepth = 60;

export function sourceAt(
  reader: Reader,
  at: number,
  end: number,
  scope: Scope | undefined,
  depth: number,
  from: FromReader,
): FoundSource | undefined {
  const { text } = reader;
  if (depth > maxDepth || --reader.effort < 0) return undefined;
  let first = at;
  while (isWord(text, first, 'LATERAL', 'ONLY') && !isSign(text, first + 1, '.') && first + 1 < end) first++;
  const bare = isSign(text, first, '(')
    ? bracketAt(reader, first, scope, depth, from)
    : tableAt(reader, first, end, scope);
  return bare === undefined ? undefined : dressed(text, bare, first, end);
}

interface Bare {
  readonly at: number;
  readonly columns: readonly OutputColumn[];
  /** What the source is called unless it has an alias. */
  readonly key?: string;
  readonly named?: readonly Source[];
  /** A function: an alias is the name of its only column, too. */
  readonly scalar?: 'certainly' | 'perhaps';
}

function bracketAt(
  reader: Reader,
  open: number,
  scope: Scope | undefined,
  depth: number,
  from: FromReader,
): Bare | undefined {
  const { text } = reader;
  const close = behind(text, open) - 1;
  const unknown: Bare = { at: close + 1, columns: unknownColumns(rangeOf(text, open, close + 1)) };
  if (isQueryStart(text, open + 1)) {
    const query = reader.query(reader, open + 1, close, scope, depth + 1);
    if (typeof query !== 'string' && query.at === close)
      return { at: close + 1, columns: asSource(text, query.columns) };
    if (!isSign(text, open + 1, '(')) return unknown;
  }
  const inner = from(reader, open + 1, close, scope, depth + 1);
  return inner.at === close ? { at: close + 1, columns: inner.columns, named: inner.named } : unknown;
}

function tableAt(reader: Reader, at: number, end: number, scope: Scope | undefined): Bare | undefined {
  const { text } = reader;
  const first = tokenAt(text, at);
  const call = tableFunctionColumns(text, at);
  if (call !== undefined) return call;
  if (at >= end) return undefined;
  if (first.kind === 'word' && clauseWords.has(first.text)) return undefined;
  let next = at + 1;
  if (first.kind === 'word' || first.kind === 'name' || first.kind === 'template') {
    // A project's name in BigQuery has dashes, and what stands beside a placeholder belongs to it.
    while (next < end && (isSign(text, next, '.') || isSign(text, next - 1, '.') || isGluedName(text, next))) next++;
  } else if (first.kind === 'string' || first.kind === 'parameter' || isSign(text, at, '@') || isSign(text, at, ':')) {
    while (
      next < end &&
      tokenAt(text, next).start === tokenAt(text, next - 1).end &&
      !/^[,;()]$/.test(tokenAt(text, next).text)
    )
      next++;
  } else return undefined;
  if (isSign(text, next, '(') && first.kind !== 'name') next = behind(text, next);
  const range = rangeOf(text, at, next);
  if (next !== at + 1 || first.kind === 'template' || first.kind === 'string') {
    const last = tokenAt(text, next - 1);
    const isPath = last.kind === 'word' || last.kind === 'name';
    return { at: next, columns: unknownColumns(range), ...(isPath && { key: keyAt(text, next - 1) }) };
  }
  const key = keyAt(text, at);
  return { at: next, columns: lookedUp(scope, key) ?? unknownColumns(range), key };
}

function lookedUp(scope: Scope | undefined, key: string): readonly OutputColumn[] | undefined {
  for (let level = scope; level !== undefined; level = level.parent) {
    const columns = level.tables.get(key);
    if (columns !== undefined) return columns;
  }
  return undefined;
}

function isGluedName(text: SqlText, at: number): boolean {
  const token = tokenAt(text, at);
  if (token.start !== tokenAt(text, at - 1).end) return false;
  if (text.dialect === 'bigquery')
    return (
      token.kind === 'word' ||
      token.kind === 'number' ||
      token.text === '-' ||
      token.kind === 'template' ||
      token.text === '*'
    );
  return token.kind === 'template';
}

const noAlias = new Set(
  'ON USING JOIN INNER LEFT RIGHT FULL CROSS NATURAL OUTER SEMI ANTI ASOF POSITIONAL TABLESAMPLE SAMPLE PIVOT UNPIVOT MATCH_RECOGNIZE MATCH_CONDITION START CONNECT WITH SET WHEN LATERAL AND DO VALUES FROM'.split(
    ' ',
  ),
);

/** With what may stand behind a source, and the alias among it. */
function dressed(text: SqlText, bare: Bare, from: number, end: number): FoundSource {
  let { columns, at, key } = bare;
  let named = bare.named ?? [];
  let isAliased = false;
  const unknown = (): readonly OutputColumn[] => unknownColumns(rangeOf(text, from, at));
  while (at < end) {
    const next = modifierEnd(text, at, end);
    if (next !== undefined) {
      const modifier = tokenAt(text, at).text;
      if (modifier === 'PIVOT' || modifier === 'UNPIVOT' || modifier === 'MATCH_RECOGNIZE') {
        isAliased = false;
        named = [];
        key = undefined;
        columns = unknown();
      } else if (modifier === 'WITH') {
        const { start, end: to } = tokenAt(text, at + 1);
        const range = { start, end: to };
        columns = isWord(text, at + 1, 'ORDINALITY')
          ? [...columns, { kind: 'named', name: 'ordinality', quoted: false, range, nameRange: range, isAlias: false }]
          : unknown();
      }
      at = next;
      continue;
    }
    const isExplicit = isWord(text, at, 'AS');
    const alias = tokenAt(text, isExplicit ? at + 1 : at);
    if (isAliased || !isAlias(text, isExplicit ? at + 1 : at, isExplicit)) break;
    isAliased = true;
    at += isExplicit ? 2 : 1;
    named = [];
    key = alias.kind === 'template' || alias.kind === 'open' ? undefined : keyAt(text, at - 1);
    const open = alias.kind === 'open' ? at - 1 : at;
    if (isSign(text, open, '(')) {
      const list = nameList(text, open);
      at = behind(text, open);
      const isTyped = list !== undefined && at - open - 1 > 2 * list.length;
      columns = list === undefined ? unknown() : isTyped ? list : relabelled(text, columns, list);
    } else if (bare.scalar !== undefined) {
      const [column] = columns;
      const { start, end: to } = alias;
      const name = text.sql.slice(start, to);
      if (columns.length === 1 && column?.kind === 'madeUp')
        columns =
          alias.kind === 'word' && bare.scalar === 'certainly'
            ? [
                {
                  kind: 'named',
                  name,
                  quoted: false,
                  range: column.range,
                  nameRange: { start, end: to },
                  isAlias: true,
                },
              ]
            : unknown();
    }
  }
  return { at, columns, named: key === undefined ? named : [...named, { key, columns }] };
}

function isAlias(text: SqlText, at: number, isExplicit: boolean): boolean {
  const { kind, text: word } = tokenAt(text, at);
  if (kind === 'name') return true;
  if (kind === 'template' || kind === 'open') return isExplicit;
  if (kind !== 'word') return false;
  return isExplicit || !(noAlias.has(word) || clauseWords.has(word));
}

/** The position behind a modifier; `undefined` if there is none. */
function modifierEnd(text: SqlText, at: number, end: number): number | undefined {
  const token = tokenAt(text, at);
  if (token.kind === 'operator') return token.text === '*' ? at + 1 : undefined;
  if (token.kind !== 'word') return undefined;
  const bracket = (from: number): number | undefined => (isSign(text, from, '(') ? behind(text, from) : undefined);
  switch (token.text) {
    case 'FOR':
      return isWord(text, at + 1, 'SYSTEM_TIME', 'SYSTEM', 'VERSION') && isWord(text, at + 2, 'AS')
        ? expressionAt(text, at + 4, end)?.at
        : undefined;
    case 'AT':
    case 'BEFORE':
    case 'CHANGES':
      return bracket(at + 1);
    case 'TABLESAMPLE':
    case 'SAMPLE': {
      const open = isSign(text, at + 1, '(') ? at + 1 : at + 2;
      let next = bracket(open);
      if (next !== undefined && isWord(text, next, 'REPEATABLE', 'SEED')) next = bracket(next + 1);
      return next;
    }
    case 'PIVOT':
    case 'UNPIVOT':
      return bracket(isWord(text, at + 1, 'INCLUDE', 'EXCLUDE') ? at + 3 : at + 1);
    case 'MATCH_RECOGNIZE':
      return bracket(at + 1);
    case 'WITH':
      if (isWord(text, at + 1, 'ORDINALITY')) return at + 2;
      if (!isWord(text, at + 1, 'OFFSET')) return undefined;
      if (isWord(text, at + 2, 'AS')) return at + 4;
      return tokenAt(text, at + 2).kind === 'word' && isAlias(text, at + 2, false) ? at + 3 : at + 2;
    default:
      return undefined;
  }
}
