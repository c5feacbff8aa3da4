import type { ExportFormat } from '../../core/preview/messages.ts';
import { exportRows } from '../../core/preview/view/exportRows.ts';
import { columnList } from './columnList.ts';
import { columnMenu } from './columnMenu.ts';
import { Copier } from './copier.ts';
import { copyMenu, exportMenu } from './copyMenu.ts';
import { DetailPane } from './detailPane.ts';
import { filterBox } from './filterBox.ts';
import { FindBar } from './findBar.ts';
import type { GridSetting } from './gridSetting.ts';
import type { GridChange, GridState } from './gridState.ts';
import { focusFirst } from './menu.ts';
import { Popover } from './popover.ts';
import type { Toolbar } from './toolbar.ts';
import type { Viewport } from './viewport.ts';

/** What a person asks for beyond seeing, selecting and sorting rows. Loaded when the rows have been painted. */
export class GridTools {
  readonly #host: HTMLElement;
  readonly #setting: GridSetting;
  readonly #state: GridState;
  readonly #view: Viewport;
  readonly #toolbar: Toolbar;
  readonly #popover: Popover;
  readonly #copier: Copier;
  readonly #find: FindBar;
  readonly #detail: DetailPane;
  /** What waits for all rows to be there. */
  #export: ExportFormat | undefined;

  /** `host`: the element that holds the whole table. */
  constructor(host: HTMLElement, setting: GridSetting, state: GridState, view: Viewport, toolbar: Toolbar) {
    this.#host = host;
    this.#setting = setting;
    this.#state = state;
    this.#view = view;
    this.#toolbar = toolbar;
    this.#popover = new Popover(host, view.element);
    this.#copier = new Copier(state, text => setting.announce(text));
    this.#find = new FindBar(state, {
      reveal: place => view.reveal(place),
      redraw: () => view.redraw(),
      close: () => this.#closeFind(),
    });
    this.#detail = new DetailPane(state, () => this.#closeDetail());
  }

  get copier(): Copier {
    return this.#copier;
  }

  /** More rows have been read. */
  grow(): void {
    if (!this.#state.rows.isComplete) return;
    this.#find.renew();
    this.#detail.renew();
    if (this.#export) this.#save(this.#export);
  }

  follow(change: GridChange): void {
    if (change === 'shown') {
      this.#find.renew();
      this.#detail.renew();
      // What waited for the rows may have waited for their order too.
      if (this.#export) this.#save(this.#export);
    } else if (change === 'selection') {
      this.#detail.show();
    }
  }

  dispose(): void {
    this.#popover.close(true);
    this.#copier.dispose();
    this.#find.dispose();
  }

  openMenu(place: number, anchor: HTMLElement): void {
    const column = this.#state.layout.column(place);
    const items = {
      filter: () => this.#openFilter(column, anchor),
      fit: () => this.#state.fit(column, this.#view.visibleRows.first),
      copy: () => void this.#copier.copyColumn(this.#state.columns.position(column)),
    };
    this.#open(anchor, columnMenu(this.#state, column, items, this.#close), this.#view.element);
  }

  openColumns(anchor: HTMLElement): void {
    this.#open(anchor, columnList(this.#state));
  }

  openCopy(anchor: HTMLElement): void {
    this.#open(anchor, copyMenu(this.#state.words.grid.copy, this.#copier, this.#close));
  }

  openExport(anchor: HTMLElement): void {
    this.#open(
      anchor,
      exportMenu(this.#state.words.grid.copy, format => this.#save(format), this.#close),
    );
  }

  openDetail(): void {
    if (!this.#detail.element.isConnected) this.#host.append(this.#detail.element);
    this.#detail.open();
    this.#toolbar.isDetailOpen = true;
    this.#view.reveal(this.#state.selection.active);
  }

  toggleDetail(): void {
    if (this.#detail.element.isConnected) this.#closeDetail();
    else this.openDetail();
  }

  openFind(): void {
    if (!this.#find.element.isConnected) this.#toolbar.element.after(this.#find.element);
    this.#find.focus();
    this.#find.light(true);
  }

  /** Goes to the next or previous match; opens the line for it first. */
  stepFind(direction: 'next' | 'previous'): void {
    if (this.#find.element.isConnected) this.#find.step(direction);
    else this.openFind();
  }

  /** Closes what the Escape key closes first; false when there is nothing. */
  closeOne(): boolean {
    if (this.#find.element.isConnected) this.#closeFind();
    else if (this.#detail.element.isConnected) this.#closeDetail();
    else return false;
    return true;
  }

  readonly #close = (): void => this.#popover.close();

  #open(anchor: HTMLElement, content: HTMLElement, back = anchor): void {
    if (this.#popover.toggle(anchor, content, back)) focusFirst(content);
  }

  #openFilter(column: number, anchor: HTMLElement): void {
    const grid = this.#view.element;
    this.#open(anchor.isConnected ? anchor : grid, filterBox(this.#state, column, this.#close), grid);
  }

  /** Exports what is shown, as soon as all of it is there. */
  #save(format: ExportFormat): void {
    const { rows, table, layout, words } = this.#state;
    this.#export = undefined;
    if (!rows.isComplete || rows.isBusy) {
      this.#export = format;
      this.#setting.announce(words.grid.waiting);
      return;
    }
    const shown = rows.rows(0, rows.count - 1);
    this.#setting.onExport(format, exportRows(table, shown, layout.columns, { format, headers: true }));
  }

  #closeDetail(): void {
    const hadFocus = this.#detail.element.contains(document.activeElement);
    this.#detail.element.remove();
    this.#toolbar.isDetailOpen = false;
    if (hadFocus) this.#view.element.focus();
  }

  #closeFind(): void {
    this.#find.element.remove();
    this.#find.light(false);
    this.#view.element.focus();
  }
}
