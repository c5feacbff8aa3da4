import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { intervalUnits } from './words.ts';

/** A type as it is written in a cast, and the name that Postgres gives to a column of a literal of it. */
export interface TypeName {
  readonly at: number;
  readonly name: string;
}

const systemNames: Readonly<Record<string, string>> = {
  INT: 'int4',
  INTEGER: 'int4',
  BIGINT: 'int8',
  SMALLINT: 'int2',
  REAL: 'float4',
  FLOAT: 'float8',
  DECIMAL: 'numeric',
  DEC: 'numeric',
  CHAR: 'bpchar',
  CHARACTER: 'bpchar',
  NCHAR: 'bpchar',
  BOOLEAN: 'bool',
};

const generic = new Set(['ARRAY', 'STRUCT', 'RANGE', 'MAP']);

/** The type that begins at `at`; `undefined` if none does. */
export function typeNameAt(text: SqlText, at: number): TypeName | undefined {
  const first = tokenAt(text, at);
  if (first.kind === 'template') return { at: at + 1, name: '' };
  if (first.kind !== 'word' && first.kind !== 'name') return undefined;
  let next = at + 1;
  let name = first.kind === 'name' ? first.text : (systemNames[first.text] ?? first.text.toLowerCase());
  while (isSign(text, next, '.') && /^(?:word|name)$/.test(tokenAt(text, next + 1).kind)) {
    const part = tokenAt(text, next + 1);
    name = part.kind === 'name' ? part.text : part.text.toLowerCase();
    next += 2;
  }
  if (first.kind === 'word') {
    if (first.text === 'DOUBLE' && isWord(text, next, 'PRECISION')) {
      next++;
      name = 'float8';
    } else if (first.text === 'NATIONAL' && isWord(text, next, 'CHARACTER', 'CHAR')) {
      next++;
      name = 'bpchar';
    }
    if (/^(?:CHARACTER|CHAR|NCHAR|NATIONAL|BIT|BINARY)$/.test(first.text) && isWord(text, next, 'VARYING')) {
      next++;
      name = first.text === 'BIT' ? 'varbit' : 'varchar';
    }
    if (generic.has(first.text) && isSign(text, next, '<')) {
      const end = genericEnd(text, next);
      if (end === undefined) return undefined;
      next = end;
    }
    if (first.text === 'INTERVAL' && intervalUnits.has(tokenAt(text, next).text)) {
      next += isWord(text, next + 1, 'TO') ? 3 : 1;
    }
  }
  if (isSign(text, next, '(')) next = behind(text, next);
  if (isWord(text, next, 'WITH', 'WITHOUT') && isWord(text, next + 1, 'TIME', 'LOCAL')) {
    const zone = isWord(text, next + 1, 'LOCAL') ? next + 2 : next + 1;
    if (isWord(text, zone, 'TIME') && isWord(text, zone + 1, 'ZONE')) {
      if (isWord(text, next, 'WITH')) name = name === 'time' ? 'timetz' : 'timestamptz';
      next = zone + 2;
    }
  }
  while (isSign(text, next, '[') || (isWord(text, next, 'ARRAY') && first.text !== 'ARRAY')) next = behind(text, next);
  return { at: next, name };
}

/** The position behind `<…>`, in which there are types, names and commas only. */
export function genericEnd(text: SqlText, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < open + 500; at = behind(text, at)) {
    if (isSign(text, at, '<')) depth++;
    else if (isSign(text, at, '>')) {
      if (--depth === 0) return at + 1;
    } else if (
      !isSign(text, at, ',') &&
      !isSign(text, at, '.') &&
      !/^(?:word|name|open|number|template)$/.test(tokenAt(text, at).kind)
    )
      return undefined;
  }
  return undefined;
}
