import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DefinitionDraft } from '../../../../src/core/definition.ts';
import { sameMeaning } from '../../../../src/core/document/meaning.ts';
import { mergeDefinitions, type DefinitionMerge } from '../../../../src/core/merge/mergeDefinitions.ts';
import { definitions } from '../document/definitions.ts';
import { mixed } from '../document/mixedDefinitions.ts';

const metric = (mapped: object = {}, sql = 'SELECT 1', name = 'Sum'): DefinitionDraft => ({
  kind: 'metric',
  name,
  sql,
  column_mapping: { anonymous_id: 'a', timestamp: 't', ...mapped },
});
const source = (factors?: object | null, more: object = {}): DefinitionDraft => ({
  ...metric({ ...(factors === undefined ? {} : { factors }), ...more }),
  kind: 'assignment_source',
});
const partsOf = (merge: DefinitionMerge): readonly string[] =>
  merge.kind === 'conflict' ? merge.conflicts.map(({ part }) => part) : [];

describe('a merge of two definitions with their base', () => {
  test.each<[string, DefinitionDraft, DefinitionDraft, DefinitionDraft, DefinitionDraft]>([
    [
      'different parts',
      metric(),
      metric({}, 'SELECT 1', 'Mine'),
      metric({ value: 'v' }),
      metric({ value: 'v' }, 'SELECT 1', 'Mine'),
    ],
    ['the same change', metric(), metric({ value: 'v' }), metric({ value: 'v' }), metric({ value: 'v' })],
    ['a removed key', metric({ value: 'v', x: 1 }), metric({ x: 1 }), metric({ value: 'v', x: 2 }), metric({ x: 2 })],
    ['both removed', metric({ value: 'v' }), metric({ value: null }), metric(), metric({ value: null })],
    ['null for absent is no change', metric({ value: null }), metric(), metric({ value: 'v' }), metric({ value: 'v' })],
    ['a list of an unknown key', metric({ x: [1] }), metric({ x: [1] }), metric({ x: [1, 2] }), metric({ x: [1, 2] })],
    [
      'factors one by one',
      source({ a: '1', b: '2', c: '3' }),
      source({ a: 'mine', b: '2', c: '3', d: '4' }),
      source({ a: '1', c: 'theirs', e: '5' }),
      source({ a: 'mine', c: 'theirs', d: '4', e: '5' }),
    ],
    ['factors that both began', source(), source({ a: '1' }), source({ b: '2' }), source({ a: '1', b: '2' })],
    ['factors that were null', source(null), source({ a: '1' }), source({ b: '2' }), source({ a: '1', b: '2' })],
    [
      'lines of the query',
      metric({}, 'SELECT\n  a,\n  b,\n  c\nFROM t'),
      metric({}, 'SELECT\n  mine,\n  b,\n  c\nFROM t'),
      metric({}, 'SELECT\n  a,\n  b,\n  c\nFROM theirs\nWHERE x'),
      metric({}, 'SELECT\n  mine,\n  b,\n  c\nFROM theirs\nWHERE x'),
    ],
  ])('%s', (_, base, mine, theirs, draft) => {
    expect(mergeDefinitions(base, mine, theirs)).toEqual({ kind: 'merged', draft });
  });

  test.each<[string, DefinitionDraft, DefinitionDraft, DefinitionDraft, readonly string[]]>([
    ['the name', metric(), metric({}, 'SELECT 1', 'A'), metric({}, 'SELECT 1', 'B'), ['name']],
    ['a required key', metric(), metric({ timestamp: 'x' }), metric({ timestamp: 'y' }), ['column_mapping.timestamp']],
    ['one changed, one removed', metric({ x: 1 }), metric({ x: 2 }), metric(), ['column_mapping.x']],
    [
      'one factor',
      source({ a: '1', b: '2' }),
      source({ a: 'm', b: 'm' }),
      source({ a: 't', b: '2' }),
      ['column_mapping.factors.a'],
    ],
    ['factors changed and removed', source({ a: '1' }), source({ a: 'm' }), source(null), ['column_mapping.factors']],
    ['null where null means something', metric({ x: 1 }), metric({ x: null }), metric(), ['column_mapping.x']],
  ])('in conflict: %s', (_, base, mine, theirs, parts) => {
    const merge = mergeDefinitions(base, mine, theirs);
    expect(partsOf(merge)).toEqual(parts);
    expect(partsOf(mergeDefinitions(base, theirs, mine))).toEqual(parts);
    expect(merge.draft).toEqual(mine);
    expect(merge).not.toHaveProperty('sqlWithMarkers');
  });

  test('a conflict names the three values, and what is not in conflict is merged beside it', () => {
    const base = source({ a: '1' }, { variant: 'v' });
    const merge = mergeDefinitions(base, source({ a: 'm' }, { variant: 'v' }), source({ a: 't', b: '2' }));
    expect(merge).toEqual({
      kind: 'conflict',
      draft: source({ a: 'm', b: '2' }),
      conflicts: [{ part: 'column_mapping.factors.a', base: '1', mine: 'm', theirs: 't' }],
    });
  });

  test('queries that mean the same are no conflict', () => {
    const merge = mergeDefinitions(
      metric({}, 'SELECT 1'),
      metric({}, 'SELECT 2 -- mine'),
      metric({}, 'SELECT 2 -- no'),
    );
    expect(merge).toEqual({ kind: 'merged', draft: metric({}, 'SELECT 2 -- mine') });
  });

  test('a query in conflict has markers around what could not be merged', () => {
    const sides = ['x', 'mine', 'theirs'].map(name => metric({}, `SELECT\n  ${name},\n  b\nFROM t\n`)) as [
      DefinitionDraft,
      DefinitionDraft,
      DefinitionDraft,
    ];
    const [base, mine, theirs] = sides;
    const longer = { ...theirs, sql: theirs.sql.replace('FROM t', 'FROM t\nWHERE w') };
    expect(mergeDefinitions(base, mine, longer)).toEqual({
      kind: 'conflict',
      draft: mine,
      conflicts: [{ part: 'sql', base: base.sql, mine: mine.sql, theirs: longer.sql }],
      sqlWithMarkers: [
        'SELECT',
        ...['<<<<<<< mine', '  mine,', '||||||| base', '  x,', '=======', '  theirs,', '>>>>>>> theirs'],
        ...['  b', 'FROM t', 'WHERE w', ''],
      ].join('\n'),
    });
  });

  test('definitions of two kinds are not merged', () => {
    expect(() => mergeDefinitions(undefined, metric(), source())).toThrow(RangeError);
    expect(mergeDefinitions(source(), metric({ x: 1 }), metric()).kind).toBe('conflict');
  });
});

