/**
 * What a front matter may cost. The `yaml` package needs about 20 µs for each mark in the worst texts (a closing bracket
 * without an opening one, a bad escape: each makes an Error with its stack), and up to 70 µs while it is not compiled
 * yet, so 64 KiB of them would take half a second. With these limits the worst text takes 10 ms, 40 ms as the very first
 * one, and a mapping of more than 200 factors still fits.
 */
export const maxCharacters = 64 * 1024;
export const maxMarks = 500;
export const maxDepth = 8;

const marks = new Set('\n\r[]{},"\'&*!%\\');
const spacedMarks = new Set(':?-|>#');

/**
 * True if the text has more marks than may be read: line breaks, brackets, commas, quotes, backslashes and the signs of
 * anchors, aliases, tags and directives, and `: ? - | > #` where white space or nothing comes after.
 */
export function hasTooManyMarks(text: string): boolean {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (marks.has(character) || (spacedMarks.has(character) && isSpaceOrNothing(text.charAt(at + 1)))) {
      count++;
      if (count > maxMarks) return true;
    }
  }
  return false;
}

function isSpaceOrNothing(character: string): boolean {
  return character === '' || character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
