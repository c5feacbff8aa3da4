import { button, element } from '../element.ts';
import { count, fill } from '../words.ts';
import type { GridState } from './gridState.ts';
import { columnLabel } from './headingView.ts';

/** A table may have thousands of columns; a list of them all would be no list to choose from. */
const listed = 100;
/** So many can be looked through without a search. */
const few = 12;

function checkbox(
  label: string,
  isChecked: boolean,
  change: (isChecked: boolean, box: HTMLInputElement) => void,
): HTMLElement {
  const line = element('label', 'check');
  const box = element('input');
  box.type = 'checkbox';
  box.checked = isChecked;
  box.addEventListener('change', () => change(box.checked, box));
  line.append(box, label);
  return line;
}

/** The box in which columns are shown and hidden. */
export function columnList(state: GridState): HTMLElement {
  const { columns, words } = state;
  const { columns: texts } = words.grid;
  const box = element('div', 'box column-list');
  box.role = 'dialog';
  box.ariaLabel = texts.button;
  const list = element('div', 'list');
  list.role = 'group';
  list.ariaLabel = texts.button;
  const search = element('input', 'search');
  search.type = 'text';
  search.ariaLabel = texts.search;
  search.placeholder = texts.search;

  const draw = (): void => {
    const wanted = search.value.trim().toLowerCase();
    const all = columns.all.filter(column => (state.table.columns[column] ?? '').toLowerCase().includes(wanted));
    const lines = all.slice(0, listed).map(column =>
      checkbox(columnLabel(state, column), !columns.isHidden(column), (isChecked, input) => {
        state.changeColumns(() => columns.setHidden(column, !isChecked));
        // The last one cannot be hidden: the box says so by staying checked.
        input.checked = !columns.isHidden(column);
      }),
    );
    if (all.length > listed) lines.push(element('div', 'more-columns', fill(texts.more, count(all.length - listed))));
    list.replaceChildren(...lines);
  };
  search.addEventListener('input', draw);

  if (columns.count > few) box.append(search);
  draw();
  const foot = element('div', 'foot');
  if (columns.hasMapped) {
    const first = checkbox(texts.mappedFirst, columns.mappedFirst, isChecked => {
      state.changeColumns(() => (columns.mappedFirst = isChecked));
      draw();
    });
    foot.append(first);
  }
  foot.append(
    button(texts.reset, '', () => {
      state.changeColumns(() => columns.reset());
      for (const input of foot.querySelectorAll('input')) input.checked = false;
      draw();
    }),
  );
  box.append(list, foot);
  return box;
}
