import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonInText, prettyJson } from '../../../../../src/core/preview/view/prettyJson.ts';
import { timeBound } from '../../../../cpuTime.ts';

describe('A JSON value in lines', () => {
  it('keeps spellings, order and repeated keys (T34)', () => {
    expect(prettyJson('{"b":1.50,"10":[1e400,-0],"b":"\\u0041 : {","e":[ ],"o":{ \n}}').text).toBe(
      '{\n  "b": 1.50,\n  "10": [\n    1e400,\n    -0\n  ],\n  "b": "\\u0041 : {",\n  "e": [],\n  "o": {}\n}',
    );
  });

  it('looks for any value as JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const { text, isCut } = prettyJson(JSON.stringify(value, null, space));
        expect(text).toBe(JSON.stringify(JSON.parse(JSON.stringify(value)), null, 2));
        expect(isCut).toBe(false);
      }),
    );
  });

  it('is cut at the limit, and says so', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 40 }), (value, limit) => {
        const source = JSON.stringify(value);
        const whole = prettyJson(source).text;
        const { text, isCut } = prettyJson(source, limit);
        expect(whole.startsWith(text)).toBe(true);
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(isCut).toBe(text !== whole);
      }),
    );
    expect(prettyJson('"a😀b"', 3)).toEqual({ text: '"a', isCut: true });
  });

  it('takes any depth and any length, in time that the limit bounds', () => {
    const began = performance.now();
    const deep = prettyJson(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`);
    expect(deep).toMatchObject({ isCut: true });
    expect(deep.text.length).toBe(200_000);
    expect(prettyJson(JSON.stringify('x'.repeat(10_000_000))).text.length).toBe(200_000);
    expect(performance.now() - began).toBeLessThan(timeBound(2_000));
  });
});

describe('A text that is itself JSON', () => {
  it('is an object or an array, and is found', () => {
    expect(jsonInText('" {\\"a\\":1.50} "')).toBe('{"a":1.50}');
    expect(jsonInText('"[]"')).toBe('[]');
  });

  it('is nothing else', () => {
    for (const source of [
      '"abc"',
      '"5"',
      '"{a}"',
      '"[1"',
      '""',
      '{"a":1}',
      'null',
      '"null"',
      `"${'['.repeat(99_999)}"`,
    ]) {
      expect(jsonInText(source)).toBeUndefined();
    }
  });
});
