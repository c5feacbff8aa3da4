import type { RowCheckCode } from '../../../../../src/core/preview/checks/rowCheck.ts';

export const at = '2026-03-28T10:00:00Z';
export type Row = Readonly<Record<string, unknown>>;
/** What it is, the rows, those of them that are found, and perhaps the level. */
type Case = [what: string, rows: readonly Row[], found: readonly number[], level?: string];

/** Rows with these ids, each at a minute of its own. */
export const ids = (...values: unknown[]): Row[] =>
  values.map((id, row) => ({ id, at: `2026-03-28T10:${String(row % 60).padStart(2, '0')}:00Z` }));
export const times = (...values: unknown[]): Row[] => values.map((time, row) => ({ id: `u-${row}`, at: time }));
export const amounts = (...values: unknown[]): Row[] => values.map((amount, row) => ({ id: `u-${row}`, at, amount }));
export const variants = (...values: unknown[]): Row[] =>
  values.map((variant, row) => ({ id: `u-${row}`, at, variant, context: null }));
const contexts = (...values: unknown[]): Row[] =>
  values.map((context, row) => ({ id: `u-${row}`, at, variant: '{}', context }));
const factors = (...values: unknown[]): Row[] => values.map((headline, row) => ({ id: `u-${row}`, at, headline }));
/** Nineteen ids of one kind, to which a few others can be added. */
export const nineteen = (id: (row: number) => unknown): unknown[] => Array.from({ length: 19 }, (_, row) => id(row));

/** For each code, rows with the fault and the rows that are found, and rows without it, which are found to be fine. */
export const metricCases: Readonly<Partial<Record<RowCheckCode, { readonly trips: Case[]; readonly fine: Case[] }>>> = {
  'null-ids': {
    trips: [
      ['null among ids', ids('a1', null, 'a2'), [1], 'error'],
      ['a row without the key', [...ids('a1'), { at }], [1]],
    ],
    fine: [
      ['each row has an id', ids('a1', 'a2'), []],
      ['the text "null" is no null', ids('null', 'a2'), []],
    ],
  },
  'blank-ids': {
    trips: [['empty, spaces, a no-break space', ids('a1', '', '  ', '\u00a0'), [1, 2, 3], 'error']],
    fine: [
      ['ids, and a null, which is another fault', ids('a1', null), []],
      ['a number', ids(0), []],
    ],
  },
  'mixed-id-case': {
    trips: [
      ['one in upper case among lower case', ids(...nineteen(row => `user-${row}`), 'USER-7'), [19], 'warning'],
      ['one in lower case among upper case', ids(...nineteen(row => `USER-${row}`), 'user-7'), [19]],
      ['no case is the rule, and one id comes in both', ids('ann', 'BOB', 'Ann', 'bob', 'cyd'), [2, 3]],
    ],
    fine: [
      ['lower case and digits', ids(...nineteen(row => `user-${row}`), '4711'), []],
      ['random ids in both cases', ids('xK3p', 'Zq9B', 'aaB1', 'abc1', 'QRS7'), []],
      ['too few to tell a rule', ids('ann', 'BOB'), []],
    ],
  },
  'mixed-id-prefix': {
    trips: [
      ['one without the prefix', ids(...nineteen(row => `user-${row}`), '7'), [19], 'warning'],
      ['one with another prefix', ids(...nineteen(row => `user-${row}`), 'anon-7'), [19]],
    ],
    fine: [['the prefix in other case is a fault of its case', ids(...nineteen(row => `user-${row}`), 'USER-7'), []]],
  },
  'mixed-id-type': {
    trips: [
      ['a number among texts', ids('a', 'b', 7), [2], 'warning'],
      ['a text among numbers', ids(1, 2, '3'), [2]],
      ['digits alone among mail addresses', ids(...nineteen(row => `person${row}@example.com`), '4711'), [19]],
      ['letters among digits', ids(...nineteen(row => `${1000 + row}`), 'test'), [19]],
    ],
    fine: [
      [
        'random ids of one length, of which one has no letter by chance',
        ids(...nineteen(row => `a${1000 + row}`), '48151'),
        [],
      ],
      ['numbers', ids(1, 2, 3), []],
      ['half and half is no rule', ids('ann', 'bob', '4711', '4712'), []],
    ],
  },
  'unreadable-timestamps': {
    trips: [
      [
        'words, other orders, days that are not',
        times(at, 'n/a', '03/28/2026', '2026-02-30', '', '2026-03-28T24:30:00Z'),
        [1, 2, 3, 4, 5],
        'error',
      ],
      ['other types', times(at, true, ['2026-03-28']), [1, 2]],
    ],
    fine: [
      [
        'ISO 8601 and what warehouses print',
        times(
          '2026-03-28T10:00:00Z',
          '2026-03-28 10:00:00.123456 UTC',
          '2026-03-28 10:00:00+00',
          '2026-03-28 10:00:00.000 -0700',
          '2026-03-28T10:00:00.123456789+05:30',
          '2026-03-28',
          '2024-02-29 10:00',
          { value: '2026-03-28T10:00:00.000Z' },
        ),
        [],
      ],
      ['null is a fault of its own', times(at, null), []],
      ['so are numbers', times(at, 1_774_692_000), []],
    ],
  },
  'zoneless-timestamps': {
    trips: [
      ['some have none', times(at, '2026-03-28 10:00:00', '2026-03-28'), [1, 2], 'warning'],
      ['none has one', times('2026-03-28 10:00:00', '2026-03-27 10:00:00'), [0, 1], 'info'],
    ],
    fine: [['all have one', times(at, '2026-03-28 10:00:00+02', '2026-03-28 10:00:00 UTC'), []]],
  },
  'future-timestamps': {
    trips: [
      ['six minutes ahead, a year ahead', times(at, '2026-03-28T14:06:00Z', '2027-03-28T10:00:00Z'), [1, 2], 'warning'],
      ['ahead in its own zone', times(at, '2026-03-28T13:30:00-01:00'), [1]],
      ['ahead in every zone', times('2026-03-29 05:00:00', at), [0]],
    ],
    fine: [
      ['clocks differ by some minutes', times(at, '2026-03-28T14:04:00Z'), []],
      ['late in a zone that is ahead', times('2026-03-28T20:00:00+10:00', at), []],
      ['without a zone it may be a place where it is later', times('2026-03-28 23:00:00', '2026-03-29'), []],
    ],
  },
  'repeated-conversions': {
    trips: [
      [
        'one conversion three times',
        [...ids('a', 'b'), { id: 'a', at: '2026-03-28T10:00:00Z' }, { id: 'a', at: '2026-03-28T10:00:00Z' }],
        [2, 3],
        'warning',
      ],
    ],
    fine: [
      ['one person at two times', ids('a', 'a'), []],
      [
        'two at one time',
        [
          { id: 'a', at },
          { id: 'b', at },
        ],
        [],
      ],
      [
        'nobody twice',
        [
          { id: null, at },
          { id: null, at },
          { id: '', at },
          { id: '', at },
          { id: 'a', at },
        ],
        [],
      ],
    ],
  },
};

