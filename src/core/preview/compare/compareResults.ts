import { tallyColumn } from '../profile/tally.ts';
import type { Tally } from '../profile/tally.ts';
import { columnsOf } from '../roles.ts';
import { columnValues } from './columnValues.ts';
import { compareColumn } from './compareColumn.ts';
import { compareIds } from './compareIds.ts';
import { compareRows } from './compareRows.ts';
import type { ColumnComparison, CompareOptions, ComparedResult, Comparison, IdComparison } from './comparison.ts';

const mostRows = 10_000;

/** Reading the values of a column, and then its rows: about as long. */
const phases = 2;

/**
 * Compares two results. The caller drives it, and may let the thread go at every `yield`, which come a few times in each
 * millisecond. What is spelled differently counts as different: `1` and `1.0`, a number and the same number as a text.
 * @yields the share that is done, from 0 to 1
 */
export function* compareResults(
  one: ComparedResult,
  other: ComparedResult,
  options: CompareOptions = {},
): Generator<number, Comparison> {
  const placeInOne = new Map(one.table.columns.map((name, column) => [name, column]));
  const inOther = new Set(other.table.columns);
  const common = other.table.columns.filter(name => placeInOne.has(name));
  const [idInOne, idInOther] = [idColumn(one), idColumn(other)];
  const columns: ColumnComparison[] = [];
  const sides = { one: [] as number[], other: [] as number[] };
  let ids: readonly [Tally | undefined, Tally | undefined] = [undefined, undefined];
  for (const [column, name] of other.table.columns.entries()) {
    const inOne = placeInOne.get(name);
    if (inOne === undefined) continue;
    const done = columns.length / common.length / phases;
    const [a, b] = [
      yield* telling(done, columnValues(one.table, inOne)),
      yield* telling(done, columnValues(other.table, column)),
    ];
    const isId = inOne === idInOne || column === idInOther;
    columns.push(yield* telling(done, compareColumn(name, a, b, isId)));
    ids = [inOne === idInOne ? a.tally : ids[0], column === idInOther ? b.tally : ids[1]];
    sides.one.push(inOne);
    sides.other.push(column);
  }
  // Rows without a column in common cannot be told apart; but where one result has no rows, that is plain.
  const haveColumns = one.table.columns.length + other.table.columns.length > 0;
  const areApart = common.length === 0 && haveColumns && one.table.rowCount > 0 && other.table.rowCount > 0;
  const rows = areApart
    ? undefined
    : yield* second(
        compareRows(
          { table: one.table, columns: sides.one },
          { table: other.table, columns: sides.other },
          { mostRows: options.mostRows ?? mostRows, seed: options.seed ?? 0 },
        ),
      );
  let idComparison: IdComparison | undefined;
  if (idInOne !== undefined && idInOther !== undefined) {
    // A column of ids that the other result does not have was not read yet.
    const a = ids[0] ?? (yield* telling(1, tallyColumn(one.table, idInOne)));
    const b = ids[1] ?? (yield* telling(1, tallyColumn(other.table, idInOther)));
    const names = [one.table.columns[idInOne] ?? '', other.table.columns[idInOther] ?? ''] as const;
    idComparison = yield* telling(1, compareIds(names, a, b));
  }
  return {
    onlyInOne: one.table.columns.filter(name => !inOther.has(name)),
    onlyInOther: other.table.columns.filter(name => !placeInOne.has(name)),
    isReordered: sides.one.some((column, at) => column < (sides.one[at - 1] ?? 0)),
    columns,
    ...(idComparison && { ids: idComparison }),
    ...(rows && { rows }),
  };
}

function idColumn({ table, roles }: ComparedResult): number | undefined {
  return columnsOf(table, roles, role => role === 'anonymous_id')[0];
}

/** Steps that say how much is done. */
function* telling<T>(done: number, steps: Generator<undefined, T>): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield done;
  }
}

function* second<T>(steps: Generator<number, T>): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield 1 / phases + step.value / phases;
  }
}
