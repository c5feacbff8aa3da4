import type { TextRange } from '../document/problem.ts';

/** What a warehouse says about a query that it refused. */
export interface QueryError {
  readonly message: string;
  /** Characters from 1, where the service names the place itself. */
  readonly position?: number;
}

/**
 * Where in a query its warehouse found an error, as far as its words tell: BigQuery writes `at [3:14]`, Snowflake
 * `line 3 at position 14` with positions from 0, Postgres and DuckDB `LINE 3: …` with a caret below; else a name that
 * the message quotes and that stands in the query once.
 *
 * @returns offsets into the query, around the word that stands there; undefined where the place is not told
 */
export function queryErrorPlace(sql: string, { message, position }: QueryError): TextRange | undefined {
  const at =
    (position !== undefined && position >= 1 ? position - 1 : undefined) ??
    offsetAt(sql, /\bat \[(\d{1,7}):(\d{1,7})\]/.exec(message), 1) ??
    offsetAt(sql, /\bline (\d{1,7}) at position (\d{1,7})/i.exec(message), 0) ??
    caretOffset(sql, message);
  if (at !== undefined && at <= sql.length) return wordAround(sql, at);
  return onlyMention(sql, message);
}

function offsetAt(sql: string, found: RegExpExecArray | null, firstColumn: 0 | 1): number | undefined {
  if (found === null) return undefined;
  const start = lineStart(sql, Number(found[1]));
  return start === undefined ? undefined : start + Number(found[2]) - firstColumn;
}

/** `LINE 2: FROM nowhere` and below it, under the character that is meant, a caret. A long line is shown in part. */
function caretOffset(sql: string, message: string): number | undefined {
  const found = /^(LINE (\d{1,7}): )(.*)\r?\n( *)\^/m.exec(message);
  if (found === null) return undefined;
  const [, label = '', line, shown = '', indent = ''] = found;
  const start = lineStart(sql, Number(line));
  const column = indent.length - label.length;
  if (start === undefined || column < 0) return undefined;
  const part = shown.replace(/^\.\.\.|\.\.\.$/g, '');
  const cut = shown.startsWith('...') ? 3 : 0;
  const partAt = sql.indexOf(part, start);
  return partAt < 0 ? start : partAt + column - cut;
}

/** Lines from 1. */
function lineStart(sql: string, line: number): number | undefined {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = sql.indexOf('\n', start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  return start;
}

const wordCharacter = /[\p{L}\p{N}_$]/u;

function wordAround(sql: string, at: number): TextRange {
  let [start, end] = [at, at];
  while (start > 0 && wordCharacter.test(sql.charAt(start - 1))) start--;
  while (end < sql.length && wordCharacter.test(sql.charAt(end))) end++;
  if (end > start) return { start, end };
  return at < sql.length ? { start: at, end: at + 1 } : { start: Math.max(0, at - 1), end: at };
}

function onlyMention(sql: string, message: string): TextRange | undefined {
  const [, quoted, , plain] =
    /["'`]([\p{L}_][\p{L}\p{N}_$.]{0,127})["'`]|\b(unrecognized name|invalid identifier|not found):? ([\p{L}_][\p{L}\p{N}_$]{0,127})/iu.exec(
      message,
    ) ?? [];
  const name = (quoted ?? plain)?.split('.').at(-1)?.toLowerCase();
  if (name === undefined || name === '') return undefined;
  const lower = sql.toLowerCase();
  // A text whose lower case is longer would give wrong places.
  if (lower.length !== sql.length) return undefined;
  const places: number[] = [];
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
    const isWhole = !wordCharacter.test(sql.charAt(at - 1)) && !wordCharacter.test(sql.charAt(at + name.length));
    if (isWhole) places.push(at);
    if (places.length > 1) return undefined;
  }
  const [only] = places;
  return only === undefined ? undefined : { start: only, end: only + name.length };
}
