import { visibleEscape } from '../text/hiddenCharacters.ts';
import { valueStart } from './cellValue.ts';

/** What a cell holds. `missing` is a row without the column, `empty` a text of no characters, `json` an object or array. */
export type CellKind = 'missing' | 'null' | 'empty' | 'text' | 'number' | 'boolean' | 'json';

/** What kind of value a JSON source is; undefined is a missing one. */
export function cellKind(source: string | undefined): CellKind {
  if (source === undefined) return 'missing';
  switch (source.charAt(0)) {
    case '"':
      return source.length === 2 ? 'empty' : 'text';
    case 'n':
      return 'null';
    case 't':
    case 'f':
      return 'boolean';
    case '{':
    case '[':
      return 'json';
    default:
      return 'number';
  }
}

/** How many characters of a value one line shows. */
const cellLimit = 1_000;

/**
 * Control, format, private and unassigned characters, lone surrogates, blank letters, and every blank but the space: more
 * than what elsewhere counts as hidden, because a no-break space in an id is what one comes here to find.
 */
const unseen = /(?! |\uFE0F)[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Each run of spaces is looked at once: a text of nothing but them would otherwise take the square of its length. */
const edgeSpace = /^ +|(?<! ) +$/g;

function show(character: string): string {
  // Signs of their own for the two that real texts hold: `\n` is as often two characters of a JSON text in a column.
  if (character === '\n') return '↵';
  if (character === '\t') return '→';
  return visibleEscape(character);
}

/** The first `limit` characters at most, not ending between the halves of a pair, which would show as a broken one. */
function start(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const pair = (text.codePointAt(limit - 1) ?? 0) > 0xffff;
  return text.slice(0, pair ? limit - 1 : limit);
}

/**
 * A text on one line, in which nothing is invisible or turns the line around (T22): a line break is `↵`, a character
 * without a shape of its own `\u202e`, a space at either end `·`. Cut behind `limit` characters, with `…`.
 */
export function visibleText(text: string, limit = cellLimit): string {
  const cut = start(text, limit);
  const shown = cut.replace(edgeSpace, spaces => '·'.repeat(spaces.length)).replace(unseen, show);
  return cut === text ? shown : `${shown}…`;
}

/** The same for a text of several lines: line breaks, tabs and the spaces that place things under each other stay. */
export function visibleLines(text: string, limit = 20_000): string {
  const cut = start(text, limit);
  const shown = cut.replace(/\r\n/g, '\n').replace(unseen, c => (c === '\n' || c === '\t' ? c : show(c)));
  return cut === text ? shown : `${shown}…`;
}

/** The text of a value for one line: a string decoded, all else as the server spelled it; nothing for a missing cell. */
export function cellText(source: string | undefined, limit = cellLimit): string {
  if (source === undefined) return '';
  // One more says that it goes on.
  return visibleText(valueStart(source, limit + 1), limit);
}
