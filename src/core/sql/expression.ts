import { operandAt, type Operand, type Shape } from './operand.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { typeNameAt } from './typeName.ts';
import { infixWords } from './words.ts';

/** Brackets inside brackets, as far as they are looked into. */
const maxDepth = 60;

/**
 * The expression that begins at `at` and goes as far as it can below `end`; `undefined` if there is none.
 * `depth` counts the brackets around it.
 */
export function expressionAt(text: SqlText, at: number, end: number, depth = 0): Operand | undefined {
  if (depth > maxDepth) return undefined;
  const inside = (from: number, to: number): Operand | undefined => expressionAt(text, from, to, depth + 1);
  let shape: Shape | undefined;
  let isFirst = true;
  for (let next = at; ;) {
    const operand = operandAt(text, next, end, inside);
    if (operand === undefined) return undefined;
    const complete = suffixed(text, operand, end);
    if (shape === undefined || complete.shape.kind === 'columns') shape = complete.shape;
    next = complete.at;
    for (let isDone = true; isDone;) {
      const infix = infixAt(text, next, end);
      if (infix === undefined) return { shape, at: next };
      // What a template leaves may itself be several columns, whatever stands beside it.
      if (shape.kind !== 'columns') {
        const isZone: boolean =
          infix.isZone === true && (isFirst || (shape.kind === 'computed' && shape.derived === 'timezone'));
        shape = isZone ? { kind: 'computed', derived: 'timezone', strong: true } : { kind: 'computed' };
      }
      isFirst = false;
      next = infix.at;
      isDone = infix.isDone;
    }
  }
}

const computed = (at: number): Operand => ({ shape: { kind: 'computed' }, at });

/** What stands behind an operand and takes no further one: casts, subscripts, fields, windows. */
function suffixed(text: SqlText, first: Operand, end: number): Operand {
  const { dialect } = text;
  let operand = first;
  while (operand.at < end) {
    const { at, shape } = operand;
    if (isSign(text, at, '::')) {
      const type = typeNameAt(text, at + 1);
      if (type === undefined) return operand;
      if (dialect !== 'postgres') operand = computed(type.at);
      else if (shape.kind === 'computed' && shape.strong !== true)
        operand = { shape: { kind: 'computed', derived: type.name }, at: type.at };
      else operand = { shape, at: type.at };
    } else if (isSign(text, at, '[')) {
      operand = dialect === 'postgres' ? { shape, at: behind(text, at) } : computed(behind(text, at));
    } else if (isSign(text, at, '.')) {
      const field = fieldAt(text, at + 1);
      if (field === undefined) return operand;
      operand = field;
    } else if (dialect === 'snowflake' && isSign(text, at, ':')) {
      const key = tokenAt(text, at + 1);
      if (key.kind !== 'word' && key.kind !== 'name' && key.kind !== 'template' && key.text !== '[') return operand;
      operand = computed(behind(text, at + 1));
    } else {
      const next = wordSuffixEnd(text, at);
      if (next === undefined) return operand;
      const keepsName = dialect === 'postgres' && isWord(text, at, 'COLLATE', 'OVER', 'FILTER', 'WITHIN');
      operand = keepsName ? { shape, at: next } : computed(next);
    }
  }
  return operand;
}

/** A field of what is no plain path: `f(x).a`, `(a).b`, `a[0].b`, `x:a.b`. */
function fieldAt(text: SqlText, at: number): Operand | undefined {
  const { kind } = tokenAt(text, at);
  if (isSign(text, at, '*')) return { shape: { kind: 'columns' }, at: at + 1 };
  if (kind === 'template') return { shape: { kind: 'columns' }, at: at + 1 };
  if (kind === 'open') return { shape: { kind: 'oneColumn' }, at: behind(text, at) };
  if (kind !== 'word' && kind !== 'name') return undefined;
  if (isSign(text, at + 1, '(')) return computed(behind(text, at + 1));
  const isNamed = text.dialect === 'bigquery' || text.dialect === 'postgres';
  return { shape: isNamed ? { kind: 'column', name: at } : { kind: 'computed' }, at: at + 1 };
}

function wordSuffixEnd(text: SqlText, at: number): number | undefined {
  const token = tokenAt(text, at);
  if (token.kind !== 'word') return undefined;
  const next = tokenAt(text, at + 1);
  const isBracket = next.kind === 'open' && next.text === '(';
  const isCall = isSign(text, at - 1, ')') || isWord(text, at - 1, 'NULLS', 'LAST', 'FIRST');
  switch (token.text) {
    case 'OVER':
      if (isBracket) return behind(text, at + 1);
      return isCall && (next.kind === 'word' || next.kind === 'name') && next.text !== 'FROM' ? at + 2 : undefined;
    case 'FILTER':
      return isBracket ? behind(text, at + 1) : undefined;
    case 'WITHIN':
      return isWord(text, at + 1, 'GROUP') && isSign(text, at + 2, '(') ? behind(text, at + 2) : undefined;
    case 'IGNORE':
    case 'RESPECT':
      return isWord(text, at + 1, 'NULLS') ? at + 2 : undefined;
    case 'FROM':
      return isWord(text, at + 1, 'FIRST', 'LAST') && isWord(text, at + 2, 'OVER', 'IGNORE', 'RESPECT')
        ? at + 2
        : undefined;
    case 'COLLATE': {
      let end = at + 2;
      while (isSign(text, end, '.')) end += 2;
      return /^(?:word|name|string)$/.test(next.kind) ? end : undefined;
    }
    case 'UESCAPE':
      return next.kind === 'string' ? at + 2 : undefined;
    default:
      return undefined;
  }
}

