/** Which columns of the table are shown, in which order, how wide, and which stay in view. Columns go by number. */
export class ColumnModel {
  #isMapped: readonly boolean[] = [];
  #fitting: readonly number[] = [];
  #shown: readonly number[] | undefined;
  #mappedFirst = false;
  readonly #hidden = new Set<number>();
  /** In the order in which they were pinned. */
  readonly #pinned = new Set<number>();
  /** The widths that the person gave. */
  readonly #chosen = new Map<number, number>();

  /** Takes over the columns of the table, of which there may be more than before; `fitting` are widths in pixels. */
  grow(isMapped: readonly boolean[], fitting: readonly number[]): void {
    this.#isMapped = isMapped;
    this.#fitting = fitting;
    this.#shown = undefined;
  }

  get count(): number {
    return this.#isMapped.length;
  }

  /** The columns as they stand side by side, the pinned ones first. */
  get shown(): readonly number[] {
    this.#shown ??= this.#arrange();
    return this.#shown;
  }

  /** How many of the shown columns are pinned. */
  get pinnedCount(): number {
    let count = 0;
    for (const column of this.#pinned) if (!this.#hidden.has(column)) count++;
    return count;
  }

  get mappedFirst(): boolean {
    return this.#mappedFirst;
  }

  set mappedFirst(first: boolean) {
    this.#mappedFirst = first;
    this.#shown = undefined;
  }

  get hasMapped(): boolean {
    return this.#isMapped.includes(true);
  }

  /** Every column of the table in the order in which the shown ones stand, for a list to choose from. */
  get all(): readonly number[] {
    return this.#arrange(true);
  }

  isHidden(column: number): boolean {
    return this.#hidden.has(column);
  }

  isPinned(column: number): boolean {
    return this.#pinned.has(column);
  }

  width(column: number): number {
    return this.#chosen.get(column) ?? this.#fitting[column] ?? 0;
  }

  /** Where a column stands among the shown ones; -1 for a hidden one. */
  position(column: number): number {
    return this.shown.indexOf(column);
  }

  /** Hides or shows a column. The last one stays: a table without any has no place for the way back. */
  setHidden(column: number, isHidden: boolean): boolean {
    if (isHidden && this.shown.length === 1 && !this.#hidden.has(column)) return false;
    if (isHidden) this.#hidden.add(column);
    else this.#hidden.delete(column);
    this.#shown = undefined;
    return true;
  }

  setPinned(column: number, isPinned: boolean): void {
    if (isPinned) this.#pinned.add(column);
    else this.#pinned.delete(column);
    this.#shown = undefined;
  }

  resize(column: number, width: number): void {
    this.#chosen.set(column, Math.round(Math.max(narrowest, Math.min(width, widest))));
  }

  /** Everything as the query gave it, and as wide as it fits. */
  reset(): void {
    this.#hidden.clear();
    this.#pinned.clear();
    this.#chosen.clear();
    this.mappedFirst = false;
  }

  #arrange(withHidden = false): readonly number[] {
    const isThere = (column: number): boolean => withHidden || !this.#hidden.has(column);
    const columns = [...this.#pinned].filter(isThere);
    const add = (isWanted: (column: number) => boolean): void => {
      for (let column = 0; column < this.count; column++) {
        if (isThere(column) && !this.#pinned.has(column) && isWanted(column)) columns.push(column);
      }
    };
    if (this.#mappedFirst) {
      add(column => this.#isMapped[column] === true);
      add(column => this.#isMapped[column] !== true);
    } else {
      add(() => true);
    }
    return columns;
  }
}

/** In pixels: a column that is narrower than this can no longer be taken hold of. */
const narrowest = 40;
const widest = 2_000;
