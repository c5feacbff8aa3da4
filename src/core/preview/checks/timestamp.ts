/** What a text says about time. `epochMs` is meant in UTC where it has no zone. */
export interface ReadTimestamp {
  readonly epochMs: number;
  readonly hasZone: boolean;
}

/** ISO 8601 and what warehouses write: a date, then perhaps a time, fractions, and `Z`, `UTC` or an offset. */
const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(?: ?([Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?))?)?$/;

/** Reads a timestamp as ISO 8601 or SQL spells it; undefined for a text that is none, a 30 February among them. */
export function readTimestamp(text: string): ReadTimestamp | undefined {
  const found = form.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = found;
  const parts = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (!isOnCalendar(parts)) return undefined;
  const offset = zone === undefined ? 0 : offsetMs(zone);
  if (offset === undefined) return undefined;
  const milliseconds = Number(`0.${fraction || '0'}`) * 1000;
  return { epochMs: utc(parts) + milliseconds - offset, hasZone: zone !== undefined };
}

type Parts = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** A second 60 is a leap second. */
function isOnCalendar([year, month, day, hour, minute, second]: Parts): boolean {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) return false;
  return day <= new Date(utc([year, month + 1, 0, 0, 0, 0])).getUTCDate();
}

/** `Date.UTC`, which takes the years up to 99 for ones of the twentieth century. */
function utc([year, month, day, hour, minute, second]: Parts): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second);
}

function offsetMs(zone: string): number | undefined {
  if (/^[A-Za-z]/.test(zone)) return 0;
  const digits = zone.replace(/\D/g, '');
  const [hours, minutes, seconds] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)].map(Number) as [
    number,
    number,
    number,
  ];
  if (hours > 18 || minutes > 59 || seconds > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
