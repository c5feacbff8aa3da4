/** A point in time, to the nanosecond, as a text tells it. */
export interface Timestamp {
  /** Since 1970-01-01 UTC, a whole number, rounded down. A text without a zone is meant in UTC. */
  readonly milliseconds: number;
  /** Of that millisecond: 0 to 999,999. What is finer is cut off. */
  readonly nanoseconds: number;
  readonly hasZone: boolean;
}

/** A date, then perhaps a time, fractions, and `Z`, `UTC`, `GMT` or an offset. Each part is where `readTimestamp` says. */
const form =
  /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,12})?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d(?::?\d\d)?)?))?)?$/i;
const [dateLength, minuteLength, secondLength] = [10, 16, 19];

/** The longest text of that form. */
const longest = 42;
const [zero, nine, comma, hyphen, point, plus, colon, space] = [0x30, 0x39, 0x2c, 0x2d, 0x2e, 0x2b, 0x3a, 0x20];

/** `Date.UTC` takes a year below 100 as one of the last century; the calendar repeats itself after 400 years. */
const cycleYears = 400;
const cycleMs = Date.UTC(2000 + cycleYears, 0) - Date.UTC(2000, 0);
/** So far from UTC no clock has ever been. */
const farthestHours = 18;

/**
 * Reads a timestamp in the forms in which dates and times come as JSON texts; a date alone is its midnight.
 *
 * - ISO 8601 and RFC 3339: `2026-03-28T14:00:00.5Z`, `t` and `z` in either case, a comma before the fraction, offsets as
 *   `+02`, `+0200` and `+02:00`, second 60 for a leap second. Not the forms without hyphens, of weeks or days of a year,
 *   and not hour 24.
 * - BigQuery: `2026-03-28 14:00:00.123456 UTC`, `2026-03-28 14:00:00+00`, up to twelve digits of a fraction.
 * - Snowflake: `2026-03-28 14:00:00.000 -0700`, `2026-03-28 14:00:00.000 Z`, up to nine digits.
 * - Postgres: `2026-03-28T14:00:00+00:00` in JSON, `2026-03-28 14:00:00+00` cast to text, and for old local times an
 *   offset with seconds, `+00:53:28`. Not `infinity`, and no year before 1 or behind 9999.
 *
 * @returns undefined for any other text, and for a day or an hour that does not exist; see `whyNoTimestamp`
 */
export function readTimestamp(text: string): Timestamp | undefined {
  // Most texts that are none end here: this is called for every cell of a column.
  if (text.length > longest || text.charCodeAt(4) !== hyphen || !form.test(text)) return undefined;
  const [year, month, day] = [twoDigits(text, 0) * 100 + twoDigits(text, 2), twoDigits(text, 5), twoDigits(text, 8)];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  const [hours, minutes] = [twoDigits(text, dateLength + 1), twoDigits(text, dateLength + 4)];
  const hasSeconds = text.charCodeAt(minuteLength) === colon;
  const seconds = hasSeconds ? twoDigits(text, minuteLength + 1) : 0;
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  let end = hasSeconds ? secondLength : minuteLength;
  let fraction = 0;
  const mark = hasSeconds ? text.charCodeAt(end) : 0;
  if (mark === point || mark === comma) {
    let unit = 100_000_000;
    for (end++; isDigit(text.charCodeAt(end)); end++) {
      fraction += unit * (text.charCodeAt(end) - zero);
      unit = Math.floor(unit / 10);
    }
  }
  const offset = offsetMs(text, text.charCodeAt(end) === space ? end + 1 : end);
  if (offset === undefined) return undefined;
  const start = Date.UTC(year + cycleYears, month - 1, day, hours, minutes, seconds) - cycleMs;
  const milliseconds = Math.floor(fraction / 1_000_000);
  return {
    milliseconds: start + milliseconds - offset,
    nanoseconds: fraction - milliseconds * 1_000_000,
    hasZone: end < text.length,
  };
}

/** A count of seconds or milliseconds, with a fraction perhaps or as BigQuery's `1.774692E9`. */
const count = /^-?\d{1,20}(?:\.\d{1,20})?(?:E\+?\d{1,2})?$/i;

/** Why a text is no timestamp: it is a `number`, most likely a count since 1970, or `unreadable`. */
export function whyNoTimestamp(text: string): 'number' | 'unreadable' {
  return count.test(text) ? 'number' : 'unreadable';
}

/** Negative, zero or positive, as the first is before, at or after the second. */
export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return a.milliseconds - b.milliseconds || a.nanoseconds - b.nanoseconds;
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

/** The number in two digits; zero where the text has ended. */
function twoDigits(text: string, at: number): number {
  return at < text.length ? (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero : 0;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** How far east of UTC the zone at `at` is; undefined for an offset that no clock has. */
function offsetMs(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at);
  if (sign !== plus && sign !== hyphen) return 0;
  const hours = twoDigits(text, at + 1);
  const minutesAt = text.charCodeAt(at + 3) === colon ? at + 4 : at + 3;
  const minutes = twoDigits(text, minutesAt);
  const seconds = twoDigits(text, text.charCodeAt(minutesAt + 2) === colon ? minutesAt + 3 : minutesAt + 2);
  if (hours > farthestHours || minutes > 59 || seconds > 59) return undefined;
  return (sign === hyphen ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}
