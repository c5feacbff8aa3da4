import { FoundRows } from './foundRows.ts';
import { eachCell, type MappedCells } from './mappedCells.ts';
import type { Judging, RowCheck } from './rowCheck.ts';
import { isBlank, isNull } from './source.ts';

/**
 * Conversions of a bool metric that come again with the same id and time, as when a join finds a row twice: each counts
 * in training. What is found are the second rows and later ones.
 */
export function* judgeConversions(ids: MappedCells, times: MappedCells): Judging<readonly RowCheck[]> {
  const seen = new Set<string>();
  const repeated = new FoundRows();
  let conversions = 0;
  yield* eachCell(ids, (row, id) => {
    const time = times.cell(row);
    if (isNull(id) || isNull(time) || isBlank(id)) return;
    conversions++;
    const key = `${id.length}:${id}${time}`;
    if (seen.has(key)) repeated.add(row, id);
    else seen.add(key);
  });
  if (conversions === 0) return [];
  return [repeated.check(ids, { code: 'repeated-conversions', level: 'warning', of: conversions })];
}
