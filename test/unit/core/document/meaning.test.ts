import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DefinitionDraft } from '../../../../src/core/definition.ts';
import { sameMeaning } from '../../../../src/core/document/meaning.ts';
import { definitions } from './definitions.ts';

function query(sql: string): DefinitionDraft {
  return { kind: 'metric', name: 'a', sql, column_mapping: { anonymous_id: 'u', timestamp: 't' } };
}

describe('two queries', () => {
  test.each([
    ['line ends', 'SELECT 1\r\nFROM a', 'SELECT 1\nFROM a'],
    ['space at the end', 'SELECT 1  ', 'SELECT 1'],
    ['indentation', 'SELECT\n  1', 'SELECT 1'],
    ['space beside brackets and commas', 'f( a,b )', 'f (a, b)'],
    ['a line comment', 'SELECT 1 -- one\nFROM a', 'SELECT 1 FROM a'],
    ['a comment instead of space', 'a/* x */b', 'a b'],
    ['a quote in a comment', "SELECT 1 -- it's\n, 'a b'", "SELECT 1, 'a b'"],
  ])('differ in form only: %s', (_, one, other) => {
    expect(sameMeaning(query(one), query(other))).toBe('cosmetic');
    expect(sameMeaning(query(other), query(one))).toBe('cosmetic');
  });

  test.each([
    ['space in a string', "SELECT 'a  b'", "SELECT 'a b'"],
    ['space in a name', 'SELECT "a  b"', 'SELECT "a b"'],
    ['space in a backtick name', 'SELECT `a  b`', 'SELECT `a b`'],
    ['a comment mark in a string', "SELECT '--  x'", "SELECT '-- x'"],
    ['a comment in a string', "SELECT 'a /* b */'", "SELECT 'a '"],
    ['a tagged string of Postgres', "SELECT $q$it's  b$q$, 'x'", "SELECT $q$it's b$q$, 'x'"],
    ['a string of Snowflake', "SELECT $$it's  b$$", "SELECT $$it's b$$"],
    ['an operator before a tagged string', "SELECT @$q$it's  b$q$", "SELECT @$q$it's b$q$"],
    ['an escaped quote of BigQuery', "SELECT 'a\\' -- b', '  '", "SELECT 'a\\' , ' '"],
    ['an escaped quote of Postgres', "SELECT E'a\\'  b'", "SELECT E'a\\' b'"],
    ['three quotes', `SELECT """a " b  c""", 'x'`, `SELECT """a " b c""", 'x'`],
    ['what is a comment in BigQuery only', 'SELECT a # b\n, c', 'SELECT a # d\n, c'],
    ['a quote behind a hash', "SELECT 1 # it's\n, '  '", "SELECT 1 # it's\n, ' '"],
    ['what is a comment in Snowflake only', "SELECT 1 // it's\n, '  '", "SELECT 1 // it's\n, ' '"],
    ['nested comments', '/* /* */ SELECT 1 */ SELECT 2', '/* /* */ SELECT 3 */ SELECT 2'],
    ['a comment that nests in one dialect', "/* /* */ '  ' /* */ */ SELECT 1", "/* /* */ ' ' /* */ */ SELECT 1"],
    ['strings joined by a line break', "SELECT 'a'\n'b'", "SELECT 'a' 'b'"],
    ['an operator', 'a - -1', 'a --1'],
    ['two words', 'a b', 'ab'],
    ['case', 'SELECT a', 'select a'],
    ['a hint', 'SELECT /*+ x */ 1', 'SELECT 1'],
    ['an open string', "SELECT 'a  ", "SELECT 'a "],
    ['an open comment', 'SELECT 1 /* a', 'SELECT 1'],
    ['a lone CR after a comment', "SELECT 1 -- it's\r, '  '", "SELECT 1 -- it's\r, ' '"],
    ['a number', 'SELECT 1', 'SELECT 2'],
  ])('are different: %s', (_, one, other) => {
    expect(sameMeaning(query(one), query(other))).toBe('different');
    expect(sameMeaning(query(other), query(one))).toBe('different');
  });
});

describe('two definitions', () => {
  const one = query('SELECT 1');
  const mapped = (extra: object): DefinitionDraft => ({ ...one, column_mapping: { ...one.column_mapping, ...extra } });

  test('are equal to themselves', () => {
    fc.assert(
      fc.property(definitions, definition => {
        expect(sameMeaning(definition, structuredClone(definition))).toBe('equal');
      }),
    );
  });

  test.each([
    ['the order of keys', { ...one, column_mapping: { timestamp: 't', anonymous_id: 'u' } }],
    ['an optional part that is null', mapped({ reward_type: null })],
  ])('differ in form only: %s', (_, other) => {
    expect(sameMeaning(one, other)).toBe('cosmetic');
  });

  test.each([
    ['name', { ...one, name: 'a ' }],
    ['kind', { ...one, kind: 'assignment_source' as const }],
    ['a column', mapped({ timestamp: 'x' })],
    ['one more part', mapped({ value: 'v' })],
    ['an unknown part that is null', mapped({ outcomes: null })],
    ['an unknown part', mapped({ outcomes: [{ a: 1 }] })],
  ])('are different: %s', (_, other) => {
    expect(sameMeaning(one, other)).toBe('different');
    expect(sameMeaning(other, one)).toBe('different');
  });

  test('compare unknown parts by content', () => {
    expect(sameMeaning(mapped({ x: { a: 1, b: [2] } }), mapped({ x: { b: [2], a: 1 } }))).toBe('cosmetic');
    expect(sameMeaning(mapped({ x: [1, 2] }), mapped({ x: [2, 1] }))).toBe('different');
    expect(sameMeaning(mapped({ x: {} }), mapped({ x: [] }))).toBe('different');
  });

  test('with something inside a string changed are never the same', () => {
    const inside = fc.string({
      unit: fc.constantFrom(' ', '\n', '-', '/', '*', '#', 'a', '(', ','),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(inside, inside, (left, right) => {
        fc.pre(left !== right);
        expect(sameMeaning(query(`SELECT '${left}' FROM a`), query(`SELECT '${right}' FROM a`))).toBe('different');
      }),
      { numRuns: 2_000 },
    );
  });
});
