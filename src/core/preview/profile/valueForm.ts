import { decodeString } from '../../json.ts';
import { compareTimestamps, readTimestamp } from '../timestamp.ts';

/** A value as a picture understands it, which is more than its JSON type: exact decimals and all times come as texts. */
export type ValueForm =
  | { readonly kind: 'number'; readonly spelling: string; readonly value: number; readonly isText: boolean }
  /** `value`: milliseconds since 1970, with a fraction. */
  | { readonly kind: 'time'; readonly spelling: string; readonly value: number; readonly hasZone: boolean }
  | { readonly kind: 'text' }
  | { readonly kind: 'boolean'; readonly isTrue: boolean }
  /** `json`: the source of the object or array itself. */
  | { readonly kind: 'json'; readonly json: string; readonly isArray: boolean };

/** A number as JSON spells it: `007` and `+1` are names rather than numbers. */
const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const longestNumber = 400;
const longestJson = 10_000;

const text: ValueForm = { kind: 'text' };

/** Reads the JSON source of a value that is neither null nor an empty text. */
export function valueForm(source: string): ValueForm {
  switch (source.charAt(0)) {
    case '"':
      return textForm(source);
    case 't':
    case 'f':
      return { kind: 'boolean', isTrue: source.startsWith('t') };
    case '{':
    case '[':
      return { kind: 'json', json: source, isArray: source.startsWith('[') };
    default:
      return { kind: 'number', spelling: source, value: Number(source), isText: false };
  }
}

function textForm(source: string): ValueForm {
  const first = source.charCodeAt(1);
  const isDigit = first >= 0x30 && first <= 0x39;
  if ((isDigit || first === 0x2d) && source.length <= longestNumber) {
    const spelling = decodeString(source, 0, source.length);
    const time = isDigit ? readTimestamp(spelling) : undefined;
    if (time) {
      const value = time.milliseconds + time.nanoseconds / 1_000_000;
      return { kind: 'time', spelling, value, hasZone: time.hasZone };
    }
    if (decimal.test(spelling)) return { kind: 'number', spelling, value: Number(spelling), isText: true };
  }
  if (first === 0x7b || first === 0x5b) {
    const json = jsonInText(source);
    if (json !== undefined) return { kind: 'json', json, isArray: first === 0x5b };
  }
  return text;
}

/** The object or array that a text spells, as warehouses without a JSON type return it; undefined where it is none. */
export function jsonInText(source: string): string | undefined {
  const first = source.charCodeAt(1);
  if ((first !== 0x7b && first !== 0x5b) || source.length > longestJson) return undefined;
  try {
    const json = decodeString(source, 0, source.length);
    JSON.parse(json);
    return json.trimEnd();
  } catch {
    return undefined;
  }
}

/** Orders the spellings of two times, to the nanosecond. */
export function compareTimes(a: string, b: string): number {
  const [x, y] = [readTimestamp(a), readTimestamp(b)];
  return x && y ? compareTimestamps(x, y) : 0;
}
