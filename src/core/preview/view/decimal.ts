/**
 * Decimal numbers by their spelling (T34): 9007199254740993 is more than 9007199254740992, 1e400 is a number like any
 * other. All functions take what `isDecimal` accepts, which every JSON number is.
 */

const shape = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** True of a number in digits, with or without a sign, a fraction and an exponent. */
export function isDecimal(text: string): boolean {
  return shape.test(text);
}

/** The value is sign × 0.digits × 10^exponent; `digits` neither starts nor ends with a zero, and zero has none. */
export interface Decimal {
  readonly sign: 1 | -1;
  readonly digits: string;
  /** Beyond 2^53 it is rounded: nobody's numbers are that large. */
  readonly exponent: number;
}

const zero = 0x30;

export function readDecimal(text: string): Decimal {
  const signed = text.startsWith('-') || text.startsWith('+') ? 1 : 0;
  const mantissaEnd = text.search(/e/i);
  const end = mantissaEnd === -1 ? text.length : mantissaEnd;
  const point = text.indexOf('.');
  const whole = text.slice(signed, point === -1 ? end : point);
  const all = point === -1 ? whole : whole + text.slice(point + 1, end);
  let first = 0;
  while (all.charCodeAt(first) === zero) first++;
  let last = all.length;
  while (last > first && all.charCodeAt(last - 1) === zero) last--;
  const exponent = mantissaEnd === -1 ? 0 : Number(text.slice(mantissaEnd + 1));
  return {
    sign: text.startsWith('-') ? -1 : 1,
    digits: all.slice(first, last),
    exponent: whole.length - first + exponent,
  };
}

/** Negative, zero or positive, by value and not by spelling: 1, 1.0 and 10e-1 are equal, and so are 0 and -0. */
export function compareDecimals(a: string, b: string): number {
  // Rounding keeps the order, so that only what rounds to the same has to be looked at.
  const [x, y] = [Number(a), Number(b)];
  if (x !== y) return x < y ? -1 : 1;
  if (a === b) return 0;
  const [left, right] = [readDecimal(a), readDecimal(b)];
  if (left.digits === '' || right.digits === '') {
    return (left.digits === '' ? 0 : left.sign) - (right.digits === '' ? 0 : right.sign);
  }
  if (left.sign !== right.sign) return left.sign;
  if (left.exponent !== right.exponent) return left.exponent < right.exponent ? -left.sign : left.sign;
  if (left.digits === right.digits) return 0;
  return left.digits < right.digits ? -left.sign : left.sign;
}
