import { visibleText } from '../../core/preview/cellText.ts';
import type { PreviewWords } from '../../core/preview/messages.ts';
import type { PreviewTable } from '../../core/preview/rows.ts';
import { element } from '../element.ts';
import { count } from '../words.ts';
import { cellLabel } from './cellLabel.ts';
import type { ColumnLayout, Range } from './columns.ts';

/** What the cells of every row are drawn from. */
export interface GridContent {
  readonly table: PreviewTable;
  /** The role of each column, where the mapping gives it one. */
  readonly roles: readonly (string | undefined)[];
  readonly words: PreviewWords;
  readonly layout: ColumnLayout;
  /** The width of a letter, in pixels. */
  readonly letter: number;
}

/** How much of a value its tooltip shows. */
const tooltipLimit = 4_000;

function draw(cell: HTMLElement, source: string | undefined, width: number, content: GridContent): void {
  const { kind, text, isMark } = cellLabel(source, content.words);
  cell.className = `cell ${kind}-value${isMark ? ' mark' : ''}`;
  cell.textContent = text;
  // A tooltip only where the text may not fit: a thousand equal ones would be read out for nothing.
  const fits = text.length * content.letter <= width - 16;
  cell.title = fits ? '' : cellLabel(source, content.words, tooltipLimit).text;
}

/** One row of the grid on the page. It is drawn again for another row when that one comes into view. */
export class RowView {
  readonly element = element('div', 'row');
  row = -1;
  readonly #number = element('div', 'number');
  #cells: HTMLElement[] = [];
  /** The column of the first cell. */
  #first = 0;
  #isStray = false;

  constructor() {
    this.element.role = 'row';
    this.#number.role = 'rowheader';
    this.#number.ariaColIndex = '1';
    this.element.append(this.#number);
  }

  draw(row: number, columns: Range, content: GridContent): void {
    this.row = row;
    this.element.ariaRowIndex = String(row + 2);
    this.element.classList.toggle('odd', row % 2 === 1);
    this.#number.textContent = count(row + 1);
    this.#first = columns.first;
    const stray = content.table.stray(row);
    this.#isStray = stray !== undefined;
    this.#resize(this.#isStray ? 1 : columns.end - columns.first);
    for (const [at, cell] of this.#cells.entries()) {
      const column = columns.first + at;
      const width = this.#isStray ? content.layout.total : (content.layout.widths[column] ?? 0);
      draw(cell, stray ?? content.table.cell(row, column), width, content);
      cell.classList.toggle('stray', this.#isStray);
      cell.ariaColIndex = String(this.#isStray ? 2 : column + 2);
      cell.ariaColSpan = this.#isStray ? String(Math.max(1, content.table.columns.length)) : null;
      cell.style.width = this.#isStray ? '' : `${width}px`;
    }
  }

  /** The element of a column's cell, if it is on the page; a row that is no object has one for all of them. */
  cell(column: number): HTMLElement | undefined {
    return this.#cells[this.#isStray ? 0 : column - this.#first];
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

/** The row of column names, with the part that the definition's mapping gives a column under its name. */
export class HeadingView {
  readonly element = element('div', 'row');
  readonly #corner = element('div', 'number', '#');

  constructor() {
    this.element.role = 'row';
    this.element.ariaRowIndex = '1';
    this.#corner.role = 'columnheader';
    this.#corner.ariaColIndex = '1';
  }

  draw(columns: Range, content: GridContent, mappedTo: (role: string) => string): void {
    const cells: HTMLElement[] = [this.#corner];
    for (let column = columns.first; column < columns.end; column++) {
      const name = content.table.columns[column] ?? '';
      const role = content.roles[column];
      const cell = element('div', name ? 'heading' : 'heading mark');
      const label = name ? visibleText(name) : content.words.emptyCell;
      cell.role = 'columnheader';
      cell.ariaColIndex = String(column + 2);
      cell.style.width = `${content.layout.widths[column] ?? 0}px`;
      cell.append(element('span', 'name', label));
      if (role !== undefined) cell.append(element('span', 'role', visibleText(role)));
      cell.title = role === undefined ? label : `${label}\n${mappedTo(visibleText(role))}`;
      cells.push(cell);
    }
    this.element.replaceChildren(...cells);
  }
}
