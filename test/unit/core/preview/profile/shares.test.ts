import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idUses } from '../../../../../src/core/preview/profile/idUses.ts';
import { variantShares } from '../../../../../src/core/preview/profile/variantShares.ts';
import { readRows } from '../../../../../src/core/preview/rows.ts';
import { finish } from '../../../../../src/core/preview/steps.ts';
import { tableOf, texts } from './profiles.ts';

describe('The shares of an assignment source', () => {
  it('take variants with the same keys in another order for one, as JSON and as text', () => {
    const [shares] = finish(
      variantShares(
        tableOf(['{"a":1,"b":2}', '{"b":2,"a":1}', ...texts('{"b": 2, "a": 1}'), '"control"', 'null', undefined]),
        { c: 'variant' },
      ),
    );
    expect(shares).toEqual({
      column: 0,
      rows: 6,
      top: [
        { source: '{"a":1,"b":2}', rows: 3 },
        { source: '"control"', rows: 1 },
      ],
      rest: { values: 0, rows: 0 },
      without: 2,
    });
  });

  it('keep numbers apart that only a double would take for equal (T34)', () => {
    const [shares] = finish(
      variantShares(tableOf(['{"seed":9007199254740993}', '{"seed":9007199254740992}']), { c: 'variant' }),
    );
    expect(shares?.top.length).toBe(2);
  });

  it('are those of each factor where the mapping names factors', () => {
    const table = readRows('[{"h":"big","cta":"Buy"},{"h":"small","cta":"Buy"},{"h":"big"}]');
    const shares = finish(variantShares(table, { h: 'factors.headline', cta: 'factors.call, context' }));
    expect(shares.map(({ factor, top, without }) => [factor, top, without])).toEqual([
      [
        'headline',
        [
          { source: '"big"', rows: 2 },
          { source: '"small"', rows: 1 },
        ],
        0,
      ],
      ['call', [{ source: '"Buy"', rows: 2 }], 1],
    ]);
  });

  it('are none where the rows have no such column', () => {
    expect(finish(variantShares(tableOf(['1']), { other: 'variant' }))).toEqual([]);
  });

  it('name twelve variants and add up to all rows', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constant(null))), values => {
        const table = tableOf(['"first"', ...values.map(value => JSON.stringify(value))]);
        const [shares] = finish(variantShares(table, { c: 'variant' }));
        const named = shares!.top.reduce((sum, { rows }) => sum + rows, 0);
        expect(named + shares!.rest.rows + shares!.without).toBe(table.rowCount);
        expect(shares!.top.length).toBeLessThanOrEqual(12);
      }),
    );
  });
});

describe('The uses of ids', () => {
  it('say how many ids have how many rows', () => {
    const uses = finish(idUses(tableOf([...texts('a', 'b', 'b', 'c', 'c', 'c', 'c'), 'null', '""']), 0));
    expect(uses).toMatchObject({ ids: 3, isMore: false, rows: 7, most: 4 });
    expect(uses.groups.filter(({ ids }) => ids > 0)).toEqual([
      { rows: 1, upTo: 1, ids: 1 },
      { rows: 2, upTo: 2, ids: 1 },
      { rows: 4, upTo: 5, ids: 1 },
    ]);
  });
});
