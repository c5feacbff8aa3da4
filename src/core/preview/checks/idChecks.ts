import type { Steps } from '../steps.ts';
import { FoundRows } from './foundRows.ts';
import { judgeIdShapes } from './idShapes.ts';
import { eachCell, type MappedCells } from './mappedCells.ts';
import type { RowCheck } from './rowCheck.ts';
import { isBlank, isNull } from './source.ts';

/** Ids that are null or blank join nobody; ids of differing shapes join only some. */
export function* judgeIds(ids: MappedCells): Steps<readonly RowCheck[]> {
  const nulls = new FoundRows();
  const blanks = new FoundRows();
  yield* eachCell(ids, (row, source) => {
    if (isNull(source)) nulls.add(row, source);
    else if (isBlank(source)) blanks.add(row, source);
  });
  return [
    nulls.check(ids, { code: 'null-ids', level: 'error', of: ids.rowCount }),
    blanks.check(ids, { code: 'blank-ids', level: 'error', of: ids.rowCount - nulls.count }),
    ...(yield* judgeIdShapes(ids)),
  ];
}