describe('without a base', () => {
  test('equal parts are merged, the others are in conflict', () => {
    const merge = mergeDefinitions(
      undefined,
      source({ a: '1', b: '2' }, { context: 'c', variant: null }),
      source({ a: '1', b: '3', d: '4' }),
    );
    expect(partsOf(merge)).toEqual(['column_mapping.factors.b', 'column_mapping.factors.d', 'column_mapping.context']);
  });

  test('lines that only one side has are in conflict', () => {
    const merge = mergeDefinitions(undefined, metric({}, 'a\nb\nc'), metric({}, 'a\nc  \nd'));
    expect(merge).toMatchObject({
      kind: 'conflict',
      sqlWithMarkers: [
        ...['a', '<<<<<<< mine', 'b', '=======', '>>>>>>> theirs', 'c'],
        ...['<<<<<<< mine', '=======', 'd', '>>>>>>> theirs'],
      ].join('\n'),
    });
  });
});

/** Three versions that share most of their parts. */
const sides = fc
  .record({
    base: definitions,
    one: definitions,
    other: definitions,
    takesOne: fc.infiniteStream(fc.integer({ min: 0, max: 5 })),
    takesOther: fc.infiniteStream(fc.integer({ min: 0, max: 5 })),
  })
  .map(({ base, one, other, takesOne, takesOther }) => {
    const isZero = (stream: fc.Stream<number>) => () => (stream.next() as { readonly value: number }).value === 0;
    return { base, mine: mixed(base, one, isZero(takesOne)), theirs: mixed(base, other, isZero(takesOther)) };
  });

describe('laws of merging', () => {
  test('what only one side changed, or both alike, is the merge', () => {
    fc.assert(
      fc.property(sides, ({ base, mine, theirs }) => {
        expect(mergeDefinitions(base, mine, base)).toEqual({ kind: 'merged', draft: mine });
        expect(mergeDefinitions(base, base, theirs)).toEqual({ kind: 'merged', draft: theirs });
        expect(mergeDefinitions(base, mine, mine)).toEqual({ kind: 'merged', draft: mine });
        expect(mergeDefinitions(undefined, mine, mine)).toEqual({ kind: 'merged', draft: mine });
      }),
      { numRuns: 500 },
    );
  });

  test('both sides see the same conflicts, and nothing of either is lost outside them', () => {
    const seen = { merged: 0, conflict: 0 };
    fc.assert(
      fc.property(sides, ({ base, mine, theirs }) => {
        const merge = mergeDefinitions(base, mine, theirs);
        const mirrored = mergeDefinitions(base, theirs, mine);
        expect(partsOf(mirrored).toSorted()).toEqual(partsOf(merge).toSorted());
        if (merge.kind === 'merged') expect(sameMeaning(merge.draft, mirrored.draft)).not.toBe('different');
        seen[merge.kind]++;

        const inConflict = new Set(partsOf(merge));
        const [parts, ...versions] = [merge.draft, base, mine, theirs].map(flat);
        const [before, own, foreign] = versions as [Part, Part, Part];
        for (const part of new Set(versions.flatMap(version => [...version.keys()]))) {
          const [old, one, other] = [before.get(part), own.get(part), foreign.get(part)];
          const isIn = inConflict.has(part) || (part.includes('factors') && inConflict.has('column_mapping.factors'));
          expect(parts!.get(part), part).toBe(isIn || one !== old ? one : other);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(Math.min(seen.merged, seen.conflict)).toBeGreaterThan((seen.merged + seen.conflict) / 10);
  });
});

type Part = ReadonlyMap<string, string>;

/** All parts but the query as JSON by their names; optional ones that are null are absent. */
function flat({ name, column_mapping }: DefinitionDraft): Part {
  const { factors, ...others } = column_mapping;
  const isMap = typeof factors === 'object' && factors !== null && !Array.isArray(factors);
  const entries = [
    ...Object.entries({ name }),
    ...Object.entries(others).map(([key, value]) => [`column_mapping.${key}`, value] as const),
    ...Object.entries(isMap ? factors : {}).map(([key, value]) => [`column_mapping.factors.${key}`, value] as const),
  ];
  const optional = ['reward_type', 'value', 'variant', 'context'].map(key => `column_mapping.${key}`);
  return new Map(
    entries
      .filter(([key, value]) => value !== null || !optional.includes(key))
      .map(([key, value]) => [key, JSON.stringify(value)]),
  );
}
