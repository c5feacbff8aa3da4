import { cellKind } from '../cellText.ts';
import type { Steps } from '../steps.ts';
import { readTimestamp, type Timestamp, whyNoTimestamp } from '../timestamp.ts';
import { FoundRows } from './foundRows.ts';
import { eachCell, type MappedCells } from './mappedCells.ts';
import type { RowCheck } from './rowCheck.ts';
import { isNull, textOf } from './source.ts';

/** Clocks that differ by less are nobody's fault. */
const skewMs = 5 * 60_000;
/** How far ahead of UTC a clock on a wall can be. */
const farthestZoneMs = 14 * 3_600_000;

/** What the source of a value that is not null says about time. */
type TimestampShape =
  | { readonly kind: 'time'; readonly time: Timestamp }
  /** A count of seconds or milliseconds, most likely. */
  | { readonly kind: 'number' }
  | { readonly kind: 'unreadable' };

function timestampShape(source: string): TimestampShape {
  const text = cellKind(source) === 'json' ? wrappedText(source) : textOf(source);
  if (text === undefined) return { kind: cellKind(source) === 'number' ? 'number' : 'unreadable' };
  const time = readTimestamp(text);
  return time === undefined ? { kind: whyNoTimestamp(text) } : { kind: 'time', time };
}

/** Whether a time lies ahead of `now` (milliseconds), whatever zone it was meant in. */
function isFuture({ milliseconds, hasZone }: Timestamp, now: number): boolean {
  return milliseconds > now + skewMs + (hasZone ? 0 : farthestZoneMs);
}

/** `{"value": "2026-03-28T14:00:00Z"}`, as a client of BigQuery gives times away. */
function wrappedText(source: string): string | undefined {
  return /^\{\s?"value"\s?:\s?"([^"\\]{0,64})"\s?\}$/.exec(source)?.[1];
}

/** @param now in milliseconds since 1970 */
export function* judgeTimestamps(times: MappedCells, now: number): Steps<readonly RowCheck[]> {
  const [nulls, unreadable, numeric] = [new FoundRows(), new FoundRows(), new FoundRows()];
  const [zoneless, future] = [new FoundRows(), new FoundRows()];
  let read = 0;
  yield* eachCell(times, (row, source) => {
    const shape = isNull(source) ? undefined : timestampShape(source);
    switch (shape?.kind) {
      case undefined:
        nulls.add(row, source);
        break;
      case 'unreadable':
        unreadable.add(row, source);
        break;
      case 'number':
        numeric.add(row, source);
        break;
      case 'time':
        read++;
        if (!shape.time.hasZone) zoneless.add(row, source);
        if (isFuture(shape.time, now)) future.add(row, source);
    }
  });
  const present = times.rowCount - nulls.count;
  const checks: RowCheck[] = [];
  if (nulls.count > 0) checks.push(nulls.check(times, { code: 'null-timestamps', level: 'error', of: times.rowCount }));
  if (present > 0) checks.push(unreadable.check(times, { code: 'unreadable-timestamps', level: 'error', of: present }));
  if (numeric.count > 0)
    checks.push(numeric.check(times, { code: 'numeric-timestamps', level: 'warning', of: present }));
  if (read === 0) return checks;
  // A column without zones is a type of its own that warehouses take for UTC; only a mixture is certainly wrong.
  const level = zoneless.count === read ? 'info' : 'warning';
  checks.push(zoneless.check(times, { code: 'zoneless-timestamps', level, of: read }));
  checks.push(future.check(times, { code: 'future-timestamps', level: 'warning', of: read }));
  return checks;
}
