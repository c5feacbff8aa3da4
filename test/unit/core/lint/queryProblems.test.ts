import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../../src/core/lint/problem.ts';
import type { LintContext } from '../../../../src/core/lint/subject.ts';
import { linted, mended, pointedAt } from './lintedText.ts';

const metric = ['name: Signup', 'column_mapping:', '  anonymous_id: user_id', '  timestamp: at'];
const filter = 'WHERE at > @start_date';

function file(sql: string, ...fields: readonly string[]): string {
  return ['/*---', ...(fields.length === 0 ? metric : fields), '---*/', sql].join('\n');
}

const hosted: Partial<LintContext> = { isHosted: true, dialect: 'bigquery' };

/** A text, what is around it, what is pointed at, and the text after the first fix, where there is one. */
const cases: readonly [
  title: string,
  text: string,
  code: Problem['code'],
  at: string,
  after?: string,
  around?: Partial<LintContext>,
][] = [
  [
    'a slip in a mapped column',
    file(`SELECT user_idd, at FROM t ${filter}`),
    'column-not-returned',
    'user_id',
    file(`SELECT user_idd, at FROM t ${filter}`, ...metric.toSpliced(2, 1, '  anonymous_id: user_idd')),
  ],
  [
    'an expression without a name',
    file(`SELECT user_id, max(x.day) FROM x WHERE x.day > 1 GROUP BY 1`),
    'column-not-returned',
    'at',
    file(`SELECT user_id, max(x.day) AS at FROM x WHERE x.day > 1 GROUP BY 1`),
  ],
  [
    'another column in the place of the mapped one',
    file(`SELECT user_id, created FROM t WHERE created > @start_date`),
    'column-not-returned',
    'at',
    file(
      `SELECT user_id, created FROM t WHERE created > @start_date`,
      ...metric.toSpliced(3, 1, '  timestamp: created'),
    ),
  ],
  [
    'a variant that is not returned',
    file(`SELECT user_id, at, variants FROM t ${filter}`, 'kind: assignment_source', ...metric, '  variant: variant'),
    'column-not-returned',
    'variant',
    file(`SELECT user_id, at, variants FROM t ${filter}`, 'kind: assignment_source', ...metric, '  variant: variants'),
  ],
  [
    'a context that is not returned',
    file(`SELECT user_id, at FROM t ${filter}`, 'kind: assignment_source', ...metric, '  context: "plan"'),
    'column-not-returned',
    '"plan"',
  ],
  [
    'a factor that is not returned',
    file(
      `SELECT user_id, at, headline FROM t ${filter}`,
      'kind: assignment_source',
      ...metric,
      '  factors: {Head: headlines}',
    ),
    'column-not-returned',
    'headlines',
    file(
      `SELECT user_id, at, headline FROM t ${filter}`,
      'kind: assignment_source',
      ...metric,
      '  factors: {Head: headline}',
    ),
  ],
  [
    'a numeric reward without a value, where the query returns one',
    file(`SELECT user_id, at, value FROM t ${filter}`, ...metric, '  reward_type: numeric'),
    'missing-value-column',
    'numeric',
    file(`SELECT user_id, at, value FROM t ${filter}`, ...metric, '  reward_type: numeric', '  value: value'),
  ],
  [
    'a numeric reward without a value, where one column is left',
    file(`SELECT user_id, at, amount FROM t ${filter}`, ...metric, '  reward_type: numeric'),
    'missing-value-column',
    'numeric',
    file(`SELECT user_id, at, amount FROM t ${filter}`, ...metric, '  reward_type: numeric', '  value: amount'),
  ],
  [
    'a slip in a key of the mapping',
    file(`SELECT user_id, at, a FROM t ${filter}`, ...metric, '  valeu: a'),
    'similar-mapping-key',
    'valeu',
    file(`SELECT user_id, at, a FROM t ${filter}`, ...metric, '  value: a'),
  ],
  [
    'a mapped column twice',
    file(`SELECT user_id, at, b AS user_id FROM t ${filter}`),
    'duplicate-column',
    'user_id',
    file(`SELECT user_id, at, b AS user_id_2 FROM t ${filter}`),
  ],
  [
    'any column twice in BigQuery',
    file(`SELECT user_id, at, a.x, b.x FROM a JOIN b USING (user_id) ${filter}`),
    'duplicate-column',
    'x',
    file(`SELECT user_id, at, a.x, b.x AS x_2 FROM a JOIN b USING (user_id) ${filter}`),
    { dialect: 'bigquery' },
  ],
  ['two statements', file('SELECT 1; SELECT 2'), 'several-statements', 'SELECT 2'],
  ['a statement that changes data', file('DELETE FROM t WHERE at > 1'), 'not-a-query', 'DELETE'],
  [
    'a slip in the first word',
    file('SELCT user_id, at FROM t WHERE at > 1'),
    'not-a-query',
    'SELCT',
    file('SELECT user_id, at FROM t WHERE at > 1'),
  ],
  [
    'a semicolon at the end',
    file(`SELECT user_id, at FROM t ${filter}; -- done`),
    'trailing-semicolon',
    ';',
    file(`SELECT user_id, at FROM t ${filter} -- done`),
  ],
  [
    'the columns of the hosted warehouse',
    file(`SELECT user_id, at FROM t ${filter}`),
    'missing-hosted-columns',
    'SELECT',
    file(`SELECT organization_id, optimization_id, user_id, at FROM t ${filter}`),
    hosted,
  ],
  [
    'one column of the hosted warehouse',
    file(`SELECT organization_id, user_id, at FROM t ${filter}`),
    'missing-hosted-columns',
    'SELECT',
    file(`SELECT optimization_id, organization_id, user_id, at FROM t ${filter}`),
    hosted,
  ],
  ['no filter at all', file('SELECT user_id, x.created AS at FROM x'), 'no-time-filter', 'x.created AS at'],
  ['a filter on something else', file("SELECT user_id, at FROM t WHERE plan = 'pro'"), 'no-time-filter', 'at'],
];

