import { describe, expect, test } from 'vitest';
import { renameColumn } from '../../../../src/core/authoring/columnRename.ts';
import { applyEdits } from '../../../../src/core/document/textEdit.ts';
import type { Dialect } from '../../../../src/core/sql/dialect.ts';
import { read, withCursor } from './cursor.ts';

const head = (user = 'anonymous_id'): string =>
  `/*---\nname: a\ncolumn_mapping:\n  anonymous_id: ${user} # who\n  timestamp: at\n---*/\n`;

/** The SQL after the rename, the mapped user before it; or why it is refused. */
function renamed(marked: string, name: string, dialect: Dialect = 'unknown', mapped?: string): string {
  const { text, offset } = withCursor(marked.includes('/*---') ? marked : head(mapped) + marked);
  const result = renameColumn(read(text, dialect), offset, name);
  if (result.kind === 'refused') return `refused: ${result.why}`;
  const after = applyEdits(text, result.edits);
  const user = /anonymous_id: (.*) # who/.exec(after)?.[1] ?? '';
  return `${user} | ${after.slice(after.indexOf('---*/\n') + 6)}`;
}

describe('Renaming a column', () => {
  test.each<[string, string, string]>([
    ['an alias', 'SELECT id AS ano¦nymous_id, at FROM t', 'user | SELECT id AS user, at FROM t'],
    ['an alias without AS', 'SELECT id anonymous_id¦, at FROM t', 'user | SELECT id user, at FROM t'],
    ['a column without an alias', 'SELECT ¦anonymous_id, at FROM t', 'user | SELECT anonymous_id AS user, at FROM t'],
    ['a path', 'SELECT t.anonymous¦_id, at FROM t', 'user | SELECT t.anonymous_id AS user, at FROM t'],
    [
      'and where it is certain that it is meant',
      'SELECT id AS anonymous_id, at FROM t ORDER BY anonymous_¦id DESC, at',
      'user | SELECT id AS user, at FROM t ORDER BY user DESC, at',
    ],
    [
      'in capitals',
      'SELECT id AS Anonymous_Id¦, at FROM t ORDER BY ANONYMOUS_ID',
      'user | SELECT id AS user, at FROM t ORDER BY user',
    ],
    [
      'of a CTE with the same name inside',
      'WITH c AS (SELECT id AS anonymous_id, at FROM t) SELECT anonymous_id¦, at FROM c',
      'user | WITH c AS (SELECT id AS anonymous_id, at FROM t) SELECT anonymous_id AS user, at FROM c',
    ],
    [
      'whose input has the same name',
      'SELECT lower(anonymous_id) AS anonymous_id¦, at FROM t WHERE anonymous_id IS NOT NULL',
      'user | SELECT lower(anonymous_id) AS user, at FROM t WHERE anonymous_id IS NOT NULL',
    ],
  ])('changes it and its entry in the mapping: %s', (_, marked, after) => {
    expect(renamed(marked, 'user', 'snowflake')).toBe(after);
  });

  test('begins at the entry in the mapping too, and keeps its quotes and its comment', () => {
    const text = `${head('"anonymous¦_id"')}SELECT id AS anonymous_id, at FROM t`;
    expect(renamed(text, 'user')).toBe('"user" | SELECT id AS user, at FROM t');
  });

  test('keeps the quotes of an alias', () => {
    expect(renamed('SELECT id AS "anonymous_id¦", at FROM t', 'user', 'postgres')).toBe(
      'user | SELECT id AS "user", at FROM t',
    );
  });

  test('leaves a mapping alone that names another column', () => {
    expect(renamed('SELECT anonymous_id, at, id AS x¦ FROM t', 'y')).toBe(
      'anonymous_id | SELECT anonymous_id, at, id AS y FROM t',
    );
  });

  test.each<[string, string, string, Dialect]>([
    ['nothing', 'SELECT anonymous_id, at FROM t¦', 'x', 'unknown'],
    ['untold', `${head('anonymous¦_id')}SELECT id AS anonymous_id, FROM (`, 'x', 'unknown'],
    ['notReturned', `${head('anonymous¦_id')}SELECT id, at FROM t`, 'x', 'unknown'],
    ['star', `${head('anonymous¦_id')}SELECT * FROM t`, 'x', 'unknown'],
    [
      'star',
      `${head('anonymous¦_id')}WITH c AS (SELECT id AS anonymous_id, at FROM t) SELECT * FROM c`,
      'x',
      'unknown',
    ],
    ['unnamed', `${head('coun¦t')}SELECT count(*), at FROM t`, 'x', 'postgres'],
    ['several', 'SELECT a AS anonymous¦_id, b AS anonymous_id, at FROM t', 'x', 'unknown'],
    ['uncertain', 'SELECT id AS anonymous¦_id, max(at) AS at FROM t GROUP BY anonymous_id', 'x', 'bigquery'],
    ['uncertain', 'SELECT id AS anonymous¦_id, at FROM t WHERE anonymous_id IS NOT NULL', 'x', 'snowflake'],
    ['uncertain', 'SELECT id AS anonymous¦_id, at, anonymous_id || 1 AS y FROM t', 'x', 'unknown'],
    ['name', 'SELECT id AS anonymous¦_id, at FROM t', 'two words', 'unknown'],
    ['name', 'SELECT id AS anonymous¦_id, at FROM t', '1st', 'unknown'],
    ['name', 'SELECT id AS anonymous¦_id, at FROM t', 'a"; --', 'unknown'],
    ['taken', 'SELECT id AS anonymous¦_id, at FROM t', 'AT', 'unknown'],
    ['changes', 'SELECT id anonymous¦_id, at FROM t', 'from', 'unknown'],
  ])('is refused where it is not certain what comes of it: %s', (why, marked, name, dialect) => {
    expect(renamed(marked, name, dialect)).toBe(`refused: ${why}`);
  });
});
