import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueStart, valueText } from '../../../../src/core/preview/cellValue.ts';

/** One character of a string, in each of the ways to spell it. */
const unit = fc.oneof(
  fc.constantFrom('a', ' ', 'ä', '\u{1f600}', '\\n', '\\"', '\\\\', '\\/', '\\u202e', '\\ud83d\\ude00', '\\u0000'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).map(text => JSON.stringify(text).slice(1, -1)),
);

describe('The start of a value', () => {
  it('is so many characters of its text, wherever an escape is cut', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (units, length) => {
        const source = `"${units.join('')}"`;
        expect(valueStart(source, length)).toBe(valueText(source).slice(0, length));
        expect(valueText(source)).toBe(JSON.parse(source));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the spelling where the value is no text', () => {
    expect(['1.10', 'null', '{"a": [1]}'].map(source => valueStart(source, 5))).toEqual(['1.10', 'null', '{"a":']);
  });

  it('of ten million characters is found without decoding them all', () => {
    const source = `"\\n${'x'.repeat(10_000_000)}\\q"`;
    expect(() => valueText(source)).toThrow(SyntaxError);
    expect(valueStart(source, 1_000)).toBe(`\n${'x'.repeat(999)}`);
  });
});
