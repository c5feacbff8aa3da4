import { element } from '../element.ts';
import { count } from '../words.ts';
import { cellLabel } from './cellLabel.ts';
import type { ColumnLayout, Range } from './columnLayout.ts';
import type { GridState } from './gridState.ts';
import { isWithin } from './selection.ts';
import type { CellRange } from './selection.ts';

/** How much of a value its tooltip shows. */
const tooltipLimit = 4_000;

function drawCell(cell: HTMLElement, source: string | undefined, width: number, state: GridState): void {
  const { kind, text, isMark } = cellLabel(source, state.words.cells);
  cell.className = `cell ${kind}-value${isMark ? ' mark' : ''}`;
  cell.textContent = text;
  // A tooltip only where the text may not fit: a thousand equal ones would be read out for nothing.
  const fits = text.length * state.letter <= width - 16;
  cell.title = fits ? '' : cellLabel(source, state.words.cells, tooltipLimit).text;
  if (state.isFound?.(source) === true) cell.classList.add('found');
}

/** The sides of a cell that are sides of the selected range, as letters for the style. */
function edges(range: CellRange, row: number, column: number): string {
  const top = row === range.top ? 't' : '';
  const bottom = row === range.bottom ? 'b' : '';
  const left = column === range.left ? 'l' : '';
  return `${top}${bottom}${left}${column === range.right ? 'r' : ''}`;
}

/** One row of the grid on the page. It is drawn again for another row when that one comes into view. */
export class RowView {
  readonly element = element('div', 'row');
  /** Its place among the rows that are shown. */
  position = -1;
  readonly #number = element('div', 'number');
  #cells: HTMLElement[] = [];
  #columns: Range = { first: 0, end: 0 };
  #layout: ColumnLayout | undefined;
  #isStray = false;

  constructor() {
    this.element.role = 'row';
    this.#number.role = 'rowheader';
    this.#number.ariaColIndex = '1';
    this.element.append(this.#number);
  }

  draw(position: number, columns: Range, state: GridState): void {
    const { table, layout } = state;
    const row = state.rows.row(position);
    const isRead = row < table.rowCount;
    const stray = isRead ? table.stray(row) : undefined;
    this.position = position;
    this.element.ariaRowIndex = String(position + 2);
    this.element.ariaBusy = isRead ? null : 'true';
    this.#number.textContent = isRead || !state.rows.isChosen ? count(row + 1) : '…';
    this.#arrange(columns, layout, stray !== undefined);
    if (stray !== undefined) {
      for (const cell of this.#cells) drawCell(cell, stray, layout.total, state);
      this.#cells[0]?.classList.add('stray');
    } else {
      for (const [at, cell] of this.#cells.entries()) {
        const place = this.#place(at);
        if (isRead) {
          drawCell(cell, table.cell(row, layout.column(place)), layout.width(place), state);
        } else {
          cell.className = 'cell waiting';
          cell.textContent = '…';
          cell.title = '';
        }
        if (at < layout.pinned) cell.classList.add('pinned');
      }
    }
    this.mark(state.range);
  }

  /** Marks the cells of the row that are selected. */
  mark(range: CellRange | undefined): void {
    const number = range !== undefined && this.position >= range.top && this.position <= range.bottom;
    this.#number.classList.toggle('selected', number);
    for (const [at, cell] of this.#cells.entries()) {
      const column = this.#isStray && range ? range.left : this.#place(at);
      const isSelected = range !== undefined && isWithin(range, this.position, column);
      const value = String(isSelected);
      if (cell.ariaSelected !== value) cell.ariaSelected = value;
      cell.classList.toggle('selected', isSelected);
      const edge = isSelected ? edges(range, this.position, column) : '';
      if (edge) cell.dataset['edge'] = edge;
      else delete cell.dataset['edge'];
    }
  }

  /** The element of a column's cell, if it is on the page; a row that is no object has one for all of them. */
  cell(place: number): HTMLElement | undefined {
    if (this.#isStray) return this.#cells[0];
    const pinned = this.#layout?.pinned ?? 0;
    if (place < pinned) return this.#cells[place];
    return place < this.#columns.first ? undefined : this.#cells[pinned + place - this.#columns.first];
  }

  /** The place of the column of a cell that is on the page. */
  #place(at: number): number {
    const pinned = this.#layout?.pinned ?? 0;
    return at < pinned ? at : this.#columns.first + at - pinned;
  }

  /** Makes the cells those of these columns. While a table is scrolled down they stay the same, which is most rows. */
  #arrange(columns: Range, layout: ColumnLayout, isStray: boolean): void {
    const { first, end } = this.#columns;
    const isSame = layout === this.#layout && first === columns.first && end === columns.end;
    if (isSame && isStray === this.#isStray) return;
    this.#columns = columns;
    this.#layout = layout;
    this.#isStray = isStray;
    this.#resize(isStray ? 1 : layout.pinned + columns.end - columns.first);
    for (const [at, cell] of this.#cells.entries()) {
      const place = this.#place(at);
      cell.ariaColIndex = String(isStray ? 2 : place + 2);
      cell.ariaColSpan = isStray ? String(Math.max(1, layout.count)) : null;
      cell.style.width = isStray ? '' : `${layout.width(place)}px`;
    }
  }

  #resize(length: number): void {
    for (const cell of this.#cells.splice(length)) cell.remove();
    while (this.#cells.length < length) {
      const cell = element('div');
      cell.role = 'gridcell';
      this.#cells.push(cell);
      this.element.append(cell);
    }
  }
}
