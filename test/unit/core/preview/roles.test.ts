import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnParts, columnRoles, columnsOf, rolesOf } from '../../../../src/core/preview/roles.ts';
import { readRows } from '../../../../src/core/preview/rows.ts';
import { boolMetric, verdictOf } from './checks/judged.ts';

describe('The parts that a mapping gives', () => {
  it('go by column, factors with their map, and a column with two parts has both', () => {
    const mapping = { anonymous_id: 'id', timestamp: 'at', context: 'at', factors: { headline: 'h', call: 'c' } };
    expect(rolesOf(mapping)).toEqual({
      id: 'anonymous_id',
      at: 'timestamp, context',
      h: 'factors.headline',
      c: 'factors.call',
    });
  });

  it('are none for the type of a reward, and none where no column is named yet', () => {
    expect(rolesOf({ anonymous_id: '', timestamp: 'at', reward_type: 'bool' })).toEqual({ at: 'timestamp' });
  });
});

describe('A column of the rows', () => {
  const roles = { anonymous_id: 'anonymous_id', at: 'timestamp' };

  it('plays the part of the name that it has in other case, as a warehouse writes it', () => {
    expect(columnRoles(['OTHER', 'AT', 'ANONYMOUS_ID'], roles)).toEqual([undefined, 'timestamp', 'anonymous_id']);
  });

  it('plays none that another column has by its exact name, nor one that two have in other case', () => {
    expect(columnRoles(['AT', 'at'], roles)).toEqual([undefined, 'timestamp']);
    expect(columnRoles(['AT', 'At', 'anonymous_id'], roles)).toEqual([undefined, undefined, 'anonymous_id']);
  });

  it('plays the parts of two names that differ in case alone, if it is the only one', () => {
    const two = { at: 'timestamp', AT: 'context' };
    expect(columnRoles(['AT'], two)).toEqual(['timestamp, context']);
    expect(columnRoles(['AT', 'at'], two)).toEqual(['context', 'timestamp']);
  });

  it('is found by any of its parts, and a hostile name has none', () => {
    const table = readRows('[{"a":1,"b":2,"__proto__":3,"toString":4}]');
    const given = { a: 'anonymous_id, timestamp', b: 'value' };
    expect(columnParts(table, given)).toEqual([['anonymous_id', 'timestamp'], ['value'], [], []]);
    expect(columnsOf(table, given, role => role === 'timestamp')).toEqual([0]);
    expect(columnsOf(table, given, () => true)).toEqual([0, 1]);
  });

  it('is marked exactly if the verdict judges it', () => {
    const names = fc.uniqueArray(fc.constantFrom('id', 'ID', 'Id', 'at', 'AT', 'iD ', 'other', '__proto__'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(names, columns => {
        const row = `{${columns.map(name => `${JSON.stringify(name)}:null`).join()}}`;
        const { checks } = verdictOf(boolMetric, `[${row}]`);
        const table = readRows(`[${row}]`);
        for (const [part, code] of [
          ['anonymous_id', 'null-ids'],
          ['timestamp', 'null-timestamps'],
        ] as const) {
          const marked = columnsOf(table, rolesOf(boolMetric.column_mapping), role => role === part);
          const judged = checks.filter(check => check.code === code).map(check => check.column);
          expect(marked.map(column => table.columns[column])).toEqual(judged);
        }
      }),
    );
  });
});
