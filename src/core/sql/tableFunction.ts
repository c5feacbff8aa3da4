import type { OutputColumn } from './queryAnalysis.ts';
import { rangeOf, unknownColumns } from './reader.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';

interface Call {
  readonly at: number;
  readonly columns: readonly OutputColumn[];
  /** An alias names the column, too; `perhaps`: unless the column is a row, which is spread. */
  readonly scalar?: 'certainly' | 'perhaps';
}

const flattened = ['SEQ', 'KEY', 'PATH', 'INDEX', 'VALUE', 'THIS'];
/** Functions of one column, which is called like the function or its alias. */
const oneColumn = new Set([
  'GENERATE_SERIES',
  'UNNEST',
  'RANGE',
  'GENERATE_SUBSCRIPTS',
  'REGEXP_SPLIT_TO_TABLE',
  'STRING_TO_TABLE',
  'JSON_OBJECT_KEYS',
  'JSONB_OBJECT_KEYS',
  'REGEXP_MATCHES',
]);
const keyed = new Set(['JSON_EACH', 'JSONB_EACH', 'JSON_EACH_TEXT', 'JSONB_EACH_TEXT']);
const valued = new Set([
  'JSON_ARRAY_ELEMENTS',
  'JSONB_ARRAY_ELEMENTS',
  'JSON_ARRAY_ELEMENTS_TEXT',
  'JSONB_ARRAY_ELEMENTS_TEXT',
]);

/** A function, `TABLE(…)` or VALUES as a source; `undefined` if none stands there. */
export function tableFunctionColumns(text: SqlText, at: number): Call | undefined {
  const { dialect } = text;
  if (isWord(text, at, 'VALUES') && isSign(text, at + 1, '(')) return valuesAt(text, at);
  if (isWord(text, at, 'TABLE') && isSign(text, at + 1, '(')) {
    const inner = tableFunctionColumns(text, at + 2);
    const close = behind(text, at + 1);
    return inner?.at === close - 1
      ? { ...inner, at: close }
      : { at: close, columns: unknownColumns(rangeOf(text, at, close)) };
  }
  if (isWord(text, at, 'ROWS') && isWord(text, at + 1, 'FROM') && isSign(text, at + 2, '(')) {
    const close = behind(text, at + 2);
    return { at: close, columns: unknownColumns(rangeOf(text, at, close)) };
  }
  if (tokenAt(text, at).kind !== 'word' || !isSign(text, at + 1, '(')) return undefined;
  const close = behind(text, at + 1);
  const range = rangeOf(text, at, close);
  const word = tokenAt(text, at).text;
  const nameRange = { start: range.start, end: tokenAt(text, at).end };
  const named = (name: string): OutputColumn => ({
    kind: 'named',
    name,
    quoted: dialect === 'snowflake',
    range,
    nameRange,
    isAlias: false,
  });
  if (dialect === 'snowflake' && word === 'FLATTEN') return { at: close, columns: flattened.map(named) };
  if (dialect === 'postgres' && keyed.has(word)) return { at: close, columns: ['key', 'value'].map(named) };
  if (dialect === 'postgres' && valued.has(word)) return { at: close, columns: ['value'].map(named) };
  const isOne =
    (dialect === 'postgres' && oneColumn.has(word)) ||
    (dialect === 'duckdb' && (word === 'RANGE' || word === 'GENERATE_SERIES'));
  if (isOne) {
    // Several arrays side by side are several columns.
    const count = word === 'UNNEST' ? argumentCount(text, at + 1, close - 1) : 1;
    return {
      at: close,
      columns: Array.from({ length: count }, () => ({ kind: 'madeUp', range, derivedName: word.toLowerCase() })),
      ...(dialect === 'postgres' && { scalar: word === 'UNNEST' ? 'perhaps' : 'certainly' }),
    };
  }
  return { at: close, columns: unknownColumns(range) };
}

function argumentCount(text: SqlText, open: number, close: number): number {
  let count = 1;
  for (let at = open + 1; at < close; at = behind(text, at)) if (isSign(text, at, ',')) count++;
  return count;
}

const prefixes = { postgres: ['column', 1], snowflake: ['COLUMN', 1], duckdb: ['col', 0], bigquery: ['', 0] } as const;

/** `VALUES (…), (…)`: as many columns as the first row has. */
export function valuesAt(text: SqlText, at: number): Call {
  let next = at + 1;
  while (isSign(text, next, '(')) {
    next = behind(text, next);
    if (!isSign(text, next, ',') || !isSign(text, next + 1, '(')) break;
    next++;
  }
  const [prefix, first] = prefixes[text.dialect];
  const close = behind(text, at + 1) - 1;
  const columns: OutputColumn[] = [];
  let from = at + 2;
  for (let part = from; part <= close; part = behind(text, part)) {
    if (part < close && !isSign(text, part, ',')) continue;
    if (part > from || part < close)
      columns.push({
        kind: 'madeUp',
        range: rangeOf(text, from, part),
        derivedName: `${prefix}${columns.length + first}`,
      });
    from = part + 1;
  }
  return { at: next, columns };
}
