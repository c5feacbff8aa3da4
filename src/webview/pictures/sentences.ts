import type { Bars, ColumnProfile, Rest, ValueCount } from '../../core/preview/profile/columnProfile.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { count } from '../words.ts';
import { fillIn, nameLabel, numberEdge, peakOf, shareLabel, shortText, timeEdge, valueLabel } from './wording.ts';

/** How many values a sentence names. */
const mostNamed = 5;

/** What a drawing of a column shows, for people who do not see it. */
export function columnSentence(profile: ColumnProfile, words: PreviewWords): string {
  const { sentences } = words.pictures;
  const blank = profile.nulls + profile.missing + profile.empties;
  const parts = [shapeSentence(profile, words)];
  if (blank > 0) parts.push(fillIn(sentences.blank, count(blank), count(profile.rows)));
  return fillIn(sentences.about, nameLabel(profile.name, words), parts.join(' '));
}

/** What the values of a column are, without its name. */
function shapeSentence({ shape, rows }: ColumnProfile, words: PreviewWords): string {
  const { sentences, facts } = words.pictures;
  switch (shape.kind) {
    case 'none':
      return `${facts.none}.`;
    case 'numbers': {
      const range = fillIn(sentences.range, ...[shape.min, shape.median, shape.max].map(shortText));
      return `${range} ${peakSentence(shape.bars, shape.count, shape.isSingle, numberEdge, words)}`;
    }
    case 'times': {
      const range = fillIn(sentences.range, ...[shape.earliest, shape.median, shape.latest].map(shortText));
      return `${range} ${peakSentence(shape.bars, shape.count, false, edge => timeEdge(edge, shape.step), words)}`;
    }
    case 'texts':
      return sharesSentence(labelled(shape.top, words), shape.rest, rows, words);
    case 'booleans':
      return sharesSentence(
        [
          ['true', shape.yes],
          ['false', shape.no],
        ],
        undefined,
        rows,
        words,
      );
    case 'json':
      return sharesSentence(
        [
          [facts.objects, shape.objects],
          [facts.arrays, shape.arrays],
        ],
        undefined,
        rows,
        words,
      );
  }
}

/** Values with the texts that stand for them. */
export function labelled(values: readonly ValueCount[], words: PreviewWords): readonly (readonly [string, number])[] {
  return values.map(({ source, rows }) => [valueLabel(source, words), rows]);
}

/** Values and their shares of all rows, the most frequent first. */
export function sharesSentence(
  values: readonly (readonly [string, number])[],
  rest: Rest | undefined,
  rows: number,
  words: PreviewWords,
): string {
  const { sentences, figures } = words.pictures;
  const share = (label: string, part: number): string => fillIn(sentences.share, label, shareLabel(part, rows));
  const named = values.filter(([, part]) => part > 0).slice(0, mostNamed);
  const texts = named.map(([label, part]) => share(label, part));
  const unnamed = values.slice(mostNamed).reduce((sum, [, part]) => sum + part, rest?.rows ?? 0);
  if (unnamed > 0) {
    const others = Math.max(0, values.length - mostNamed) + (rest?.values ?? 0);
    texts.push(share(fillIn(figures.rest, count(others)), unnamed));
  }
  return fillIn(sentences.shares, texts.join(', '));
}

function peakSentence(
  bars: Bars,
  all: number,
  isSingle: boolean,
  edge: (value: number) => string,
  words: PreviewWords,
): string {
  const { sentences } = words.pictures;
  const at = peakOf(bars);
  const [from, to] = [bars.edges[at] ?? 0, bars.edges[at + 1] ?? 0];
  const sizes = [count(bars.counts[at] ?? 0), count(all)] as const;
  return isSingle
    ? fillIn(sentences.peakAt, ...sizes, edge(from))
    : fillIn(sentences.peak, ...sizes, edge(from), edge(to));
}
