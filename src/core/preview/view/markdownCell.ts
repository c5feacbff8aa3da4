import { visibleText } from '../cellText.ts';

/** What Markdown acts on, in a cell of a table: it stands for itself behind a backslash. */
const active = /[\\`*_[\]<>!|~&$]/g;
/** Where addresses begin to be links by themselves: `http:`, `//`, and a point before a letter. */
const address = /(?<=\p{L}):|\/(?=\/)|(?<=\/)\/|\.(?=\p{L})/gu;
/** A backslash does not keep a mail address or a name from becoming a link; a code span does. */
const at = /@+/g;

/** A text for one cell: on one line, with what is invisible made visible, and nothing in it that Markdown acts on. */
export function markdownCell(text: string): string {
  return visibleText(text, text.length).replace(active, '\\$&').replace(address, '\\$&').replace(at, '`$&`');
}
