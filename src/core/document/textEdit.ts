import type { TextRange } from './problem.ts';

/** Replaces the range of a text by `text`; an empty range inserts. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/**
 * The text after the edits, whose offsets are all into the text before any of them. Edits at one place are made in the
 * order given.
 * @throws RangeError if edits overlap or reach outside the text: they were made for another text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, text: inserted } of edits.toSorted((one, other) => one.start - other.start)) {
    if (start < done || end < start || end > text.length) {
      throw new RangeError(`The edit from ${start} to ${end} does not fit the text.`);
    }
    result += text.slice(done, start) + inserted;
    done = end;
  }
  return result + text.slice(done);
}
