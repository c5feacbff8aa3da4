import type { PreviewSubject } from '../core/preview/messages.ts';
import type { PreviewTable } from '../core/preview/rows.ts';
import type { PreviewWords } from '../core/preview/words/previewWords.ts';
import { button, element } from './element.ts';
import type { Grid } from './grid/grid.ts';
import { ColumnsPane } from './pictures/columnsPane.ts';
import { Overview } from './pictures/overview.ts';
import { Profiler } from './pictures/profiler.ts';
import { sparkline } from './pictures/sparkline.ts';

/** Beyond so many columns a heading's picture comes too late to be seen; the pane of columns has them all. */
const mostSparklines = 40;

/**
 * What the columns of a result hold, as pictures: the mapped ones in a row above the grid, a small one in each heading,
 * and a pane that takes the grid's place. Loaded when rows have been painted, because nothing may come before them.
 */
export class ResultPictures {
  /** Stands above the grid. */
  readonly element = element('div', 'pictures');
  readonly #profiler: Profiler;
  readonly #pane: ColumnsPane;
  readonly #toggle: HTMLButtonElement;
  readonly #grid: Grid;

  /** @param table read to its end */
  constructor(table: PreviewTable, subject: PreviewSubject, words: PreviewWords, grid: Grid) {
    this.#grid = grid;
    this.#profiler = new Profiler(table, subject);
    this.#pane = new ColumnsPane(table, subject, words, this.#profiler);
    this.#toggle = button(words.pictures.allColumns, 'secondary small', () => this.#switch());
    this.#toggle.ariaExpanded = 'false';
    const overview = new Overview(table, subject, words, this.#profiler);
    this.element.append(overview.element, this.#toggle, this.#pane.element);
    this.#drawSparklines(table, words);
  }

  dispose(): void {
    this.#pane.dispose();
    this.#profiler.dispose();
  }

  #switch(): void {
    const open = !this.#pane.isOpen;
    if (open) this.#pane.open();
    else this.#pane.close();
    this.#toggle.ariaExpanded = String(open);
    this.element.classList.toggle('open', open);
    this.#grid.element.hidden = open;
  }

  /** What was asked last is counted first, so the first column is asked last. */
  #drawSparklines(table: PreviewTable, words: PreviewWords): void {
    for (let column = Math.min(table.columns.length, mostSparklines) - 1; column >= 0; column--) {
      this.#profiler.column(column, profile => this.#grid.setSparkline(column, sparkline(profile, words)));
    }
  }
}
