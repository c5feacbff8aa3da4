import { describe, expect, test } from 'vitest';
import { columnTieAt } from '../../../../src/core/authoring/columnTie.ts';
import { commonTableAt } from '../../../../src/core/authoring/commonTableUses.ts';
import { read, withCursor } from './cursor.ts';

function tie(marked: string) {
  const { text, offset } = withCursor(marked);
  const document = read(text);
  const found = columnTieAt(document, offset);
  if (found === undefined) return undefined;
  const { start } = document.document.sql;
  return {
    mapped: found.mapped.map(({ path }) => path),
    columns: found.columns.map(({ range }) => text.slice(start + range.start, start + range.end)),
    references: found.references.map(({ range }) => start + range.start),
  };
}

describe('What a mapping and the query have to do with each other', () => {
  const text = (user: string, sql: string): string =>
    `---\nname: a\ncolumn_mapping:\n  anonymous_id: ${user}\n  timestamp: at\n  factors: {c: USER}\n---\n${sql}`;

  test('is the same from either side', () => {
    const fromMapping = tie(text('us¦er', 'SELECT id AS user, at FROM t ORDER BY user'));
    const fromColumn = tie(text('user', 'SELECT id AS us¦er, at FROM t ORDER BY user'));
    const fromReference = tie(text('user', 'SELECT id AS user, at FROM t ORDER BY us¦er'));
    expect(fromMapping).toEqual({
      mapped: ['anonymous_id', 'factors.c'],
      columns: ['id AS user'],
      references: [expect.any(Number)],
    });
    expect(fromColumn).toEqual(fromMapping);
    expect(fromReference).toEqual(fromMapping);
  });

  test('is nothing for what names no column', () => {
    expect(tie(text('user', 'SELECT id AS user, at FR¦OM t'))).toBeUndefined();
    expect(tie(text('us¦er', 'SELECT id, at FROM t'))).toEqual({ mapped: [], columns: [], references: [] });
    expect(tie('---\nna¦me: a\n---\nSELECT 1')).toBeUndefined();
  });

  test('is what a star brings from a CTE, where that can be told', () => {
    expect(tie(text('us¦er', 'WITH c AS (SELECT id AS user, at FROM t) SELECT * FROM c'))?.columns).toEqual([
      'id AS user',
    ]);
  });
});

describe('A CTE', () => {
  function uses(marked: string) {
    const { text, offset } = withCursor(marked);
    const { analysis } = read(`---\n---\n${text}`);
    const found = commonTableAt(text, analysis, 'unknown', offset);
    return found === undefined ? undefined : [found.table.nameRange, ...found.uses].map(({ start }) => start);
  }

  test('is found from its name and from each use', () => {
    const parts = 'WITH ^c AS (SELECT 1 AS x) SELECT ^c.x, y FROM a, ^"c" JOIN s.c AS d ON ^C.x = d.x JOIN ^c'.split(
      '^',
    );
    const sql = parts.join('');
    const expected = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('').length);
    for (const at of expected) expect(uses(`${sql.slice(0, at)}¦${sql.slice(at)}`)).toEqual(expected);
  });

  test('is not what has only its name', () => {
    expect(uses('WITH c AS (SELECT 1 AS c) SELECT ¦c FROM c')).toBeUndefined();
    expect(uses('WITH c AS (SELECT 1 AS x) SELECT x FROM s.¦c')).toBeUndefined();
    expect(uses('WITH c AS (SELECT 1 AS x) SELECT x FROM ¦c(1)')).toBeUndefined();
    expect(uses('SELECT x FROM ¦c')).toBeUndefined();
  });
});
