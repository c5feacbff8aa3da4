import { describe, expect, it } from 'vitest';
import { analyseQuery } from '../../../../src/core/sql/analyseQuery.ts';
import type { Dialect } from '../../../../src/core/sql/dialect.ts';
import type { Range } from '../../../../src/core/sql/queryAnalysis.ts';

const analysed = (sql: string, dialect: Dialect = 'postgres') => {
  const analysis = analyseQuery(sql, dialect);
  const columns = analysis.columns.kind === 'told' ? analysis.columns.columns : [];
  return { analysis, columns, textOf: ({ start, end }: Range) => sql.slice(start, end) };
};

describe('Where a query says what it returns', () => {
  it('a column of a star is found inside the CTE that makes it', () => {
    const { columns, textOf } = analysed('with x as (select t.a as "A b", c from t) select * from x');
    expect(columns.map(column => column.kind === 'named' && textOf(column.nameRange))).toEqual(['"A b"', 'c']);
    expect(columns.map(column => column.star && textOf(column.star))).toEqual(['*', '*']);
    expect(columns.map(column => textOf(column.range))).toEqual(['t.a as "A b"', 'c']);
    expect(columns.map(column => column.kind === 'named' && column.isAlias)).toEqual([true, false]);
  });

  it('Postgres derives names that are kept apart', () => {
    const { columns } = analysed(
      "select count(*), max(a)::int, '1'::int, case when a then b end, trim(c), a at time zone 'x', interval '1 day', 1 from t",
    );
    expect(columns.map(column => column.kind === 'madeUp' && column.derivedName)).toEqual([
      'count',
      'max',
      'int4',
      'case',
      'btrim',
      'timezone',
      'interval',
      '?column?',
    ]);
  });

  it('CTEs, filters, references and the last semicolon have their ranges', () => {
    const { analysis, textOf } = analysed(
      'with x as (select a from t where ts > 1) select a as n from x where b = 1 group by n order by n desc;',
    );
    expect(analysis.commonTables.map(({ name, range }) => [name, textOf(range)])).toEqual([
      ['x', 'x as (select a from t where ts > 1)'],
    ]);
    expect(analysis.filters.map(textOf)).toEqual(['where b = 1']);
    expect([...analysis.filterWords]).toEqual(['TS', 'B']);
    expect(analysis.references.map(({ range, isCertain }) => [textOf(range), isCertain])).toEqual([
      ['n', false],
      ['n', true],
    ]);
    expect(analysis.trailingSemicolon && textOf(analysis.trailingSemicolon)).toBe(';');
    expect(analysis.statements.map(({ kind }) => kind)).toEqual(['query']);
  });

  it('an unknown dialect is told what BigQuery, Snowflake and Postgres agree on', () => {
    const { columns } = analysed('select a, b::date, c as d, count(*) from t', 'unknown');
    expect(columns.map(({ kind }) => kind)).toEqual(['named', 'unsure', 'named', 'madeUp']);
    expect(analysed('select `a` as `b` from `t`', 'unknown').columns.map(({ kind }) => kind)).toEqual(['named']);
  });
});
