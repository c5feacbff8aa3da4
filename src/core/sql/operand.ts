import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { genericEnd, typeNameAt } from './typeName.ts';
import { intervalUnits, isBareCall, isConstant, isReserved } from './words.ts';

/**
 * What an expression is to the engine that must name its column.
 * - `column`: it is called by the token at `name`
 * - `computed`: the engine makes up a name; in Postgres `derived`, which a cast replaces unless it is `strong`
 * - `oneColumn`: one column, but what it is called is not certain
 * - `columns`: any number of columns
 */
export type Shape =
  | { readonly kind: 'column'; readonly name: number }
  | { readonly kind: 'computed'; readonly derived?: string; readonly strong?: boolean }
  | { readonly kind: 'oneColumn' }
  | { readonly kind: 'columns' };

export interface Operand {
  readonly shape: Shape;
  /** The position behind it. */
  readonly at: number;
}

type Inside = (from: number, to: number) => Operand | undefined;

const computed = (at: number): Operand => ({ shape: { kind: 'computed' }, at });
const called = (at: number, derived: string, strong = true): Operand => ({
  shape: { kind: 'computed', derived, strong },
  at,
});

/** The operand at `at` with the operators before it. */
export function operandAt(text: SqlText, at: number, end: number, inside: Inside): Operand | undefined {
  let first = at;
  while (first < end && isPrefix(text, first)) first++;
  if (first >= end) return undefined;
  const operand = primaryAt(text, first, end, inside);
  if (operand === undefined || first === at || operand.shape.kind === 'columns') return operand;
  return computed(operand.at);
}

function isPrefix(text: SqlText, at: number): boolean {
  const { kind, text: word } = tokenAt(text, at);
  if (kind === 'operator') {
    if (word === '+' || word === '-' || word === '~') return true;
    return (text.dialect === 'postgres' || text.dialect === 'duckdb') && /^(?:[@!|/]|\|\|)$/.test(word);
  }
  if (kind !== 'word') return false;
  if (word === 'NOT') return true;
  if (word === 'ANY' || word === 'ALL' || word === 'SOME') return isWord(text, at + 1, 'UNNEST');
  if (word === 'PRIOR' || word === 'CONNECT_BY_ROOT' || word === 'NEW') {
    const next = tokenAt(text, at + 1);
    return next.kind === 'name' || (next.kind === 'word' && !isReserved(next.text, text.dialect));
  }
  return false;
}

function primaryAt(text: SqlText, at: number, end: number, inside: Inside): Operand | undefined {
  const token = tokenAt(text, at);
  switch (token.kind) {
    case 'number':
      return computed(at + 1);
    case 'string': {
      let next = at + 1;
      while (next < end && tokenAt(text, next).kind === 'string') next++;
      return computed(next);
    }
    case 'parameter':
      if (text.dialect === 'snowflake' && /^\$\d/.test(token.text)) return { shape: { kind: 'oneColumn' }, at: at + 1 };
      return computed(pathEnd(text, at));
    case 'open':
      return bracketAt(text, at, inside);
    case 'operator':
      return signAt(text, at);
    case 'word':
      return wordAt(text, at, end, inside);
    case 'name':
    case 'template':
      return pathAt(text, at);
    case 'close':
    case 'junk':
    case 'end':
      return undefined;
  }
}

function pathEnd(text: SqlText, at: number): number {
  let next = at + 1;
  while (isSign(text, next, '.') && /^(?:word|name)$/.test(tokenAt(text, next + 1).kind)) next += 2;
  return next;
}

/** `:name`, `:1`, `%s`, `%(name)s`, DuckDB's `#1`. */
function signAt(text: SqlText, at: number): Operand | undefined {
  const next = tokenAt(text, at + 1);
  if (isSign(text, at, ':') && /^(?:word|number|name)$/.test(next.kind)) return computed(at + 2);
  if (isSign(text, at, '#') && next.kind === 'number') return { shape: { kind: 'oneColumn' }, at: at + 2 };
  if (isSign(text, at, '%')) {
    if (isWord(text, at + 1, 'S')) return computed(at + 2);
    if (next.text === '(' && isWord(text, behind(text, at + 1), 'S')) return computed(behind(text, at + 1) + 1);
  }
  return undefined;
}

