/** Digits and capitals need work, and so does all that may carry an accent. */
const plain = /^[ -/:-@[-~]*$/;
const ascii = /^[\0-\x7f]*$/;
const accents = /[\u0300-\u036f]/g;
const digits = /\d+/g;
const leadingZero = /(?<!\d)0\d/;

/** A run of digits as `0`, its length, its digits: so `9` stands before `10`, and both where digits stand. */
function digitKey(run: string): string {
  let first = 0;
  while (first < run.length - 1 && run.charCodeAt(first) === 0x30) first++;
  return `0${String.fromCharCode(run.length - first)}${run.slice(first)}`;
}

/**
 * What a text is sorted by, so that comparing keys with `<` gives the order that people expect of ids and names: `user_9`
 * before `user_10`, `Äpfel` beside `apfel`, capitals beside small letters. Texts that differ in that alone keep an order
 * of their own. Made once for each text, it takes half the time of an `Intl.Collator` with `numeric`, or less.
 * @param text of no more than some thousand characters
 */
export function naturalKey(text: string): string {
  if (plain.test(text)) return text;
  const folded = (ascii.test(text) ? text : text.normalize('NFKD').replace(accents, '')).toLowerCase();
  const key = folded.replace(digits, digitKey);
  // What folding has lost decides between texts that are equal without it.
  return folded === text && !leadingZero.test(text) ? key : `${key}\0${text}`;
}
