import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBlankSql, sqlDialects, sqlTokens } from '../../../../src/core/document/sqlTokens.ts';

type Dialect = keyof typeof sqlDialects;

/** The tokens of one kind, as text. */
function texts(dialect: Dialect, sql: string, wanted: 'quoted' | 'comment'): string[] {
  return [...sqlTokens(sql, sqlDialects[dialect])]
    .filter(({ kind }) => kind === wanted)
    .map(({ start, end }) => sql.slice(start, end));
}

describe('what is a string or a quoted name', () => {
  test.each<[Dialect, string, string[]]>([
    ['postgres', `'a\\' "b" c`, [`'a\\'`, '"b"']],
    ['postgres', `E'a\\' b' e'\\''`, [`E'a\\' b'`.slice(1), `'\\''`]],
    ['postgres', `fee'a\\' "b"`, [`'a\\'`, '"b"']],
    ['postgres', `$$it's$$ $q$ $$ $q$`, [`$$it's$$`, '$q$ $$ $q$']],
    ['postgres', `a$b$'c' $1 'd'`, [`'c'`, `'d'`]],
    ['postgres', '`a "b" `', ['"b"']],
    ['bigquery', `'a\\' b' "c\\"d" \`e\\\`f\``, [`'a\\' b'`, `"c\\"d"`, '`e\\`f`']],
    ['bigquery', `"""a "b" c""" '''it's'''`, [`"""a "b" c"""`, `'''it's'''`]],
    ['bigquery', `$$ 'a' $$`, [`'a'`]],
    ['snowflake', `'a\\' b' "c\\" 'd'`, [`'a\\' b'`, `"c\\"`, `'d'`]],
    ['snowflake', `$$it's$$ $q$ 'a' $q$`, [`$$it's$$`, `'a'`]],
  ])('%s: %s', (dialect, sql, expected) => {
    expect(texts(dialect, sql, 'quoted')).toEqual(expected);
  });
});

describe('what is a comment', () => {
  test.each<[Dialect, string, string[]]>([
    ['postgres', 'a -- b\nc # d // e', ['-- b']],
    ['postgres', '/* a /* b */ c */ d', ['/* a /* b */ c */']],
    ['bigquery', 'a # b\nc -- d\r\ne // f', ['# b', '-- d']],
    ['bigquery', '/* a /* b */ c */ d', ['/* a /* b */']],
    ['snowflake', 'a // b\nc -- d\ne # f', ['// b', '-- d']],
    ['snowflake', '/* a /* b */ c */ d', ['/* a /* b */']],
    ['snowflake', '/*+ hint */ /* open', []],
  ])('%s: %s', (dialect, sql, expected) => {
    expect(texts(dialect, sql, 'comment')).toEqual(expected);
  });
});

test('the tokens of any text are the whole text', () => {
  const piece = fc.constantFrom(
    ...["'", '"', '`', '\\', '$', '$$', '$a$', '--', '/*', '*/', '#', '//', '\n', ' ', 'e', '(', ',', 'é', '😀'],
  );
  fc.assert(
    fc.property(fc.array(piece), fc.constantFrom(...Object.values(sqlDialects)), (pieces, dialect) => {
      const sql = pieces.join('');
      expect([...sqlTokens(sql, dialect)].map(({ start, end }) => sql.slice(start, end)).join('')).toBe(sql);
    }),
    { numRuns: 1_000 },
  );
});

test('a query of comments alone is blank', () => {
  expect(isBlankSql(' -- a\n/* b /* c */ */\n')).toBe(true);
  expect(isBlankSql('-- a\nSELECT 1')).toBe(false);
  expect(isBlankSql('/* open')).toBe(false);
});
