import { Dialect as Parser, parse } from '@polyglot-sql/sdk';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/document/documentParser.ts';
import { toDraft } from '../../../src/core/document/draft.ts';
import { type Dialect, dialectOf, type NewKind, starterDocument } from '../../../src/sync/newDefinitionText.ts';

const kinds = ['bool', 'numeric', 'assignment_source'] as const;
const parsers = {
  bigquery: Parser.BigQuery,
  snowflake: Parser.Snowflake,
  postgres: Parser.PostgreSQL,
  unknown: Parser.Generic,
} as const;
const dialects = Object.keys(parsers) as Dialect[];

function draftOf(kind: NewKind, dialect: Dialect, name = 'Signup') {
  const document = parseDocument(starterDocument(kind, name, dialect));
  expect(document.problems).toEqual([]);
  expect(document.id).toBeUndefined();
  const draft = toDraft(document);
  if (draft === undefined) throw new Error('A starter is a whole definition.');
  return draft;
}

describe.each(dialects)('a new definition for %s', dialect => {
  test.each(kinds)('%s: a file without problems and without an id, whose query the warehouse can read', kind => {
    const { sql } = draftOf(kind, dialect);
    expect(parse(sql, parsers[dialect])).toMatchObject({ success: true });
  });

  test.each(kinds)('%s: the query gives every column that the mapping names', kind => {
    const { sql, column_mapping } = draftOf(kind, dialect);
    const columns = Object.entries(column_mapping).filter(([key]) => key !== 'reward_type');
    for (const [, column] of columns) expect(sql).toMatch(new RegExp(`(AS |^ +)${String(column)},?$`, 'm'));
  });
});

test('a conversion has no value column, a value has one, and the source has its variant', () => {
  expect(draftOf('bool', 'bigquery').column_mapping).toEqual({
    anonymous_id: 'anonymous_id',
    timestamp: 'timestamp',
    reward_type: 'bool',
  });
  expect(draftOf('numeric', 'bigquery').column_mapping).toMatchObject({ reward_type: 'numeric', value: 'value' });
  expect(draftOf('assignment_source', 'bigquery')).toMatchObject({
    kind: 'assignment_source',
    column_mapping: { variant: 'variant' },
  });
});

test.each(['A: "b" # c', '---*/ x', ' a ', 'null', '12', 'Ünïcode 💚', "it's"])(
  'the name %j stays as it is (T13)',
  name => {
    expect(draftOf('numeric', 'postgres', name).name).toBe(name);
  },
);

test.each([
  ['bigquery', 'bigquery'],
  ['BigQuery', 'bigquery'],
  ['snowflake', 'snowflake'],
  ['postgres', 'postgres'],
  ['postgresql', 'postgres'],
  ['redshift', 'unknown'],
  ['', 'unknown'],
  ['__proto__', 'unknown'],
  [undefined, 'unknown'],
])('a warehouse called %j speaks %s', (provider, dialect) => {
  expect(dialectOf(provider)).toBe(dialect);
});
