import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { columnNames } from '../../../columnNames.ts';
import { matches } from './answer.ts';
import { generatedQuery, schema } from './queryGenerator.ts';

/** `QUERIES=20000` compares that many. */
const { QUERIES: number = '2000', FIRST_QUERY: first = '1' } = process.env;

/** The names that DuckDB gives to the columns of a query that it does not run; `undefined` if it refuses it. */
async function preparedNames(connection: DuckDBConnection, sql: string): Promise<readonly string[] | undefined> {
  try {
    const prepared = await connection.prepare(sql);
    const names = Array.from({ length: prepared.columnCount }, (_, at) => prepared.columnName(at));
    prepared.destroySync();
    return names;
  } catch {
    return undefined;
  }
}

describe('What a query returns, beside what DuckDB says', () => {
  it(`in ${number} random queries no column is told wrongly`, async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const statement of schema) await connection.run(statement);
    const wrong: string[] = [];
    let compared = 0;
    let untold = 0;
    for (let seed = Number(first); seed < Number(first) + Number(number); seed++) {
      const sql = generatedQuery(seed);
      const names = await preparedNames(connection, sql);
      if (names === undefined) continue;
      compared++;
      const answer = columnNames(sql, 'duckdb');
      if (answer === null) untold++;
      else if (!matches(answer, names))
        wrong.push(`${sql}\n  told: ${JSON.stringify(answer)}\n  DuckDB: ${JSON.stringify(names)}`);
    }
    console.log(`DuckDB took ${compared} of ${number} queries; ${untold} could not be told.`);
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(compared).toBeGreaterThan(Number(number) / 3);
    expect(untold).toBeLessThan(compared / 20);
  }, 600_000);
});
