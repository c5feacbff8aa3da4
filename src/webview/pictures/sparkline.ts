import type { ColumnProfile } from '../../core/preview/profile/columnProfile.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { drawing, stackedParts, uprightBars } from './drawing.ts';
import type { Stroke } from './drawing.ts';
import { columnSentence } from './sentences.ts';

/** So many parts of a share bar can be told apart at this size. */
const mostParts = 5;

/**
 * A column in a line of text: an svg of one or two paths, about 80 × 16 px by the style sheet's class `sparkline`. Bars
 * for numbers and times; for all else the shares of the most frequent values, and what they leave over, faint.
 */
export function sparkline(profile: ColumnProfile, words: PreviewWords): SVGSVGElement {
  return drawing('sparkline', columnStrokes(profile), columnSentence(profile, words));
}

function columnStrokes({ shape, rows }: ColumnProfile): readonly Stroke[] {
  switch (shape.kind) {
    case 'none':
      return [];
    case 'numbers':
    case 'times':
      return [{ className: 'bars', path: uprightBars(shape.bars.counts) }];
    case 'texts':
      return shareStrokes(
        shape.top.slice(0, mostParts).map(value => value.rows),
        shape.count,
        rows,
      );
    case 'booleans':
      return shareStrokes([shape.yes], shape.count, rows);
    case 'json':
      return shareStrokes(
        shape.keySets.slice(0, mostParts).map(value => value.rows),
        shape.count,
        rows,
      );
  }
}

/** Values that come once or twice in many rows are no parts of the whole. */
const smallestPart = 0.02;

function shareStrokes(parts: readonly number[], all: number, rows: number): readonly Stroke[] {
  const shares = parts.map(part => part / rows).filter(share => share >= smallestPart);
  const named = shares.reduce((sum, share) => sum + share, 0);
  return [
    { className: 'bars', path: stackedParts(shares) },
    { className: 'faint', path: stackedParts([Math.max(0, all / rows - named)], named) },
  ];
}