export const numericCases: typeof metricCases = {
  'values-not-numbers': {
    trips: [
      [
        'words, currencies, NaN',
        amounts(1, 'n/a', '12,50 EUR', '', 'NaN', 'Infinity', '0x10', '1_000'),
        [1, 2, 3, 4, 5, 6, 7],
        'error',
      ],
      ['other types', amounts(1, true, [1], { value: 1 }), [1, 2, 3]],
    ],
    fine: [
      ['numbers, and decimals as text', amounts(1, -2.5, 1e20, '12.50', '-0.1', '+3', '.5', '1e-7'), []],
      ['null is a fault of its own', amounts(1, null), []],
    ],
  },
  'constant-values': {
    trips: [
      ['five times the same, however it is spelled', amounts(1, '1', '1.0', 1, '1e0'), [0, 1, 2, 3, 4], 'warning'],
    ],
    fine: [
      ['they differ', amounts(1, 1, 1, 1, 2), []],
      ['they differ past 2^53', amounts(...['2', '3', '2', '2', '2'].map(end => `900719925474099${end}`)), []],
    ],
  },
};

export const sourceCases: typeof metricCases = {
  'variant-not-json': {
    trips: [
      [
        'words, lists, numbers, half an object, quotes of Python',
        variants('{}', 'B', '["B"]', 7, '{"a":', "{'a': 1}", ['B'], ''),
        [1, 2, 3, 4, 5, 6, 7],
        'error',
      ],
    ],
    fine: [['objects, and texts that are', variants({ a: 1 }, '{"a":"x"}', ' {"a": 2} '), []]],
  },
  'variant-keys-differ': {
    trips: [
      [
        'one with another key, one with more',
        variants('{"a":1}', '{"b":1}', { a: 2 }, '{"a":1,"b":2}'),
        [1, 3],
        'info',
      ],
    ],
    fine: [['the same keys in another order', variants('{"a":1,"b":2}', '{"b":1,"a":2}'), []]],
  },
  'context-not-json': {
    trips: [['words and lists', contexts('{}', 'mobile', '["mobile"]'), [1, 2], 'error']],
    fine: [['objects and null', contexts('{"device":"mobile"}', { device: 'desktop' }, null), []]],
  },
};

export const factorCases: typeof metricCases = {
  'factor-missing': {
    trips: [
      ['no row has a value', factors(null, null), [0, 1], 'error'],
      ['a row has none', factors('A', null, 'B'), [1], 'warning'],
    ],
    fine: [['each row has one', factors('A', 'B', ''), []]],
  },
};
