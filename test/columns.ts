// What SQL texts return, for a comparison from outside.
//   npm run --silent columns -- FILE.json
// FILE.json is a list of { "sql", "dialect" }; the answer is a list of the same length. See `columnNames`.
import { readFileSync } from 'node:fs';
import { columnNames } from './columnNames.ts';

const dialects = ['bigquery', 'snowflake', 'postgres', 'duckdb', 'unknown'] as const;
const [file = '/dev/stdin'] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(file, 'utf8')) as readonly {
  readonly sql?: unknown;
  readonly dialect?: unknown;
}[];
const answers = queries.map(({ sql, dialect }) => {
  const name = String(dialect).toLowerCase();
  return typeof sql === 'string' ? columnNames(sql, dialects.find(one => one === name) ?? 'unknown') : null;
});
process.stdout.write(`${JSON.stringify(answers)}\n`);
