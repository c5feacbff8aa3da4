import { visibleText } from '../../core/preview/cellText.ts';
import type { PreviewTable } from '../../core/preview/rows.ts';
import type { Steps } from '../../core/preview/steps.ts';
import { selectionFacts } from '../../core/preview/view/selectionFacts.ts';
import type { FactWords } from '../../core/preview/words/gridWords.ts';
import { count, fill } from '../words.ts';

/** How much of a number is shown; the server may send one of any length. */
const numberLength = 40;

/** What there is to say of the selected cells. Loaded when several are selected for the first time. */
export function* selectionSentences(
  table: PreviewTable,
  rows: Uint32Array,
  columns: readonly number[],
  words: FactWords,
): Steps<readonly string[]> {
  const found = yield* selectionFacts(table, rows, columns);
  const nothing = found.nulls + found.missing;
  const sentences = [fill(words.cells, count(found.cells))];
  if (nothing > 0) sentences.push(fill(words.nulls, count(nothing)));
  sentences.push(fill(words.distinct, `${count(found.distinct)}${found.isDistinctCapped ? '+' : ''}`));
  if (!found.numbers) return sentences;
  const { sum, mean, min, max } = found.numbers;
  if (sum) sentences.push(fill(words.sum, `${sum.isExact ? '' : '≈ '}${visibleText(sum.text, numberLength)}`));
  if (mean !== undefined) sentences.push(fill(words.mean, mean));
  sentences.push(fill(words.min, visibleText(min, numberLength)), fill(words.max, visibleText(max, numberLength)));
  return sentences;
}
