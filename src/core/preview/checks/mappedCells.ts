import { columnNamed } from '../roles.ts';
import type { PreviewTable } from '../rows.ts';
import type { Steps } from '../steps.ts';
import type { MappingPath } from './rowCheck.ts';

/** The parts of a table that judging reads. */
export type JudgedTable = Pick<PreviewTable, 'columns' | 'rowCount' | 'cell'>;

/** The cells of one column that the mapping names. */
export interface MappedCells {
  readonly path: MappingPath;
  /** As the rows spell it. */
  readonly name: string;
  readonly rowCount: number;
  /** The JSON source of the row's value; undefined when it is missing. */
  cell(row: number): string | undefined;
}

/** The cells of the column that a part of the mapping names; undefined where no row has it. */
export function mappedCells(table: JudgedTable, path: MappingPath, name: string): MappedCells | undefined {
  const column = columnNamed(table.columns, name);
  if (column === undefined) return undefined;
  return {
    path,
    name: table.columns[column] ?? name,
    rowCount: table.rowCount,
    cell: row => table.cell(row, column),
  };
}

/** Values judged between two yields, a long one counting for several: about a millisecond of work. */
const stepCost = 1_000;
const charactersAsOne = 64;

/** Shows every cell of a column to `look`, from the first row on. */
export function* eachCell(
  cells: MappedCells,
  look: (row: number, source: string | undefined) => void,
): Steps<undefined> {
  let cost = 0;
  for (let row = 0; row < cells.rowCount; row++) {
    const source = cells.cell(row);
    look(row, source);
    cost += 1 + (source?.length ?? 0) / charactersAsOne;
    if (cost < stepCost) continue;
    cost = 0;
    yield;
  }
  return undefined;
}
