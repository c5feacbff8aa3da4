import { describe, expect, test } from 'vitest';
import { didYouMean } from '../../../../src/core/text/didYouMean.ts';

const keys = ['id', 'kind', 'name', 'column_mapping', 'anonymous_id', 'timestamp', 'bool', 'numeric'];

describe('a suggestion', () => {
  test.each([
    ['nmae', 'name'],
    ['Name', 'name'],
    ['columnMapping', 'column_mapping'],
    ['colunm-maping', 'column_mapping'],
    ['anonymus_id', 'anonymous_id'],
    ['timestmp', 'timestamp'],
    ['boolean', 'bool'],
    ['num', 'numeric'],
    ['knid', 'kind'],
  ])('for %s is %s', (word, expected) => {
    expect(didYouMean(word, keys)).toBe(expected);
  });

  test.each(['', '_', 'x', 'description', 'owner', 'sql', 'x'.repeat(1_000_000)])('is not made for %.20s', word => {
    expect(didYouMean(word, keys)).toBeUndefined();
  });
});
