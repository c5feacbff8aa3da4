import { columnRoles } from '../../core/preview/roles.ts';
import type { PreviewTable } from '../../core/preview/rows.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { ColumnLayout } from './columnLayout.ts';
import { ColumnModel } from './columnModel.ts';
import { fittingWidth, fittingWidths, headingText } from './columnWidths.ts';
import { RowModel } from './rowModel.ts';
import { selectedRange, selectionAt } from './selection.ts';
import type { CellRange, Selection } from './selection.ts';

/** What the parts of the grid are told. `shown`: other rows or columns, or in another order · `selection` · `work`. */
export type GridChange = 'shown' | 'selection' | 'work';

/** How many values are looked at to fit a column. */
const fitted = 300;
const widestFit = 900;

/** All that the parts of the grid draw from and change; the page is told through `changed`. */
export class GridState {
  readonly table: PreviewTable;
  readonly words: PreviewWords;
  readonly rows: RowModel;
  readonly columns = new ColumnModel();
  /** Small drawings for the headings, by column. */
  readonly pictures = new Map<number, SVGElement>();
  /** The width of a letter, in pixels: that of an editor's font is about 0.6 of its height, and ours is a bit smaller. */
  readonly letter = parseFloat(getComputedStyle(document.body).fontSize) * 0.92 * 0.61;
  layout = new ColumnLayout([], () => 0);
  /** Whether a value is one that the person looks for. */
  isFound: ((source: string | undefined) => boolean) | undefined;
  readonly #roleOf: Readonly<Record<string, string>>;
  readonly #changed: (change: GridChange) => void;
  #roles: readonly (string | undefined)[] = [];
  #widths: readonly number[] = [];
  #selection: Selection = selectionAt({ row: 0, column: 0 });
  #range: CellRange | undefined;
  #room = -1;
  #isMoved = true;

  constructor(
    table: PreviewTable,
    given: {
      readonly roles: Readonly<Record<string, string>>;
      readonly words: PreviewWords;
      readonly rowCount: number;
    },
    changed: (change: GridChange) => void,
  ) {
    this.table = table;
    this.words = given.words;
    this.#roleOf = given.roles;
    this.#changed = changed;
    this.rows = new RowModel(table, given.rowCount, what => {
      if (what === 'shown') this.#keepActive();
      changed(what);
    });
    this.#readColumns();
  }

  /** The role of each column, where the mapping gives it one. */
  get roles(): readonly (string | undefined)[] {
    return this.#roles;
  }

  get selection(): Selection {
    return this.#selection;
  }

  /** The cells that are selected; the same object as long as they are the same ones. */
  get range(): CellRange | undefined {
    return this.#range;
  }

  /** The row and the column of the table that are active; undefined for a row in the headings' place. */
  get active(): { readonly row: number | undefined; readonly column: number } {
    const { row, column } = this.#selection.active;
    return { row: row < 0 ? undefined : this.rows.row(row), column: this.layout.column(column) };
  }

  select(selection: Selection): void {
    this.#selection = selection;
    this.#reckon();
    this.#changed('selection');
  }

  /** More rows have been read, and perhaps more columns found. */
  grow(): void {
    if (this.table.columns.length > this.#roles.length) {
      this.#readColumns();
      this.#isMoved = true;
    }
    this.rows.grow();
  }

  /** Changes which columns are shown, or how; the active column stays the active one where it is still there. */
  changeColumns(change: () => void): void {
    const { column } = this.active;
    change();
    this.#isMoved = true;
    this.arrange(this.#room);
    const { row } = this.#selection.active;
    const place = this.columns.position(column);
    const last = Math.max(0, this.layout.count - 1);
    const to = place < 0 ? Math.min(this.#selection.active.column, last) : place;
    if (to !== this.#selection.active.column) this.#selection = selectionAt({ row, column: to });
    this.#reckon();
    this.#changed('shown');
  }

  /** Puts the columns in their places. `room`: how many pixels the pinned ones may take. */
  arrange(room: number): void {
    if (!this.#isMoved && room === this.#room) return;
    const { columns } = this;
    this.layout = new ColumnLayout(columns.shown, column => columns.width(column), columns.pinnedCount, room);
    this.#isMoved = false;
    this.#room = room;
    this.#reckon();
  }

  /** Makes a column as wide as what stands in these of its cells, as far as a window is wide. */
  fit(column: number, from: number): void {
    const values: (string | undefined)[] = [];
    for (let place = from; place < Math.min(this.rows.count, from + fitted); place++) {
      const row = this.rows.row(place);
      if (row < this.table.rowCount) values.push(this.table.cell(row, column));
    }
    const heading = headingText(this.table.columns[column] ?? '', this.#roles[column], 200);
    const width = fittingWidth(values, heading, this.words.cells, this.letter, 200) + 4;
    this.changeColumns(() => this.columns.resize(column, Math.min(widestFit, width)));
  }

  #readColumns(): void {
    const { columns } = this.table;
    this.#roles = columnRoles(columns, this.#roleOf);
    const headings = columns.map((name, column) => headingText(name, this.#roles[column]));
    this.#widths = fittingWidths(this.table, this.words.cells, headings, this.letter, this.#widths);
    this.columns.grow(
      this.#roles.map(role => role !== undefined),
      this.#widths,
    );
  }

  /** After other rows are shown: the active cell is gone where its row is, and a selection would be of other cells. */
  #keepActive(): void {
    const { row, column } = this.#selection.active;
    this.#selection = selectionAt({ row: Math.min(row, this.rows.count - 1), column });
    this.#reckon();
  }

  #reckon(): void {
    const range = selectedRange(this.#selection, this.rows.count, this.layout.count);
    const old = this.#range;
    const isSame =
      range?.top === old?.top &&
      range?.left === old?.left &&
      range?.bottom === old?.bottom &&
      range?.right === old?.right;
    if (!isSame) this.#range = range;
  }
}
