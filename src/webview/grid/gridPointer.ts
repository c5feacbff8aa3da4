import type { GridActions } from './gridKeys.ts';
import type { GridState } from './gridState.ts';
import { extended, headingRow, selectionAt } from './selection.ts';
import type { Selection } from './selection.ts';
import type { Viewport } from './viewport.ts';

/** How near to its right edge a heading is taken hold of, in pixels. */
const edge = 7;

/** What the pointer does in the grid: it selects, sorts, and makes columns wider. */
export class GridPointer {
  readonly #state: GridState;
  readonly #view: Viewport;
  readonly #actions: GridActions;
  /** The press has moved an edge, and the click that follows it must not sort. */
  #wasResize = false;

  constructor(state: GridState, view: Viewport, actions: GridActions) {
    this.#state = state;
    this.#view = view;
    this.#actions = actions;
    const { element } = view;
    element.addEventListener('pointerdown', event => this.#press(event));
    element.addEventListener('click', event => this.#click(event));
    element.addEventListener('dblclick', event => this.#doubleClick(event));
    element.addEventListener('contextmenu', event => this.#openMenu(event));
  }

  #press(event: PointerEvent): void {
    this.#wasResize = false;
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const place = this.#view.heading.placeOf(event.target);
    if (place !== undefined) {
      if (this.#isEdge(event, place)) this.#resize(event, place);
      return;
    }
    const role = event.target.closest('[role]')?.getAttribute('role');
    if (role === 'columnheader') this.#state.select({ ...this.#state.selection, kind: 'all' });
    else if (role === 'gridcell' || role === 'rowheader') this.#select(event, role === 'rowheader' ? 'rows' : 'cells');
  }

  /** Selects from the cell that was pressed to the one where the pointer is let go. */
  #select(event: PointerEvent, kind: Selection['kind']): void {
    const { element } = this.#view;
    const at = this.#view.placeAt(event.clientX, event.clientY);
    // The column that is active stays so while rows are selected by their numbers.
    const place = kind === 'rows' ? { row: at.row, column: this.#state.selection.active.column } : at;
    const { selection } = this.#state;
    this.#state.select(event.shiftKey ? extended({ ...selection, kind }, place) : selectionAt(place, kind));
    this.#view.reveal(kind === 'rows' ? { ...place, row: place.row } : place);
    let last: PointerEvent | undefined;
    let frame = 0;
    const extend = (): void => {
      if (!last) return;
      const { row, column } = this.#view.placeAt(last.clientX, last.clientY);
      const to = { row, column: kind === 'rows' ? place.column : column };
      const { active } = this.#state.selection;
      if (to.row !== active.row || to.column !== active.column) this.#state.select(extended(this.#state.selection, to));
      frame = this.#view.nudge(last.clientX, last.clientY) ? requestAnimationFrame(extend) : 0;
    };
    const move = (moved: PointerEvent): void => {
      last = moved;
      if (frame === 0) extend();
    };
    element.setPointerCapture(event.pointerId);
    element.addEventListener('pointermove', move);
    element.addEventListener(
      'lostpointercapture',
      () => {
        element.removeEventListener('pointermove', move);
        cancelAnimationFrame(frame);
        last = undefined;
      },
      { once: true },
    );
  }

  #resize(event: PointerEvent, place: number): void {
    const { element } = this.#view;
    this.#wasResize = true;
    const begin = this.#state.layout.width(place) - event.clientX;
    const move = ({ clientX }: PointerEvent): void => this.#actions.resize(place, begin + clientX, false);
    element.setPointerCapture(event.pointerId);
    element.addEventListener('pointermove', move);
    element.addEventListener('lostpointercapture', () => element.removeEventListener('pointermove', move), {
      once: true,
    });
  }

  #click(event: MouseEvent): void {
    const place = this.#headingAt(event);
    if (place === undefined || this.#wasResize) return;
    const anchor = { row: headingRow, column: place };
    if (event.ctrlKey || event.metaKey) {
      this.#state.select(selectionAt({ row: 0, column: place }, 'columns'));
    } else {
      this.#state.select(selectionAt(anchor));
      this.#state.rows.turn(this.#state.layout.column(place), event.shiftKey);
    }
  }

  #doubleClick(event: MouseEvent): void {
    const place = this.#headingAt(event);
    if (place === undefined) {
      if (elementAt(event)?.closest('[role=gridcell]')) this.#actions.openDetail();
    } else if (this.#isEdge(event, place)) {
      this.#state.fit(this.#state.layout.column(place), this.#view.visibleRows.first);
    }
  }

  #openMenu(event: MouseEvent): void {
    const place = this.#headingAt(event);
    const heading = place === undefined ? undefined : this.#view.heading.cell(place);
    if (place === undefined || !heading) return;
    event.preventDefault();
    this.#actions.openMenu(place, heading);
  }

  /** The place of the heading that an event is in, and not in its button. */
  #headingAt(event: MouseEvent): number | undefined {
    const target = elementAt(event);
    return !target || target.closest('button') ? undefined : this.#view.heading.placeOf(target);
  }

  #isEdge({ clientX }: MouseEvent, place: number): boolean {
    const right = this.#view.heading.cell(place)?.getBoundingClientRect().right ?? 0;
    return clientX > right - edge;
  }
}

/** What was clicked; while the pointer is held by the grid, the event itself says that it was the grid. */
function elementAt({ clientX, clientY }: MouseEvent): Element | null {
  return document.elementFromPoint(clientX, clientY);
}
