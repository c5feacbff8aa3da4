import fc from 'fast-check';
import type { DefinitionDraft } from '../../../../src/core/definition.ts';

/** Characters that YAML, SQL comments or people's eyes stumble over, among ordinary ones. */
const awkward = fc.constantFrom(
  ...[
    '*/',
    '/*',
    '---',
    '---*/',
    '/*---',
    '"',
    "'",
    '\\',
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\0',
    ' ',
    '  ',
    ': ',
    ' #',
    '#',
    '- ',
    '? ',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a',
    '*a',
    '!t',
    '%',
    '@',
    '`',
    '|',
    '>',
    '~',
    '<<',
    '\u202E',
    '\u200B',
    '\uFEFF',
    '\u2028',
  ],
  ...[
    '\u0085',
    '\uD800',
    '\uDC00',
    '😀',
    '👩‍💻',
    'é',
    'e\u0301',
    '日本',
    '\u{E0001}',
    '\x1F',
    '\x02',
    '\x18',
    'null',
    'true',
    '1e5',
    '0x1F',
  ],
);
const text = fc.oneof(
  fc
    .array(fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 8 })
    .map(parts => parts.join('')),
  fc.constantFrom('null', 'yes', '2024-01-01', '12', '0o17', '.inf', '-', '~', '=', '<<', '__proto__', 'constructor'),
  fc.string({ maxLength: 30 }),
);
const nonBlank = text.filter(value => value.trim() !== '');

const json = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false, 0, -0, 1.5, 1e21, 5e-324, Number.MAX_SAFE_INTEGER),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
})).value;

const known = new Set(['anonymous_id', 'timestamp', 'reward_type', 'value', 'variant', 'context', 'factors']);
const unknown = fc.dictionary(
  text.filter(key => !known.has(key)),
  json,
  { maxKeys: 3 },
);
const query = fc
  .tuple(
    fc.constantFrom('', '\n', ' ', '\r\n'),
    fc.constantFrom('SELECT 1', 'WITH a AS (SELECT 1)\nSELECT * FROM a'),
    text,
  )
  .map(([before, sql, after]) => `${before}${sql} ${after}`);

const required = { anonymous_id: nonBlank, timestamp: nonBlank };
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

/** Definitions as a service could answer them, at their most awkward. */
export const definitions: fc.Arbitrary<DefinitionDraft> = fc.oneof(
  fc.record({
    kind: fc.constant('metric' as const),
    name: nonBlank,
    sql: query,
    column_mapping: mapping({
      ...required,
      reward_type: optional(fc.constantFrom('bool', 'numeric')),
      value: optional(text),
    }),
  }),
  fc.record({
    kind: fc.constant('assignment_source' as const),
    name: nonBlank,
    sql: query,
    column_mapping: mapping({
      ...required,
      variant: optional(text),
      context: optional(text),
      factors: optional(fc.dictionary(text, text, { maxKeys: 4 })),
    }),
  }),
);

function mapping(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<DefinitionDraft['column_mapping']> {
  const record = fc.record(fields, { requiredKeys: ['anonymous_id', 'timestamp'], noNullPrototype: true });
  return fc
    .tuple(unknown, record)
    .map(
      ([others, own]) =>
        Object.fromEntries([...Object.entries(others), ...Object.entries(own)]) as DefinitionDraft['column_mapping'],
    );
}
