import { describe, expect, test } from 'vitest';
import { expectedAliases } from '../../../../src/core/authoring/expectedAliases.ts';
import { sqlPlaceAt } from '../../../../src/core/authoring/sqlPlace.ts';
import type { Dialect } from '../../../../src/core/sql/dialect.ts';
import { read, withCursor } from './cursor.ts';

function place(marked: string, dialect: Dialect = 'unknown') {
  const { text, offset } = withCursor(marked);
  return sqlPlaceAt(text, offset, dialect);
}

describe('What is written at the cursor in a query', () => {
  test.each([
    ['SELECT user_id AS ¦', 'alias'],
    ['SELECT user_id AS an¦ FROM t', 'alias'],
    ['SELECT ¦', 'column'],
    ['SELECT DISTINCT a¦', 'column'],
    ['SELECT a, ¦ FROM t', 'column'],
    ['SELECT (SELECT 1), x¦', 'column'],
    ['SELECT t.user_id ¦', 'expressionEnd'],
    ['SELECT count(*) a¦ FROM t', 'expressionEnd'],
    ["SELECT 'a' ¦", 'expressionEnd'],
    ['SELECT CASE WHEN a THEN b END ¦', 'expressionEnd'],
    ['WITH c AS (SELECT id AS ¦) SELECT 1', 'alias'],
    ['SELECT * FROM ¦', 'table'],
    ['SELECT * FROM a JOIN ¦', 'table'],
    ['SELECT * FROM a, ¦', 'table'],
    ['SELECT * FROM (¦', 'table'],
    ['SELECT a FROM t UNION ALL SELECT b AS ¦', 'alias'],
  ] as const)('%s: %s', (marked, kind) => {
    expect(place(marked)?.kind).toBe(kind);
  });

  test.each([
    'SELECT CAST(a AS ¦',
    'WITH c AS ¦',
    'SELECT a AS b ¦',
    'SELECT a b ¦',
    'SELECT count(¦',
    'SELECT a FROM t AS ¦',
    'SELECT a FROM t WHERE ¦',
    "SELECT 'AS ¦'",
    "SELECT 'AS ¦",
    'SELECT a -- AS ¦',
    'SELECT a /* AS ¦ */',
    'SELECT t.¦ FROM t',
    'SELECT a + ¦',
    'SELECT a ORDER BY ¦',
    'SELECT extract(day FROM ¦',
    'SELECT a AND ¦',
    '¦',
  ])('offers nothing: %s', marked => {
    const found = place(marked);
    expect(found === undefined || (found.kind === 'table' && found.tables.length === 0)).toBe(true);
  });

  test('knows the CTEs that can be used there', () => {
    const tables = 'WITH a AS (SELECT 1), b (x) AS NOT MATERIALIZED (SELECT * FROM ¦';
    expect(place(tables)?.tables).toEqual(['a']);
    expect(place('WITH a AS (SELECT 1), b (x) AS (SELECT 2) SELECT * FROM a JOIN ¦')?.tables).toEqual(['a', 'b']);
    expect(place('WITH a AS (WITH n AS (SELECT 1) SELECT * FROM n) SELECT * FROM ¦')?.tables).toEqual(['a']);
    expect(place('WITH a AS (WITH n AS (SELECT 1) SELECT * FROM ¦')?.tables).toEqual(['n']);
    expect(place('SELECT * FROM ¦')?.tables).toEqual([]);
    expect(place('WITH `a b` AS (SELECT 1) SELECT * FROM ¦', 'bigquery')?.tables).toEqual(['`a b`']);
  });
});

describe('The names that the mapping expects', () => {
  const head = [
    '/*---',
    'name: a',
    'column_mapping:',
    '  anonymous_id: user',
    '  timestamp: at',
    '  reward_type: bool',
    '---*/',
    '',
  ].join('\n');
  function expected(marked: string, dialect: Dialect = 'unknown'): readonly string[] | undefined {
    const { text, offset } = withCursor(head + marked);
    const document = read(text, dialect);
    const { sql } = document.document;
    const at = sqlPlaceAt(sql.text, offset - sql.start, dialect);
    return at === undefined ? undefined : expectedAliases(document, at.range);
  }

  test('are those that are not returned yet, though the query is not finished', () => {
    expect(expected('SELECT id AS ¦ FROM t')).toEqual(['user', 'at']);
    expect(expected('SELECT id AS user, time AS ¦ FROM t')).toEqual(['at']);
    expect(expected('SELECT id AS USER, time AS a¦')).toEqual(['at']);
    expect(expected('SELECT id AS user, time ¦')).toEqual(['at']);
    expect(expected('SELECT id AS user, ¦ FROM t')).toEqual(['at']);
    expect(expected('SELECT id AS "USER", time AS ¦ FROM t', 'postgres')).toEqual(['user', 'at']);
  });

  test('are all of them where it cannot be told what is returned', () => {
    expect(expected('SELECT *, ¦ FROM t')).toEqual(['user', 'at']);
    expect(expected('SELECT a AS ¦ FROM (')).toEqual(['user', 'at']);
  });
});
