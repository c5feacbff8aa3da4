import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bars, ColumnShape } from '../../../../../src/core/preview/profile/columnProfile.ts';
import { Measures } from '../../../../../src/core/preview/profile/measures.ts';
import { profileColumn } from '../../../../../src/core/preview/profile/profileColumn.ts';
import { distinctCap } from '../../../../../src/core/preview/profile/tally.ts';
import { finish } from '../../../../../src/core/preview/steps.ts';
import { profileOf, tableOf, texts } from './profiles.ts';

type ShapeOf<Kind extends ColumnShape['kind']> = Extract<ColumnShape, { kind: Kind }>;

function shapeOf<Kind extends ColumnShape['kind']>(kind: Kind, sources: readonly string[]): ShapeOf<Kind> {
  const { shape } = profileOf(sources);
  expect(shape.kind).toBe(kind);
  return shape as ShapeOf<Kind>;
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
const drawn = ({ counts, below, above }: Bars): number => sum(counts) + below + above;
const numbers = (length: number, value: (at: number) => number): readonly string[] =>
  Array.from({ length }, (_, at) => String(value(at)));

describe('A profile', () => {
  it('counts null, a missing key, the empty text and the text "null" apart', () => {
    const profile = profileOf(['null', undefined, '""', '"null"', '"null"']);
    expect(profile).toMatchObject({ rows: 5, nulls: 1, missing: 1, empties: 1, distinct: { count: 2, isMore: false } });
    expect(profile.shape).toEqual({
      kind: 'texts',
      count: 2,
      others: 0,
      top: [{ source: '"null"', rows: 2 }],
      rest: { values: 0, rows: 0 },
    });
  });

  it('says so where there is no value at all', () => {
    expect(profileOf(['null', 'null']).shape).toEqual({ kind: 'none', count: 0, others: 0 });
    expect(finish(profileColumn(tableOf([]), 7)).shape.kind).toBe('none');
  });

  it('goes by what most values are, and counts the others', () => {
    const shape = shapeOf('numbers', ['1', '2', '3', '"n/a"', 'true']);
    expect(shape).toMatchObject({ count: 3, others: 2 });
  });

  it('takes texts and JSON that mean the same for one value, and numbers too', () => {
    expect(profileOf(['"a"', String.raw`"\u0061"`]).distinct.count).toBe(1);
    expect(profileOf(['{"a":1,"b":2}', '{"b": 2, "a": 1}']).distinct.count).toBe(1);
    expect(profileOf(['1', '1.0', '10e-1', '-0', '0']).distinct.count).toBe(2);
    expect(profileOf(['1', '"1"']).distinct.count).toBe(2);
  });

  it('stops telling values apart at a cap, and says so', () => {
    const profile = profileOf(numbers(distinctCap + 50, at => at));
    expect(profile.distinct).toEqual({ count: distinctCap, isMore: true });
    expect(profile.shape).toMatchObject({ kind: 'numbers', count: distinctCap + 50, max: String(distinctCap + 49) });
    const names = profileOf(Array.from({ length: distinctCap + 50 }, (_, at) => `"u${at}"`));
    expect(names.shape).toMatchObject({ count: distinctCap + 50, rest: { rows: distinctCap + 40 } });
  });
});

describe('Numbers', () => {
  it('have their least, middle and greatest as the server spelled them (T34)', () => {
    const { min, median, max } = shapeOf('numbers', ['9007199254740993', '9007199254740992', '1.50', '1e400', '-0.0']);
    expect([min, median, max]).toEqual(['-0.0', '9007199254740992', '1e400']);
    const huge = shapeOf('numbers', ['1e402', '1e400', '1e401']);
    expect([huge.min, huge.median, huge.max]).toEqual(['1e400', '1e401', '1e402']);
  });

  it('may come as texts, as exact decimals do, but names of digits are no numbers', () => {
    expect(shapeOf('numbers', ['"12.50"', '"7"', '3'])).toMatchObject({ asTexts: 2, min: '3', max: '12.50' });
    expect(shapeOf('texts', texts('007', '+1', '0x10', '1_000')).count).toBe(4);
  });

  it('of ids are names, whatever their type', () => {
    expect(profileOf(['17', '17', '"42"'], true).shape).toMatchObject({
      kind: 'texts',
      top: [
        { source: '17', rows: 2 },
        { source: '"42"', rows: 1 },
      ],
    });
  });

  it('stand in bars with round edges', () => {
    const { bars, isSingle } = shapeOf(
      'numbers',
      numbers(1_000, at => at / 10),
    );
    expect(bars.edges).toEqual(Array.from({ length: 21 }, (_, at) => at * 5));
    expect(bars.counts).toEqual(new Array(20).fill(50));
    expect(isSingle).toBe(false);
    expect(shapeOf('numbers', ['0.1', '0.2', '0.3', '0.3']).bars.edges.slice(0, 3)).toEqual([0.1, 0.11, 0.12]);
  });

  it('that are few whole ones have a bar each', () => {
    const { bars, isSingle } = shapeOf('numbers', ['3', '1', '3', '2']);
    expect([bars.edges, bars.counts, isSingle]).toEqual([[1, 2, 3, 4], [1, 1, 2], true]);
  });

  it('that are all equal make one bar', () => {
    expect(shapeOf('numbers', ['5.5', '5.5']).bars).toMatchObject({ edges: [5.5, 5.5], counts: [2] });
  });

  it('far off do not flatten the others, and are counted', () => {
    const { bars, max } = shapeOf('numbers', [...numbers(1_000, at => at % 100), '1000000', '1e400']);
    expect(bars).toMatchObject({ below: 0, above: 2 });
    expect(bars.counts.length).toBeGreaterThan(10);
    expect(max).toBe('1e400');
  });
});

describe('Times', () => {
  it('are read in the forms of ISO 8601 and SQL, those without a zone as UTC, and shown as spelled (T34)', () => {
    const shape = shapeOf(
      'times',
      texts('2026-01-01T00:00:00Z', '2026-01-01 02:00:00.123456', '2026-01-01 04:00:00+03', '2026-01-02'),
    );
    expect(shape).toMatchObject({
      zoneless: 2,
      earliest: '2026-01-01T00:00:00Z',
      median: '2026-01-01 04:00:00+03',
      latest: '2026-01-02',
    });
  });

  it('are told apart to the nanosecond', () => {
    const shape = shapeOf('times', texts('2026-01-01T00:00:00.000000002Z', '2026-01-01T00:00:00.000000001Z'));
    expect(shape).toMatchObject({ earliest: '2026-01-01T00:00:00.000000001Z' });
  });

  it.each([
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:40Z', { unit: 'second', every: 1 }],
    ['2026-01-01T00:00:00Z', '2026-01-01T06:00:00Z', { unit: 'minute', every: 15 }],
    ['2026-01-01T00:00:00Z', '2026-01-30T00:00:00Z', { unit: 'day', every: 1 }],
    ['2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z', { unit: 'week', every: 1 }],
    ['2024-01-01T00:00:00Z', '2026-06-01T00:00:00Z', { unit: 'month', every: 1 }],
    ['0001-01-01T00:00:00Z', '9999-06-01T00:00:00Z', { unit: 'year', every: 500 }],
  ])('from %s to %s stand in bars of the clock and the calendar', (from, to, step) => {
    const shape = shapeOf('times', texts(from, to));
    expect(shape.step).toEqual(step);
    expect(shape.bars.counts.length).toBeLessThanOrEqual(48);
    expect([shape.bars.counts[0], shape.bars.counts.at(-1)]).toEqual([1, 1]);
  });

  it('in weeks begin on a Monday, and in months on the first', () => {
    const weeks = shapeOf('times', texts('2026-01-01', '2026-06-01')).bars.edges;
    expect(weeks.every(edge => new Date(edge).getUTCDay() === 1)).toBe(true);
    const months = shapeOf('times', texts('2024-01-15', '2026-06-01')).bars.edges;
    expect(months.every(edge => new Date(edge).toISOString().endsWith('-01T00:00:00.000Z'))).toBe(true);
  });

  it('of a system that writes the year 1 for never do not flatten the others', () => {
    const usual = Array.from({ length: 200 }, (_, at) => new Date(1_770_000_000_000 + at * 3_600_000).toISOString());
    const { bars, earliest } = shapeOf('times', texts(...usual, '0001-01-01'));
    expect([bars.below, earliest]).toEqual([1, '0001-01-01']);
    expect(bars.counts.length).toBeGreaterThan(10);
  });

  it.each(['2026-02-30', '2026-13-01', '2026-01-01T24:30:00Z', '26-01-01', '2026-01-01Tnow'])(
    'are not read from %s',
    text => {
      expect(shapeOf('texts', texts(text)).count).toBe(1);
    },
  );
});

describe('Texts, booleans and JSON', () => {
  it('give the most frequent values, and the rest as one', () => {
    const many = Array.from({ length: 30 }, (_, at) => new Array<string>(at + 1).fill(`v${at}`)).flat();
    const { top, rest } = shapeOf('texts', texts(...many));
    expect(top.slice(0, 2)).toEqual([
      { source: '"v29"', rows: 30 },
      { source: '"v28"', rows: 29 },
    ]);
    expect(top.length).toBe(10);
    expect(rest).toEqual({ values: 20, rows: 210 });
  });

  it('give true and false', () => {
    expect(shapeOf('booleans', ['true', 'false', 'true'])).toMatchObject({ yes: 2, no: 1 });
  });

  it('give the keys that objects have, in one order, also where they came as a text', () => {
    const sources = ['{"b":1,"a":2}', '{"a":1,"b":0}', '{"a":1}', '[1]', ...texts('{"a": 5, "b": 6}'), '"{no"', '1'];
    expect(shapeOf('json', sources)).toMatchObject({
      count: 5,
      others: 2,
      objects: 4,
      arrays: 1,
      keySets: [
        { source: '["a","b"]', rows: 3 },
        { source: '["a"]', rows: 1 },
      ],
    });
  });
});

/** Values of a warehouse, each kind alone and all mixed. */
const decimalText = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => JSON.stringify(value)),
  fc.constantFrom('1e400', '-1e400', '9007199254740993', '0.1', '-0.0', '5e-324', '1.7976931348623157e308'),
);
const time = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
const source = fc.oneof(
  decimalText,
  time.map(date => JSON.stringify(date.toISOString())),
  fc.jsonValue({ maxDepth: 2 }).map(value => JSON.stringify(value)),
  fc.constant(undefined),
);
const column = fc.oneof(
  fc.array(decimalText, { maxLength: 200 }),
  fc.array(
    time.map(date => JSON.stringify(date.toISOString())),
    { maxLength: 200 },
  ),
  fc.array(source, { maxLength: 60 }),
);

