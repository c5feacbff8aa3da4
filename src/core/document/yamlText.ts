import { isHidden } from '../text/hiddenCharacters.ts';

/** Where a scalar is going to stand: in a block comment neither `*` + `/` nor `/*` may appear. */
export interface YamlPlace {
  readonly inComment: boolean;
}

/** Beginning with a letter or a digit, of characters that mean nothing in YAML, in block and flow form alike. */
const harmless = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ .()%+/-]*[\p{L}\p{N}_.()%+/-])?$/u;
/** What YAML 1.2, or a reader that still thinks in YAML 1.1, takes for something other than text. */
const otherThanText = /^(?:null|true|false|yes|no|on|off|y|n|nan|inf|infinity)$/i;

/** A text as a YAML scalar on one line: plain where nobody can misread it, else in double quotes. */
export function yamlText(text: string, place: YamlPlace): string {
  const isPlain = text.length <= 200 && harmless.test(text) && !otherThanText.test(text) && Number.isNaN(Number(text));
  return isPlain && !looksLikeDate(text) && !hasCharacter(text, isHidden) ? text : quotedYamlText(text, place);
}

/** In double quotes: hidden characters are escaped, everything else stays readable. */
export function quotedYamlText(text: string, { inComment }: YamlPlace): string {
  let quoted = '';
  for (const character of text)
    quoted += isHidden(character) ? hexEscape(character) : (escapes[character] ?? character);
  // YAML reads `\/` as `/` and `\x2a` as `*`.
  if (inComment) quoted = quoted.replaceAll('*/', '*\\/').replaceAll('/*', '/\\x2a');
  return `"${quoted}"`;
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\' };
const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

function hexEscape(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function looksLikeDate(text: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}(?:$|[ Tt])/.test(text);
}

function hasCharacter(text: string, test: (character: string) => boolean): boolean {
  for (const character of text) if (test(character)) return true;
  return false;
}
