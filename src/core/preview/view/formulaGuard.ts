/**
 * What a spreadsheet may take for a formula (T20): a sign that begins one, in its usual, small or full-width form, also
 * behind what is not seen; or a control character that a spreadsheet skips. A text that begins with apostrophes before
 * that is counted too, so that taking one away again is certain to give the text back.
 */
const formula = /^'*(?:[\s\p{Cc}\p{Cf}\p{Z}]*[=+\-@\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20]|[\t\r\n\0])/u;

/** A number in JSON's spelling is no formula: -5 stays the number that it is, also where a warehouse sends it as text. */
const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A text for a cell of a spreadsheet: with `'` before it where it could run as a formula. Numbers, booleans, objects and
 * arrays need no guard, and get none. To have the text back, take away one `'` where what follows it is of that kind.
 */
export function guardFormula(text: string): string {
  return formula.test(text) && !number.test(text) ? `'${text}` : text;
}
