import { describe, expect, it } from 'vitest';
import { variantLabels } from '../../../../../src/core/preview/profile/variantLabels.ts';

describe('variants with the same keys', () => {
  it('are called by their values, as they were sent', () => {
    expect(variantLabels(['{"cta":"Start free","rank":9007199254740993}', '{"cta":"Try it now","rank":1.0}'])).toEqual([
      'Start free · 9007199254740993',
      'Try it now · 1.0',
    ]);
  });

  it('show what is hidden in a value, and how deep ones look', () => {
    expect(variantLabels(['{"a":"x\\u202ey","b":{"c":[1]}}'])).toEqual(['x\\u202ey · {"c":[1]}']);
  });
});

describe('variants that differ in more than their values', () => {
  it.each([
    ['in a key', ['{"a":1}', '{"b":1}']],
    ['in the number of keys', ['{"a":1}', '{"a":1,"b":2}']],
    ['in being objects', ['{"a":1}', '"control"']],
    ['in nothing, but have no keys', ['{}', '{}']],
    ['in nothing, for there are none', []],
  ])('%s have no short names', (_, sources) => {
    expect(variantLabels(sources)).toBeUndefined();
  });
});
