import { describe, expect, test } from 'vitest';
import type { DefinitionDraft } from '../../../../src/core/definition.ts';
import { withDefinition } from '../../../../src/core/document/definitionEdit.ts';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import { applyEdits } from '../../../../src/core/document/textEdit.ts';

const mapping = { anonymous_id: 'a', timestamp: 't' };
const lines = (...content: string[]) => [...content, ''].join('\n');
const file = (front: readonly string[], sql = 'SELECT 1\n') => `${lines('/*---', ...front, '---*/')}${sql}`;
const metric = (mapped: object = {}, sql = 'SELECT 1', name = 'Sum'): DefinitionDraft => ({
  kind: 'metric',
  name,
  sql,
  column_mapping: { ...mapping, ...mapped },
});
const source = (factors: object | null): DefinitionDraft => ({
  ...metric({ factors }),
  kind: 'assignment_source',
});

function edited(text: string, definition: DefinitionDraft): string | undefined {
  const edits = withDefinition(parseDocument(text), definition);
  return edits === undefined ? undefined : applyEdits(text, edits);
}

describe('a file that is made to say what another definition says', () => {
  const front = (...more: string[]) => ['name: Sum', 'column_mapping:', '  anonymous_id: a', '  timestamp: t', ...more];
  const ofSource = (...more: string[]) => ['kind: assignment_source', ...front(...more)];

  test.each<[string, string, DefinitionDraft, string]>([
    [
      'the name, with its quotes and the comment after it',
      file(['# top', "name: 'old' # why", ...front().slice(1)]),
      metric({}, 'SELECT 1', "It's"),
      file(['# top', "name: 'It''s' # why", ...front().slice(1)]),
    ],
    [
      'a plain name that needs quotes now',
      file(front()),
      metric({}, 'SELECT 1', 'a: b'),
      file(['name: "a: b"', ...front().slice(1)]),
    ],
    [
      'a single-quoted name that would end the comment',
      file(["name: 'Sum'", ...front().slice(1)]),
      metric({}, 'SELECT 1', '*/ ;'),
      file(['name: "*\\/ ;"', ...front().slice(1)]),
    ],
    [
      'a name in block form',
      file(['name: >- # long', '  one', '  two', '# next', ...front().slice(1)]),
      metric(),
      file(['name: Sum # long', '# next', ...front().slice(1)]),
    ],
    [
      'a changed key of the mapping, in its place',
      file(['name: Sum', 'column_mapping: # m', '    # ids', '    timestamp: "old"  # c', '    anonymous_id: a']),
      metric(),
      file(['name: Sum', 'column_mapping: # m', '    # ids', '    timestamp: "t"  # c', '    anonymous_id: a']),
    ],
    [
      'an added key comes last',
      file(['id: x', 'column_mapping:', '    anonymous_id: a', '    timestamp: t # c', '    # end', 'name: Sum']),
      metric({ reward_type: 'bool' }),
      file([
        ...['id: x', 'column_mapping:', '    anonymous_id: a', '    timestamp: t # c', '    reward_type: bool'],
        ...['    # end', 'name: Sum'],
      ]),
    ],
    [
      'a removed key takes its line along and no other',
      file(front('  # kind of reward', '  reward_type: bool # c', '  value: v')),
      metric({ value: 'v' }),
      file(front('  # kind of reward', '  value: v')),
    ],
    [
      'an optional key that is null now goes, and none is added for null',
      file(front('  value: v', '  x: 1')),
      metric({ value: null, reward_type: null, x: 1 }),
      file(front('  x: 1')),
    ],
    [
      'the last key replaced by another',
      file(front('  value: v', '# end')),
      metric({ reward_type: 'bool' }),
      file(front('  reward_type: bool', '# end')),
    ],
    [
      'a mapping on one line',
      file(['name: Sum', 'column_mapping: { value: v, anonymous_id: "b", x: 1, timestamp: t, y: 2 } # c']),
      metric({ z: [1, null], reward_type: 'bool' }),
      file(['name: Sum', 'column_mapping: { anonymous_id: "a", timestamp: t, z: [1, null], reward_type: bool } # c']),
    ],
    [
      'factors one by one',
      file(ofSource('  factors: # f', '      headline: h # 1', '      # two', '      cta: c # 2', '  # end')),
      source({ cta: 'call', headline: 'h', color: 'k' }),
      file(
        ofSource(
          ...['  factors: # f', '      headline: h # 1', '      # two', '      cta: call # 2', '      color: k'],
          '  # end',
        ),
      ),
    ],
    [
      'factors that go, beside what comes in their place',
      file(ofSource('  factors:', '    headline: h', '  more: [1]')),
      { ...source(null), column_mapping: { ...mapping, more: [1, 2] } },
      file(ofSource('  more: [1, 2]')),
    ],
    [
      'factors that come, as lines',
      file(ofSource()),
      source({ a: 'x', 'b c': 'z' }),
      file(ofSource('  factors:', '    a: x', '    b c: z')),
    ],
    [
      'factors that become none',
      file(ofSource('  factors: # f', '    # inside', '    a: x', '  context: c')),
      { ...source({}), column_mapping: { ...mapping, factors: {}, context: 'c' } },
      file(ofSource('  factors: {} # f', '    # inside', '  context: c')),
    ],
    [
      'a list in lines',
      file(front('  list: # l', '  - 1', '  - 2 # two', '  x: 1')),
      metric({ list: [2], x: 1 }),
      file(front('  list: [2] # l', '  x: 1')),
    ],
    ['an empty value', file(front('  x: # later')), metric({ x: 'z' }), file(front('  x: z # later'))],
    [
      'the lines of the query that differ, and not the white space at its end',
      file(front(), 'SELECT 1,\n  2,\n  3\nFROM t\n\n \n'),
      metric({}, 'SELECT 1,\n  two,\n  3\nFROM t'),
      file(front(), 'SELECT 1,\n  two,\n  3\nFROM t\n\n \n'),
    ],
    [
      'a query in a file with CRLF',
      file(front('  value: v'), 'SELECT 1\nFROM a').replaceAll('\n', '\r\n'),
      metric({ reward_type: 'bool' }, 'SELECT 1\nFROM b\nWHERE c\n'),
      file(front('  reward_type: bool'), 'SELECT 1\nFROM b\nWHERE c').replaceAll('\n', '\r\n'),
    ],
    [
      'a query that came with CRLF, in a file without',
      file(front(), 'SELECT 1\nFROM a\n'),
      metric({}, 'SELECT 1\r\nFROM b\r\nWHERE c'),
      file(front(), 'SELECT 1\nFROM b\nWHERE c\n'),
    ],
    [
      'a string of several lines keeps its line ends, whatever the file has',
      `${file(front(), '').replaceAll('\n', '\r\n')}SELECT 1\r\n`,
      metric({}, "SELECT 'a\nb'"),
      `${file(front(), '').replaceAll('\n', '\r\n')}SELECT 'a\nb'\r\n`,
    ],
    [
      'not the layout of a query whose meaning stays',
      file(front(), 'SELECT  1 -- mine\n'),
      metric({ value: 'v' }, 'select 1'.toUpperCase()),
      file(front('  value: v'), 'SELECT  1 -- mine\n'),
    ],
  ])('%s', (_, before, definition, after) => {
    expect(edited(before, definition)).toBe(after);
    expect(edited(after, definition)).toBe(after);
  });

  test('what is edited is only what differs', () => {
    const text = file(front('  value: v'), 'SELECT 1,\n  2\nFROM t\n');
    const edits = withDefinition(parseDocument(text), metric({ value: 'w' }, 'SELECT 1,\n  3\nFROM t'));
    expect(edits?.map(({ start, end, text: now }) => [text.slice(start, end), now])).toEqual([
      ['v', 'w'],
      ['  2\n', '  3\n'],
    ]);
  });

  test.each([
    ['comments and layout of the query', metric({}, '/* c */ SELECT\r\n1')],
    ['an optional key that is null', metric({ value: null, reward_type: null })],
    ['keys in another order', { ...metric(), column_mapping: { timestamp: 't', anonymous_id: 'a' } }],
  ])('nothing is edited for %s', (_, definition) => {
    expect(withDefinition(parseDocument(file(front('  reward_type: ~'))), definition)).toEqual([]);
  });

  test.each<[string, string, DefinitionDraft]>([
    ['no front matter', 'SELECT 1', metric()],
    ['broken YAML', file([...front(), 'x: [']), metric({ value: 'v' })],
    ['an alias', file(front('  value: *v')), metric({ value: 'v' })],
    ['no name', file(front().slice(1)), metric()],
    ['another kind', file(front()), source(null)],
    ['an empty query', file(front()), metric({}, ' \n')],
    ['a name that is blank', file(front()), metric({}, 'SELECT 1', ' ')],
    ['a mapping without a timestamp', file(front()), { ...metric(), column_mapping: { anonymous_id: 'a' } as never }],
    ['more than a front matter may hold', file(front()), metric({ value: 'v'.repeat(70_000) })],
  ])('is refused: %s', (_, text, definition) => {
    expect(withDefinition(parseDocument(text), definition)).toBeUndefined();
  });
});
