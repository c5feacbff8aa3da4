import type { TextRange } from '../document/problem.ts';
import type { Fix } from './fix.ts';

/** The fix that takes a range out of the text. */
export function removal(what: Extract<Fix, { code: 'remove' }>['what'], { start, end }: TextRange): Fix {
  return { code: 'remove', what, edits: [{ start, end, text: '' }], isPreferred: true };
}
