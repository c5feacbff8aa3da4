import type { ExportFormat } from '../../core/preview/messages.ts';
import type { PreviewTable } from '../../core/preview/rows.ts';
import { exportRows } from '../../core/preview/view/exportRows.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { element } from '../element.ts';
import { columnList } from './columnList.ts';
import { columnMenu } from './columnMenu.ts';
import { Copier } from './copier.ts';
import { copyMenu, exportMenu } from './copyMenu.ts';
import { DetailPane } from './detailPane.ts';
import { filterBox } from './filterBox.ts';
import { FindBar } from './findBar.ts';
import { pressKey } from './gridKeys.ts';
import { GridPointer } from './gridPointer.ts';
import { GridState } from './gridState.ts';
import type { GridChange } from './gridState.ts';
import { fillBoth } from './gridText.ts';
import { columnLabel } from './headingView.ts';
import { focusFirst } from './menu.ts';
import { Popover } from './popover.ts';
import { Toolbar } from './toolbar.ts';
import { Viewport } from './viewport.ts';

/** What the page gives to the grid. */
export interface GridSetting {
  /** Output column → the part that it plays in the mapping. */
  readonly roles: Readonly<Record<string, string>>;
  readonly words: PreviewWords;
  /** How many rows there will be; the table may still be growing. */
  readonly rowCount: number;
  /** Saves a text of what is shown. */
  onExport(format: ExportFormat, chunks: Generator<string>): void;
  /** Has a text read out. */
  announce(text: string): void;
}

/** The rows of a result with all that a person can do with them. Its parts share one state and are told of its changes. */
export class Grid {
  readonly element = element('div', 'table');
  readonly #setting: GridSetting;
  readonly #state: GridState;
  readonly #view: Viewport;
  readonly #popover: Popover;
  readonly #toolbar: Toolbar;
  readonly #copier: Copier;
  readonly #find: FindBar;
  readonly #detail: DetailPane;
  readonly #noneLeft = element('p', 'none-left');
  /** How many rows had been read when the table last grew. */
  #read: number;
  /** What waits for all rows to be there. */
  #export: ExportFormat | undefined;
  /** What was last said of the order of the rows. */
  #order = '';

