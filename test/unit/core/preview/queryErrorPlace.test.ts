import { describe, expect, it } from 'vitest';
import { queryErrorPlace } from '../../../../src/core/preview/queryErrorPlace.ts';

const sql = 'SELECT user_id AS anonymous_id,\n  nothing AS timestamp\nFROM conversions';

function marked(message: string, position?: number, query = sql): string | undefined {
  const place = queryErrorPlace(query, { message, ...(position !== undefined && { position }) });
  return place === undefined ? undefined : query.slice(place.start, place.end);
}

describe('The place of a warehouse’s error', () => {
  it.each([
    ['a position of the service', 'column "x" does not exist', sql.indexOf('nothing') + 1, 'nothing'],
    ['BigQuery', 'Unrecognized name: nothing at [2:3]', undefined, 'nothing'],
    ['Snowflake', "SQL compilation error: error line 2 at position 2\ninvalid identifier 'X'", undefined, 'nothing'],
    ['Postgres', 'column "zzz" does not exist\nLINE 2:   nothing AS timestamp\n          ^', undefined, 'nothing'],
    [
      'DuckDB, a long line shown in part',
      'Binder Error: no\nLINE 1: ...ser_id AS anonymous_id,\n                     ^',
      undefined,
      'anonymous_id',
    ],
    ['a name that stands there once', 'Referenced column "nothing" not found in FROM clause!', undefined, 'nothing'],
    ['a table that stands there once', 'Table not found: conversions', undefined, 'conversions'],
  ])('is found as told by %s', (_, message, position, word) => {
    expect(marked(message, position)).toBe(word);
  });

  it.each<[title: string, message: string, query?: string]>([
    ['nothing', 'It did not work'],
    ['a name that stands there twice', 'column "a" is bad', 'SELECT a, a FROM t'],
    ['a line that is not there', 'Syntax error at [9:1]'],
    ['a name that is not there', 'column "elsewhere" does not exist'],
  ])('is not guessed from %s', (_, message, query) => {
    expect(marked(message, undefined, query)).toBeUndefined();
  });

  it('lies inside of the query, whatever is said', () => {
    for (const [message, position] of [
      ['', 0],
      ['', 1e9],
      ['at [1:9999]', undefined],
      ['LINE 3: FROM\n ^', undefined],
      ['LINE 1: SELECT\n        ^', 3],
    ] as const) {
      const place = queryErrorPlace(sql, { message, ...(position !== undefined && { position }) });
      if (place === undefined) continue;
      expect(place.start).toBeGreaterThanOrEqual(0);
      expect(place.end).toBeLessThanOrEqual(sql.length);
      expect(place.end).toBeGreaterThan(place.start);
    }
    expect(queryErrorPlace('', { message: 'at [1:1]' })).toEqual({ start: 0, end: 0 });
  });
});
