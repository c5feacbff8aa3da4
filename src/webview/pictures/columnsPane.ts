import type { PreviewSubject } from '../../core/preview/messages.ts';
import { columnRoles } from '../../core/preview/roles.ts';
import type { PreviewTable } from '../../core/preview/rows.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { element } from '../element.ts';
import { columnPicture } from './columnPicture.ts';
import type { Profiler } from './profiler.ts';
import { nameLabel, shortText } from './wording.ts';

/** How many places for cards are added when the end of the others comes near. */
const batch = 12;

/** How far from the visible part a card is made, in pixels. */
const near = 200;

/** A card for each column. It is empty until it is opened; cards far from the visible part are empty frames. */
export class ColumnsPane {
  readonly element = element('section', 'columns-pane');
  readonly #table: PreviewTable;
  /** By column. */
  readonly #roles: readonly (string | undefined)[];
  readonly #words: PreviewWords;
  readonly #profiler: Profiler;
  readonly #list = element('ul', 'cards');
  /** What comes into view behind the last card. */
  readonly #end = element('div', 'end');
  #observer: IntersectionObserver | undefined;
  /** Takes back the wish for the profile of a column whose card is drawn. */
  readonly #wishes = new Map<Element, () => void>();

  constructor(table: PreviewTable, subject: PreviewSubject, words: PreviewWords, profiler: Profiler) {
    this.#table = table;
    this.#roles = columnRoles(table.columns, subject.roles);
    this.#words = words;
    this.#profiler = profiler;
    this.element.hidden = true;
    this.element.ariaLabel = words.pictures.columns;
    // It scrolls, and scrolling by key needs the focus.
    this.element.tabIndex = 0;
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    if (this.isOpen) return;
    this.element.hidden = false;
    this.element.replaceChildren(this.#list, this.#end);
    this.#observer = new IntersectionObserver(entries => this.#move(entries), {
      root: this.element,
      rootMargin: `${near}px`,
    });
    this.#observer.observe(this.#end);
  }

  close(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    for (const takeBack of this.#wishes.values()) takeBack();
    this.#wishes.clear();
    this.#list.replaceChildren();
    this.element.replaceChildren();
    this.element.hidden = true;
  }

  dispose(): void {
    this.close();
  }

  #move(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (target === this.#end) {
        if (isIntersecting) this.#addFrames();
      } else if (isIntersecting) this.#draw(target);
      else this.#clear(target);
    }
  }

  #addFrames(): void {
    const first = this.#list.childElementCount;
    const end = Math.min(first + batch, this.#table.columns.length);
    for (let column = first; column < end; column++) {
      const frame = element('li', 'card');
      frame.dataset['column'] = String(column);
      this.#list.append(frame);
      this.#observer?.observe(frame);
    }
    // Observed anew: the end may still be near, and an observer tells changes only.
    this.#observer?.unobserve(this.#end);
    if (end < this.#table.columns.length) this.#observer?.observe(this.#end);
  }

  #draw(frame: Element): void {
    if (this.#wishes.has(frame)) return;
    const column = Number((frame as HTMLElement).dataset['column']);
    const name = this.#table.columns[column] ?? '';
    const heading = element('h2', name === '' ? 'mark' : '', nameLabel(name, this.#words));
    heading.title = heading.textContent;
    const role = this.#roles[column];
    const head = role === undefined ? [heading] : [heading, element('span', 'role', shortText(role))];
    frame.replaceChildren(...head, element('p', 'column-facts', this.#words.pictures.counting));
    this.#wishes.set(
      frame,
      this.#profiler.column(column, profile => frame.replaceChildren(...head, ...columnPicture(profile, this.#words))),
    );
  }

  #clear(frame: Element): void {
    this.#wishes.get(frame)?.();
    this.#wishes.delete(frame);
    frame.replaceChildren();
  }
}
