/** From `first` up to but not including `end`. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** Where the columns that are shown begin, in pixels of the content. They go by their position, from the left. */
export class ColumnLayout {
  /** The table's column at each position. */
  readonly columns: readonly number[];
  /** How many positions at the left stay in view. */
  readonly pinned: number;
  readonly #starts: readonly number[];

  /** `room`: how many pixels the pinned columns may take; those that do not fit scroll like the others. */
  constructor(columns: readonly number[], widthOf: (column: number) => number, pinned = 0, room = Infinity) {
    this.columns = columns;
    const starts = [0];
    let sum = 0;
    let kept = 0;
    for (const [position, column] of columns.entries()) {
      starts.push((sum += widthOf(column)));
      if (position < pinned && sum <= room) kept++;
    }
    this.pinned = kept;
    this.#starts = starts;
  }

  get count(): number {
    return this.columns.length;
  }

  /** Where a column begins; for the number of columns, where the last one ends. */
  start(position: number): number {
    return this.#starts[position] ?? 0;
  }

  width(position: number): number {
    return this.start(position + 1) - this.start(position);
  }

  get total(): number {
    return this.start(this.count);
  }

  /** The table's column at a position. */
  column(position: number): number {
    return this.columns[position] ?? -1;
  }

  /** The columns that scroll and of which something lies between two places of the content. */
  within(from: number, to: number): Range {
    const first = Math.max(this.pinned, this.at(from));
    let end = first;
    while (end < this.count && this.start(end) < to) end++;
    return { first, end };
  }

  /** The position of the column that lies at a place of the content; the number of columns behind the last one. */
  at(place: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.start(middle + 1) <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
