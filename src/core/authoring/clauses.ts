import { lexes, type Dialect } from '../sql/dialect.ts';
import { lex } from '../sql/lexer.ts';
import type { Token } from '../sql/token.ts';

/** The part of a query in which a token stands, as far as the words before it in the same brackets tell. */
type Clause = 'with' | 'select' | 'from' | 'other' | 'none';

export interface Bracket {
  clause: Clause;
  /** The position of its opening; -1 for the whole text. */
  readonly at: number;
  /** It stands where a table stands. */
  readonly isTable: boolean;
}

/** A text's tokens, `end` last; of a dialect that nobody has told, as the one whose quotes it has. */
export function tokensOf(sql: string, dialect: Dialect): readonly Token[] {
  const known = dialect !== 'unknown' ? dialect : sql.includes('`') ? 'bigquery' : 'postgres';
  return lex(sql, lexes[known]) ?? [];
}

const clauseOf: Readonly<Record<string, Clause>> = {
  WITH: 'with',
  SELECT: 'select',
  FROM: 'from',
  JOIN: 'from',
  ON: 'other',
  USING: 'other',
  WHERE: 'other',
  GROUP: 'other',
  HAVING: 'other',
  ORDER: 'other',
  QUALIFY: 'other',
  WINDOW: 'other',
  LIMIT: 'other',
  UNION: 'none',
  INTERSECT: 'none',
};

/** Goes through the tokens and tells of each in which brackets it stands, the innermost last, and what it opens there. */
export function* walk(
  tokens: readonly Token[],
): Generator<{ readonly token: Token; readonly at: number; readonly brackets: readonly Bracket[] }> {
  const brackets: Bracket[] = [{ clause: 'none', at: -1, isTable: false }];
  for (const [at, token] of tokens.entries()) {
    const inner = brackets.at(-1);
    if (inner !== undefined && token.kind === 'word') {
      const clause = clauseOf[token.text];
      const isPart = tokens[at - 1]?.text === '.' || tokens[at - 1]?.text === 'AS';
      // `extract(day FROM x)` has no table in it.
      const isCall = token.text === 'FROM' && inner.clause === 'none' && inner.at >= 0 && tokens[at - 1]?.text !== '(';
      if (clause !== undefined && !isPart && !isCall) inner.clause = clause;
    }
    if (token.kind === 'close' && brackets.length > 1) brackets.pop();
    yield { token, at, brackets };
    if (token.kind === 'open') brackets.push({ clause: 'none', at, isTable: standsAsTable(tokens, at, inner) });
    if (token.text === ';' && inner !== undefined) inner.clause = 'none';
  }
}

/** Whether a table is named, or opens, at this position. */
export function standsAsTable(tokens: readonly Token[], at: number, inside: Bracket | undefined): boolean {
  const before = tokens[at - 1];
  if (before?.kind === 'word' && (before.text === 'FROM' || before.text === 'JOIN')) return inside?.clause === 'from';
  if (before?.text === ',') return inside?.clause === 'from';
  return before?.kind === 'open' && inside?.isTable === true;
}
