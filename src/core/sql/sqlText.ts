import { lexes, type KnownDialect } from './dialect.ts';
import { lex } from './lexer.ts';
import type { Range } from './queryAnalysis.ts';
import { blankTemplating } from './templating.ts';
import type { Token } from './token.ts';

/** A text as tokens, with what its brackets hold. All positions below are indexes into `tokens`. */
export interface SqlText {
  readonly sql: string;
  readonly dialect: KnownDialect;
  readonly tokens: readonly Token[];
  /** For a bracket, a CASE or its END: the other one; -1 otherwise. */
  readonly partners: Int32Array;
  /** The ranges of `sql` that a template's `{% if %}` and the like may leave out or repeat. */
  readonly blocks: readonly Range[];
  readonly isTemplate: boolean;
  /** DuckDB's `COLUMNS(`, which makes any number of columns of its expression. */
  readonly columnCalls: readonly number[];
}

export type Unreadable = 'tooLong' | 'incomplete' | 'syntax';

const nothing: Token = { kind: 'end', text: '', start: 0, end: 0 };

export function readSql(sql: string, dialect: KnownDialect): SqlText | Unreadable {
  const { text, blocks, isTemplate } = blankTemplating(sql);
  if (blocks.length > 300) return 'tooLong';
  const tokens = lex(text, lexes[dialect]);
  if (tokens === undefined) return 'tooLong';
  const junk = tokens.at(-2);
  if (junk?.kind === 'junk' && junk.end === sql.length && junk.text === '') return 'incomplete';
  if (tokens.some(({ kind }) => kind === 'junk')) return 'syntax';
  const partners = pairs(tokens);
  if (partners === undefined) return 'incomplete';
  const columnCalls: number[] = [];
  if (dialect === 'duckdb') {
    tokens.forEach((token, at) => {
      if (token.kind === 'word' && token.text === 'COLUMNS' && tokens[at + 1]?.text === '(') columnCalls.push(at);
    });
  }
  return { sql, dialect, tokens, partners, blocks, isTemplate, columnCalls };
}

export function tokenAt({ tokens }: SqlText, at: number): Token {
  return tokens[at] ?? nothing;
}

export function isWord(text: SqlText, at: number, ...words: readonly string[]): boolean {
  const token = text.tokens[at];
  return token?.kind === 'word' && words.includes(token.text);
}

/** Whether an operator or a bracket stands there. */
export function isSign(text: SqlText, at: number, sign: string): boolean {
  const token = text.tokens[at];
  return token?.text === sign && (token.kind === 'operator' || token.kind === 'open' || token.kind === 'close');
}

/** The position behind the token, or behind the bracket that it opens. */
export function behind({ partners }: SqlText, at: number): number {
  return Math.max(partners[at] ?? -1, at) + 1;
}

const closings: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** A CASE that is never ended was somebody's name. */
function pairs(tokens: readonly Token[]): Int32Array | undefined {
  const partners = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  const join = (from: number, to: number): void => {
    partners[from] = to;
    partners[to] = from;
  };
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === 'open') open.push(at);
    else if (kind === 'close') {
      let opening = open.pop();
      while (opening !== undefined && tokens[opening]?.kind === 'word') opening = open.pop();
      if (opening === undefined || closings[tokens[opening]?.text ?? ''] !== text) return undefined;
      join(opening, at);
    } else if (kind === 'word' && (text === 'CASE' || text === 'END') && !isNamePart(tokens, at)) {
      if (text === 'CASE') open.push(at);
      else {
        const top = open.at(-1);
        if (top !== undefined && tokens[top]?.kind === 'word') {
          open.pop();
          join(top, at);
        }
      }
    }
  }
  return open.some(at => tokens[at]?.kind === 'open') ? undefined : partners;
}

function isNamePart(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before?.text === '.' || (before?.kind === 'word' && before.text === 'AS');
}
