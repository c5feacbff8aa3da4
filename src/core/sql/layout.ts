import type { Lexis } from './dialect.ts';
import { lex } from './lexer.ts';
import type { Token } from './token.ts';

/** A token with what stands before it: blanks and comments. */
interface Piece {
  readonly kind: Token['kind'];
  readonly text: string;
  readonly gap: string;
}

/**
 * Whether two texts are the `same` query in two layouts. They are not if a token differs, its case, a comment's words or
 * place, or blanks that mean something. `unreadable`: by this lexis the first of them cannot be told apart into tokens.
 */
export function compareLayout(before: string, after: string, lexis: Lexis): 'same' | 'changed' | 'unreadable' {
  const old = pieces(before, lexis);
  if (old === undefined) return 'unreadable';
  const now = pieces(after, lexis);
  if (now?.length !== old.length) return 'changed';
  const isSame = old.every((piece, at) => {
    const other = now[at];
    return (
      piece.kind === other?.kind &&
      piece.text === other.text &&
      withoutBlanks(piece.gap) === withoutBlanks(other.gap) &&
      (isGlued(piece) === isGlued(other) || !isGlueMeant(old, at, lexis)) &&
      (isOnNewLine(piece) === isOnNewLine(other) || !isLineMeant(old, at))
    );
  });
  return isSame ? 'same' : 'changed';
}

/** The layout of one text with the tokens of another, as far as they pair: a printer may have changed a word's case. */
export function withTokensOf(before: string, after: string, lexis: Lexis): string {
  const old = pieces(before, lexis);
  const now = pieces(after, lexis);
  if (old === undefined || now?.length !== old.length) return after;
  return now.map(({ gap, text }, at) => gap + (old[at]?.text ?? text)).join('');
}

function pieces(text: string, lexis: Lexis): readonly Piece[] | undefined {
  const tokens = lex(text, lexis);
  if (tokens === undefined || tokens.some(({ kind }) => kind === 'junk')) return undefined;
  let behind = 0;
  return tokens.map(({ kind, start, end }) => {
    const gap = text.slice(behind, start);
    behind = end;
    return { kind, text: text.slice(start, end), gap };
  });
}

const withoutBlanks = (gap: string): string => gap.replace(/\s+/g, '');
const isGlued = ({ gap }: Piece): boolean => gap === '';
const isOnNewLine = ({ gap }: Piece): boolean => /[\r\n]/.test(gap);

/** Whether the blanks, or their absence, before a piece make another text of it: `> =`, `r 'x'`, `my - project.t`. */
function isGlueMeant(all: readonly Piece[], at: number, lexis: Lexis): boolean {
  const before = all[at - 1];
  const piece = all[at];
  if (before === undefined || piece === undefined) return false;
  if (isSign(before) && isSign(piece)) return true;
  if (before.kind === 'word' && (piece.kind === 'string' || piece.kind === 'name')) return true;
  if (lexis.nameQuote !== '`') return false;
  // BigQuery's names of projects have dashes.
  return (piece.text === '-' && before.kind === 'word') || (before.text === '-' && all[at - 2]?.kind === 'word');
}

const isSign = ({ kind, text }: Piece): boolean => kind === 'operator' && text !== ',' && text !== ';';

/** Texts one after the other are one text only with a line break between them. */
function isLineMeant(all: readonly Piece[], at: number): boolean {
  return all[at]?.kind === 'string' && all[at - 1]?.kind === 'string';
}
