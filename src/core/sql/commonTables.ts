import type { OutputColumn, Untold } from './queryAnalysis.ts';
import { rangeOf, unknownColumns, type Reader, type Scope } from './reader.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { keyAt } from './nameKeys.ts';
import { asSource, nameList, relabelled } from './star.ts';

interface Header {
  readonly name: number;
  /** The bracket of its column list. */
  readonly list: number | undefined;
  /** The bracket of its query. */
  readonly open: number;
}

/** Reads the tables of a WITH clause from `at`, which is behind WITH. */
export function commonTablesAt(
  reader: Reader,
  at: number,
  end: number,
  parent: Scope | undefined,
  depth: number,
): { readonly at: number; readonly scope: Scope } | Untold {
  const { text } = reader;
  const isRecursive = isWord(text, at, 'RECURSIVE') && !isWord(text, at + 1, 'AS');
  const found = headers(text, isRecursive ? at + 1 : at, end);
  if (typeof found === 'string') return found;
  const tables = new Map<string, readonly OutputColumn[]>();
  const scope: Scope = { tables, parent };
  const seesItself = isRecursive || text.dialect === 'snowflake';
  if (isRecursive) {
    // A table may be used before its turn: then its columns are not known yet.
    for (const { name, open } of found.headers)
      tables.set(keyAt(text, name), unknownColumns(rangeOf(text, open, open + 1)));
  }
  const seen = new Set<string>();
  for (const { name, list, open } of found.headers) {
    const close = behind(text, open) - 1;
    const key = keyAt(text, name);
    const unknown = unknownColumns(rangeOf(text, open, close + 1));
    const names = list === undefined ? [] : (nameList(text, list) ?? unknown);
    // A text of two tables of one name is a template's, or a mistake.
    const isTwice = seen.has(key);
    seen.add(key);
    if (seesItself) tables.set(key, list === undefined ? unknown : names);
    const query = reader.query(reader, open + 1, close, scope, depth + 1);
    const columns = typeof query === 'string' || query.at !== close ? unknown : query.columns;
    tables.set(
      key,
      isTwice ? unknown : asSource(text, list === undefined ? columns : relabelled(text, columns, names)),
    );
    const token = tokenAt(text, name);
    reader.commonTables.push({
      name: token.kind === 'word' ? text.sql.slice(token.start, token.end) : token.text,
      nameRange: { start: token.start, end: token.end },
      range: rangeOf(text, name, close + 1),
    });
  }
  return { at: found.at, scope };
}

const bodyWords = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'VALUES', 'TABLE', 'FROM', 'WITH'];

function headers(
  text: SqlText,
  from: number,
  end: number,
): { readonly headers: readonly Header[]; readonly at: number } | Untold {
  const all: Header[] = [];
  let at = from;
  for (;;) {
    if (at >= end) return 'incomplete';
    const { kind } = tokenAt(text, at);
    // `{{ ctes() }}, a AS (…)`: tables that a template makes.
    if (kind === 'template' && !isWord(text, at + 1, 'AS') && !isSign(text, at + 1, '(')) at++;
    else {
      if (kind !== 'word' && kind !== 'name' && kind !== 'template') return 'incomplete';
      const name = at++;
      const list = isSign(text, at, '(') ? at : undefined;
      if (list !== undefined) at = behind(text, list);
      if (isWord(text, at, 'USING') && isWord(text, at + 1, 'KEY')) at = behind(text, at + 2);
      if (!isWord(text, at, 'AS')) return at >= end ? 'incomplete' : 'syntax';
      at++;
      if (isWord(text, at, 'NOT')) at++;
      if (isWord(text, at, 'MATERIALIZED')) at++;
      if (!isSign(text, at, '(')) return tokenAt(text, at).kind === 'end' ? 'incomplete' : 'syntax';
      all.push({ name, list, open: at });
      at = behind(text, at);
      if (isWord(text, at, 'SEARCH', 'CYCLE'))
        while (at < end && !isSign(text, at, ',') && !isWord(text, at, 'SELECT')) at = behind(text, at);
    }
    if (isSign(text, at, ',')) {
      at++;
      if (isWord(text, at, ...bodyWords) && !isWord(text, at + 1, 'AS')) break;
    } else if (!(text.blocks.length > 0 && isWord(text, at + 1, 'AS') && isSign(text, at + 2, '('))) break;
  }
  return { headers: all, at };
}
