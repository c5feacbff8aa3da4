/** A point in time, to the nanosecond. */
export interface Instant {
  /** Since 1970-01-01 UTC, a whole number, rounded down. */
  readonly milliseconds: number;
  /** Of that millisecond: 0 to 999,999. */
  readonly nanoseconds: number;
}

const shape =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d\d(?::?\d\d)?))?)?$/i;

/** The longest text of that shape. */
const longest = 37;
const hyphen = 0x2d;
const minute = 60_000;

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Minutes east of UTC; undefined for an offset that no clock has. */
function offsetOf(zone: string): number | undefined {
  if (zone === '' || /^[zu]/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 18 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/**
 * Reads a timestamp of ISO 8601 or of SQL, or a date alone, which is its midnight. A time without a zone counts as UTC.
 * Undefined for any other text, and for a day or an hour that does not exist.
 */
export function readInstant(text: string): Instant | undefined {
  if (text.length > longest || text.charCodeAt(4) !== hyphen) return undefined;
  const parts = shape.exec(text);
  if (!parts) return undefined;
  const number = (part: number): number => Number(parts[part] ?? 0);
  const [year, month, day, hours, minutes, seconds] = [
    number(1),
    number(2),
    number(3),
    number(4),
    number(5),
    number(6),
  ];
  const offset = offsetOf(parts[8] ?? '');
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  // A leap second is second 60.
  if (hours > 23 || minutes > 59 || seconds > 60 || offset === undefined) return undefined;
  const fraction = (parts[7] ?? '').padEnd(9, '0');
  // `Date.UTC` takes a year below 100 as one of the last century; the calendar repeats itself after 400 years.
  const cycle = Date.UTC(2400, 0) - Date.UTC(2000, 0);
  const start = Date.UTC(year + 400, month - 1, day, hours, minutes, seconds) - cycle;
  return {
    milliseconds: start + Number(fraction.slice(0, 3)) - offset * minute,
    nanoseconds: Number(fraction.slice(3)),
  };
}

/** Negative, zero or positive, as the first is before, at or after the second. */
export function compareInstants(a: Instant, b: Instant): number {
  return a.milliseconds - b.milliseconds || a.nanoseconds - b.nanoseconds;
}
