import { elements, members } from '../json.ts';
import { cellKind, cellText } from './cellText.ts';

/** A column without a value in as many rows has none to show. */
const mostRows = 20;

/**
 * One value of each column of a preview, as its cell shows it: the first that is not null.
 * @param rows the JSON text of the array of rows
 */
export function firstValues(rows: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let count = 0;
  for (const { start } of elements(rows)) {
    if (++count > mostRows) break;
    if (rows.charAt(start) !== '{') continue;
    for (const { key, start: from, end } of members(rows, start)) {
      const source = rows.slice(from, end);
      if (!values.has(key) && cellKind(source) !== 'null') values.set(key, cellText(source));
    }
  }
  return values;
}
