/** Cleans what a person pasted as a token. No result but the token itself holds any part of the text (T29). */

/**
 * Why a text is no token: `empty` · `too_long`: above 8 KiB · `white_space`: blanks or line breaks inside, as when more
 * than the token was copied · `not_ascii` · `character`: an ASCII character that no bearer token has.
 */
export type TokenProblem = 'empty' | 'too_long' | 'white_space' | 'not_ascii' | 'character';

export type ParsedToken =
  { readonly kind: 'token'; readonly token: string } | { readonly kind: 'problem'; readonly code: TokenProblem };

/** Bytes of the longest token that is accepted; servers refuse longer header lines. */
export const longestToken = 8 * 1024;

/** RFC 6750 section 2.1, b64token. */
const token68 = /^[A-Za-z0-9._~+/-]+=*$/;

function withoutQuotes(text: string): string {
  const first = text.at(0);
  const isQuoted = text.length >= 2 && first === text.at(-1) && (first === '"' || first === "'" || first === '`');
  return isQuoted ? text.slice(1, -1).trim() : text;
}

function withoutScheme(text: string): string {
  return text
    .replace(/^authorization:/i, '')
    .trimStart()
    .replace(/^bearer(?=\s|$)/i, '')
    .trim();
}

/** `text` may have blanks around it, quotes, `Bearer ` or a whole `Authorization: Bearer ` before it. */
export function parseToken(text: string): ParsedToken {
  const problem = (code: TokenProblem): ParsedToken => ({ kind: 'problem', code });
  const trimmed = text.trim();
  if (trimmed.length > 2 * longestToken) return problem('too_long');
  const token = withoutQuotes(withoutScheme(withoutQuotes(trimmed)));
  if (token === '') return problem('empty');
  if (token.length > longestToken) return problem('too_long');
  if (/\s/.test(token)) return problem('white_space');
  if (!/^[\0-\x7f]*$/.test(token)) return problem('not_ascii');
  return token68.test(token) ? { kind: 'token', token } : problem('character');
}
