/** Puts two numbers or texts into a worded text, at its `{0}` and `{1}`. */
export function fillBoth(words: string, first: string, second: string): string {
  return words.replace(/\{[01]\}/g, place => (place === '{0}' ? first : second));
}
