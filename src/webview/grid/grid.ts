import { visibleText } from '../../core/preview/cellText.ts';
import type { PreviewWords } from '../../core/preview/messages.ts';
import type { PreviewTable } from '../../core/preview/rows.ts';
import { element } from '../element.ts';
import { count, fill } from '../words.ts';
import { ColumnLayout, fittingWidths } from './columns.ts';
import type { Range } from './columns.ts';
import { moved } from './keys.ts';
import type { CellPlace } from './keys.ts';
import { HeadingView, RowView } from './rowView.ts';
import type { GridContent } from './rowView.ts';
import { ScrollAxis } from './scrollAxis.ts';

/**
 * A table of any size, of which only the visible cells are elements. The scroller holds an empty element as large as
 * the content; what is seen is a layer that sticks to the scroller's edges and is drawn anew for every position, so that
 * fast scrolling never shows blanks and content longer than an element can be needs no second way of drawing.
 */
export class Grid {
  /** The scroller, which is also the grid of the accessibility tree and takes the focus for the active cell. */
  readonly element = element('div', 'grid');
  readonly #content: GridContent;
  readonly #extent = element('div', 'extent');
  readonly #layer = element('div', 'layer');
  readonly #body = element('div', 'rows');
  readonly #heading = new HeadingView();
  readonly #down = new ScrollAxis();
  readonly #across = new ScrollAxis();
  readonly #resizes: ResizeObserver;
  #rows: RowView[] = [];
  #columns: Range = { first: 0, end: -1 };
  #active: CellPlace = { row: 0, column: 0 };
  #activeCell: HTMLElement | undefined;
  #frame: number | undefined;
  /** Measured, in pixels: the height of a row and of the heading, the width of the row numbers, the size of the view. */
  #rowHeight = 24;
  #headHeight = 24;
  #numberWidth = 48;
  #viewHeight = 0;
  #viewWidth = 0;