describe('Whatever a column holds', () => {
  it('every row is counted once, in its kind and in its bar', () => {
    fc.assert(
      fc.property(column, fc.boolean(), (sources, isId) => {
        const { rows, nulls, missing, empties, shape, distinct } = profileOf(sources, isId);
        // Without any row there is no column either.
        expect(nulls + missing + empties + shape.count + shape.others).toBe(rows);
        expect(rows).toBe(sources.length);
        expect(distinct.count).toBeLessThanOrEqual(rows);
        if (shape.kind === 'numbers' || shape.kind === 'times') {
          expect(drawn(shape.bars)).toBe(shape.count);
          expect(shape.bars.edges.length).toBe(shape.bars.counts.length + 1);
        }
        if (shape.kind === 'texts') expect(sum(shape.top.map(each => each.rows)) + shape.rest.rows).toBe(shape.count);
        if (shape.kind === 'booleans') expect(shape.yes + shape.no).toBe(shape.count);
        if (shape.kind === 'json') expect(shape.objects + shape.arrays).toBe(shape.count);
      }),
    );
  });

  it('the median is a value that half of the others are not beyond', () => {
    fc.assert(
      fc.property(fc.array(decimalText, { minLength: 1, maxLength: 1_500 }), sources => {
        const shape = shapeOf('numbers', sources);
        const values = sources.map(Number).sort((a, b) => a - b);
        expect(Number(shape.min)).toBe(values[0]);
        expect(Number(shape.max)).toBe(values.at(-1));
        expect(Number(shape.median)).toBe(values[Math.floor((values.length - 1) / 2)]);
        expect(sources).toContain(shape.median);
      }),
    );
  });

  it.each([3, 150, 5_000])('the value at each rank is that of the sorted rows, with %i different values', different => {
    const measures = new Measures(
      () => 0,
      () => '',
    );
    const sorted: number[] = [];
    for (let at = 0; at < 1_200; at++) {
      const value = (at * 7_919) % different;
      measures.add(value, String(value), (at % 3) + 1);
      for (let row = 0; row <= at % 3; row++) sorted.push(value);
    }
    sorted.sort((x, y) => x - y);
    const ranked = sorted.map((_, rank) => measures.values[finish(measures.atRank(rank))]);
    expect(ranked).toEqual(sorted);
  });

  it('the work goes in steps of a few hundred cells', () => {
    const table = tableOf(numbers(30_000, at => (at * 7_919) % 30_011));
    let [cells, most, steps] = [0, 0, 0];
    const counting = {
      ...table,
      columns: table.columns,
      rowCount: table.rowCount,
      cell: (row: number, column: number) => {
        cells++;
        return table.cell(row, column);
      },
    };
    const work = profileColumn(counting, 0);
    for (; work.next().done !== true; steps++) {
      most = Math.max(most, cells);
      cells = 0;
    }
    expect(most).toBeLessThanOrEqual(400);
    // One walk over the rows, one over the different values, and some more for the ends, the middle and the bars.
    expect(steps).toBeGreaterThan(5 * (30_000 / 400));
  });
});
