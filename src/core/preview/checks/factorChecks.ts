import type { Steps } from '../steps.ts';
import { FoundRows } from './foundRows.ts';
import { eachCell, type MappedCells } from './mappedCells.ts';
import type { RowCheck } from './rowCheck.ts';
import { isNull } from './source.ts';

/** The column of one factor: a row without a value does not say which variant was shown. */
export function* judgeFactor(factor: MappedCells): Steps<readonly RowCheck[]> {
  const nulls = new FoundRows();
  yield* eachCell(factor, (row, source) => {
    if (isNull(source)) nulls.add(row, source);
  });
  const level = nulls.count === factor.rowCount ? 'error' : 'warning';
  return [nulls.check(factor, { code: 'factor-missing', level, of: factor.rowCount })];
}
