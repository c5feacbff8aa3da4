import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowsReader } from '../../../src/api/rowsReader.ts';

/** Reads a text in pieces of these lengths, over and over, as a socket would give them. */
function readIn(text: string, lengths: readonly number[]) {
  const reader = new RowsReader();
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = Math.max(1, lengths[turn % lengths.length] ?? text.length);
    reader.push(text.slice(at, at + length));
    at += length;
  }
  return reader.end();
}

/** What the reader makes of a text as one value, or undefined where it says that the text is no JSON. */
function valueOf(text: string, lengths: readonly number[]): unknown {
  try {
    const { rest, rows } = readIn(text, lengths);
    const value = JSON.parse(rest) as unknown;
    if (typeof value === 'object' && value !== null && 'rows' in value && Array.isArray(value.rows)) {
      expect(value.rows).toEqual([]);
      const read = rows.parts.flatMap(part => JSON.parse(part) as unknown[]);
      expect(read).toHaveLength(rows.rowCount);
      return { ...value, rows: read };
    }
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
const row = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
const answer = fc
  .tuple(fc.array(row, { maxLength: 12 }), fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(0, 1, 3))
  .map(([rows, meta, space]) => JSON.stringify({ before: meta, rows, meta }, null, space));

describe('the rows of an answer that arrives in pieces', () => {
  test('are those that `JSON.parse` finds in the whole, wherever the pieces end', () => {
    fc.assert(
      fc.property(answer, lengths, (text, pieces) => {
        expect(valueOf(text, pieces)).toEqual(JSON.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('are refused exactly where `JSON.parse` refuses the whole (T25)', () => {
    const damaged = fc
      .tuple(answer, fc.nat(), fc.constantFrom('', ',', ']', '[', '}', '{', '"', ':', '\\', ' ', '1', 'null', '\u0001'))
      .chain(([text, at, put]) =>
        fc.integer({ min: 0, max: 2 }).map(cut => {
          const place = at % (text.length + 1);
          return text.slice(0, place) + put + text.slice(place + cut);
        }),
      );
    fc.assert(
      fc.property(damaged, lengths, (text, pieces) => {
        expect(valueOf(text, pieces)).toEqual(parsed(text));
      }),
      { numRuns: 10_000 },
    );
  });

  test.each([
    '{"rows":[{},]}',
    '{"rows":[,{}]}',
    '{"rows":[{},,{}]}',
    '{"rows":[{} {}]}',
    '{"rows":[{}]',
    '{"rows":[{}',
    '{"rows":[',
    '{"rows":[{}}}',
    '{"rows":[{]]}',
    '{"rows":[1,2',
    '{"rows":[01]}',
    '{"rows":[{"a":"\n"}]}',
    '{"rows":[nul]}',
    '["rows":[{}]]',
    '{"rows":[{}]}}',
  ])('%s is no JSON', text => {
    expect(parsed(text)).toBeUndefined();
    for (const pieces of [[text.length], [1], [2, 3]]) expect(valueOf(text, pieces)).toBeUndefined();
  });

  test.each([
    '{"rows":[]}',
    '{"rows":[ ]}',
    '{"rows":null,"error":{"rows":[{"a":1}]}}',
    '{"rows":[{"a":1}],"rows":[{"b":2}]}',
    '{"r\\u006fws":[{"a":"]"}]}',
    '{"x":"rows","y":[1,2]}',
    '{"a":{"rows":[1]},"rows":[{"a":[{"rows":[1]}]}]}',
    '[{"rows":[1]}]',
    '"rows"',
    '{"rows":[1,"a",null,[]]}',
    `{"${'k'.repeat(200)}":[1],"rows":[{}]}`,
  ])('%s is what it is to `JSON.parse`', text => {
    for (const pieces of [[text.length], [1], [3, 5]]) expect(valueOf(text, pieces)).toEqual(JSON.parse(text));
  });

  test('come with the first screen in a part of its own, then in parts of about a million characters', () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => ({ number: at, text: 'x'.repeat(40) }));
    const { parts, rowCount } = readIn(JSON.stringify({ rows }), [65_536]).rows;
    expect(rowCount).toBe(60_000);
    expect((JSON.parse(parts[0]!) as unknown[]).length).toBe(200);
    expect(parts.length).toBeGreaterThan(3);
    expect(Math.max(...parts.map(part => part.length))).toBeLessThan(1_200_000);
  });

  test('name the first one that is no object', () => {
    const rows = [...Array.from({ length: 500 }, () => ({})), 7, null];
    expect(readIn(JSON.stringify({ rows }), [64]).rows.oddRow).toBe(500);
  });

  test('are read in linear time when one of them is as long as the answer may be', () => {
    const text = `{"rows":[{"a":"${'x'.repeat(20_000_000)}"}]}`;
    const begin = performance.now();
    expect(readIn(text, [65_536]).rows.rowCount).toBe(1);
    // Looking at the long row anew for every piece would take minutes.
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
