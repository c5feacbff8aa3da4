import { visibleText } from '../../core/preview/cellText.ts';
import { button, element } from '../element.ts';
import { fill } from '../words.ts';
import type { Range } from './columnLayout.ts';
import { gridSymbol } from './gridSymbols.ts';
import type { GridState } from './gridState.ts';
import { isWithin } from './selection.ts';

/** The name of a column as the page shows it. */
export function columnLabel(state: GridState, column: number): string {
  const name = state.table.columns[column] ?? '';
  return name ? visibleText(name) : state.words.cells.emptyCell;
}

/** The row of column names, with the part that the definition's mapping gives a column under its name. */
export class HeadingView {
  readonly element = element('div', 'row');
  /** One button for all headings: it is in the one that the pointer or the keyboard is at. */
  readonly #more: HTMLButtonElement;
  readonly #corner = element('div', 'number', '#');
  readonly #cells = new Map<number, HTMLElement>();

  /** `openMenu`: opens the menu of a column, given by its place, at an element. */
  constructor(openMenu: (place: number, anchor: HTMLElement) => void, label: string) {
    this.#more = button('', 'more', () => {
      const place = this.placeOf(this.#more);
      if (place !== undefined) openMenu(place, this.#more);
    });
    this.#more.append(gridSymbol('more'));
    this.#more.tabIndex = -1;
    this.#more.ariaLabel = label;
    this.element.role = 'row';
    this.element.ariaRowIndex = '1';
    this.#corner.role = 'columnheader';
    this.#corner.ariaColIndex = '1';
    this.element.addEventListener('pointerover', event => {
      if (event.target instanceof Node) this.offerMenu(this.placeOf(event.target));
    });
  }

  draw(columns: Range, state: GridState): void {
    const offered = this.placeOf(this.#more);
    this.#cells.clear();
    for (let place = 0; place < state.layout.pinned; place++) this.#cells.set(place, heading(place, state));
    for (let place = columns.first; place < columns.end; place++) this.#cells.set(place, heading(place, state));
    this.element.replaceChildren(this.#corner, ...this.#cells.values());
    this.offerMenu(offered);
    this.mark(state);
  }

  /** Puts a drawing into a heading that is on the page; the others get theirs when they are drawn. */
  setPicture(place: number, picture: SVGElement): void {
    const cell = this.#cells.get(place);
    cell?.querySelector(':scope > svg')?.remove();
    cell?.append(picture);
  }

  /** Marks the headings of the columns in which something is selected. */
  mark(state: GridState): void {
    const { range, selection } = state;
    for (const [place, cell] of this.#cells) {
      const isSelected = range !== undefined && isWithin(range, range.top, place);
      cell.classList.toggle('selected', isSelected);
      const isWhole = isSelected && (selection.kind === 'columns' || selection.kind === 'all');
      cell.ariaSelected = isWhole ? 'true' : null;
    }
  }

  cell(place: number): HTMLElement | undefined {
    return this.#cells.get(place);
  }

  /** The place of the column in whose heading a node is. */
  placeOf(node: Node): number | undefined {
    for (const [place, cell] of this.#cells) if (cell.contains(node)) return place;
    return undefined;
  }

  offerMenu(place: number | undefined): void {
    const cell = place === undefined ? undefined : this.#cells.get(place);
    if (cell && this.#more.parentElement !== cell) cell.append(this.#more);
  }
}

function heading(place: number, state: GridState): HTMLElement {
  const { layout, words, table } = state;
  const column = layout.column(place);
  const role = state.roles[column];
  const label = columnLabel(state, column);
  const cell = element('div', table.columns[column] ? 'heading' : 'heading mark');
  cell.role = 'columnheader';
  cell.ariaHasPopup = 'menu';
  cell.ariaColIndex = String(place + 2);
  cell.style.width = `${layout.width(place)}px`;
  const title = element('span', 'name', label);
  cell.append(title);
  if (role !== undefined) cell.append(element('span', 'role', visibleText(role)));
  cell.title = role === undefined ? label : `${label}\n${fill(words.grid.mappedTo, visibleText(role))}`;
  cell.classList.toggle('pinned', place < layout.pinned);
  cell.classList.toggle('filtered', state.rows.filterOf(column) !== undefined);
  const order = state.rows.sort.findIndex(key => key.column === column);
  const key = state.rows.sort[order];
  if (key) {
    cell.ariaSort = key.direction;
    if (state.rows.sort.length > 1) title.dataset['order'] = String(order + 1);
  }
  const picture = state.pictures.get(column);
  if (picture) cell.append(picture);
  return cell;
}
