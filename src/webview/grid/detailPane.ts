import { button, element } from '../element.ts';
import { count, fill } from '../words.ts';
import { detailOf } from './detailText.ts';
import { iconButton } from './findBar.ts';
import type { GridState } from './gridState.ts';
import { columnLabel } from './headingView.ts';

/** More columns than these are not listed; their cells are shown one by one. */
const mostListed = 500;
const listedLength = 4_000;
const least = 72;
const step = 24;

/** The pane below the rows in which the active cell, or its row, is seen whole. */
export class DetailPane {
  readonly element = element('section', 'detail');
  readonly #state: GridState;
  readonly #separator = element('div', 'separator');
  readonly #title = element('span', 'detail-title');
  readonly #facts = element('span', 'detail-facts');
  readonly #body = element('div', 'detail-body');
  readonly #views: Readonly<Record<'cell' | 'row', HTMLButtonElement>>;
  #view: 'cell' | 'row' = 'cell';
  #height = 200;
  #drawn = '';

  constructor(state: GridState, close: () => void) {
    this.#state = state;
    const words = state.words.grid.detail;
    this.element.ariaLabel = words.label;
    this.#body.tabIndex = 0;
    this.#body.role = 'group';
    this.#body.ariaLabel = words.label;
    this.#body.id = 'detail-body';
    this.#views = {
      cell: button(words.cell, 'view', () => this.#switch('cell')),
      row: button(words.row, 'view', () => this.#switch('row')),
    };
    const head = element('div', 'detail-head');
    head.append(this.#views.cell, this.#views.row, this.#title, this.#facts, iconButton('close', words.close, close));
    this.#makeSeparator(words.resize);
    this.element.append(this.#separator, head, this.#body);
    this.element.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close();
    });
  }

  /** Draws the active cell or row; nothing while it is the one that is drawn. */
  show(): void {
    if (!this.element.isConnected) return;
    const { row, column } = this.#state.active;
    const isRead = row !== undefined && row >= 0 && row < this.#state.table.rowCount;
    const drawn = `${this.#view} ${row} ${this.#view === 'cell' ? column : ''} ${isRead}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    for (const [view, tab] of Object.entries(this.#views)) tab.ariaPressed = String(view === this.#view);
    this.#title.textContent = '';
    this.#facts.textContent = '';
    this.#body.replaceChildren();
    this.#body.scrollTo(0, 0);
    if (!isRead) return;
    const number = fill(this.#state.words.grid.detail.rowNumber, count(row + 1));
    const stray = this.#state.table.stray(row);
    if (this.#view === 'cell' || stray !== undefined) {
      this.#title.textContent = stray === undefined ? `${columnLabel(this.#state, column)} · ${number}` : number;
      this.#drawCell(stray ?? this.#state.table.cell(row, column));
    } else {
      this.#title.textContent = number;
      this.#drawRow(row);
    }
  }

  /** Draws again what may have become another value under the same place. */
  renew(): void {
    this.#drawn = '';
    this.show();
  }

  /** Sets the height, which the window limits. */
  resize(height: number): void {
    const most = Math.max(least, (this.element.parentElement?.clientHeight ?? 600) - 120);
    this.#height = Math.round(Math.max(least, Math.min(height, most)));
    this.element.style.height = `${this.#height}px`;
    this.#separator.ariaValueMin = String(least);
    this.#separator.ariaValueMax = String(most);
    this.#separator.ariaValueNow = String(this.#height);
  }

  /** To be called once the pane is on the page. */
  open(): void {
    this.resize(this.#height);
    this.renew();
  }

  #switch(view: 'cell' | 'row'): void {
    this.#view = view;
    this.show();
  }

  #words(): Parameters<typeof detailOf>[1] {
    const { cells, grid } = this.#state.words;
    return { cells, detail: grid.detail };
  }

  #drawCell(source: string | undefined): void {
    const { text, isMark, facts } = detailOf(source, this.#words());
    this.#facts.textContent = facts.join(' · ');
    this.#body.append(element('pre', isMark ? 'mark' : '', text));
  }

  #drawRow(row: number): void {
    const list = element('dl');
    const columns = this.#state.columns.all;
    for (const column of columns.slice(0, mostListed)) {
      const { text, isMark } = detailOf(this.#state.table.cell(row, column), this.#words(), listedLength);
      list.append(element('dt', '', columnLabel(this.#state, column)), element('dd', isMark ? 'mark' : '', text));
    }
    this.#body.append(list);
    if (columns.length > mostListed) {
      this.#body.append(
        element('p', '', fill(this.#state.words.grid.detail.moreColumns, count(columns.length - mostListed))),
      );
    }
  }

  #makeSeparator(label: string): void {
    const line = this.#separator;
    line.role = 'separator';
    line.tabIndex = 0;
    line.ariaLabel = label;
    line.ariaOrientation = 'horizontal';
    line.setAttribute('aria-controls', this.#body.id);
    line.addEventListener('keydown', event => {
      const by = { ArrowUp: step, ArrowDown: -step, Home: -Infinity, End: Infinity }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      this.resize(this.#height + by);
    });
    line.addEventListener('pointerdown', down => {
      const begin = this.#height;
      line.setPointerCapture(down.pointerId);
      const move = (event: PointerEvent): void => this.resize(begin + down.clientY - event.clientY);
      line.addEventListener('pointermove', move);
      line.addEventListener('lostpointercapture', () => line.removeEventListener('pointermove', move), { once: true });
    });
  }
}
