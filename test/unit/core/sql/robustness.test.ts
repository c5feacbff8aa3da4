import { describe, expect, it } from 'vitest';
import { analyseQuery } from '../../../../src/core/sql/analyseQuery.ts';
import type { Dialect } from '../../../../src/core/sql/dialect.ts';
import type { QueryAnalysis, Range } from '../../../../src/core/sql/queryAnalysis.ts';
import { cpuTime, timeBound } from '../../../cpuTime.ts';
import { corpus } from './corpus.ts';
import { randomFrom } from './queryGenerator.ts';

/** `MUTATIONS=100000` tries that many. */
const { MUTATIONS: number = '4000' } = process.env;
const limit = timeBound(50);
const nothing = analyseQuery('', 'unknown');
const dialects: readonly Dialect[] = ['bigquery', 'snowflake', 'postgres', 'duckdb', 'unknown'];
const pieces =
  'select from where with as ( ) [ ] { } , ; . * :: : -> |> => \' " ` $$ $1 -- /* */ # // {{ }} {% if x %} {% endif %} {# union all by name case end over exclude except (a) interval array<int64> struct values unnest lateral flatten group order using join natural qualify window aggregate extend rename \\ \u0000 \uE000 é 😀 1e5 0x @x ?'.split(
    ' ',
  );

function rangesOf(analysis: QueryAnalysis): readonly Range[] {
  const { columns, statements, commonTables, references, filters, trailingSemicolon } = analysis;
  return [
    ...statements.map(({ range }) => range),
    ...(columns.kind === 'told' ? columns.columns : []).flatMap(column => [
      column.range,
      ...(column.star === undefined ? [] : [column.star]),
      ...(column.kind === 'named' ? [column.nameRange] : []),
    ]),
    ...commonTables.flatMap(({ range, nameRange }) => [range, nameRange]),
    ...references.map(({ range }) => range),
    ...filters,
    ...(trailingSemicolon === undefined ? [] : [trailingSemicolon]),
  ];
}

/** What is wrong with an analysis, apart from being wrong. */
function faults(sql: string, dialect: Dialect): readonly string[] {
  let analysis = nothing;
  const took = cpuTime(() => (analysis = analyseQuery(sql, dialect)), limit);
  const outside = rangesOf(analysis).filter(({ start, end }) => !(start >= 0 && start <= end && end <= sql.length));
  const told = analysis.columns.kind === 'told' ? analysis.columns.columns : [];
  const misnamed = told.filter(
    column =>
      column.kind === 'named' &&
      column.isAlias &&
      !column.quoted &&
      sql.slice(column.nameRange.start, column.nameRange.end) !== column.name,
  );
  return [
    ...outside.map(range => `outside: ${JSON.stringify(range)}`),
    ...misnamed.map(column => `misnamed: ${JSON.stringify(column)}`),
    ...(took > limit ? [`took ${took} ms`] : []),
  ];
}

function mutated(sql: string, random: (below: number) => number): string {
  let text = sql;
  for (let count = 1 + random(3); count > 0; count--) {
    const at = random(text.length + 1);
    const to = Math.min(text.length, at + random(12));
    const piece = random(2) === 0 ? '' : (pieces[random(pieces.length)] ?? '');
    text = `${text.slice(0, at)}${piece}${random(2) === 0 ? text.slice(to) : ` ${text.slice(at)}`}`;
    if (random(12) === 0) text = text.slice(0, random(text.length + 1));
  }
  return text;
}

