import { element } from '../element.ts';
import { count } from '../words.ts';
import type { Range } from './columnLayout.ts';
import type { GridState } from './gridState.ts';
import { HeadingView } from './headingView.ts';
import type { CellPlace } from './keys.ts';
import { RowView } from './rowView.ts';
import { ScrollAxis } from './scrollAxis.ts';
import { headingRow } from './selection.ts';
import type { CellRange } from './selection.ts';

/** How much of the view the pinned columns leave to the others at least, in pixels. */
const unpinnedRoom = 160;

/**
 * A table of any size, of which only the visible cells are elements. The scroller holds an empty element as large as
 * the content; what is seen is a layer that sticks to the scroller's edges and is drawn anew for every position, so that
 * fast scrolling never shows blanks and content longer than an element can be needs no second way of drawing.
 */
export class Viewport {
  /** The scroller, which is also the grid of the accessibility tree and takes the focus for the active cell. */
  readonly element = element('div', 'grid');
  readonly heading: HeadingView;
  readonly #state: GridState;
  readonly #extent = element('div', 'extent');
  readonly #layer = element('div', 'layer');
  readonly #body = element('div', 'rows');
  readonly #down = new ScrollAxis();
  readonly #across = new ScrollAxis();
  readonly #resizes: ResizeObserver;
  #rows: RowView[] = [];
  #columns: Range = { first: 0, end: -1 };
  #activeCell: HTMLElement | undefined;
  #frame: number | undefined;
  #isStale = true;
  /** What is marked as selected. */
  #range: CellRange | undefined;
  /** Measured, in pixels: the height of a row and of the heading, the width of the row numbers, the size of the view. */
  #rowHeight = 24;
  #headHeight = 24;
  readonly #numberWidth: number;
  #viewHeight = 0;
  #viewWidth = 0;

