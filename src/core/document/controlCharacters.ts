import { warning, type DocumentProblem } from './problem.ts';

/**
 * What hides in a query without being seen: controls but for tab and line breaks, line and paragraph separators, lone
 * surrogates, and invisible characters, bidi controls among them. Not those that build emoji, or join letters in
 * scripts that need it.
 */
const controls =
  /(?![\t\n\r\p{Join_Control}\p{Variation_Selector}])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** More than these tell nobody anything new. */
const maxProblems = 100;

/** A warning for each hidden character of the text; a byte order mark at its very start is none (T22). */
export function findControlCharacters(text: string): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  for (const { 0: character, index } of text.matchAll(controls)) {
    if (index === 0 && character === '\uFEFF') continue;
    const codePoint = character.codePointAt(0) ?? 0;
    problems.push(warning({ start: index, end: index + character.length }, { code: 'control-character', codePoint }));
    if (problems.length === maxProblems) break;
  }
  return problems;
}
