import type { PreviewTable } from '../../core/preview/rows.ts';
import { element } from '../element.ts';
import { pressKey } from './gridKeys.ts';
import { GridPointer } from './gridPointer.ts';
import type { GridSetting } from './gridSetting.ts';
import { GridState } from './gridState.ts';
import type { GridChange } from './gridState.ts';
import { fillBoth } from './gridText.ts';
import type { GridTools } from './gridTools.ts';
import { columnLabel } from './headingView.ts';
import { Toolbar } from './toolbar.ts';
import { Viewport } from './viewport.ts';

/** The rows of a result with all that a person can do with them. Its parts share one state and are told of its changes. */
export class Grid {
  readonly element = element('div', 'table');
  readonly #setting: GridSetting;
  readonly #state: GridState;
  readonly #view: Viewport;
  readonly #toolbar: Toolbar;
  readonly #noneLeft = element('p', 'none-left');
  #tools: GridTools | undefined;
  #loading: Promise<GridTools> | undefined;
  #isDisposed = false;
  /** How many rows had been read when the table last grew. */
  #read: number;
  /** What was last said of the order of the rows. */
  #order: string;

  constructor(table: PreviewTable, setting: GridSetting) {
    this.#setting = setting;
    this.#read = table.rowCount;
    const { words } = setting;
    this.#order = words.grid.sort.undone;
    this.#state = new GridState(table, setting, change => this.#follow(change));
    const actions = {
      openMenu: (place: number, anchor: HTMLElement) => this.#use(tools => tools.openMenu(place, anchor)),
      openDetail: () => this.#use(tools => tools.openDetail()),
      closeOne: () => this.#tools?.closeOne() === true,
      resize: (place: number, width: number, isTold: boolean) => this.#resize(place, width, isTold),
    };
    this.#view = new Viewport(this.#state, actions.openMenu);
    this.#toolbar = new Toolbar(this.#state, {
      columns: anchor => this.#use(tools => tools.openColumns(anchor)),
      find: () => this.#use(tools => tools.openFind()),
      copy: anchor => this.#use(tools => tools.openCopy(anchor)),
      export: anchor => this.#use(tools => tools.openExport(anchor)),
      detail: () => this.#use(tools => tools.toggleDetail()),
      focusGrid: () => this.#view.element.focus(),
    });
    this.#noneLeft.textContent = words.grid.noneLeft;
    this.#noneLeft.hidden = true;
    this.element.append(this.#toolbar.element, this.#view.element, this.#noneLeft);
    new GridPointer(this.#state, this.#view, actions);
    this.#view.element.addEventListener('keydown', event => {
      if (!pressKey(event, this.#state, this.#view, actions)) return;
      event.preventDefault();
      event.stopPropagation();
    });
    // A copy happens to the selected text, and where there is none to the page, whatever has the focus.
    document.addEventListener('copy', this.#copy);
    document.addEventListener('beforecopy', this.#allowCopy);
    document.addEventListener('keydown', this.#pressAnywhere);
    // Once the rows are painted, so that nothing that is asked for later has to be waited for.
    requestAnimationFrame(() => setTimeout(() => this.#use(() => undefined)));
  }

  /** More rows of the table have been read. */
  grow(): void {
    const { table, rows, columns } = this.#state;
    const isSeen = this.#view.visibleRows.end > this.#read || table.columns.length > columns.count;
    this.#read = table.rowCount;
    this.#state.grow();
    if (isSeen) this.#view.redraw();
    this.#toolbar.updateStatus();
    if (rows.isComplete) this.#toolbar.updateFacts();
    this.#tools?.grow();
  }

  /** Shows only some rows, such as those that a check found; undefined shows all again. */
  showOnly(rows: Uint32Array | undefined, label: string): void {
    this.#state.rows.showOnly(rows && { rows, label });
  }

  /** Puts a small drawing into the heading of a column. */
  setSparkline(column: number, svg: SVGElement): void {
    this.#state.pictures.set(column, svg);
    this.#view.addPicture(column, svg);
  }

  /** Ends everything that outlives the element's being on the page. */
  dispose(): void {
    this.#isDisposed = true;
    document.removeEventListener('copy', this.#copy);
    document.removeEventListener('beforecopy', this.#allowCopy);
    document.removeEventListener('keydown', this.#pressAnywhere);
    for (const part of [this.#view, this.#toolbar, this.#state.rows, this.#tools]) part?.dispose();
  }

  #use(action: (tools: GridTools) => void): void {
    if (this.#tools) {
      action(this.#tools);
      return;
    }
    this.#loading ??= import('./gridTools.ts').then(
      ({ GridTools: Tools }) =>
        (this.#tools = new Tools(this.element, this.#setting, this.#state, this.#view, this.#toolbar)),
    );
    void this.#loading.then(tools => {
      if (this.#isDisposed) tools.dispose();
      else action(tools);
    });
  }

  #follow(change: GridChange): void {
    switch (change) {
      case 'shown':
        this.#view.redraw();
        this.#toolbar.update();
        this.#noneLeft.hidden = this.#state.rows.count > 0;
        this.#tellOrder();
        break;
      case 'selection':
        this.#view.redraw('selection');
        this.#toolbar.updateFacts();
        break;
      case 'work':
        this.#view.redraw();
        this.#toolbar.update();
        break;
      default:
        change satisfies never;
    }
    this.#tools?.follow(change);
  }

  /** Says what has become of the rows, once for each change. */
  #tellOrder(): void {
    const { rows, words } = this.#state;
    const names = rows.sort.map(key => columnLabel(this.#state, key.column)).join(', ');
    const order = names ? fillBoth(words.grid.sort.done, names, '') : words.grid.sort.undone;
    const sentence = [order, this.#toolbar.sentence].filter(Boolean).join('. ');
    if (sentence !== this.#order) this.#setting.announce(sentence);
    this.#order = sentence;
  }

  #resize(place: number, width: number, isTold: boolean): void {
    const { columns, layout, words } = this.#state;
    const column = layout.column(place);
    this.#state.changeColumns(() => columns.resize(column, width));
    if (!isTold) return;
    const told = fillBoth(words.grid.columns.width, columnLabel(this.#state, column), String(columns.width(column)));
    this.#setting.announce(told);
  }

  /** In a text box and among the details, a copy is of the text there. */
  #ownsCopy(): boolean {
    const { activeElement: active } = document;
    return active === this.#view.element || this.#toolbar.element.contains(active);
  }

  readonly #copy = (event: ClipboardEvent): void => {
    if (!this.#ownsCopy()) return;
    if (this.#tools) {
      this.#tools.copier.answer(event);
      return;
    }
    event.preventDefault();
    this.#use(tools => void tools.copier.copy('tsv'));
  };

  /** The editor copies by a command, which is only there for a page with a selected text or one that says so. */
  readonly #allowCopy = (event: Event): void => {
    if (this.#ownsCopy()) event.preventDefault();
  };

  readonly #pressAnywhere = (event: KeyboardEvent): void => {
    const isFind =
      (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'f';
    if (isFind) this.#use(tools => tools.openFind());
    else if (event.key === 'F3') this.#use(tools => tools.stepFind(event.shiftKey ? 'previous' : 'next'));
    else return;
    event.preventDefault();
  };
}