describe('a problem between file and query', () => {
  test.each(cases)('%s', (_, text, code, at, after, around) => {
    expect(pointedAt(text, around)).toEqual([[code, at]]);
    const [first] = mended(text, code, around);
    expect(first?.text).toBe(after);
    if (after !== undefined) expect(pointedAt(after, around)).toEqual([]);
  });

  test('several expressions without a name are a choice, and nothing is preferred', () => {
    const text = file(`SELECT user_id, max(day), min(day) FROM x GROUP BY 1`);
    const fixes = mended(text, 'column-not-returned');
    expect(fixes.map(({ fix }) => [fix.code, fix.isPreferred])).toEqual([
      ['name-column', false],
      ['name-column', false],
    ]);
    expect(fixes[1]?.text).toBe(file(`SELECT user_id, max(day), min(day) AS at FROM x GROUP BY 1`));
  });
});

describe('nothing is said', () => {
  const numeric = [...metric, '  reward_type: numeric'];
  test.each<[string, string, Partial<LintContext>?]>([
    ['of columns behind a star', file(`SELECT * FROM t ${filter}`)],
    ['of columns of a query that is being typed', file(`SELECT user_id, (`)],
    ['of a column that Postgres names after a function', file('SELECT user_id, at(x) FROM t WHERE day > now()')],
    ['of a column in other letters', file(`SELECT USER_ID, At FROM t ${filter}`)],
    [
      'of an engine that names columns itself',
      file('SELECT user_id, 1 FROM t', ...metric.toSpliced(3, 1, '  timestamp: f0_')),
    ],
    [
      'of a value under a key that Levered may know',
      file(`SELECT user_id, at, x FROM t ${filter}`, ...numeric, '  amount: x'),
    ],
    [
      'of a column twice that nothing maps',
      file(`SELECT user_id, at, a.x, b.x FROM a, b ${filter}`),
      { dialect: 'postgres' },
    ],
    [
      'of two columns that only quotes keep apart',
      file(`SELECT user_id, at, x AS "AT" FROM t ${filter}`),
      { dialect: 'postgres' },
    ],
    ['of a first word that is being typed', file('SELE')],
    ['of hosted columns behind a star', file(`SELECT * FROM t ${filter}`), hosted],
    ['of hosted columns elsewhere', file(`SELECT user_id, at FROM t ${filter}`)],
    ['of time where a star may bring the column too', file('SELECT t.*, x.created AS at FROM t')],
    ['of time where a partition is filtered', file("SELECT user_id, at FROM t WHERE event_date > '2026-01-01'")],
    ['of time where the source is filtered', file('SELECT user_id, x AS at FROM t WHERE x > 5')],
    [
      'of time where a common table filters anything',
      file('WITH c AS (SELECT * FROM t WHERE p = 1) SELECT user_id, c.x AS at FROM c'),
    ],
    ['of time where a template may filter', file('SELECT user_id, at FROM t {{ filters }}')],
  ])('%s', (_, text, around) => {
    expect(pointedAt(text, around)).toEqual([]);
  });
});

describe('files that claim the same', () => {
  const query = `SELECT user_id, at FROM t ${filter}`;
  const rivals = ['levered/other.levered.sql'];

  test.each([
    ['one id', ['id: abc'], 'abc', []],
    ['the id of the environment in use', ['id:', '  prod: abc', '  testing: def'], 'abc', ['id:', '  testing: def']],
  ])('%s', (_, id, at, left) => {
    const text = file(query, ...id, ...metric);
    expect(pointedAt(text, { rivals })).toEqual([['duplicate-id', at]]);
    const [first] = mended(text, 'duplicate-id', { rivals });
    expect(first?.text).toBe(file(query, ...left, ...metric));
    expect(first?.fix.isPreferred).toBe(false);
  });

  test('an id that was removed is no problem any more', () => {
    expect(pointedAt(file(query, ...metric), { rivals })).toEqual([]);
  });

  test('a second assignment source', () => {
    const text = file(query, 'kind: assignment_source', ...metric);
    expect(pointedAt(text, { rivals })).toEqual([['second-assignment-source', 'assignment_source']]);
    expect(linted(text, { rivals }).problems[0]).toMatchObject({ paths: rivals, severity: 'error' });
  });
});
