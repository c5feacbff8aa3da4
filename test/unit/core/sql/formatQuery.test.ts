import { describe, expect, it } from 'vitest';
import { analyseQuery } from '../../../../src/core/sql/analyseQuery.ts';
import { lexes, type Dialect } from '../../../../src/core/sql/dialect.ts';
import { formatQuery, type FormattedQuery, type QueryPrinter } from '../../../../src/core/sql/formatQuery.ts';
import { compareLayout } from '../../../../src/core/sql/layout.ts';
import { printQuery } from '../../../../src/editor/sqlPrinter.ts';
import { corpus } from './corpus.ts';
import { generatedQuery } from './queryGenerator.ts';

const spaces = { width: 2, useTabs: false };

const format = (sql: string, dialect: Dialect, print = printQuery, indentation = spaces): FormattedQuery =>
  formatQuery(sql, dialect, analyseQuery(sql, dialect), indentation, print);

/** A printer that answers with this. */
const printing =
  (text: string): QueryPrinter =>
  () =>
    text;

describe('Formatting a query', () => {
  const query = "select a,b -- first\nfrom t where x='A  b' /* two */ and y>1";
  const laidOut = "select\n  a,\n  b -- first\nfrom\n  t\nwhere\n  x = 'A  b' /* two */\n  and y > 1";

  for (const dialect of ['bigquery', 'snowflake', 'postgres', 'unknown'] as const) {
    it(`lays it out and keeps case, texts and comments (${dialect})`, () => {
      expect(format(query, dialect)).toEqual({ kind: 'formatted', sql: laidOut });
    });
  }

  it('keeps the line ends, and indents as the editor does', () => {
    const windows = (text: string): string => text.replaceAll('\n', '\r\n');
    expect(format(windows(query), 'postgres')).toEqual({ kind: 'formatted', sql: windows(laidOut) });
    expect(format("select a, '\r\n'", 'postgres')).toMatchObject({ sql: "select\r\n  a,\r\n  '\r\n'" });
    const tabs = { width: 4, useTabs: true };
    expect(format('select a', 'postgres', printQuery, tabs)).toMatchObject({ sql: 'select\n\ta' });
  });

  it('keeps the case of types, which the formatter would change', () => {
    expect(format('select struct<a int64>(1) as s', 'bigquery')).toMatchObject({
      sql: expect.stringContaining('struct<a int64>') as unknown,
    });
  });

  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['select {{ a }} from t', 'templating'],
    ['select a from ${table}', 'templating'],
    ['select 1; select 2', 'severalStatements'],
    [`select 1${' + 1'.repeat(40_000)}`, 'tooLong'],
    ['select (a from t', 'notUnderstood'],
    ["select 'a", 'notUnderstood'],
  ] as const)('refuses %.40j: %s', (sql, reason) => {
    expect(format(sql, 'bigquery')).toEqual({ kind: 'refused', reason });
  });

  it.each([
    ['from t |> select a', 'bigquery'],
    ['select a from my-project-1.ds.t', 'bigquery'],
  ] as const)('refuses %j, which the formatter would break', (sql, dialect) => {
    expect(format(sql, dialect)).toEqual({ kind: 'refused', reason: 'changed' });
  });

  it.each([
    ['a token less', 'select a, b', 'select a'],
    ['a token more', 'select a', 'select a;'],
    ['other words in a comment', 'select a -- b', 'select a -- c'],
    ['a comment at another place', 'select a /* b */, c', 'select a, /* b */ c'],
    ['code that became a comment', 'select a -- b\n, c', 'select a -- b , c'],
    ['an operator in two', 'select a >= b', 'select a > = b'],
    ['two operators in one', 'select a - -1', 'select a --1'],
    ['a prefix away from its text', "select r'a'", "select r 'a'"],
    ["a project's name in two", 'select a from my-project.t', 'select a from my - project.t'],
    ["a name's dash apart", 'select a from p-1.t', 'select a from p -1.t'],
  ])('takes no layout with %s', (_, before, after) => {
    expect(format(before, 'bigquery', printing(after))).toEqual({ kind: 'refused', reason: 'changed' });
  });

  it('puts no two texts on one line, which are one text only on two', () => {
    expect(format("select 'a'\n'b'", 'postgres', printing("select 'a' 'b'"))).toMatchObject({ kind: 'refused' });
  });

  it('takes no layout of an unknown dialect that would be another query in one of them', () => {
    expect(format('select a from p-q.t', 'unknown', printing('select a from p - q.t'))).toMatchObject({
      kind: 'refused',
    });
    expect(format('select a from p-q.t', 'postgres', printing('select a from p - q.t'))).toMatchObject({
      kind: 'formatted',
    });
  });
});

describe('Formatting the corpus and random queries', () => {
  const queries = [
    ...corpus.map(({ sql, dialect }) => ({ sql, dialect })),
    ...Array.from({ length: 60 }, (_, seed) => ({ sql: generatedQuery(seed + 1), dialect: 'duckdb' as const })),
  ];
  const formatted = queries.flatMap(({ sql, dialect }) => {
    const result = format(sql, dialect);
    return result.kind === 'formatted' ? [{ sql, dialect, after: result.sql }] : [];
  });

  it('takes most of them, changes none but in its layout, and gives the same when asked again', () => {
    expect(formatted.length).toBeGreaterThan(queries.length * 0.8);
    expect(formatted.filter(({ sql, dialect, after }) => compareLayout(sql, after, lexes[dialect]) !== 'same')).toEqual(
      [],
    );
    // What our own lexer does not know of the text: every character but blanks.
    const bare = (text: string): string => text.replace(/\s+/g, '');
    expect(formatted.filter(({ sql, after }) => bare(sql) !== bare(after))).toEqual([]);
    const again = formatted.filter(({ dialect, after }) => {
      const result = format(after, dialect);
      return result.kind === 'refused' || result.sql !== after;
    });
    expect(again).toEqual([]);
  });

  it('leaves what they return as it was', () => {
    const names = (sql: string, dialect: Dialect): unknown => {
      const { columns } = analyseQuery(sql, dialect);
      if (columns.kind === 'untold') return columns.reason;
      return columns.columns.map(column => (column.kind === 'named' ? column.name : column.kind));
    };
    for (const { sql, dialect, after } of formatted) expect(names(after, dialect), sql).toEqual(names(sql, dialect));
  });
});
