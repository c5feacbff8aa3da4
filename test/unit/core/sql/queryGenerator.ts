/** Numbers from a seed: the same queries for everybody. */
export function randomFrom(seed: number): (below: number) => number {
  let state = (seed * 2654435761) >>> 0;
  return below => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What the generated queries read. */
export const schema = [
  'CREATE TABLE t (a INT, b INT, c VARCHAR, d DATE, l INT[], s STRUCT(x INT, y VARCHAR))',
  'CREATE TABLE u (a INT, e DOUBLE, "Odd Name" VARCHAR, "order" INT)',
];

const tables: Readonly<Record<string, readonly string[]>> = {
  t: ['a', 'b', 'c', 'd', 'l', 's'],
  u: ['a', 'e', '"Odd Name"', '"order"'],
};

interface Sourced {
  readonly sql: string;
  readonly alias: string;
  readonly columns: readonly string[];
}

/** A query for DuckDB over `schema`; some are refused by the engine, and then say nothing. */
export function generatedQuery(seed: number): string {
  const random = randomFrom(seed);
  const one = <T>(...choices: readonly T[]): T => choices[random(choices.length)] as T;
  const chance = (percent: number): boolean => random(100) < percent;
  const many = (most: number, make: () => string): string => Array.from({ length: 1 + random(most) }, make).join(', ');
  let count = 0;
  const fresh = (): string => `n${++count}`;
  const ctes: { readonly name: string; readonly columns: readonly string[] }[] = [];

  const name = (): string => one(fresh(), fresh(), `"${fresh()} x"`, `"q""${fresh()}"`, fresh().toUpperCase());
  const column = ({ alias, columns }: Sourced): string => {
    const picked = columns.length === 0 ? '1' : (columns[random(columns.length)] ?? '1');
    return chance(40) && picked !== '1' ? `${alias}.${picked}` : picked;
  };

  const expression = (source: Sourced, depth: number): string => {
    /** A text, so that the engine finds an operator for it. */
    const inner = (): string => `CAST(${depth > 1 ? column(source) : expression(source, depth + 1)} AS VARCHAR)`;
    const numeric = (): string => `TRY_CAST(${inner()} AS INTEGER)`;
    const make = one<() => string>(
      () => column(source),
      () => column(source),
      () => `(${column(source)})`,
      () => `count(*) OVER ()`,
      () => `${numeric()} + ${numeric()}`,
      () => `${column(source)}::VARCHAR`,
      () => `CAST(${numeric()} AS DECIMAL(10, 2))`,
      () => `TRY_CAST(${inner()} AS INTEGER)`,
      () => `CASE WHEN ${inner()} IS NOT NULL THEN ${inner()} ELSE NULL END`,
      () => `CASE ${column(source)}::VARCHAR WHEN ${inner()} THEN 1 END`,
      () => `coalesce(${inner()}, ${inner()})`,
      () => `${inner()} IS DISTINCT FROM ${inner()}`,
      () => `${inner()} BETWEEN ${inner()} AND ${inner()}`,
      () => `${inner()} IN (${inner()}, '2')`,
      () => `${inner()} NOT IN (SELECT c FROM t)`,
      () => `EXISTS (SELECT 1 FROM t WHERE a = 1)`,
      () => `(SELECT max(a) FROM u)`,
      () => `extract(year FROM DATE '2020-01-01')`,
      () => `DATE '2020-01-01'`,
      () => `INTERVAL '1 day'`,
      () => `INTERVAL 1 DAY`,
      () => `INTERVAL (${numeric()}) HOUR`,
      () => `TIMESTAMP '2020-01-01 00:00:00' AT TIME ZONE 'UTC'`,
      () => `sum(${numeric()}) FILTER (WHERE ${inner()} > '1') OVER (ORDER BY 1)`,
      () => `row_number() OVER (PARTITION BY ${inner()} ORDER BY ${inner()} DESC)`,
      () => `max(${inner()}) OVER w`,
      () => `[1, 2, 3][1]`,
      () => `{'k': ${inner()}, 'm': 2}`,
      () => `{'k': ${inner()}}.k`,
      () => `list_transform([1, 2], x -> x + 1)`,
      () => `'it''s -- no /* comment */'`,
      () => `$$a 'b' $$`,
      () => `E'a\\'b'`,
      () => `NOT ${numeric()} = 1`,
      () => `- ${numeric()}`,
      () => `${inner()} || 'x'`,
      () => `${inner()} LIKE '%x' ESCAPE '!'`,
      () => `${inner()} COLLATE NOCASE`,
      () => `${numeric()} // 2 ** 3`,
      () => `current_date`,
      () => `NULL`,
      () => `true`,
      () => `1.5e3`,
      () => `${inner()} IS NULL`,
      () => `${inner()} ISNULL`,
      () => `row(1, 2)`,
      () => `ARRAY['1', ${inner()}]`,
      () => `first(${inner()} ORDER BY ${inner()}) OVER ()`,
      () => `quantile_cont(${numeric()}, 0.5) OVER ()`,
      () => `MAP {'a': 1}`,
      () => (source.columns.includes('s') ? one('s.x', `${source.alias}.s.y`, `s['x']`, 'l[1]', 'l[1:2]') : '2'),
      () => (source.columns.includes('e') ? '"Odd Name"' : '3'),
    );
    return make();
  };

  const gap = (): string => one(' ', ' ', ' ', '\n', ' /* a, b */ ', ' -- a, b\n', '\t');

  const item = (source: Sourced): string => {
    const roll = random(100);
    if (roll < 8) return '*';
    if (roll < 12) return `${source.alias}.*`;
    if (roll < 14 && source.columns.length > 1) return `* EXCLUDE (${source.columns[0] ?? 'a'})`;
    if (roll < 16 && source.columns.length > 0) return `* REPLACE (1 AS ${source.columns[0] ?? 'a'})`;
    if (roll < 18 && source.columns.length > 0) return `* RENAME (${source.columns[0] ?? 'a'} AS ${fresh()})`;
    if (roll < 20) return `${fresh()}: ${expression(source, 0)}`;
    const value = expression(source, 0);
    if (chance(45))
      return `${value}${gap()}AS${gap()}${one(name(), name(), one('order', 'select', 'from', 'date', 'end', 'year'))}`;
    if (chance(30)) return `${value}${gap()}${name()}`;
    return value;
  };

  const named = (): readonly string[] => Array.from({ length: 1 + random(3) }, fresh);

  const source = (depth: number): Sourced => {
    const alias = fresh();
    const as = one(' AS ', ' ');
    const roll = random(100);
    const cte = ctes[random(Math.max(1, ctes.length))];
    if (roll < 30 && cte !== undefined) return { sql: `${cte.name}${as}${alias}`, alias, columns: cte.columns };
    if (roll < 55 && depth < 3) {
      const columns = named();
      const list = columns.map(column => `${expression({ sql: '', alias: 't', columns: ['a', 'b'] }, 2)} AS ${column}`);
      return { sql: `(SELECT ${list.join(', ')} FROM t)${as}${alias}`, alias, columns };
    }
    if (roll < 62 && depth < 3) return { sql: `(${select(depth + 1)})${as}${alias}`, alias, columns: [] };
    if (roll < 68) {
      const columns = named();
      return {
        sql: `(VALUES (${columns.map(() => '1').join(', ')}), (${columns.map(() => '2').join(', ')}))${as}${alias}(${columns.join(', ')})`,
        alias,
        columns,
      };
    }
    if (roll < 72) return { sql: `range(3)${as}${alias}(${alias}r)`, alias, columns: [`${alias}r`] };
    const table = one('t', 'u');
    return { sql: `${table}${as}${alias}`, alias, columns: tables[table] ?? [] };
  };

  const from = (depth: number): { readonly sql: string; readonly main: Sourced } => {
    const main = source(depth);
    if (chance(65)) return { sql: main.sql, main };
    const other = source(depth);
    const shared = main.columns.find(column => other.columns.includes(column));
    const using = shared !== undefined && chance(60);
    const kind = one('JOIN', 'LEFT JOIN', 'FULL OUTER JOIN', 'SEMI JOIN', 'RIGHT JOIN');
    if (using) return { sql: `${main.sql} ${kind} ${other.sql} USING (${shared})`, main };
    if (chance(20)) return { sql: `${main.sql} NATURAL JOIN ${other.sql}`, main };
    if (chance(30)) return { sql: `${main.sql}, ${other.sql}`, main };
    return { sql: `${main.sql} ${kind} ${other.sql} ON ${one('true', '1 = 1 AND (2 > 1)')}`, main };
  };

  const tail = (main: Sourced): string =>
    [
      chance(25) ? ` WHERE ${expression(main, 1)} IS NOT NULL` : '',
      chance(10) ? ` GROUP BY ALL` : '',
      ' WINDOW w AS (ORDER BY 1)',
      chance(10) ? ` QUALIFY row_number() OVER () < 3` : '',
      chance(15) ? ` ORDER BY 1` : '',
      chance(10) ? ` LIMIT 10` : '',
    ].join('');

  const select = (depth: number): string => {
    const { sql, main } = from(depth);
    const list = many(4, () => item(main));
    const comma = chance(5) ? ',' : '';
    const head = one('SELECT', 'SELECT', 'select', 'SELECT DISTINCT', 'SELECT ALL');
    const plain = chance(6)
      ? `FROM ${sql} ${head} ${list}${tail(main)}`
      : `${head} ${list}${comma}${gap()}FROM ${sql}${tail(main)}`;
    return chance(5) ? `FROM ${sql}` : plain;
  };

  const tablesFirst = Array.from({ length: random(3) }, (): string => {
    const table = one(fresh(), fresh(), 't');
    const columns = named();
    const list = columns.map(column => `1 AS ${column}`);
    const isListed = chance(30);
    const text = isListed
      ? `${table}(${columns.join(', ')}) AS (SELECT ${columns.map(() => 'NULL').join(', ')})`
      : chance(50)
        ? `${table} AS ${one('', 'MATERIALIZED ')}(SELECT ${list.join(', ')})`
        : `${table} AS (${select(2)})`;
    ctes.push({
      name: table,
      columns: text.endsWith(`(${columns.join(', ')})`) || text.includes(list.join(', ')) || isListed ? columns : [],
    });
    return text;
  });
  const main = select(0);
  const body = chance(10)
    ? `(${main}) ${one('UNION ALL', 'EXCEPT', 'INTERSECT')} (${main})`
    : chance(6)
      ? `SELECT 1 AS p, 2 AS q UNION ${one('', 'ALL ')}BY NAME SELECT 3 AS q, 4 AS ${fresh()}`
      : main;
  return `${tablesFirst.length > 0 ? `WITH ${tablesFirst.join(', ')} ` : ''}${body}${chance(10) ? ';' : ''}`;
}
