import type { PreviewTable } from '../../core/preview/rows.ts';
import type { Condition } from '../../core/preview/view/condition.ts';
import type { RowFilter } from '../../core/preview/view/filterRows.ts';
import type { SortKey } from '../../core/preview/view/sortRows.ts';
import { inSlices } from './slices.ts';

/** By a loop, because for a million rows the other ways are ten times as slow. */
function numbers(first: number, last: number): Uint32Array {
  const list = new Uint32Array(Math.max(0, last - first + 1));
  for (let at = 0; at < list.length; at++) list[at] = first + at;
  return list;
}

/** Rows that somebody picked out, and what to call them. */
export interface PickedRows {
  readonly rows: Uint32Array;
  readonly label: string;
}

/** What a column has to be like, and how a person writes that. */
export interface ColumnFilter {
  readonly condition: Condition;
  readonly text: string;
}

/** `waiting`: for rows that have not been read yet · `working`: for long enough to be noticed. */
export type RowWork = 'none' | 'waiting' | 'working';

/**
 * Which rows are shown, and in which order. Sorting and filtering need every row: until all have been read they wait, and
 * then they go on in slices while the rows stand as they stood. What was asked for last counts.
 */
export class RowModel {
  /** How many rows there are, read or not. */
  readonly total: number;
  readonly #table: PreviewTable;
  /** `shown`: other rows are shown, or in another order · `work`: only what is going on is new. */
  readonly #changed: (what: 'shown' | 'work') => void;
  #sort: readonly SortKey[] = [];
  #filters: ReadonlyMap<number, ColumnFilter> = new Map();
  #picked: PickedRows | undefined;
  /** The rows that are shown; undefined for all of them as they came. */
  #shown: Uint32Array | undefined;
  #work: RowWork = 'none';
  #isBusy = false;
  #job = new AbortController();

  constructor(table: PreviewTable, total: number, changed: (what: 'shown' | 'work') => void) {
    this.#table = table;
    this.total = Math.max(total, table.rowCount);
    this.#changed = changed;
  }

  /** How many rows are shown. */
  get count(): number {
    return this.#shown?.length ?? this.total;
  }

  get isComplete(): boolean {
    return this.#table.rowCount >= this.total;
  }

  /** Whether rows were left out or put into another order. */
  get isChosen(): boolean {
    return this.#shown !== undefined;
  }

  get work(): RowWork {
    return this.#work;
  }

  /** Whether other rows will be shown than the ones that are. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  get sort(): readonly SortKey[] {
    return this.#sort;
  }

  get filters(): ReadonlyMap<number, ColumnFilter> {
    return this.#filters;
  }

  get picked(): PickedRows | undefined {
    return this.#picked;
  }

  /** The number of the row that is shown at a place. */
  row(place: number): number {
    return this.#shown ? (this.#shown[place] ?? -1) : place;
  }

  /** The place at which a row is shown; -1 where it is not. */
  place(row: number): number {
    return this.#shown ? this.#shown.indexOf(row) : row;
  }

  /** The rows from one place up to another, both included. */
  rows(first: number, last: number): Uint32Array {
    return this.#shown?.slice(first, last + 1) ?? numbers(first, last);
  }

  filterOf(column: number): ColumnFilter | undefined {
    return this.#filters.get(column);
  }

  sortBy(keys: readonly SortKey[]): void {
    this.#sort = keys;
    this.renew();
  }

  /** What a press on a heading does: ascending, descending, none; `adds` keeps the other columns of the order. */
  turn(column: number, adds: boolean): void {
    const at = this.#sort.findIndex(key => key.column === column);
    const known = this.#sort[at];
    const turned: readonly SortKey[] =
      known === undefined
        ? [{ column, direction: 'ascending' }]
        : known.direction === 'ascending'
          ? [{ column, direction: 'descending' }]
          : [];
    if (!adds) this.sortBy(turned);
    else if (known === undefined) this.sortBy([...this.#sort, ...turned]);
    else this.sortBy([...this.#sort.slice(0, at), ...turned, ...this.#sort.slice(at + 1)]);
  }

  setFilter(column: number, filter: ColumnFilter | undefined): void {
    const filters = new Map(this.#filters);
    if (filter) filters.set(column, filter);
    else filters.delete(column);
    this.#filters = filters;
    this.renew();
  }

  showOnly(picked: PickedRows | undefined): void {
    this.#picked = picked;
    this.renew();
  }

  /** Begins again with what is asked for now. */
  renew(): void {
    this.#job.abort();
    this.#job = new AbortController();
    if (this.#sort.length === 0 && this.#filters.size === 0 && !this.#picked) {
      this.#finish(undefined);
      return;
    }
    this.#isBusy = true;
    this.#setWork(this.isComplete ? 'none' : 'waiting');
    if (this.isComplete) void this.#arrange(this.#job.signal);
  }

  /** More rows have been read. */
  grow(): void {
    if (this.isComplete && this.#work === 'waiting') this.renew();
  }

  dispose(): void {
    this.#job.abort();
  }

  async #arrange(signal: AbortSignal): Promise<void> {
    const filters: RowFilter[] = [...this.#filters].map(([column, { condition }]) => ({
      kind: 'column',
      column,
      condition,
    }));
    if (this.#picked) filters.unshift({ kind: 'rows', rows: this.#picked.rows });
    const { arrangement } = await import('./arrangement.ts');
    const steps = arrangement(this.#table, numbers(0, this.total - 1), filters, this.#sort);
    const shown = await inSlices(steps, signal, () => this.#setWork('working'));
    if (shown) this.#finish(shown);
  }

  #finish(shown: Uint32Array | undefined): void {
    this.#shown = shown;
    this.#work = 'none';
    this.#isBusy = false;
    this.#changed('shown');
  }

  #setWork(work: RowWork): void {
    if (this.#work === work) return;
    this.#work = work;
    this.#changed('work');
  }
}
