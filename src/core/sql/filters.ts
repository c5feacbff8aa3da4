import type { Range } from './queryAnalysis.ts';
import { rangeOf } from './reader.ts';
import { behind, isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';
import { clauseWords } from './words.ts';

const filtering = ['WHERE', 'QUALIFY', 'HAVING'];
const endings = new Set([...clauseWords, 'JOIN', 'INNER', 'CROSS', 'FULL', 'NATURAL']);

/** The names in every WHERE, ON, QUALIFY and HAVING clause of a text, in upper case. */
export function filterWords(text: SqlText): ReadonlySet<string> {
  const words = new Set<string>();
  /** For each open bracket, whether a filter is being read in it. */
  const outer: boolean[] = [];
  let isFilter = false;
  for (const [at, token] of text.tokens.entries()) {
    if (token.kind === 'open') outer.push(isFilter);
    else if (token.kind === 'close') isFilter = outer.pop() ?? false;
    else if (isWord(text, at, ...filtering, 'ON') && !isSign(text, at - 1, '.')) isFilter = true;
    else if (isSign(text, at, ';') || isSign(text, at, '|>')) isFilter = false;
    else if (token.kind === 'word' && endings.has(token.text) && !isSign(text, at - 1, '.')) isFilter = false;
    else if (isFilter && (token.kind === 'word' || token.kind === 'name')) words.add(token.text.toUpperCase());
  }
  return words;
}

/** The WHERE, QUALIFY and HAVING clauses between two positions, outside of all brackets. */
export function filterRanges(
  text: SqlText,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = from; at < to;) {
    if (!isWord(text, at, ...filtering)) {
      at = behind(text, at);
      continue;
    }
    const start = at++;
    while (
      at < to &&
      !(tokenAt(text, at).kind === 'word' && clauseWords.has(tokenAt(text, at).text) && !isSign(text, at - 1, '.'))
    )
      at = behind(text, at);
    ranges.push(rangeOf(text, start, Math.min(at, to)));
  }
  return ranges;
}
