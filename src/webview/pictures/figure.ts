import type { ColumnProfile, ColumnShape } from '../../core/preview/profile/columnProfile.ts';
import type { IdUses } from '../../core/preview/profile/idUses.ts';
import { variantLabels } from '../../core/preview/profile/variantLabels.ts';
import type { VariantShares } from '../../core/preview/profile/variantShares.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { element } from '../element.ts';
import { count } from '../words.ts';
import { foldLines } from './columnPicture.ts';
import { barsWidth, drawing, uprightBars } from './drawing.ts';
import { columnSentence, labelled, sharesSentence } from './sentences.ts';
import { shareList } from './shareList.ts';
import type { ShareLine } from './shareList.ts';
import { fillIn, numberEdge, shareLabel, shortText, stepLabel, timeEdge } from './wording.ts';

/** A frame with a caption that stays while what it shows is counted. */
export class Figure {
  readonly element = element('figure', 'figure');
  readonly #caption = element('figcaption');
  readonly #note = element('span', 'note-text');

  constructor(caption: string, words: PreviewWords) {
    this.#note.textContent = words.pictures.counting;
    this.#caption.append(caption, ' ', this.#note);
    this.element.append(this.#caption);
  }

  show(note: string, ...content: readonly Element[]): void {
    this.#note.textContent = note;
    this.#caption.title = this.#caption.textContent;
    this.element.replaceChildren(this.#caption, ...content);
  }
}

/** What the first and the last of some bars stand for, below them. */
function ends(first: string, last: string, bars: number): HTMLElement {
  const made = element('div', 'ends');
  made.append(element('span', '', first));
  made.style.width = `${barsWidth(bars) * 100}%`;
  if (last !== first) made.append(element('span', '', last));
  return made;
}

/** What stands beside the caption: what a bar is, and what is not among the bars. */
function barNotes(
  { rows, nulls }: ColumnProfile,
  shape: Extract<ColumnShape, { kind: 'numbers' | 'times' }>,
  { pictures }: PreviewWords,
): readonly string[] {
  const { facts } = pictures;
  const notes =
    shape.kind === 'times' ? [stepLabel(shape.step, pictures)] : [fillIn(facts.median, shortText(shape.median))];
  if (shape.kind === 'times' && shape.zoneless > 0) notes.push(fillIn(facts.zoneless, count(shape.zoneless)));
  if (nulls > 0) notes.push(fillIn(facts.nulls, shareLabel(nulls, rows)));
  if (shape.others > 0) notes.push(fillIn(facts.others, count(shape.others)));
  if (shape.bars.below > 0) notes.push(fillIn(facts.below, count(shape.bars.below)));
  if (shape.bars.above > 0) notes.push(fillIn(facts.above, count(shape.bars.above)));
  return notes;
}

/** Bars of numbers or times; of a column that is neither, its most frequent values. */
export function showColumn(figure: Figure, profile: ColumnProfile, words: PreviewWords): void {
  const { pictures } = words;
  const { shape, rows } = profile;
  if (shape.kind === 'numbers' || shape.kind === 'times') {
    const { bars } = shape;
    const isTime = shape.kind === 'times';
    const edge = (at: number): string => {
      const value = bars.edges[at] ?? 0;
      return isTime ? timeEdge(value, shape.step) : numberEdge(value);
    };
    const image = drawing(
      'upright',
      [{ className: 'bars', path: uprightBars(bars.counts) }],
      columnSentence(profile, words),
    );
    // Where a bar is for one number, or for a day, the last one begins at what it stands for.
    const last = isTime || shape.isSingle ? bars.edges.length - 2 : bars.edges.length - 1;
    figure.show(barNotes(profile, shape, words).join(' · '), image, ends(edge(0), edge(last), bars.counts.length));
  } else if (shape.kind === 'texts') {
    const lines = labelled(shape.top, words).map(([label, each]) => ({ label, rows: each }));
    figure.show(pictures.facts.texts, lists(figure, foldLines(lines, shape.rest, linesInList, words), rows));
  } else figure.show(pictures.facts[shape.kind]);
}

/** How many lines stand below each other, and how many such lists side by side. */
const linesInList = 3;
const mostLists = 3;

/** The shares of variants; their text alternative is their list itself. */
export function showShares(figure: Figure, shares: VariantShares, words: PreviewWords): void {
  const { figures } = words.pictures;
  const short = variantLabels(shares.top.map(({ source }) => source));
  const lines = labelled(shares.top, words).map(([label, rows], at) => ({ label: short?.[at] ?? label, rows }));
  const most = linesInList * mostLists - (shares.without > 0 ? 1 : 0);
  const shown = [...foldLines(lines, shares.rest, most, words)];
  if (shares.without > 0) shown.push({ label: figures.without, rows: shares.without, isMark: true });
  const distinct = fillIn(words.pictures.facts.distinct, count(shares.top.length + shares.rest.values));
  figure.show(distinct, lists(figure, shown, shares.rows));
}

/** Lists of a few lines side by side; `figure` gets the width that they need. */
function lists(figure: Figure, lines: readonly ShareLine[], rows: number): HTMLElement {
  const made = element('div', 'share-lists');
  for (let at = 0; at < lines.length; at += linesInList)
    made.append(shareList(lines.slice(at, at + linesInList), rows));
  figure.element.style.flexBasis = `${Math.max(1, 0.7 * made.childElementCount) * basis}em`;
  return made;
}

/** As the style sheet has it for every figure. */
const basis = 18;

/** How many rows the same id has. */
export function showIds(figure: Figure, uses: IdUses, words: PreviewWords): void {
  const { figures, sentences } = words.pictures;
  const last = uses.groups.findLastIndex(group => group.ids > 0);
  const groups = uses.groups.slice(0, last + 1);
  const label = ({ rows, upTo }: IdUses['groups'][number]): string => {
    if (upTo === 1) return figures.oneRow;
    return fillIn(figures.rowsEach, upTo === undefined ? `${rows}+` : upTo === rows ? String(rows) : `${rows}–${upTo}`);
  };
  const each = numberEdge(Math.round((uses.rows / Math.max(1, uses.ids)) * 100) / 100);
  const note = fillIn(uses.isMore ? figures.idCountMore : figures.idCount, count(uses.ids), each);
  if (groups.length === 0) {
    figure.show(note);
    return;
  }
  const values = groups.map(group => [label(group), group.ids] as const);
  const text = fillIn(sentences.about, figures.ids, `${note}. ${sharesSentence(values, undefined, uses.ids, words)}`);
  const image = drawing('upright', [{ className: 'bars', path: uprightBars(groups.map(group => group.ids)) }], text);
  const [lowest, highest] = [groups[0], groups.at(-1)];
  figure.show(note, image, ends(lowest ? label(lowest) : '', highest ? label(highest) : '', groups.length));
}
