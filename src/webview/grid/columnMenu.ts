import type { SortKey } from '../../core/preview/view/sortRows.ts';
import { fill } from '../words.ts';
import type { GridState } from './gridState.ts';
import { columnLabel } from './headingView.ts';
import { menu } from './menu.ts';
import type { MenuItem } from './menu.ts';

/** What a column's menu does beyond the state. All go by the column's number. */
export interface ColumnActions {
  filter(column: number): void;
  fit(column: number): void;
  copy(column: number): void;
}

/** The menu of one column. */
export function columnMenu(state: GridState, column: number, actions: ColumnActions, close: () => void): HTMLElement {
  const { sort, filter, columns: words } = state.words.grid;
  const { columns, rows } = state;
  const sortBy = (direction: SortKey['direction']): void => {
    const others = rows.sort.filter(key => key.column !== column);
    // A column that is sorted by already keeps its place in the order; another one alone decides.
    const keys = others.length < rows.sort.length ? rows.sort : [{ column, direction }];
    rows.sortBy(keys.map(key => (key.column === column ? { column, direction } : key)));
  };
  const isSorted = rows.sort.some(key => key.column === column);
  const isPinned = columns.isPinned(column);
  const items: MenuItem[] = [
    { kind: 'action', label: sort.ascending, run: () => sortBy('ascending') },
    { kind: 'action', label: sort.descending, run: () => sortBy('descending') },
  ];
  if (isSorted) {
    const without = rows.sort.filter(key => key.column !== column);
    items.push({ kind: 'action', label: sort.none, run: () => rows.sortBy(without) });
  }
  items.push({ kind: 'line' }, { kind: 'action', label: filter.open, run: () => actions.filter(column) });
  if (rows.filterOf(column)) {
    items.push({ kind: 'action', label: filter.remove, run: () => rows.setFilter(column, undefined) });
  }
  items.push({ kind: 'line' });
  if (columns.shown.length > 1) {
    const hide = (): void => state.changeColumns(() => columns.setHidden(column, true));
    items.push({ kind: 'action', label: words.hide, run: hide });
  }
  items.push(
    {
      kind: 'action',
      label: isPinned ? words.unpin : words.pin,
      run: () => state.changeColumns(() => columns.setPinned(column, !isPinned)),
    },
    { kind: 'action', label: words.fit, run: () => actions.fit(column) },
    { kind: 'action', label: words.copy, run: () => actions.copy(column) },
  );
  return menu(fill(words.menuOf, columnLabel(state, column)), items, close);
}
