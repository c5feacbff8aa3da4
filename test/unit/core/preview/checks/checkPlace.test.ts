import { expect, test } from 'vitest';
import { parseDocument } from '../../../../../src/core/document/documentParser.ts';
import { checkPlace } from '../../../../../src/core/preview/checks/checkPlace.ts';

const text = `/*---
kind: assignment_source
name: Exposures
column_mapping:
  anonymous_id: visitor
  timestamp: "seen at"
  variant:
  factors:
    headline: head_line
    cta: {column: cta_text}
---*/
SELECT 1`;

test.each([
  ['the value of a key', ['column_mapping', 'anonymous_id'], 'visitor'],
  ['a value in quotes', ['column_mapping', 'timestamp'], '"seen at"'],
  ['the column of a factor', ['column_mapping', 'factors', 'headline'], 'head_line'],
  ['the key of a map', ['column_mapping', 'factors'], 'factors'],
  ['the key of an entry that is a map where a column should be', ['column_mapping', 'factors', 'cta'], 'cta'],
  ['the key of nothing', ['column_mapping', 'variant'], 'variant'],
  ['the key above one that is not there', ['column_mapping', 'factors', 'gone'], 'factors'],
  ['the mapping as a whole', ['column_mapping'], 'column_mapping'],
  ['the mapping, for a part that it does not have', ['column_mapping', 'context'], 'column_mapping'],
] as const)('a check stands at %s', (_, path, found) => {
  const { start, end } = checkPlace(parseDocument(text), { path }) ?? { start: 0, end: 0 };
  expect(text.slice(start, end)).toBe(found);
});

test('a document without a column mapping has no place for a check', () => {
  expect(checkPlace(parseDocument('SELECT 1'), { path: ['column_mapping'] })).toBeUndefined();
});
