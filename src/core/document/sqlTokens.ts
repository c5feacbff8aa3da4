/**
 * A tokenizer that knows just enough SQL to tell code from strings, quoted names and comments, for the three dialects
 * that the service runs. They differ: what opens a string or a comment in one does not in another.
 */
export interface SqlDialect {
  readonly nestedComments: boolean;
  /** What begins a comment to the end of the line, besides `--`. */
  readonly lineComment: '#' | '//' | undefined;
  /** Quotes inside which a backslash escapes. */
  readonly backslashQuotes: string;
  /** `'…'` right after a word `e` takes backslashes too. */
  readonly escapeStrings: boolean;
  readonly quotes: string;
  readonly tripleQuotes: boolean;
  readonly dollarQuotes: 'tagged' | 'bare' | undefined;
  /** A name, a number or a keyword, sticky: a `$` inside one opens no string. */
  readonly word: RegExp;
}

export const sqlDialects = {
  postgres: {
    nestedComments: true,
    lineComment: undefined,
    backslashQuotes: '',
    escapeStrings: true,
    quotes: '\'"',
    tripleQuotes: false,
    dollarQuotes: 'tagged',
    word: /[A-Za-z0-9_$\u0080-\uFFFF]+/y,
  },
  bigquery: {
    nestedComments: false,
    lineComment: '#',
    backslashQuotes: '\'"`',
    escapeStrings: false,
    quotes: '\'"`',
    tripleQuotes: true,
    dollarQuotes: undefined,
    word: /[A-Za-z0-9_]+/y,
  },
  snowflake: {
    nestedComments: false,
    lineComment: '//',
    backslashQuotes: "'",
    escapeStrings: false,
    quotes: '\'"',
    tripleQuotes: false,
    dollarQuotes: 'bare',
    word: /[A-Za-z0-9_$]+/y,
  },
} as const satisfies Readonly<Record<string, SqlDialect>>;

/** `punctuation` is one of `( ) ,`; a comment that is a hint (`/*+`) counts as `other`, because it means something. */
export interface SqlToken {
  readonly kind: 'space' | 'comment' | 'quoted' | 'punctuation' | 'other';
  readonly start: number;
  readonly end: number;
}

const space = /[ \t\r\n]+/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*)?\$/y;

/** The tokens of a query in order; together they are the whole text. What is not closed goes to the end as `other`. */
export function* sqlTokens(sql: string, dialect: SqlDialect): Generator<SqlToken> {
  let afterEscapeWord = false;
  for (let start = 0; start < sql.length;) {
    const token = tokenAt(sql, start, dialect, afterEscapeWord);
    yield token;
    afterEscapeWord = dialect.escapeStrings && token.end - start === 1 && /[eE]/.test(sql.charAt(start));
    start = token.end;
  }
}

/** A person's query comes to the point sooner than this; a million comments take 60 ms. */
const maxBlankTokens = 10_000;

/** True if a query has nothing but white space and comments, and not absurdly many. */
export function isBlankSql(sql: string): boolean {
  let count = 0;
  for (const { kind } of sqlTokens(sql, sqlDialects.postgres)) {
    if ((kind !== 'space' && kind !== 'comment') || ++count > maxBlankTokens) return false;
  }
  return true;
}

function tokenAt(sql: string, start: number, dialect: SqlDialect, afterEscapeWord: boolean): SqlToken {
  const spaceEnd = matchEnd(space, sql, start);
  if (spaceEnd !== undefined) return { kind: 'space', start, end: spaceEnd };
  if (
    sql.startsWith('--', start) ||
    (dialect.lineComment !== undefined && sql.startsWith(dialect.lineComment, start))
  ) {
    return { kind: 'comment', start, end: lineEnd(sql, start) };
  }
  if (sql.startsWith('/*', start)) {
    const end = blockCommentEnd(sql, start, dialect.nestedComments);
    const counts = end === undefined || /^[+!]$/.test(sql.charAt(start + 2));
    return { kind: counts ? 'other' : 'comment', start, end: end ?? sql.length };
  }
  const character = sql.charAt(start);
  if (dialect.quotes.includes(character)) {
    const takesBackslash = dialect.backslashQuotes.includes(character) || (afterEscapeWord && character === "'");
    const triple = character.repeat(3);
    const closing = dialect.tripleQuotes && character !== '`' && sql.startsWith(triple, start) ? triple : character;
    return quoted(start, quoteEnd(sql, start + closing.length, closing, takesBackslash), sql.length);
  }
  if (character === '$' && dialect.dollarQuotes !== undefined) {
    const tagEnd = matchEnd(dollarTag, sql, start);
    if (tagEnd !== undefined && (dialect.dollarQuotes === 'tagged' || tagEnd === start + 2)) {
      return quoted(start, quoteEnd(sql, tagEnd, sql.slice(start, tagEnd), false), sql.length);
    }
  }
  if (character === '(' || character === ')' || character === ',')
    return { kind: 'punctuation', start, end: start + 1 };
  return { kind: 'other', start, end: matchEnd(dialect.word, sql, start) ?? start + 1 };
}

function quoted(start: number, end: number | undefined, length: number): SqlToken {
  return end === undefined ? { kind: 'other', start, end: length } : { kind: 'quoted', start, end };
}

function matchEnd(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}

function lineEnd(sql: string, from: number): number {
  let at = from;
  while (at < sql.length && sql[at] !== '\n' && sql[at] !== '\r') at++;
  return at;
}

function blockCommentEnd(sql: string, start: number, nested: boolean): number | undefined {
  let depth = 1;
  for (let at = start + 2; at < sql.length; at++) {
    if (sql.startsWith('*/', at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    } else if (nested && sql.startsWith('/*', at)) {
      depth++;
      at++;
    }
  }
  return undefined;
}

/** A doubled quote ends one string and begins the next, which comes to the same for every use of the tokens. */
function quoteEnd(sql: string, from: number, closing: string, takesBackslash: boolean): number | undefined {
  for (let at = from; at < sql.length; at++) {
    if (takesBackslash && sql[at] === '\\') at++;
    else if (sql.startsWith(closing, at)) return at + closing.length;
  }
  return undefined;
}
