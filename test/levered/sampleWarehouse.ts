/**
 * The sample warehouse: about 100,000 rows of a web shop with an A/B test, generated inside DuckDB from a seed number.
 * It carries the blemishes of real data: ids that are null, blank or in upper case, times in the future, amounts that
 * are no numbers, and order numbers past 2^53.
 */

/** Name → its columns with types that DuckDB and PostgreSQL both know, in order. */
export const sampleTables = {
  exposures: [
    ['anonymous_id', 'VARCHAR'],
    ['timestamp', 'TIMESTAMPTZ'],
    ['optimization_id', 'VARCHAR'],
    ['variant', 'VARCHAR'],
    ['context', 'VARCHAR'],
    ['headline', 'VARCHAR'],
    ['cta_text', 'VARCHAR'],
  ],
  conversions: [
    ['user_id', 'VARCHAR'],
    ['converted_at', 'TIMESTAMPTZ'],
    ['plan', 'VARCHAR'],
  ],
  purchases: [
    ['purchase_id', 'BIGINT'],
    ['user_id', 'VARCHAR'],
    ['purchased_at', 'TIMESTAMPTZ'],
    ['amount', 'DECIMAL(12,2)'],
    ['amount_text', 'VARCHAR'],
    ['currency', 'VARCHAR'],
  ],
  page_views: [
    ['anonymous_id', 'VARCHAR'],
    ['viewed_at', 'TIMESTAMPTZ'],
    ['path', 'VARCHAR'],
    ['seconds_on_page', 'INTEGER'],
    ['country', 'VARCHAR'],
  ],
} as const satisfies Record<string, readonly (readonly [string, string])[]>;

export type SampleTable = keyof typeof sampleTables;

const selections: Record<SampleTable, string> = {
  exposures: `
    SELECT visitor(10, i), moment(11, i), 'checkout-headline',
      '{"headline":"' || headline || '","cta_text":"' || cta_text || '"}',
      '{"country":"' || country(14, i) || '","device":"' || choice(15, i, ['mobile', 'desktop', 'tablet']) || '"}',
      headline, cta_text
    FROM (SELECT i, choice(12, i, ['Ship faster', 'Build better', 'Learn what works']) AS headline,
      choice(13, i, ['Start free', 'Try it now']) AS cta_text FROM rows_of(50000))`,
  conversions: `
    SELECT visitor(20, i), moment(21, i), choice(22, i, ['free', 'team', 'business']) FROM rows_of(9000)`,
  purchases: `
    SELECT 9007199254740992 + i * 2 + 1, visitor(30, i), moment(31, i), amount,
      CASE WHEN chance(33, i) < 0.004 THEN choice(34, i, ['n/a', 'free', '12,50 EUR', '']) ELSE CAST(amount AS VARCHAR) END,
      choice(35, i, ['EUR', 'USD', 'GBP'])
    FROM (SELECT i, CAST(4 + floor(chance(32, i) * chance(36, i) * 49600) / 100 AS DECIMAL(12,2)) AS amount FROM rows_of(6000))`,
  page_views: `
    SELECT visitor(40, i), moment(41, i), choice(42, i, ['/', '/pricing', '/docs', '/checkout', '/blog']),
      CAST(floor(chance(43, i) * chance(44, i) * 600) AS INTEGER), country(45, i)
    FROM rows_of(35000)`,
};

/**
 * The statements that build the sample warehouse in an empty DuckDB database.
 * @param seed an integer; the same seed and time give the same rows
 * @param now the newest regular row is younger than this, the oldest 60 days older
 */
export function sampleStatements(seed: number, now: Date): readonly string[] {
  const statements = [
    // A counter-based generator: (seed, column, row) are mixed into 32 bits, so any row can be made by itself.
    `CREATE TEMP MACRO mixed(h) AS ((xor(h, h >> 16) * 73244475::UBIGINT) & 4294967295::UBIGINT)`,
    `CREATE TEMP MACRO chance(salt, i) AS (mixed(mixed(mixed(
      (i::UBIGINT * 2654435761::UBIGINT + salt::UBIGINT * 2246822519::UBIGINT
        + ${(Math.abs(Math.trunc(seed)) % 4_294_967_296).toString()}::UBIGINT * 40503::UBIGINT)
      & 4294967295::UBIGINT)))::DOUBLE / 4294967296.0)`,
    `CREATE TEMP MACRO choice(salt, i, options) AS (options[1 + floor(chance(salt, i) * len(options))::INTEGER])`,
    `CREATE TEMP MACRO country(salt, i) AS choice(salt, i, ['DE', 'FR', 'GB', 'US', 'BR'])`,
    `CREATE TEMP MACRO clean_id(salt, i) AS ('user-' || lpad(lower(to_hex(floor(chance(salt, i) * 20000)::BIGINT)), 5, '0'))`,
    // Of a thousand ids about four are null, two blank and twelve in upper case.
    `CREATE TEMP MACRO visitor(salt, i) AS (CASE
      WHEN chance(salt + 100, i) < 0.004 THEN NULL
      WHEN chance(salt + 100, i) < 0.006 THEN ''
      WHEN chance(salt + 100, i) < 0.018 THEN upper(clean_id(salt, i))
      ELSE clean_id(salt, i) END)`,
    // Of a thousand times about two are up to a year ahead, as from a visitor whose clock is wrong.
    `CREATE TEMP MACRO moment(salt, i) AS (TIMESTAMPTZ '${now.toISOString()}' + to_milliseconds(CASE
      WHEN chance(salt + 200, i) < 0.002 THEN floor(chance(salt, i) * 31536000000.0)::BIGINT
      ELSE -1 - floor(chance(salt, i) * 5184000000.0)::BIGINT END))`,
    `CREATE TEMP MACRO rows_of(total) AS TABLE (SELECT range AS i FROM range(total))`,
  ];
  for (const [table, columns] of Object.entries(sampleTables)) {
    statements.push(createTable(table, columns));
    statements.push(`INSERT INTO ${table} ${selections[table as SampleTable]}`);
  }
  return statements;
}

/** The statement that creates one table of the sample warehouse, in DuckDB or PostgreSQL. */
export function createTable(name: string, columns: readonly (readonly [string, string])[]): string {
  return `CREATE TABLE ${name} (${columns.map(([column, type]) => `"${column}" ${type}`).join(', ')})`;
}
