/** Documents that are as they should be, of every kind and for every warehouse: `dialect` is the one they are for. */

interface Query {
  readonly sql: string;
  readonly dialect: 'bigquery' | 'snowflake' | 'postgres' | 'unknown';
}

/** Each returns `user_id`, `at`, `amount` and `variant`, whatever else it does. */
const queries: readonly Query[] = [
  { dialect: 'unknown', sql: 'SELECT user_id, at, amount, variant FROM t WHERE at > @start_date' },
  { dialect: 'unknown', sql: 'SELECT * FROM t' },
  { dialect: 'unknown', sql: 'SELECT t.*, x AS amount FROM t' },
  {
    dialect: 'unknown',
    sql: "WITH c AS (SELECT * FROM t WHERE day > '2026-01-01')\nSELECT user_id, at, amount, variant FROM c",
  },
  {
    dialect: 'unknown',
    sql: 'SELECT u AS user_id, created_at AS at, price * 2 AS amount, v variant\nFROM t\nWHERE created_at > CURRENT_DATE',
  },
  {
    dialect: 'bigquery',
    sql: 'SELECT user_id, at, SUM(x) AS amount, ANY_VALUE(v) AS variant FROM `p.d.t`\nWHERE _PARTITIONTIME > TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 90 DAY)\nGROUP BY user_id, at',
  },
  {
    dialect: 'bigquery',
    sql: 'SELECT user_id, at, amount, TO_JSON_STRING(STRUCT(a, b)) AS variant FROM t WHERE at > "2026-01-01"\nQUALIFY ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY at) = 1',
  },
  {
    dialect: 'snowflake',
    sql: 'SELECT user_id, at, v:amount::number AS amount, v:variant::string AS variant FROM t WHERE at > DATEADD(day, -90, CURRENT_TIMESTAMP())',
  },
  {
    dialect: 'snowflake',
    sql: 'SELECT USER_ID, AT, AMOUNT, VARIANT FROM T WHERE AT > $start -- the rest is old\n',
  },
  {
    dialect: 'postgres',
    sql: "SELECT user_id, at, coalesce(x, 0) AS amount, v->>'a' AS variant FROM public.t WHERE at > now() - interval '90 days'",
  },
  {
    dialect: 'postgres',
    sql: 'SELECT DISTINCT ON (user_id) user_id, at, amount, "variant" FROM t WHERE at > $1 ORDER BY user_id, at',
  },
  {
    dialect: 'unknown',
    sql: 'SELECT user_id, at, amount, variant FROM a WHERE at > 1\nUNION ALL\nSELECT user_id, at, amount, variant FROM b WHERE at > 1',
  },
  { dialect: 'unknown', sql: 'SELECT user_id, at, amount, variant FROM t {{ filter }}' },
];

const columns = ['column_mapping:', '  anonymous_id: user_id', '  timestamp: at'];

const headers: readonly (readonly string[])[] = [
  ['name: Signup', ...columns],
  ['kind: metric', 'name: Signup', ...columns, '  reward_type: bool'],
  [
    'id: 6f1f2c0e-1111-4222-8333-123456789abc',
    'name: Revenue',
    ...columns,
    '  reward_type: numeric',
    '  value: amount',
  ],
  ['id: {prod: abc, testing: def}', 'name: "A: b" # the name', ...columns, '  value: null'],
  ['kind: assignment_source', 'name: Exposures', ...columns, '  variant: variant', '  factors: {amount: amount}'],
  ['name: Weighted', 'column_mapping: {anonymous_id: user_id, timestamp: at, outcomes: [a, b]}'],
  ['kind: metric', '# a comment', "name: 'It''s'", 'column_mapping:', '  timestamp: "at"', '  anonymous_id: user_id'],
  ['name: Numeric', ...columns, '  reward_type: numeric', '  amount_column: amount'],
];

interface ValidDocument extends Pick<Query, 'dialect'> {
  readonly text: string;
}

/** Headers with queries, in both fences, with every line end. */
export const validDocuments: readonly ValidDocument[] = headers.flatMap((header, row) =>
  queries.map(({ sql, dialect }, column): ValidDocument => {
    const [open, close] = (row + column) % 2 === 0 ? ['/*---', '---*/'] : ['---', '---'];
    const text = [open, ...header, close, sql, ''].join('\n');
    return { dialect, text: (row + column) % 5 === 0 ? text.replaceAll('\n', '\r\n') : text };
  }),
);
