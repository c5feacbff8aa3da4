/** A cell by its place as shown, counted from zero; row -1 is that of the headings. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** What of a key press matters here, with the size of the table and how many rows a page has. */
export interface KeyPress {
  readonly key: string;
  /** Control, or Command on a Mac. */
  readonly control: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

/**
 * Where a key takes the active cell, by the pattern for data grids of the ARIA Authoring Practices Guide; undefined when
 * the key is not one of the grid's. The headings are above the first row, and reached by one step only.
 */
export function moved(from: CellPlace, press: KeyPress): CellPlace | undefined {
  const lastRow = press.rows - 1;
  const lastColumn = Math.max(0, press.columns - 1);
  const { row, column } = from;
  const to = (toRow: number, toColumn: number): CellPlace => ({
    row: Math.max(-1, Math.min(toRow, lastRow)),
    column: Math.max(0, Math.min(toColumn, lastColumn)),
  });
  switch (press.key) {
    case 'ArrowUp':
      return to(press.control ? 0 : row - 1, column);
    case 'ArrowDown':
      return to(press.control ? lastRow : row + 1, column);
    case 'ArrowLeft':
      return to(row, press.control ? 0 : column - 1);
    case 'ArrowRight':
      return to(row, press.control ? lastColumn : column + 1);
    case 'PageUp':
      return to(Math.max(0, row - press.page), column);
    case 'PageDown':
      return to(Math.max(0, row) + press.page, column);
    case 'Home':
      return to(press.control ? 0 : row, 0);
    case 'End':
      return to(press.control ? lastRow : row, lastColumn);
    default:
      return undefined;
  }
}
