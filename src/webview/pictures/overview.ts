import type { PreviewSubject } from '../../core/preview/messages.ts';
import { idUses } from '../../core/preview/profile/idUses.ts';
import { variantShares } from '../../core/preview/profile/variantShares.ts';
import { columnParts, columnsOf, factorOf } from '../../core/preview/roles.ts';
import type { PreviewTable } from '../../core/preview/rows.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { element } from '../element.ts';
import { Figure, showColumn, showIds, showShares } from './figure.ts';
import type { Profiler } from './profiler.ts';
import { fillIn, nameLabel, shortText } from './wording.ts';

/** An assignment source may have any number of factors; the others are in the pane of columns. */
const mostFactors = 4;

/**
 * The mapped columns in pictures, in a row that can be folded away and scrolls sideways: events over time, the values,
 * the share of each variant, and how many rows an id has. Nothing is counted while it is folded.
 */
export class Overview {
  readonly element = element('details', 'overview');
  readonly #figures = element('div', 'figures');
  readonly #table: PreviewTable;
  readonly #subject: PreviewSubject;
  readonly #words: PreviewWords;
  readonly #profiler: Profiler;

  constructor(table: PreviewTable, subject: PreviewSubject, words: PreviewWords, profiler: Profiler, isOpen = true) {
    this.#table = table;
    this.#subject = subject;
    this.#words = words;
    this.#profiler = profiler;
    const { label } = words.pictures;
    // It may be wider than the page, and scrolling by key needs the focus.
    this.#figures.tabIndex = 0;
    this.#figures.role = 'group';
    this.#figures.ariaLabel = label;
    this.element.append(element('summary', '', label), this.#figures);
    this.element.open = isOpen;
    if (isOpen) this.#draw();
    else this.element.addEventListener('toggle', () => this.#draw(), { once: true });
  }

  #draw(): void {
    const { figures } = this.#words.pictures;
    const { kind, roles } = this.#subject;
    const [time] = this.#columns(role => role === 'timestamp');
    if (time !== undefined) this.#drawColumn(figures.events, time);
    if (kind === 'metric') {
      for (const column of this.#columns(role => role === 'value')) {
        this.#drawColumn(fillIn(figures.values, nameLabel(this.#table.columns[column] ?? '', this.#words)), column);
      }
    } else this.#drawShares();
    const [id] = this.#columns(role => role === 'anonymous_id');
    if (id !== undefined) {
      const figure = this.#add(figures.ids);
      this.#profiler.count(idUses(this.#table, id), uses => showIds(figure, uses, this.#words));
    }
    this.element.hidden = Object.keys(roles).length === 0 || this.#figures.childElementCount === 0;
  }

  /** The frames are there before the counts, so that nothing moves when these come. */
  #drawShares(): void {
    const { figures } = this.#words.pictures;
    const made = new Map<number, Figure>();
    for (const column of this.#columns(role => role === 'variant')) made.set(column, this.#add(figures.variants));
    const factors = columnParts(this.#table, this.#subject.roles).map(factorOf).entries();
    const named = [...factors].filter((each): each is [number, string] => each[1] !== undefined);
    for (const [column, factor] of named.slice(0, mostFactors)) {
      if (!made.has(column)) made.set(column, this.#add(fillIn(figures.factor, shortText(factor))));
    }
    if (made.size === 0) return;
    this.#profiler.count(variantShares(this.#table, this.#subject.roles), all => {
      for (const shares of all) {
        const figure = made.get(shares.column);
        if (figure) showShares(figure, shares, this.#words);
      }
    });
  }

  #drawColumn(caption: string, column: number): void {
    const figure = this.#add(caption);
    this.#profiler.column(column, profile => showColumn(figure, profile, this.#words));
  }

  #columns(plays: (role: string) => boolean): readonly number[] {
    return columnsOf(this.#table, this.#subject.roles, plays);
  }

  #add(caption: string): Figure {
    const figure = new Figure(caption, this.#words);
    this.#figures.append(figure.element);
    return figure;
  }
}