  constructor(table: PreviewTable, setting: GridSetting) {
    this.#setting = setting;
    this.#read = table.rowCount;
    const { words } = setting;
    const announce = (text: string): void => setting.announce(text);
    const close = (): void => this.#popover.close();
    this.#state = new GridState(table, setting, change => this.#follow(change));
    const actions = {
      openMenu: (place: number, anchor: HTMLElement) => this.#openMenu(place, anchor),
      openDetail: () => this.#openDetail(),
      closeOne: () => this.#closeOne(),
      resize: (place: number, width: number, isTold: boolean) => this.#resize(place, width, isTold),
    };
    this.#view = new Viewport(this.#state, actions.openMenu);
    this.#popover = new Popover(this.element, this.#view.element);
    this.#copier = new Copier(this.#state, announce);
    this.#find = new FindBar(this.#state, {
      reveal: place => this.#view.reveal(place),
      redraw: () => this.#view.redraw(),
      close: () => this.#closeFind(),
    });
    this.#detail = new DetailPane(this.#state, () => this.#closeDetail());
    this.#toolbar = new Toolbar(this.#state, {
      columns: anchor => this.#open(anchor, columnList(this.#state)),
      find: () => this.#openFind(),
      copy: anchor => this.#open(anchor, copyMenu(words.grid.copy, this.#copier, close)),
      export: anchor =>
        this.#open(
          anchor,
          exportMenu(words.grid.copy, format => this.#save(format), close),
        ),
      detail: () => (this.#detail.element.isConnected ? this.#closeDetail() : this.#openDetail()),
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
  }

  /** More rows of the table have been read. */
  grow(): void {
    const { table, rows } = this.#state;
    const isSeen = this.#view.visibleRows.end > this.#read || table.columns.length > this.#state.columns.count;
    this.#read = table.rowCount;
    this.#state.grow();
    if (isSeen) this.#view.redraw();
    this.#toolbar.updateStatus();
    if (!rows.isComplete) return;
    this.#toolbar.updateFacts();
    this.#find.renew();
    this.#detail.renew();
    if (this.#export) this.#save(this.#export);
  }

  /** Shows only some rows, such as those that a check found; undefined shows all again. */
  showOnly(rows: Uint32Array | undefined, label: string): void {
    this.#state.rows.showOnly(rows && { rows, label });
  }

  /** Puts a small drawing into the heading of a column. */
  setSparkline(column: number, svg: SVGElement): void {
    this.#state.pictures.set(column, svg);
    this.#view.redraw();
  }

  /** Ends everything that outlives the element's being on the page. */
  dispose(): void {
    document.removeEventListener('copy', this.#copy);
    document.removeEventListener('beforecopy', this.#allowCopy);
    document.removeEventListener('keydown', this.#pressAnywhere);
    this.#popover.close(true);
    for (const part of [this.#view, this.#copier, this.#find, this.#toolbar, this.#state.rows]) part.dispose();
  }

  #follow(change: GridChange): void {
    switch (change) {
      case 'shown':
        this.#view.redraw();
        this.#find.renew();
        this.#toolbar.update();
        this.#detail.renew();
        this.#noneLeft.hidden = this.#state.rows.count > 0;
        this.#tellOrder();
        return;
      case 'selection':
        this.#view.mark();
        this.#toolbar.updateFacts();
        this.#detail.show();
        return;
      case 'work':
        this.#view.redraw();
        this.#toolbar.update();
        return;
      default:
        change satisfies never;
    }
  }

  /** Says what has become of the rows, once for each change. */
  #tellOrder(): void {
    const { rows, words } = this.#state;
    const names = rows.sort.map(key => columnLabel(this.#state, key.column)).join(', ');
    const order = names ? words.grid.sort.done.replace('{0}', () => names) : words.grid.sort.undone;
    const sentence = [order, this.#toolbar.sentence].filter(Boolean).join('. ');
    if (sentence === (this.#order || words.grid.sort.undone)) return;
    this.#order = sentence;
    this.#setting.announce(sentence);
  }

  #open(anchor: HTMLElement, content: HTMLElement, back = anchor): void {
    if (this.#popover.toggle(anchor, content, back)) focusFirst(content);
  }

  #openMenu(place: number, anchor: HTMLElement): void {
    const grid = this.#view.element;
    const column = this.#state.layout.column(place);
    const at = (): number => this.#state.columns.position(column);
    const items = {
      filter: () => this.#openFilter(column, anchor),
      fit: () => this.#state.fit(column, this.#view.visibleRows.first),
      copy: () => void this.#copier.copyColumn(at()),
    };
    this.#open(
      anchor,
      columnMenu(this.#state, column, items, () => this.#popover.close()),
      grid,
    );
  }

  #openFilter(column: number, anchor: HTMLElement): void {
    const box = filterBox(this.#state, column, () => this.#popover.close());
    this.#open(anchor.isConnected ? anchor : this.#view.element, box, this.#view.element);
  }

  /** Exports what is shown, as soon as all of it is there. */
  #save(format: ExportFormat): void {
    const { rows, table, layout, words } = this.#state;
    this.#export = undefined;
    if (!rows.isComplete || rows.work !== 'none') {
      this.#export = format;
      this.#setting.announce(words.grid.waiting);
      return;
    }
    const shown = rows.rows(0, rows.count - 1);
    this.#setting.onExport(format, exportRows(table, shown, layout.columns, { format, headers: true }));
  }

  #resize(place: number, width: number, isTold: boolean): void {
    const { columns, layout, words } = this.#state;
    const column = layout.column(place);
    this.#state.changeColumns(() => columns.resize(column, width));
    if (!isTold) return;
    const told = fillBoth(words.grid.columns.width, columnLabel(this.#state, column), String(columns.width(column)));
    this.#setting.announce(told);
  }

  #openDetail(): void {
    if (!this.#detail.element.isConnected) this.element.append(this.#detail.element);
    this.#detail.open();
    this.#toolbar.isDetailOpen = true;
    this.#view.reveal(this.#state.selection.active);
  }

  #closeDetail(): void {
    const hadFocus = this.#detail.element.contains(document.activeElement);
    this.#detail.element.remove();
    this.#toolbar.isDetailOpen = false;
    if (hadFocus) this.#view.element.focus();
  }

  #openFind(): void {
    if (!this.#find.element.isConnected) this.#toolbar.element.after(this.#find.element);
    this.#find.focus();
    this.#find.light(true);
  }

  #closeFind(): void {
    this.#find.element.remove();
    this.#find.light(false);
    this.#view.element.focus();
  }

  #closeOne(): boolean {
    if (this.#find.element.isConnected) this.#closeFind();
    else if (this.#detail.element.isConnected) this.#closeDetail();
    else return false;
    return true;
  }

  /** In a text box and among the details, a copy is of the text there. */
  #ownsCopy(): boolean {
    const { activeElement: active } = document;
    return active === this.#view.element || this.#toolbar.element.contains(active);
  }

  readonly #copy = (event: ClipboardEvent): void => {
    if (this.#ownsCopy()) this.#copier.answer(event);
  };

  /** The editor copies by a command, which is only there for a page with a selected text or one that says so. */
  readonly #allowCopy = (event: Event): void => {
    if (this.#ownsCopy()) event.preventDefault();
  };

  readonly #pressAnywhere = (event: KeyboardEvent): void => {
    const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'f';
    if (isFind) this.#openFind();
    else if (event.key === 'F3' && this.#find.element.isConnected)
      this.#find.step(event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
  };
}
