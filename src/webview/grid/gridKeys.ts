import type { GridState } from './gridState.ts';
import { moved } from './keys.ts';
import { extended, headingRow, selectionAt } from './selection.ts';
import type { Selection } from './selection.ts';
import type { Viewport } from './viewport.ts';

/** How much one press makes a column wider or narrower, in pixels. */
const widthStep = 12;

/** What keys and pointer do beyond moving and selecting. */
export interface GridActions {
  /** Opens the menu of the column at a place. */
  openMenu(place: number, anchor: HTMLElement): void;
  openDetail(): void;
  /** Closes what the Escape key closes first; false when there is nothing. */
  closeOne(): boolean;
  /** Gives the column at a place a width in pixels; `isTold` has it read out. */
  resize(place: number, width: number, isTold: boolean): void;
}

/** Does what a key says to the grid; false when the key is none of the grid's. */
export function pressKey(event: KeyboardEvent, state: GridState, view: Viewport, actions: GridActions): boolean {
  const { selection, layout, rows } = state;
  const { active } = selection;
  const control = event.ctrlKey || event.metaKey;
  const select = (next: Selection): boolean => {
    state.select(next);
    view.reveal(next.active);
    return true;
  };
  if (layout.count === 0) return false;
  if (isMenuKey(event)) {
    view.reveal(active);
    actions.openMenu(active.column, view.cell(active) ?? view.element);
    return true;
  }
  if (event.altKey) {
    if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return false;
    const by = event.key === 'ArrowLeft' ? -widthStep : widthStep;
    actions.resize(active.column, layout.width(active.column) + by, true);
    return true;
  }
  switch (event.key) {
    case 'Enter':
    case 'F2':
      if (active.row === headingRow) rows.turn(layout.column(active.column), event.shiftKey);
      else actions.openDetail();
      return true;
    case ' ':
      if (control) return select(selectionAt(active, 'columns'));
      if (event.shiftKey) return active.row === headingRow || select(selectionAt(active, 'rows'));
      if (active.row === headingRow) rows.turn(layout.column(active.column), false);
      return true;
    case 'a':
    case 'A':
      return control && select({ ...selection, kind: 'all' });
    case 'Escape':
      return actions.closeOne() || select(selectionAt(active));
  }
  const to = moved(active, { key: event.key, control, rows: rows.count, columns: layout.count, page: view.page });
  if (!to) return false;
  return select(event.shiftKey ? extended(selection, to) : selectionAt(to));
}

function isMenuKey({ key, altKey, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey) || (key === 'ArrowDown' && altKey);
}
