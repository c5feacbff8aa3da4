import type { Steps } from '../steps.ts';
import { FoundRows } from './foundRows.ts';
import { KeyMap } from './keyMap.ts';
import { eachCell, type MappedCells } from './mappedCells.ts';
import type { RowCheck } from './rowCheck.ts';
import { isBlank, isNull } from './source.ts';

/**
 * Conversions of a bool metric that come again with the same id and time, as when a join finds a row twice: each counts
 * in training. What is found are the second rows and later ones.
 */
export function* judgeConversions(ids: MappedCells, times: MappedCells): Steps<readonly RowCheck[]> {
  const seen = new KeyMap<true>();
  const repeated = new FoundRows();
  let conversions = 0;
  yield* eachCell(ids, (row, id) => {
    const time = times.cell(row);
    if (isNull(id) || isNull(time) || isBlank(id)) return;
    conversions++;
    const key = `${time.length}:${time}${id}`;
    if (seen.get(key) === true) repeated.add(row, id);
    else seen.set(key, true);
  });
  if (conversions === 0) return [];
  return [repeated.check(ids, { code: 'repeated-conversions', level: 'warning', of: conversions })];
}
