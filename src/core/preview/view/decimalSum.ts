import { readDecimal } from './decimal.ts';

/** Numbers with more digits or a greater exponent are summed as floating point. */
const exactDigits = 1_000;
/** Sums of whole numbers below this are exact. */
const safe = Number.MAX_SAFE_INTEGER / 2;

/** A sum of decimal numbers, exact unless one of them is beyond all measure. */
export class DecimalSum {
  /** Number of decimal places → what was added with so many, in units of the last. */
  readonly #small = new Map<number, number>();
  readonly #large = new Map<number, bigint>();
  #rounded = 0;
  #isExact = true;

  /** @param spelling a JSON number */
  add(spelling: string): void {
    this.#rounded += Number(spelling);
    if (spelling.length <= 15 && !/e/i.test(spelling)) {
      const point = spelling.indexOf('.');
      const places = point === -1 ? 0 : spelling.length - point - 1;
      const sum = (this.#small.get(places) ?? 0) + Number(point === -1 ? spelling : spelling.replace('.', ''));
      if (Math.abs(sum) < safe) {
        this.#small.set(places, sum);
      } else {
        this.#small.set(places, 0);
        this.#addLarge(places, BigInt(sum));
      }
      return;
    }
    const { sign, digits, exponent } = readDecimal(spelling);
    if (digits === '') return;
    if (digits.length > exactDigits || Math.abs(exponent) > exactDigits) {
      this.#isExact = false;
      return;
    }
    const places = Math.max(0, digits.length - exponent);
    this.#addLarge(places, BigInt(sign) * BigInt(digits) * 10n ** BigInt(Math.max(0, exponent - digits.length)));
  }

  /** The sum in digits, and whether it is exact; undefined when it is too large to be told. */
  total(): { readonly text: string; readonly isExact: boolean } | undefined {
    if (!this.#isExact) {
      return Number.isFinite(this.#rounded) ? { text: String(this.#rounded), isExact: false } : undefined;
    }
    const parts = [...this.#large, ...Array.from(this.#small, ([p, n]) => [p, BigInt(n)] as const)];
    const places = Math.max(0, ...parts.map(([p]) => p));
    const sum = parts.reduce((all, [p, n]) => all + n * 10n ** BigInt(places - p), 0n);
    const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places);
    let end = digits.length;
    while (end > whole.length && digits.charAt(end - 1) === '0') end--;
    const fraction = digits.slice(whole.length, end);
    return { text: `${sum < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`, isExact: true };
  }

  #addLarge(places: number, units: bigint): void {
    this.#large.set(places, (this.#large.get(places) ?? 0n) + units);
  }
}
