import { describe, expect, it } from 'vitest';
import { columnNames } from '../../../columnNames.ts';
import { corpus } from './corpus.ts';

describe('What a query returns', () => {
  it.each(['bigquery', 'snowflake', 'postgres'] as const)('is told for the queries of the corpus in %s', dialect => {
    const queries = corpus.filter(query => query.dialect === dialect);
    const told = queries.map(({ sql }) => ({ sql, names: columnNames(sql, dialect) }));
    const wrong = told.filter(({ names }, at) => JSON.stringify(names) !== JSON.stringify(queries[at]?.expected));
    expect(queries.length).toBeGreaterThan(200);
    expect(wrong.map(({ sql, names }) => `${sql} ⇒ ${JSON.stringify(names)}`)).toEqual([]);
  });
});
