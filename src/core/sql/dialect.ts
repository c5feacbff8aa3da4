/** A warehouse whose SQL is told apart. */
export type KnownDialect = 'bigquery' | 'snowflake' | 'postgres' | 'duckdb';

/** `unknown` is read as BigQuery, Snowflake and Postgres at once: what they disagree on cannot be told. */
export type Dialect = KnownDialect | 'unknown';

/** How a text falls into tokens. */
export interface Lexis {
  readonly nestedComments: boolean;
  /** What begins a comment to the end of the line, besides `--`. */
  readonly lineComment: '#' | '//' | undefined;
  /** The quote around a name. */
  readonly nameQuote: '"' | '`';
  /** Inside `'…'`, and in BigQuery inside every quote, a backslash escapes. */
  readonly backslash: boolean;
  /** `"…"` is a string, both quotes come tripled, and `r` and `b` go before them. */
  readonly pythonStrings: boolean;
  readonly dollarStrings: 'tagged' | 'bare' | undefined;
  /** `e'…'`, `U&'…'`, `b'…'`, `x'…'`, `n'…'`. */
  readonly prefixedStrings: boolean;
  /** What a name is made of after its first character. */
  readonly dollarInNames: boolean;
}

/** DuckDB took Postgres' lexis over. */
const postgres: Lexis = {
  nestedComments: true,
  lineComment: undefined,
  nameQuote: '"',
  backslash: false,
  pythonStrings: false,
  dollarStrings: 'tagged',
  prefixedStrings: true,
  dollarInNames: true,
};

export const lexes: Readonly<Record<KnownDialect, Lexis>> = {
  postgres,
  duckdb: postgres,
  snowflake: {
    nestedComments: false,
    lineComment: '//',
    nameQuote: '"',
    backslash: true,
    pythonStrings: false,
    dollarStrings: 'bare',
    prefixedStrings: false,
    dollarInNames: true,
  },
  bigquery: {
    nestedComments: false,
    lineComment: '#',
    nameQuote: '`',
    backslash: true,
    pythonStrings: true,
    dollarStrings: undefined,
    prefixedStrings: false,
    dollarInNames: false,
  },
};

/**
 * A name as the dialect compares it: two names are the same column if their keys are equal.
 * `unknown` ignores the case, as does the only engine of the three in which a quoted name does.
 */
export function nameKey(name: string, quoted: boolean, dialect: Dialect): string {
  switch (dialect) {
    case 'snowflake':
      return quoted ? name : name.toUpperCase();
    case 'postgres':
      return quoted ? name : name.toLowerCase();
    case 'duckdb':
    case 'bigquery':
    case 'unknown':
      return name.toLowerCase();
  }
}
