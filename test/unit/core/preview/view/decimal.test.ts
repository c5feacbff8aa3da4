import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, isDecimal } from '../../../../../src/core/preview/view/decimal.ts';
import { timeBound } from '../../../../cpuTime.ts';

/** A decimal as units of 10^-500, and one of its spellings. */
const decimal = fc.record({
  digits: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  exponent: fc.integer({ min: -450, max: 450 }),
  zeros: fc.nat(3),
});

function spell({ digits, exponent, zeros }: { digits: bigint; exponent: number; zeros: number }): string {
  return `${digits}${zeros === 0 ? '' : `.${'0'.repeat(zeros)}`}e${exponent}`;
}

describe('Comparing decimal numbers by their spelling (T34)', () => {
  it('agrees with whole numbers of any size', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const units = (n: typeof a): bigint => n.digits * 10n ** BigInt(n.exponent + 500);
        const expected = units(a) < units(b) ? -1 : units(a) > units(b) ? 1 : 0;
        expect(Math.sign(compareDecimals(spell(a), spell(b)))).toBe(expected);
        expect(Math.sign(compareDecimals(spell(a), spell({ ...a, zeros: a.zeros + 1 })))).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells apart what floating point takes for the same', () => {
    const ascending = ['-1e401', '-1e400', '-1e-400', '0', '1e-401', '1e-400', '9007199254740992', '9007199254740993'];
    for (const [i, a] of ascending.entries()) {
      for (const [j, b] of ascending.entries()) {
        expect(Math.sign(compareDecimals(a, b)), `${a} and ${b}`).toBe(Math.sign(i - j));
      }
    }
  });

  it('knows what is a decimal number, in linear time', () => {
    for (const text of ['0', '-1.5', '+1', '.5', '5.', '1e400', '1E-7']) expect(isDecimal(text)).toBe(true);
    for (const text of ['', '.', 'e5', '1e', '0x10', '1,000', 'NaN', ' 1', '1 ', '1.2.3'])
      expect(isDecimal(text)).toBe(false);
    const began = performance.now();
    isDecimal(`${'1'.repeat(1_000_000)}x`);
    expect(performance.now() - began).toBeLessThan(timeBound(500));
  });
});