describe('Any text at all', () => {
  it('is analysed in no time, without an error and with ranges inside it (T13)', { timeout: 600_000 }, () => {
    for (const { sql, dialect } of corpus) faults(sql, dialect);
    const bad: string[] = [];
    for (let seed = 1; seed <= Number(number) && bad.length < 5; seed++) {
      const random = randomFrom(seed);
      const sql = mutated(corpus[random(corpus.length)]?.sql ?? '', random);
      const dialect = dialects[random(dialects.length)] ?? 'unknown';
      const found = faults(sql, dialect);
      if (found.length > 0) bad.push(`${seed} ${dialect} ${sql}: ${found.join('; ')}`);
    }
    expect(bad).toEqual([]);
  });

  it('may end anywhere', { timeout: 120_000 }, () => {
    const bad: string[] = [];
    const longest = corpus.toSorted((one, other) => other.sql.length - one.sql.length).slice(0, 50);
    for (const { sql, dialect } of longest) {
      for (let end = 0; end <= sql.length; end++) {
        const found = faults(sql.slice(0, end), dialect);
        if (found.length > 0) bad.push(`${sql.slice(0, end)}: ${found.join('; ')}`);
      }
    }
    expect(bad).toEqual([]);
  });

  const times = (count: number, piece: string): string => piece.repeat(count);
  const absurd: Readonly<Record<string, string>> = {
    'open brackets': `select ${times(500_000, '(')}`,
    'closed brackets': `select ${times(20_000, '(')}1${times(20_000, ')')}`,
    'queries in queries': `${times(5000, 'select * from (')}select 1${times(5000, ')')}`,
    'open queries': times(50_000, 'select * from ('),
    'joins in brackets': `select * from ${times(9000, '(')}t${times(9000, ')')}`,
    'doubling stars': `with a0 as (select 1 as x) ${times(60, '')}${Array.from({ length: 60 }, (_, at) => `, a${at + 1} as (select *, * from a${at})`).join('')} select * from a60`,
    'a long list': `select ${times(100_000, 'a, ')}b from t`,
    'a list within bounds': `select ${times(25_000, 'a, ')}b from t`,
    references: `select ${times(5000, 'a, ')}b from t order by ${times(20_000, 'a, ')}b`,
    joins: `with x as (select ${Array.from({ length: 5000 }, (_, at) => `a${at}`).join(',')} from t) select * from x natural join x natural join x`,
    tables: `with ${Array.from({ length: 5000 }, (_, at) => `a${at} as (select 1 as b)`).join(',')} select * from ${Array.from({ length: 5000 }, (_, at) => `a${at}`).join(',')}`,
    blocks: times(20_000, '{% if x %} a, {% endif %}'),
    'blocks in a list': `select ${times(10_000, '{% if x %} a, {% endif %} b, ')} c from t`,
    'open templates': times(300_000, '{{ '),
    'open statements': times(300_000, '{% '),
    quotes: times(1_000_000, "'"),
    comments: times(500_000, '/*'),
    dollars: times(500_000, '$a'),
    cases: `select ${times(20_000, 'case ')} 1 ${times(20_000, ' end')}`,
    'case after case': `select ${times(10_000, 'case when 1 then 2 end + ')} 1`,
    operators: `select ${times(500_000, '-')}1`,
    nots: `select ${times(50_000, 'not ')}a`,
    casts: `select a${times(50_000, '::int')}`,
    generics: `select array${times(20_000, '<array')}`,
    'one word': times(1_048_000, 'a'),
    spaces: times(1_048_000, ' '),
    'casts in casts': `select ${times(10_000, 'cast(')}1${times(10_000, ' as int)')}`,
    intervals: `select ${times(20_000, 'interval ')} 1 day`,
    unions: `${times(9000, 'select a union all ')} select b`,
    'bracketed unions': `${times(9000, '(')}select a${times(9000, ' union all select b)')}`,
    pipes: `from t ${times(14_000, '|> extend a as b ')}`,
    'growing pipes': `with a as (select 1 as b) from a ${times(9000, '|> join a ')}`,
    renames: `select ${Array.from({ length: 2000 }, (_, at) => `a${at}`).join(',')} from t ${times(9000, '|> rename b as c ')}`,
    tags: times(100_000, '{% macro a %}'),
    ends: times(200_000, 'end '),
    colons: `select a${times(50_000, ':b')}`,
  };

  it.each(Object.entries(absurd))('may be absurd: %s (T13)', (_, sql) => {
    analyseQuery(sql.slice(0, 20_000), 'postgres');
    expect(dialects.flatMap(dialect => faults(sql, dialect).map(fault => `${dialect}: ${fault}`))).toEqual([]);
  });

  it('of a usual length takes less than a millisecond', () => {
    for (const { sql, dialect } of corpus) analyseQuery(sql, dialect);
    const from = performance.now();
    for (const { sql, dialect } of corpus) analyseQuery(sql, dialect);
    const each = (performance.now() - from) / corpus.length;
    console.log(`${(each * 1000).toFixed(0)} µs for each query of the corpus.`);
    expect(each).toBeLessThan(timeBound(1));
  });
});
