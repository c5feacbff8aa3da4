import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterText, parseFilter, type Condition } from '../../../../../src/core/preview/view/condition.ts';

const contains = { kind: 'contains', matchCase: false, not: false } as const;

const typed: readonly (readonly [string, Condition])[] = [
  ['abc', { ...contains, text: 'abc' }],
  ['  abc def ', { ...contains, text: 'abc def' }],
  ['!abc', { ...contains, text: 'abc', not: true }],
  ['case:Abc', { ...contains, text: 'Abc', matchCase: true }],
  ['^user_', { kind: 'startsWith', text: 'user_', matchCase: false, not: false }],
  ['!case:^U', { kind: 'startsWith', text: 'U', matchCase: true, not: true }],
  ['=x', { kind: 'equals', text: 'x', not: false }],
  ['!=x', { kind: 'equals', text: 'x', not: true }],
  ['=""', { kind: 'equals', text: '', not: false }],
  ['=null', { kind: 'equals', text: 'null', not: false }],
  ['>5', { kind: 'compares', operator: '>', value: '5', not: false }],
  ['< -1.5e3', { kind: 'compares', operator: '<', value: '-1.5e3', not: false }],
  ['<=2026-01-01', { kind: 'compares', operator: '<=', value: '2026-01-01', not: false }],
  ['!>=2026-01-01 10:00', { kind: 'compares', operator: '>=', value: '2026-01-01 10:00', not: true }],
  ['null', { kind: 'is', what: 'null', not: false }],
  ['NULL', { kind: 'is', what: 'null', not: false }],
  ['!null', { kind: 'is', what: 'null', not: true }],
  ['empty', { kind: 'is', what: 'empty', not: false }],
  ['!empty', { kind: 'is', what: 'empty', not: true }],
  ['missing', { kind: 'is', what: 'missing', not: false }],
  ['!blank', { kind: 'is', what: 'blank', not: true }],
  ['"null"', { ...contains, text: 'null' }],
  ['!"null"', { ...contains, text: 'null', not: true }],
  ['" a "', { ...contains, text: ' a ' }],
  ['"say ""x"""', { ...contains, text: 'say "x"' }],
  ['"a":1', { ...contains, text: '"a":1' }],
  ['"a', { ...contains, text: '"a' }],
  ['">5"', { ...contains, text: '>5' }],
];

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 10 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }),
  fc.constantFrom(
    'null',
    '!null',
    ' ',
    '"',
    '""',
    '"x"',
    '>5',
    '=',
    '!',
    '^',
    'case:',
    'case:x',
    'Empty',
    '! null',
    '\t',
  ),
);
const not = fc.boolean();
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constantFrom('contains', 'startsWith'), text, matchCase: fc.boolean(), not }),
  fc.record({ kind: fc.constant('equals'), text: fc.oneof(text, fc.constant('')), not }),
  fc.record({
    kind: fc.constant('compares'),
    operator: fc.constantFrom('<', '<=', '>', '>='),
    value: fc.oneof(
      fc.integer().map(String),
      fc.constantFrom('1e400', '-.5', '+5', '2026-01-01', '2026-01-01T10:00:00.5Z', '2026-01-01 10:00 UTC'),
    ),
    not,
  }),
  fc.record({ kind: fc.constant('is'), what: fc.constantFrom('null', 'empty', 'missing', 'blank'), not }),
);

describe('What a person types into a filter box', () => {
  it.each(typed)('%j is understood', (filter, expected) => {
    expect(parseFilter(filter)).toEqual(expected);
  });

  it('is refused when there is nothing to look for', () => {
    for (const filter of ['', '  ', '!', '=', '^', '""', 'case:', '!=']) {
      expect(parseFilter(filter)).toEqual({ kind: 'problem', code: 'nothing' });
    }
  });

  it('is refused when it compares with neither a number nor a timestamp', () => {
    for (const filter of ['>', '<abc', '<b>', '>=null', '<2026-13-01', '>1,000', '>"5"']) {
      expect(parseFilter(filter)).toEqual({ kind: 'problem', code: 'not-comparable' });
    }
  });

  it('can be told for every condition, and is understood as the same', () => {
    fc.assert(
      fc.property(condition, wanted => {
        expect(parseFilter(filterText(wanted))).toEqual(wanted);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is told as shortly as it can be typed', () => {
    for (const [filter, meant] of typed.filter(([filter]) => !/^\s|[A-Z]{4}|< /.test(filter))) {
      expect(filterText(meant).length).toBeLessThanOrEqual(filter.length);
    }
  });

  it('never makes the reading fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), filter => void parseFilter(filter)));
  });
});
