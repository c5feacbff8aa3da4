import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DefinitionDraft } from '../../../../src/core/definition.ts';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import { printDefinition, type PrintOptions } from '../../../../src/core/document/documentPrinter.ts';
import { idFor, toDraft } from '../../../../src/core/document/draft.ts';
import { definitions } from './definitions.ts';

const signups: DefinitionDraft = {
  kind: 'metric',
  name: 'Signup Conversion',
  sql: 'SELECT user_id AS anonymous_id, converted_at AS timestamp\nFROM conversions',
  column_mapping: { reward_type: 'bool', timestamp: 'timestamp', anonymous_id: 'anonymous_id' },
};

/** Objects with and without a prototype alike; keys, values and -0 exact. */
function exact(value: unknown): unknown {
  if (Object.is(value, -0)) return 'minus zero';
  if (Array.isArray(value)) return value.map(exact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, inner]) => [key, exact(inner)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

describe('a new document', () => {
  test('is a SQL comment with known keys in order, then the query', () => {
    expect(printDefinition(signups, { id: '6f1f2c0e-1111' })).toBe(
      [
        '/*---',
        'id: 6f1f2c0e-1111',
        'kind: metric',
        'name: Signup Conversion',
        'column_mapping:',
        '  anonymous_id: anonymous_id',
        '  timestamp: timestamp',
        '  reward_type: bool',
        '---*/',
        'SELECT user_id AS anonymous_id, converted_at AS timestamp',
        'FROM conversions',
        '',
      ].join('\n'),
    );
  });

  test('has no id for an assignment source, and its factors as a map', () => {
    const source: DefinitionDraft = {
      kind: 'assignment_source',
      name: 'Exposures: all',
      sql: 'SELECT 1',
      column_mapping: {
        factors: { headline: 'headline_col', '*/': 'x' },
        anonymous_id: 'a',
        timestamp: '12',
        extra: [1, 'b'],
      },
    };
    expect(printDefinition(source, { id: 'x', fence: 'plain' })).toBe(
      [
        '---',
        'kind: assignment_source',
        'name: "Exposures: all"',
        'column_mapping:',
        '  anonymous_id: a',
        '  timestamp: "12"',
        '  factors:',
        '    headline: headline_col',
        '    "*/": x',
        '  extra: [1, b]',
        '---',
        'SELECT 1',
        '',
      ].join('\n'),
    );
  });

  test('takes over the line ends of a query that has only CRLF', () => {
    expect(printDefinition({ ...signups, sql: 'SELECT 1\r\nFROM a\r\n' })).not.toMatch(/(?<!\r)\n/);
    expect(printDefinition({ ...signups, sql: 'SELECT 1\r\nFROM a\n' })).toMatch(/^\/\*---\n/);
  });

  test('writes ids of several environments on one line', () => {
    const document = parseDocument(printDefinition(signups, { id: { prod: 'a', 'my */ env': '123' } }));
    expect(document.text).toContain('id: {prod: a, "my *\\/ env": "123"}\n');
    expect(idFor(document, 'prod')).toEqual({ kind: 'mapped', id: 'a' });
    expect(idFor(document, 'my */ env')).toEqual({ kind: 'mapped', id: '123' });
  });

  test('keeps keys that are longer than YAML takes them without a mark', () => {
    const key = 'k'.repeat(2_000);
    const column_mapping = {
      ...signups.column_mapping,
      [key]: 'a',
      nested: [{ [key]: { [key]: 1 } }],
      map: { [key]: { b: 1 } },
    };
    const draft = toDraft(parseDocument(printDefinition({ ...signups, column_mapping })));
    expect(exact(draft?.column_mapping)).toEqual(exact(column_mapping));
  });

  const forms: fc.Arbitrary<PrintOptions> = fc.record(
    {
      fence: fc.constantFrom('comment' as const, 'plain' as const),
      lineEnding: fc.constantFrom('\n' as const, '\r\n' as const),
      id: fc.stringMatching(/^[A-Za-z0-9_-]{1,128}$/),
    },
    { requiredKeys: [] },
  );

  test('gives its definition back exactly, and printing that gives the same bytes', () => {
    fc.assert(
      fc.property(definitions, forms, (definition, options) => {
        const text = printDefinition(definition, options);
        const document = parseDocument(text);
        const draft = toDraft(document);
        expect(document.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(exact(draft)).toEqual(exact({ ...definition, sql: definition.sql.trimEnd() }));
        expect(idFor(document, 'prod')).toEqual(
          options.id === undefined || definition.kind !== 'metric'
            ? { kind: 'none' }
            : { kind: 'single', id: options.id },
        );
        const body = document.sql.text;
        expect(printDefinition({ ...draft!, sql: body }, options)).toBe(text);
      }),
      { numRuns: 4_000 },
    );
  });

  test('has no comment mark inside its comment fence, whatever the definition says', () => {
    fc.assert(
      fc.property(definitions, definition => {
        const { segments, problems } = parseDocument(printDefinition(definition));
        expect(segments[1]).not.toMatch(/\*\/|\/\*/);
        expect(problems.map(({ code }) => code)).not.toContain('comment-mark-in-fence');
      }),
      { numRuns: 2_000 },
    );
  });
});
