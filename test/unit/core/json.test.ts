import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elements, members } from '../../../src/core/json.ts';
import { timeBound } from '../../cpuTime.ts';

/** Keys and texts that a careless reader trips over: brackets and commas inside strings, runs of backslashes, … */
const hostile = [
  '__proto__',
  'constructor',
  '10',
  '9',
  '',
  '"',
  '\\',
  '\\\\',
  '\\"',
  '},{',
  '],[',
  ':,',
  'a\nb',
  '\u2028',
  '😀',
  '\ud800',
];
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostile), fc.string({ minLength: 30 }));
const value = fc.oneof(fc.jsonValue(), text);

/** JSON text of the pairs, repeated keys and all, with white space wherever JSON allows it. */
function objectText(pairs: readonly (readonly [string, unknown])[], blank: string): string {
  const member = ([key, v]: readonly [string, unknown]): string =>
    `${blank}${JSON.stringify(key)}${blank}:${blank}${JSON.stringify(v)}${blank}`;
  return `${blank}{${pairs.length ? pairs.map(member).join(',') : blank}}${blank}`;
}

const blank = fc.constantFrom('', ' ', '\n\t ', '\r\n');

describe('members', () => {
  it('gives the members as they stand in the text, repeated keys included', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, value)), blank, (pairs, space) => {
        const source = objectText(pairs, space);
        const found = [...members(source)].map(m => [m.key, source.slice(m.start, m.end)]);
        expect(found).toEqual(pairs.map(([key, v]) => [key, JSON.stringify(v)]));
      }),
    );
  });

  it('gives the source of a value and not its number (T34)', () => {
    const source = '{"a": 9007199254740993, "b":1e400,"c":-0 , "d": 1.10}';
    expect([...members(source)].map(m => source.slice(m.start, m.end))).toEqual([
      '9007199254740993',
      '1e400',
      '-0',
      '1.10',
    ]);
  });

  it('reads the object at the given offset', () => {
    const source = '[{"a":1}, {"b":2}]';
    const second = [...elements(source)][1]!;
    expect([...members(source, second.start)]).toEqual([{ key: 'b', start: 15, end: 16 }]);
  });

  it('refuses what is not an object, so that an array never looks like an empty object', () => {
    expect(() => [...members('[]')]).toThrow(SyntaxError);
    expect(() => [...members('  ')]).toThrow('JSON ends early at 2');
  });
});

describe('elements', () => {
  it('gives the elements as they stand in the text', () => {
    fc.assert(
      fc.property(fc.array(value), blank, (values, space) => {
        const source = `[${values.map(v => space + JSON.stringify(v) + space).join(',')}${space}]`;
        expect([...elements(source)].map(e => source.slice(e.start, e.end))).toEqual(
          values.map(v => JSON.stringify(v)),
        );
      }),
    );
  });
});

describe('text that JSON.parse would refuse', () => {
  it('comes to an end, with spans inside the text or a SyntaxError', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', 'a', '1', ' ', '"k":');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const source = pieces.join('');
        for (const read of [members, elements]) {
          try {
            for (const span of read(source)) expect(span.end).toBeLessThanOrEqual(source.length);
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('size', () => {
  it('does not mind depth', () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    expect([...members(`{"a":${deep},"b":1}`)].map(m => m.key)).toEqual(['a', 'b']);
  });

  it('is linear in runs of escaped quotes and backslashes', () => {
    const source = JSON.stringify(['\\"'.repeat(1_000_000), '\\'.repeat(1_000_001), 'end']);
    const before = performance.now();
    const last = [...elements(source)].at(-1)!;
    expect(source.slice(last.start, last.end)).toBe('"end"');
    expect(performance.now() - before).toBeLessThan(timeBound(1_000));
  });
});