  constructor(state: GridState, openMenu: (place: number, anchor: HTMLElement) => void) {
    this.#state = state;
    this.heading = new HeadingView(openMenu, state.words.grid.columns.menu);
    this.#numberWidth = Math.max(44, Math.round(count(state.rows.total).length * state.letter + 18));
    this.#assemble();
    this.element.addEventListener('scroll', () => {
      this.#down.follow(this.element.scrollTop);
      this.#across.follow(this.element.scrollLeft);
      this.#schedule();
    });
    if (this.#down.isScaled) this.element.addEventListener('wheel', event => this.#turn(event), { passive: false });
    this.#resizes = new ResizeObserver(() => this.#measure());
    this.#resizes.observe(this.element);
  }

  /** How many rows are seen whole, but one, so that a page overlaps with the next. */
  get page(): number {
    return Math.max(1, Math.floor((this.#viewHeight - this.#headHeight) / this.#rowHeight) - 1);
  }

  /** The places of the rows that are on the page. */
  get visibleRows(): Range {
    return { first: this.#rows[0]?.position ?? 0, end: (this.#rows.at(-1)?.position ?? -1) + 1 };
  }

  /** Ends everything that outlives the element's being on the page. */
  dispose(): void {
    this.#resizes.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  /** Draws anew with the next frame: everything, because other rows, columns or widths are shown, or the selection. */
  redraw(what: 'all' | 'selection' = 'all'): void {
    if (what === 'all') this.#isStale = true;
    this.#schedule();
  }

  /** Draws what came for a heading. Only the first drawing makes the headings higher, and none needs the rows. */
  addPicture(column: number, picture: SVGElement): void {
    this.heading.setPicture(this.#state.columns.position(column), picture);
    if (this.#viewHeight === 0 || this.#layer.classList.contains('pictured')) return;
    this.#arrange();
    if (this.#hasOtherSizes()) this.#arrange();
    this.#schedule();
  }

  /** Brings a cell into view, moving no further than needed. */
  reveal({ row, column }: CellPlace): void {
    if (this.#isStale) this.#arrange();
    const { layout } = this.#state;
    const across = this.#viewWidth - this.#numberWidth;
    const height = this.#rowHeight;
    const kept = layout.start(layout.pinned);
    const left =
      column < layout.pinned
        ? this.#across.moveTo(this.#across.position)
        : this.#across.reveal(layout.start(column) - kept, layout.start(column + 1) - kept, across - kept);
    const top =
      row === headingRow
        ? this.#down.moveTo(this.#down.position)
        : this.#down.reveal(row * height, (row + 1) * height, this.#viewHeight - this.#headHeight);
    this.element.scrollTo(left, top);
    this.#schedule();
  }

  /** The element of a cell or heading, if it is on the page. */
  cell({ row, column }: CellPlace): HTMLElement | undefined {
    if (row === headingRow) return this.heading.cell(column);
    return this.#rows.find(view => view.position === row)?.cell(column);
  }

  /** The cell under a point of the window, or the nearest one where the point is beside the cells. */
  placeAt(x: number, y: number): CellPlace {
    const { layout } = this.#state;
    const box = this.element.getBoundingClientRect();
    const right = Math.min(x - box.left, this.#viewWidth) - this.#numberWidth;
    const place = right < layout.start(layout.pinned) ? Math.max(0, right) : right + this.#across.position;
    const down = Math.max(0, Math.min(y - box.top, this.#viewHeight) - this.#headHeight) + this.#down.position;
    return {
      row: Math.max(0, Math.min(Math.floor(down / this.#rowHeight), this.#state.rows.count - 1)),
      column: Math.max(0, Math.min(layout.at(place), layout.count - 1)),
    };
  }

  /** Scrolls on while a selection is drawn over the edge at a point of the window; false where there is no need. */
  nudge(x: number, y: number): boolean {
    const box = this.element.getBoundingClientRect();
    const beyond = (value: number, from: number, to: number): number =>
      value < from ? value - from : value > to ? value - to : 0;
    const over = beyond(x, box.left + this.#numberWidth, box.left + this.#viewWidth);
    const under = beyond(y, box.top + this.#headHeight, box.top + this.#viewHeight);
    if (over === 0 && under === 0) return false;
    this.element.scrollTo(
      this.#across.moveTo(this.#across.position + over / 3),
      this.#down.moveTo(this.#down.position + under / 3),
    );
    this.#schedule();
    return true;
  }

  #assemble(): void {
    const { words } = this.#state;
    const grid = this.element;
    grid.role = 'grid';
    grid.tabIndex = 0;
    grid.ariaLabel = words.grid.label;
    grid.ariaReadOnly = 'true';
    grid.ariaMultiSelectable = 'true';
    const head = element('div', 'head');
    head.role = 'rowgroup';
    this.#body.role = 'rowgroup';
    head.append(this.heading.element);
    this.#layer.append(head, this.#body);
    this.#layer.style.setProperty('--number', `${this.#numberWidth}px`);
    this.#extent.append(this.#layer);
    grid.append(this.#extent);
    this.#arrange();
  }

  /** Takes over the sizes that the style and the window give, then paints at once: the first paint waits for nothing. */
  #measure(): void {
    this.#viewHeight = this.element.clientHeight;
    this.#viewWidth = this.element.clientWidth;
    if (this.#viewHeight === 0 || this.#viewWidth === 0) return;
    this.#layer.style.width = `${this.#viewWidth}px`;
    this.#layer.style.height = `${this.#viewHeight}px`;
    this.#isStale = true;
    // What opens above or below the rows must not push the active cell out of view.
    if (this.#activeCell) this.reveal(this.#state.selection.active);
    this.#paint();
  }

  /** Takes over which rows and columns there are. */
  #arrange(): void {
    const state = this.#state;
    const grid = this.element;
    state.arrange(Math.max(0, this.#viewWidth - this.#numberWidth - unpinnedRoom));
    grid.ariaRowCount = String(state.rows.count + 1);
    grid.ariaColCount = String(state.layout.count + 1);
    this.#layer.classList.toggle('mapped', state.columns.hasMapped);
    this.#layer.classList.toggle('pictured', state.pictures.size > 0);
    const top = this.#down.resize(this.#headHeight + state.rows.count * this.#rowHeight, this.#viewHeight);
    const left = this.#across.resize(this.#numberWidth + state.layout.total, this.#viewWidth);
    this.#extent.style.height = `${this.#down.extent}px`;
    this.#extent.style.width = `${this.#across.extent}px`;
    grid.scrollTo(left, top);
  }

  #schedule(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#viewHeight > 0) this.#paint();
    });
  }

  #paint(): void {
    const isStale = this.#isStale;
    if (isStale) this.#arrange();
    this.#isStale = false;
    this.#drawRows(isStale);
    if (isStale && this.#hasOtherSizes()) {
      this.#arrange();
      this.#drawRows(false);
    }
    const { layout, range } = this.#state;
    const kept = layout.start(layout.pinned);
    const left = this.#across.position;
    this.#layer.style.setProperty('--shift', `${layout.start(this.#columns.first) - left - kept}px`);
    if (range !== this.#range) {
      this.#range = range;
      for (const view of this.#rows) view.mark(range);
      this.heading.mark(this.#state);
    }
    this.#markActive();
  }

  /** Whether the style gives other heights than were reckoned with, which it does for the first paint. */
  #hasOtherSizes(): boolean {
    const head = this.heading.element.offsetHeight;
    const row = this.#rows[0]?.element.offsetHeight ?? this.#rowHeight;
    if (head === this.#headHeight && row === this.#rowHeight) return false;
    this.#headHeight = head;
    this.#rowHeight = row;
    return true;
  }

  #drawRows(isStale: boolean): void {
    const state = this.#state;
    const { position } = this.#down;
    const left = this.#across.position;
    const kept = state.layout.start(state.layout.pinned);
    const columns = state.layout.within(left + kept, left + this.#viewWidth - this.#numberWidth);
    const first = Math.floor(position / this.#rowHeight);
    const seen = Math.ceil((position + this.#viewHeight - this.#headHeight) / this.#rowHeight);
    const sameColumns = columns.first === this.#columns.first && columns.end === this.#columns.end;
    this.#columns = columns;
    if (!sameColumns || isStale) {
      this.heading.draw(columns, state);
      for (const view of this.#rows) if (view.position < state.rows.count) view.draw(view.position, columns, state);
    }
    this.#fillRows(first, Math.min(state.rows.count, seen));
    this.#body.style.transform = `translateY(${first * this.#rowHeight - position}px)`;
  }

  /** Makes the rows of the page those from `first` up to `end`, in order, drawing only the ones that are new. */
  #fillRows(first: number, end: number): void {
    const rows = this.#rows.filter(view => view.position >= first && view.position < end);
    const spare = this.#rows.filter(view => view.position < first || view.position >= end);
    const drawn = (row: number): RowView => {
      const view = spare.pop() ?? new RowView();
      view.draw(row, this.#columns, this.#state);
      return view;
    };
    for (let row = (rows[0]?.position ?? first) - 1; row >= first; row--) {
      const view = drawn(row);
      rows.unshift(view);
      this.#body.prepend(view.element);
    }
    for (let row = (rows.at(-1)?.position ?? first - 1) + 1; row < end; row++) {
      const view = drawn(row);
      rows.push(view);
      this.#body.append(view.element);
    }
    for (const view of spare) view.element.remove();
    this.#rows = rows;
  }

  /** Marks the active cell, if it is on the page, for the eye and for screen readers. */
  #markActive(): void {
    const { active } = this.#state.selection;
    const cell = this.cell(active);
    if (this.#activeCell !== cell) this.#activeCell?.removeAttribute('id');
    this.#activeCell?.classList.remove('active');
    this.#activeCell = cell;
    if (active.row === headingRow) this.heading.offerMenu(active.column);
    if (cell) {
      cell.id = 'active-cell';
      cell.classList.add('active');
      this.element.setAttribute('aria-activedescendant', cell.id);
    } else {
      this.element.removeAttribute('aria-activedescendant');
    }
  }

  /** Where positions are scaled, a turn of the wheel would skip rows; it moves the content by its own length instead. */
  #turn(event: WheelEvent): void {
    if (event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = [1, this.#rowHeight, this.#viewHeight][event.deltaMode] ?? 1;
    this.element.scrollTop = this.#down.moveTo(this.#down.position + event.deltaY * unit);
    this.#schedule();
  }
}
