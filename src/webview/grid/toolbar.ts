import { visibleText } from '../../core/preview/cellText.ts';
import { button, element } from '../element.ts';
import { count, fill } from '../words.ts';
import { gridSymbol } from './gridSymbols.ts';
import type { GridSymbol } from './gridSymbols.ts';
import type { GridState } from './gridState.ts';
import { fillBoth } from './gridText.ts';
import { cellCount } from './selection.ts';
import { inSlices } from './slices.ts';

/** What the buttons open, each at its button. */
export interface ToolbarActions {
  columns(anchor: HTMLElement): void;
  find(): void;
  copy(anchor: HTMLElement): void;
  export(anchor: HTMLElement): void;
  detail(): void;
  /** A chip that had the focus is gone. */
  focusGrid(): void;
}

/** How much of a filter its chip shows. */
const chipLength = 40;

/** The line above the table: what can be done, what is filtered, and what is said of the selected cells. */
export class Toolbar {
  readonly element = element('div', 'tools-line');
  readonly #state: GridState;
  readonly #actions: ToolbarActions;
  readonly #detail: HTMLButtonElement;
  readonly #status = element('span', 'shown-rows');
  readonly #chips = element('span', 'chips');
  readonly #facts = element('span', 'selection-facts');
  #job = new AbortController();

  constructor(state: GridState, actions: ToolbarActions) {
    this.#state = state;
    this.#actions = actions;
    const words = state.words.grid;
    this.element.role = 'toolbar';
    this.element.ariaLabel = words.tools;
    const opener = (name: GridSymbol, label: string, open: (anchor: HTMLElement) => void): HTMLButtonElement => {
      const made = tool(name, label, () => open(made));
      return made;
    };
    const columns = opener('columns', words.columns.button, anchor => actions.columns(anchor));
    const copy = opener('copy', words.copy.button, anchor => actions.copy(anchor));
    const save = opener('export', words.copy.export, anchor => actions.export(anchor));
    columns.ariaHasPopup = 'dialog';
    copy.ariaHasPopup = 'menu';
    save.ariaHasPopup = 'menu';
    this.#detail = tool('detail', words.detail.button, () => actions.detail());
    this.#detail.ariaPressed = 'false';
    const find = tool('find', words.find.button, () => actions.find());
    this.element.append(columns, find, copy, save, this.#detail, this.#status, this.#chips, this.#facts);
    this.element.addEventListener('keydown', event => this.#press(event));
    this.update();
  }

  set isDetailOpen(isOpen: boolean) {
    this.#detail.ariaPressed = String(isOpen);
  }

  /** What is shown and what is going on. */
  get sentence(): string {
    const { rows, table, words } = this.#state;
    const { grid } = words;
    if (!rows.isComplete) {
      const read = fillBoth(grid.readRows, count(table.rowCount), count(rows.total));
      return rows.work === 'waiting' ? `${read} ${grid.waiting}` : read;
    }
    if (rows.work === 'working') return grid.working;
    return rows.count < rows.total ? fillBoth(grid.shownRows, count(rows.count), count(rows.total)) : '';
  }

  /** Other rows or columns are shown. */
  update(): void {
    this.updateStatus();
    this.#drawChips();
    this.updateFacts();
  }

  /** Work has begun or ended, or more rows have been read. */
  updateStatus(): void {
    this.#status.textContent = this.sentence;
  }

  /** Other cells are selected. */
  updateFacts(): void {
    this.#job.abort();
    this.#job = new AbortController();
    const { range, rows, table, layout } = this.#state;
    this.#facts.textContent = '';
    if (!range || cellCount(range) < 2 || !(rows.isComplete || range.bottom < table.rowCount)) return;
    const columns = layout.columns.slice(range.left, range.right + 1);
    void this.#tell(rows.rows(range.top, range.bottom), columns, this.#job.signal);
  }

  dispose(): void {
    this.#job.abort();
  }

  async #tell(rows: Uint32Array, columns: readonly number[], signal: AbortSignal): Promise<void> {
    const { words, table } = this.#state;
    const { selectionSentences } = await import('./selectionSentences.ts');
    const told = await inSlices(selectionSentences(table, rows, columns, words.grid.facts), signal, () => {
      this.#facts.textContent = words.grid.working;
    });
    if (!told) return;
    this.#facts.textContent = told.join('  ');
    this.#facts.title = told.join('\n');
  }

  #drawChips(): void {
    const hadFocus = this.#chips.contains(document.activeElement);
    const { rows, table, words } = this.#state;
    const chips: HTMLElement[] = [];
    const add = (text: string, remove: () => void): void => {
      const chip = element('span', 'chip');
      const cross = button('×', '', remove);
      cross.ariaLabel = fill(words.grid.filter.removeOf, text);
      cross.title = words.grid.filter.remove;
      chip.append(element('span', 'chip-text', text), cross);
      chip.title = text;
      chips.push(chip);
    };
    if (rows.picked) add(visibleText(rows.picked.label, 2 * chipLength), () => rows.showOnly(undefined));
    for (const [column, { text }] of rows.filters) {
      const name = visibleText(table.columns[column] ?? '', chipLength) || words.cells.emptyCell;
      add(`${name}: ${visibleText(text, chipLength)}`, () => rows.setFilter(column, undefined));
    }
    this.#chips.replaceChildren(...chips);
    if (hadFocus) this.#actions.focusGrid();
  }

  /** The arrows go from button to button, as in every toolbar. */
  #press(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const buttons = [...this.element.querySelectorAll('button')];
    const at = buttons.findIndex(one => one === document.activeElement);
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }
}

function tool(name: GridSymbol, label: string, press: () => void): HTMLButtonElement {
  const made = button('', 'tool', press);
  made.append(gridSymbol(name), label);
  return made;
}
