import { cellText } from '../../core/preview/cellText.ts';
import { countCells, findCell } from '../../core/preview/view/findCells.ts';
import type { FindQuery, FoundCells, ShownCells } from '../../core/preview/view/findCells.ts';
import { button, element } from '../element.ts';
import { count, fill } from '../words.ts';
import { gridSymbol } from './gridSymbols.ts';
import type { GridSymbol } from './gridSymbols.ts';
import type { GridState } from './gridState.ts';
import { fillBoth } from './gridText.ts';
import type { CellPlace } from './keys.ts';
import { selectionAt } from './selection.ts';
import { inSlices } from './slices.ts';

/** More matches than these are not counted. */
const mostCounted = 10_000;

export function iconButton(name: GridSymbol, label: string, press: () => void): HTMLButtonElement {
  const made = button('', 'icon', press);
  made.ariaLabel = label;
  made.title = label;
  made.append(gridSymbol(name));
  return made;
}

/** The line in which a text is looked for in the cells that are shown. */
export class FindBar {
  readonly element = element('div', 'find');
  readonly #state: GridState;
  readonly #show: { reveal(place: CellPlace): void; redraw(): void; close(): void };
  readonly #input = element('input');
  readonly #count = element('span', 'found-count');
  readonly #case: HTMLButtonElement;
  #matchCase = false;
  #job = new AbortController();
  #found: FoundCells | undefined;
  #cells: ShownCells | undefined;
  /** Where the last match is; the next one is looked for behind it as long as the person has not gone elsewhere. */
  #place: CellPlace | undefined;

  constructor(state: GridState, show: { reveal(place: CellPlace): void; redraw(): void; close(): void }) {
    this.#state = state;
    this.#show = show;
    const words = state.words.grid.find;
    this.element.role = 'search';
    this.element.ariaLabel = words.label;
    this.#input.type = 'text';
    this.#input.spellcheck = false;
    this.#input.ariaLabel = words.label;
    this.#input.placeholder = words.label;
    this.#count.role = 'status';
    this.#case = button('Aa', 'icon', () => {
      this.#matchCase = !this.#matchCase;
      this.#case.ariaPressed = String(this.#matchCase);
      this.#begin();
    });
    this.#case.ariaLabel = words.matchCase;
    this.#case.title = words.matchCase;
    this.#case.ariaPressed = 'false';
    this.#input.addEventListener('input', () => this.#begin());
    this.element.addEventListener('keydown', event => this.#press(event));
    this.element.append(
      this.#input,
      this.#case,
      this.#count,
      iconButton('previous', words.previous, () => this.step('previous')),
      iconButton('next', words.next, () => this.step('next')),
      iconButton('close', words.close, () => show.close()),
    );
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  /** Other rows or columns are shown: places and counts are no longer right. */
  renew(): void {
    this.#cells = undefined;
    this.#found = undefined;
    this.#place = undefined;
    this.#job.abort();
    if (this.element.isConnected && this.#query.text) void this.#tell();
  }

  /** Marks the matches, or no longer. */
  light(isOn: boolean): void {
    const { text, matchCase } = this.#query;
    const fold = (value: string): string => (matchCase ? value : value.toLowerCase());
    const wanted = fold(text);
    this.#state.isFound = isOn && wanted ? source => fold(cellText(source)).includes(wanted) : undefined;
    this.#show.redraw();
  }

  /** Goes to the next or previous match from the active cell. */
  step(direction: 'next' | 'previous'): void {
    const { row, column } = this.#state.selection.active;
    void this.#go(direction, row < 0 ? undefined : { row, column });
  }

  dispose(): void {
    this.#job.abort();
  }

  get #query(): FindQuery {
    return { text: this.#input.value, matchCase: this.#matchCase };
  }

  #begin(): void {
    this.#found = undefined;
    this.#place = undefined;
    this.light(true);
    // The active cell itself may be a match already: the search begins right before it.
    const { row, column } = this.#state.selection.active;
    const width = this.#state.layout.count;
    const before = Math.max(0, row) * width + column - 1;
    void this.#go('next', before < 0 ? undefined : { row: Math.floor(before / width), column: before % width });
  }

  async #go(direction: 'next' | 'previous', from: CellPlace | undefined): Promise<void> {
    this.#job.abort();
    this.#job = new AbortController();
    const { signal } = this.#job;
    const { words } = this.#state;
    const cells = this.#shownCells();
    if (!this.#query.text || !cells) {
      this.#count.textContent = this.#query.text ? words.grid.waiting : '';
      return;
    }
    const slow = (): void => {
      this.#count.textContent = words.grid.working;
    };
    const place = await inSlices(findCell(cells, this.#query, direction, from), signal, slow);
    if (signal.aborted) return;
    const isNext = place !== undefined && samePlace(from, this.#place) && this.#found !== undefined;
    this.#found = isNext ? stepped(this.#found, direction) : undefined;
    this.#place = place;
    if (place) {
      this.#state.select(selectionAt(place));
      this.#show.reveal(place);
    }
    await this.#tell(signal);
  }

  /** Counts the matches, unless that is known, and says which of them is the active cell. */
  async #tell(signal?: AbortSignal): Promise<void> {
    if (!signal) {
      this.#job = new AbortController();
      signal = this.#job.signal;
    }
    const cells = this.#shownCells();
    if (!cells) return;
    this.#found ??= await inSlices(countCells(cells, this.#query, mostCounted, this.#place), signal);
    if (!signal.aborted && this.#found) this.#count.textContent = this.#sentence(this.#found);
  }

  #sentence({ count: total, isCapped, ordinal }: FoundCells): string {
    const words = this.#state.words.grid.find;
    if (total === 0) return words.none;
    const number = isCapped ? fill(words.atLeast, count(total)) : count(total);
    return ordinal === undefined ? fill(words.count, number) : fillBoth(words.place, count(ordinal), number);
  }

  /** The cells to search; none before all rows have been read. */
  #shownCells(): ShownCells | undefined {
    const { rows, table, layout } = this.#state;
    if (!rows.isComplete) return undefined;
    this.#cells ??= { table, rows: rows.rows(0, rows.count - 1), columns: layout.columns };
    return this.#cells;
  }

  #press(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#show.close();
    else if (event.key === 'Enter' && event.target === this.#input) this.step(event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function samePlace(a: CellPlace | undefined, b: CellPlace | undefined): boolean {
  return a !== undefined && a.row === b?.row && a.column === b.column;
}

/** Which match it is after one step, where all of them were counted. */
function stepped(found: FoundCells | undefined, direction: 'next' | 'previous'): FoundCells | undefined {
  if (found?.ordinal === undefined || found.isCapped) return undefined;
  const to = found.ordinal + (direction === 'next' ? 0 : -2);
  return { ...found, ordinal: ((to + found.count) % found.count) + 1 };
}