interface Infix {
  readonly at: number;
  /** No operand follows: `IS NULL`. */
  readonly isDone: boolean;
  /** `AT TIME ZONE`: for Postgres a function like any other. */
  readonly isZone?: boolean;
}

/** What joins an operand to the next one. */
function infixAt(text: SqlText, at: number, end: number): Infix | undefined {
  if (at >= end) return undefined;
  const token = tokenAt(text, at);
  if (token.kind === 'operator') {
    if (/^(?:,|;|\.|::|=>|:=|\|>)$/.test(token.text)) return undefined;
    if (token.text === ':') return undefined;
    let next = at + 1;
    while (next < end && isGlued(text, next)) next++;
    if (text.dialect === 'duckdb' && token.text === '!' && next === at + 1 && isOver(text, next, end))
      return { at: next, isDone: true };
    return { at: next, isDone: false };
  }
  if (token.kind !== 'word') return undefined;
  const isNot = token.text === 'NOT';
  const word = isNot ? tokenAt(text, at + 1) : token;
  const next = isNot ? at + 2 : at + 1;
  if (word.kind !== 'word') return undefined;
  if (word.text === 'IN') {
    const isUsual = isSign(text, next, '(') || isWord(text, next, 'UNNEST') || tokenAt(text, next).kind === 'template';
    return isUsual || text.dialect === 'duckdb' ? { at: next, isDone: false } : undefined;
  }
  if (infixWords.has(word.text)) {
    if (
      (word.text === 'REGEXP' || word.text === 'RLIKE' || word.text === 'GLOB' || word.text === 'OVERLAPS') &&
      isOver(text, next, end)
    )
      return undefined;
    let from = next;
    if (word.text === 'SIMILAR' && isWord(text, from, 'TO')) from++;
    if (word.text === 'BETWEEN' && isWord(text, from, 'SYMMETRIC', 'ASYMMETRIC')) from++;
    return { at: from, isDone: false };
  }
  if (isNot) return undefined;
  switch (word.text) {
    case 'IS':
      return isInfixAt(text, next);
    case 'ISNULL':
    case 'NOTNULL':
      return text.dialect === 'postgres' || text.dialect === 'duckdb' ? { at: next, isDone: true } : undefined;
    case 'ESCAPE':
      return tokenAt(text, next).kind === 'string' ? { at: next, isDone: false } : undefined;
    case 'AT':
      if (isWord(text, next, 'TIME') && isWord(text, next + 1, 'ZONE'))
        return { at: next + 2, isDone: false, isZone: true };
      return isWord(text, next, 'LOCAL') ? { at: next + 1, isDone: true } : undefined;
    case 'OPERATOR':
      return isSign(text, next, '(') ? { at: behind(text, next), isDone: false } : undefined;
    default:
      return undefined;
  }
}

const isOver = (text: SqlText, at: number, end: number): boolean =>
  at >= end || isSign(text, at, ',') || isWord(text, at, 'FROM', 'AS') || isSign(text, at, ';');

/** An operator's further characters. */
function isGlued(text: SqlText, at: number): boolean {
  const token = tokenAt(text, at);
  return token.kind === 'operator' && token.start === tokenAt(text, at - 1).end && !/^[,;.]$/.test(token.text);
}

function isInfixAt(text: SqlText, from: number): Infix | undefined {
  const at = isWord(text, from, 'NOT') ? from + 1 : from;
  if (isWord(text, at, 'DISTINCT') && isWord(text, at + 1, 'FROM')) return { at: at + 2, isDone: false };
  if (isWord(text, at, 'NULL', 'TRUE', 'FALSE', 'UNKNOWN', 'DOCUMENT', 'NORMALIZED'))
    return { at: at + 1, isDone: true };
  if (isWord(text, at, 'NFC', 'NFD', 'NFKC', 'NFKD') && isWord(text, at + 1, 'NORMALIZED'))
    return { at: at + 2, isDone: true };
  if (isWord(text, at, 'OF') && isSign(text, at + 1, '(')) return { at: behind(text, at + 1), isDone: true };
  if (isWord(text, at, 'JSON')) {
    let next = at + 1;
    if (isWord(text, next, 'VALUE', 'OBJECT', 'ARRAY', 'SCALAR')) next++;
    if (isWord(text, next, 'WITH', 'WITHOUT') && isWord(text, next + 1, 'UNIQUE'))
      next += isWord(text, next + 2, 'KEYS') ? 3 : 2;
    else if (isWord(text, next, 'UNIQUE')) next += isWord(text, next + 1, 'KEYS') ? 2 : 1;
    return { at: next, isDone: true };
  }
  return { at, isDone: false };
}