function bracketAt(text: SqlText, at: number, inside: Inside): Operand | undefined {
  const close = behind(text, at) - 1;
  const { dialect } = text;
  if (!isSign(text, at, '(')) return isSign(text, at, '{') && dialect === 'bigquery' ? undefined : computed(close + 1);
  if (isQueryStart(text, at + 1)) {
    return dialect === 'postgres' ? scalarQueryAt(text, at + 1, close, inside) : computed(close + 1);
  }
  const inner = inside(at + 1, close);
  if (inner?.at !== close) return called(close + 1, 'row');
  return { shape: inner.shape, at: close + 1 };
}

/** In Postgres a query in brackets has the name of its only column (FigureColname in its parse_target.c). */
function scalarQueryAt(text: SqlText, at: number, close: number, inside: Inside): Operand {
  const unsure: Operand = { shape: { kind: 'oneColumn' }, at: close + 1 };
  const value =
    isWord(text, at, 'SELECT') && !isWord(text, at + 1, 'DISTINCT', 'ALL') ? inside(at + 1, close) : undefined;
  if (value === undefined || value.shape.kind === 'columns') return unsure;
  const isEnd = (position: number): boolean => position === close || isWord(text, position, 'FROM');
  if (isEnd(value.at)) {
    if (value.shape.kind !== 'computed') return { shape: value.shape, at: close + 1 };
    return called(close + 1, value.shape.derived ?? '?column?');
  }
  const alias = isWord(text, value.at, 'AS') ? value.at + 1 : value.at;
  const { kind, text: word } = tokenAt(text, alias);
  const isName = kind === 'name' || (kind === 'word' && (alias > value.at || !isReserved(word, text.dialect)));
  return isName && isEnd(alias + 1) ? { shape: { kind: 'column', name: alias }, at: close + 1 } : unsure;
}

/** Whether a query stands behind an opening bracket, past further ones. */
export function isQueryStart(text: SqlText, from: number): boolean {
  let at = from;
  while (isSign(text, at, '(')) at++;
  return isWord(text, at, 'SELECT', 'WITH', 'VALUES', 'TABLE')
    ? !isSign(text, at + 1, '(') || !isWord(text, at, 'WITH')
    : isWord(text, at, 'FROM');
}

function wordAt(text: SqlText, at: number, end: number, inside: Inside): Operand | undefined {
  const { text: word } = tokenAt(text, at);
  const next = tokenAt(text, at + 1);
  if (word === 'CASE') {
    const close = behind(text, at);
    if (close > at + 1) return caseAt(text, at, close, inside);
  }
  if (word === 'INTERVAL') {
    const interval = intervalAt(text, at, end, inside);
    if (interval !== undefined) return interval;
  }
  if (next.text === '(' && next.kind === 'open') {
    if (word === 'CAST' || word === 'TRY_CAST' || word === 'SAFE_CAST') return castAt(text, at, inside);
    const type = /^(?:TIMESTAMP|TIME|BIT|CHARACTER|CHAR|VARCHAR)$/.test(word) ? typeNameAt(text, at) : undefined;
    if (type !== undefined && tokenAt(text, type.at).kind === 'string') return called(type.at + 1, type.name, false);
  } else if (isReserved(word, text.dialect)) return undefined;
  if (isConstant(word)) return computed(at + 1);
  if (isBareCall(word, text.dialect) && !isSign(text, at + 1, '.') && !isSign(text, at + 1, '('))
    return called(at + 1, word.toLowerCase());
  if (next.kind === 'open' && next.text === '[' && word === 'ARRAY') return called(behind(text, at + 1), 'array');
  if (next.kind === 'open' && next.text === '{') return computed(behind(text, at + 1));
  if (next.text === '<' && next.kind === 'operator' && /^(?:ARRAY|STRUCT|RANGE|MAP)$/.test(word)) {
    const close = genericEnd(text, at + 1);
    const value = close === undefined ? undefined : tokenAt(text, close);
    if (close !== undefined && (value?.kind === 'open' || value?.kind === 'string'))
      return computed(behind(text, close));
  }
  if (next.kind === 'string' || ((next.kind === 'word' || next.text === '.') && !isReserved(next.text, text.dialect))) {
    const type = typeNameAt(text, at);
    if (type !== undefined && tokenAt(text, type.at).kind === 'string') return called(type.at + 1, type.name, false);
  }
  if (word === 'COLLATION' && isWord(text, at + 1, 'FOR') && isSign(text, at + 2, '('))
    return called(behind(text, at + 2), 'pg_collation_for');
  return pathAt(text, at);
}

