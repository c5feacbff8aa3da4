import type { ColumnProfile, ColumnShape, Rest, ValueCount } from '../../core/preview/profile/columnProfile.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { element } from '../element.ts';
import { count } from '../words.ts';
import { drawing, stackedParts, uprightBars } from './drawing.ts';
import { columnSentence, labelled } from './sentences.ts';
import { shareList } from './shareList.ts';
import type { ShareLine } from './shareList.ts';
import { fillIn, keysLabel, shareLabel, shortText, stepLabel } from './wording.ts';

/** How many values a card lists. */
const mostListed = 5;

/** What a column's card says below its name: facts, the share of rows without a value, and the values as a picture. */
export function columnPicture(profile: ColumnProfile, words: PreviewWords): readonly Element[] {
  return [
    element('p', 'column-facts', facts(profile, words).join(' · ')),
    blankBar(profile),
    ...picture(profile, words),
  ];
}

/** How many rows have no value, as a thin bar: null and missing, then empty texts. The facts above say it in numbers. */
function blankBar({ rows, nulls, missing, empties }: ColumnProfile): Element {
  const whole = Math.max(1, rows);
  const absent = (nulls + missing) / whole;
  return drawing(
    'blank',
    [
      { className: 'bars', path: stackedParts([absent]) },
      { className: 'faint', path: stackedParts([empties / whole], absent) },
    ],
    '',
  );
}

function facts({ rows, nulls, missing, empties, distinct, shape }: ColumnProfile, words: PreviewWords): string[] {
  const { facts: texts } = words.pictures;
  const made = [texts[shape.kind], fillIn(texts.nulls, shareLabel(nulls, rows))];
  if (missing > 0) made.push(fillIn(texts.missing, shareLabel(missing, rows)));
  if (empties > 0) made.push(fillIn(texts.empty, shareLabel(empties, rows)));
  made.push(fillIn(distinct.isMore ? texts.distinctMore : texts.distinct, count(distinct.count)));
  if (shape.others > 0) made.push(fillIn(texts.others, count(shape.others)));
  return made;
}

function picture(profile: ColumnProfile, words: PreviewWords): readonly Element[] {
  const { shape } = profile;
  switch (shape.kind) {
    case 'none':
      return [];
    case 'numbers':
    case 'times':
      return barPicture(profile, shape, words);
    case 'texts':
      return [shareList(lines(shape.top, shape.rest, words), profile.rows)];
    case 'booleans':
      return [
        shareList(
          [
            { label: 'true', rows: shape.yes },
            { label: 'false', rows: shape.no },
          ],
          profile.rows,
        ),
      ];
    case 'json': {
      const arrays: ShareLine = { label: words.pictures.facts.arrays, rows: shape.arrays, isMark: true };
      const keySets = shape.keySets.map(({ source, rows }) => ({ label: keysLabel(source), rows }));
      const listed = foldLines(keySets, shape.rest, mostListed, words);
      return [shareList(shape.arrays > 0 ? [...listed, arrays] : listed, profile.rows)];
    }
  }
}

function barPicture(
  profile: ColumnProfile,
  shape: Extract<ColumnShape, { kind: 'numbers' | 'times' }>,
  words: PreviewWords,
): readonly Element[] {
  const { facts: texts } = words.pictures;
  const { bars, median } = shape;
  const [least, greatest] = shape.kind === 'numbers' ? [shape.min, shape.max] : [shape.earliest, shape.latest];
  const image = drawing(
    'upright',
    [{ className: 'bars', path: uprightBars(bars.counts) }],
    columnSentence(profile, words),
  );
  const notes: string[] = [];
  if (shape.kind === 'times') {
    notes.push(stepLabel(shape.step, words.pictures));
    notes.push(shape.zoneless > 0 ? fillIn(texts.zoneless, count(shape.zoneless)) : texts.utc);
  }
  if (bars.below > 0) notes.push(fillIn(texts.below, count(bars.below)));
  if (bars.above > 0) notes.push(fillIn(texts.above, count(bars.above)));
  const range = element('p', 'range');
  range.append(
    ...[
      fillIn(texts.min, shortText(least)),
      fillIn(texts.median, shortText(median)),
      fillIn(texts.max, shortText(greatest)),
    ].map(text => element('span', '', text)),
  );
  if (notes.length === 0) return [image, range];
  const note = element('p', 'note-line', notes.join(' · '));
  note.title = note.textContent;
  return [image, range, note];
}

/** The most frequent values as lines, the others as one. */
function lines(top: readonly ValueCount[], rest: Rest, words: PreviewWords): readonly ShareLine[] {
  return foldLines(
    labelled(top, words).map(([label, rows]) => ({ label, rows })),
    rest,
    mostListed,
    words,
  );
}

/** No more than `most` lines: what is too much becomes the last of them, with what was left over before. */
export function foldLines(
  all: readonly ShareLine[],
  rest: Rest,
  most: number,
  words: PreviewWords,
): readonly ShareLine[] {
  if (all.length <= most && rest.rows === 0) return all;
  const shown = all.slice(0, most - 1);
  const folded = all.slice(most - 1);
  const rows = folded.reduce((sum, line) => sum + line.rows, rest.rows);
  const label = fillIn(words.pictures.figures.rest, count(folded.length + rest.values));
  return rows === 0 ? shown : [...shown, { label, rows, isMark: true }];
}