  constructor(table: PreviewTable, roles: Readonly<Record<string, string>>, words: PreviewWords) {
    const columnRoles = table.columns.map(name => (Object.hasOwn(roles, name) ? roles[name] : undefined));
    // A letter of an editor's font is about 0.6 of its height, and the grid's is a little smaller than the page's.
    const letter = parseFloat(getComputedStyle(document.body).fontSize) * 0.92 * 0.61;
    const headings = table.columns.map((name, column) => {
      const role = columnRoles[column];
      const mark = role === undefined ? '' : `→ ${role}`;
      return visibleText(name.length > mark.length ? name : mark, 60);
    });
    const layout = new ColumnLayout(fittingWidths(table, words, headings, letter));
    this.#content = { table, roles: columnRoles, words, layout, letter };
    this.#numberWidth = Math.max(44, Math.round(count(table.rowCount).length * letter + 18));
    this.#assemble();
    this.element.addEventListener('scroll', () => {
      this.#down.follow(this.element.scrollTop);
      this.#across.follow(this.element.scrollLeft);
      this.#schedule();
    });
    this.element.addEventListener('keydown', event => this.#press(event));
    this.element.addEventListener('pointerdown', event => this.#point(event));
    if (this.#down.isScaled) this.element.addEventListener('wheel', event => this.#turn(event), { passive: false });
    this.#resizes = new ResizeObserver(() => this.#measure());
    this.#resizes.observe(this.element);
  }

  /** Ends everything that outlives the element's being on the page. */
  dispose(): void {
    this.#resizes.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  #assemble(): void {
    const { table, words, roles } = this.#content;
    const grid = this.element;
    grid.role = 'grid';
    grid.tabIndex = 0;
    grid.ariaLabel = words.grid;
    grid.ariaRowCount = String(table.rowCount + 1);
    grid.ariaColCount = String(table.columns.length + 1);
    grid.ariaReadOnly = 'true';
    const head = element('div', 'head');
    head.role = 'rowgroup';
    this.#body.role = 'rowgroup';
    head.append(this.#heading.element);
    this.#layer.append(head, this.#body);
    this.#layer.classList.toggle(
      'mapped',
      roles.some(role => role !== undefined),
    );
    this.#layer.style.setProperty('--number', `${this.#numberWidth}px`);
    this.#extent.append(this.#layer);
    grid.append(this.#extent);
    this.#resizeAxes();
  }

  /** Takes over the sizes that the style and the window give, then paints at once: the first paint waits for nothing. */
  #measure(): void {
    this.#viewHeight = this.element.clientHeight;
    this.#viewWidth = this.element.clientWidth;
    if (this.#viewHeight === 0 || this.#viewWidth === 0) return;
    this.#layer.style.width = `${this.#viewWidth}px`;
    this.#layer.style.height = `${this.#viewHeight}px`;
    if (this.#columns.end < 0) this.#paint();
    this.#headHeight = this.#heading.element.offsetHeight;
    this.#rowHeight = this.#rows[0]?.element.offsetHeight ?? this.#rowHeight;
    this.#resizeAxes();
    this.#paint();
  }

  #resizeAxes(): void {
    const { table, layout } = this.#content;
    const top = this.#down.resize(this.#headHeight + table.rowCount * this.#rowHeight, this.#viewHeight);
    const left = this.#across.resize(this.#numberWidth + layout.total, this.#viewWidth);
    this.#extent.style.height = `${this.#down.extent}px`;
    this.#extent.style.width = `${this.#across.extent}px`;
    this.element.scrollTo(left, top);
  }

  #schedule(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#paint();
    });
  }

  #paint(): void {
    const { table, layout, words } = this.#content;
    const { position } = this.#down;
    const left = this.#across.position;
    const columns = layout.within(left, left + this.#viewWidth - this.#numberWidth);
    const first = Math.floor(position / this.#rowHeight);
    const end = Math.min(table.rowCount, Math.ceil((position + this.#viewHeight - this.#headHeight) / this.#rowHeight));
    const sameColumns = columns.first === this.#columns.first && columns.end === this.#columns.end;
    this.#columns = columns;
    if (!sameColumns) {
      this.#heading.draw(columns, this.#content, role => fill(words.mappedTo, role));
      for (const view of this.#rows) view.draw(view.row, columns, this.#content);
    }
    this.#fillRows(first, end);
    this.#body.style.transform = `translateY(${first * this.#rowHeight - position}px)`;
    this.#layer.style.setProperty('--shift', `${layout.start(columns.first) - left}px`);
    this.#mark();
  }

  /** Makes the rows of the page those from `first` up to `end`, in order, drawing only the ones that are new. */
  #fillRows(first: number, end: number): void {
    const rows = this.#rows.filter(view => view.row >= first && view.row < end);
    const spare = this.#rows.filter(view => view.row < first || view.row >= end);
    const drawn = (row: number): RowView => {
      const view = spare.pop() ?? new RowView();
      view.draw(row, this.#columns, this.#content);
      return view;
    };
    for (let row = (rows[0]?.row ?? first) - 1; row >= first; row--) {
      const view = drawn(row);
      rows.unshift(view);
      this.#body.prepend(view.element);
    }
    for (let row = (rows.at(-1)?.row ?? first - 1) + 1; row < end; row++) {
      const view = drawn(row);
      rows.push(view);
      this.#body.append(view.element);
    }
    for (const view of spare) view.element.remove();
    this.#rows = rows;
  }

  /** Marks the active cell, if it is on the page, for the eye and for screen readers. */
  #mark(): void {
    const { row, column } = this.#active;
    const cell = this.#rows.find(view => view.row === row)?.cell(column);
    if (this.#activeCell !== cell) this.#activeCell?.removeAttribute('id');
    this.#activeCell?.classList.remove('active');
    this.#activeCell = cell;
    if (cell) {
      cell.id = 'active-cell';
      cell.classList.add('active');
      this.element.setAttribute('aria-activedescendant', cell.id);
    } else {
      this.element.removeAttribute('aria-activedescendant');
    }
  }

  #activate(place: CellPlace): void {
    const { layout } = this.#content;
    const height = this.#rowHeight;
    const start = layout.start(place.column);
    const across = this.#viewWidth - this.#numberWidth;
    this.#active = place;
    this.element.scrollTo(
      this.#across.reveal(start, layout.start(place.column + 1), across),
      this.#down.reveal(place.row * height, (place.row + 1) * height, this.#viewHeight - this.#headHeight),
    );
    this.#schedule();
  }

  #press(event: KeyboardEvent): void {
    if (event.altKey || event.shiftKey) return;
    const place = moved(this.#active, {
      key: event.key,
      control: event.ctrlKey || event.metaKey,
      rows: this.#content.table.rowCount,
      columns: this.#content.table.columns.length,
      page: Math.max(1, Math.floor((this.#viewHeight - this.#headHeight) / this.#rowHeight) - 1),
    });
    if (!place) return;
    event.preventDefault();
    this.#activate(place);
  }

  #point(event: PointerEvent): void {
    const cell = event.target instanceof Element ? event.target.closest('[role=gridcell]') : null;
    const row = this.#rows.find(view => view.element === cell?.parentElement);
    if (cell && row) this.#activate({ row: row.row, column: Number(cell.ariaColIndex) - 2 });
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