/** Postgres calls a CASE like its ELSE, if that has a name. */
function caseAt(text: SqlText, at: number, close: number, inside: Inside): Operand {
  if (text.dialect !== 'postgres') return computed(close);
  for (let next = at + 1; next < close; next = behind(text, next)) {
    if (!isWord(text, next, 'ELSE')) continue;
    const shape = inside(next + 1, close - 1)?.shape;
    if (shape?.kind === 'column') return called(close, nameText(text, shape.name));
    if (shape?.kind === 'computed' && shape.strong === true && shape.derived !== undefined)
      return called(close, shape.derived);
  }
  return called(close, 'case', false);
}

function castAt(text: SqlText, at: number, inside: Inside): Operand {
  const close = behind(text, at + 1);
  if (text.dialect !== 'postgres') return computed(close);
  const inner = inside(at + 2, close - 1);
  if (inner === undefined || !isWord(text, inner.at, 'AS')) return { shape: { kind: 'oneColumn' }, at: close };
  const { shape } = inner;
  if (shape.kind !== 'computed' || shape.strong === true) return { shape, at: close };
  const type = typeNameAt(text, inner.at + 1);
  return called(close, type?.name ?? '', false);
}

/** `INTERVAL '1 day'`, `INTERVAL 1 DAY`, `INTERVAL (a + 1) DAY`; `undefined` where it is a column's name. */
function intervalAt(text: SqlText, at: number, end: number, inside: Inside): Operand | undefined {
  const unitEnd = (from: number): number => {
    if (!intervalUnits.has(tokenAt(text, from).text) || tokenAt(text, from).kind !== 'word') return from;
    const precise = isSign(text, from + 1, '(') ? behind(text, from + 1) : from + 1;
    if (!isWord(text, precise, 'TO')) return precise;
    return isSign(text, precise + 2, '(') ? behind(text, precise + 2) : precise + 2;
  };
  const next = tokenAt(text, at + 1);
  const value = next.text === '(' ? behind(text, at + 1) : at + 1;
  if (tokenAt(text, value).kind === 'string') return called(unitEnd(value + 1), 'interval', false);
  if (text.dialect === 'postgres' || text.dialect === 'snowflake') return undefined;
  if (isSign(text, at + 1, '.') || (next.kind === 'operator' && next.text !== '-')) return undefined;
  const amount = inside(at + 1, end);
  if (amount === undefined) return undefined;
  const unit = unitEnd(amount.at);
  return unit === amount.at ? undefined : computed(unit);
}

/** Functions that Postgres knows by another name than they are written with. */
function calledName(text: SqlText, at: number): string {
  const name = nameText(text, at);
  if (tokenAt(text, at).kind !== 'word' || name !== 'trim') return name;
  return isWord(text, at + 2, 'LEADING') ? 'ltrim' : isWord(text, at + 2, 'TRAILING') ? 'rtrim' : 'btrim';
}

function nameText(text: SqlText, at: number): string {
  const token = tokenAt(text, at);
  return token.kind === 'word' ? token.text.toLowerCase() : token.text;
}

/** `a`, `t.a`, `t.*`, `f(…)`, `s.f(…)`, `t.$1`. */
function pathAt(text: SqlText, from: number): Operand {
  let at = from;
  for (;;) {
    const next = at + 1;
    if (isSign(text, next, '(')) {
      const close = behind(text, next);
      if (tokenAt(text, at).kind === 'template') return { shape: { kind: 'columns' }, at: close };
      // DuckDB's unnest spreads a struct over columns.
      if (text.dialect === 'duckdb' && isWord(text, at, 'UNNEST')) return { shape: { kind: 'columns' }, at: close };
      if (isWord(text, at, 'TREAT')) return { shape: { kind: 'oneColumn' }, at: close };
      return called(close, calledName(text, at));
    }
    if (!isSign(text, next, '.')) break;
    const part = tokenAt(text, next + 1);
    if (isSign(text, next + 1, '*')) return { shape: { kind: 'columns' }, at: next + 2 };
    if (part.kind === 'parameter') return { shape: { kind: 'oneColumn' }, at: next + 2 };
    if (part.kind !== 'word' && part.kind !== 'name' && part.kind !== 'template') break;
    at = next + 1;
  }
  return {
    shape: tokenAt(text, at).kind === 'template' ? { kind: 'columns' } : { kind: 'column', name: at },
    at: at + 1,
  };
}
