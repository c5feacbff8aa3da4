import { filterText, parseFilter } from '../../core/preview/view/condition.ts';
import type { Condition } from '../../core/preview/view/condition.ts';
import { button, element } from '../element.ts';
import { fill } from '../words.ts';
import type { GridState } from './gridState.ts';
import { columnLabel } from './headingView.ts';

/** The box in which a column's filter is written; `done` closes it. */
export function filterBox(state: GridState, column: number, done: () => void): HTMLElement {
  const words = state.words.grid.filter;
  const known = state.rows.filterOf(column);
  const box = element('div', 'box filter-box');
  box.role = 'dialog';
  box.ariaLabel = fill(words.label, columnLabel(state, column));
  const input = element('input');
  input.type = 'text';
  input.spellcheck = false;
  input.autocomplete = 'off';
  input.value = known?.text ?? '';
  input.ariaLabel = box.ariaLabel;
  const hint = element('p', 'hint', words.hint);
  const problem = element('p', 'problem');
  problem.role = 'alert';

  const set = (condition: Condition | undefined): void => {
    done();
    state.rows.setFilter(column, condition && { condition, text: filterText(condition) });
  };
  const apply = (): void => {
    const typed = input.value.trim();
    if (typed === '') {
      set(undefined);
      return;
    }
    const read = parseFilter(typed);
    if (read.kind !== 'problem') {
      set(read);
      return;
    }
    problem.textContent = read.code === 'nothing' ? words.nothing : words.notComparable;
    input.ariaInvalid = 'true';
    input.focus();
  };
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    apply();
  });
  input.addEventListener('input', () => {
    problem.textContent = '';
    input.ariaInvalid = null;
  });

  const quick = element('div', 'quick');
  const is = (label: string, what: 'null' | 'empty' | 'missing', not = false): HTMLElement =>
    button(label, '', () => set({ kind: 'is', what, not }));
  quick.append(
    is(words.isNull, 'null'),
    is(words.notNull, 'null', true),
    is(words.isEmpty, 'empty'),
    is(words.isMissing, 'missing'),
  );
  const foot = element('div', 'foot');
  foot.append(button(words.apply, 'primary', apply));
  if (known) foot.append(button(words.remove, '', () => set(undefined)));
  box.append(element('div', 'box-title', box.ariaLabel), input, problem, hint, quick, foot);
  return box;
}
