import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../../src/core/lint/problem.ts';
import { mended, pointedAt } from './lintedText.ts';

const sql = 'SELECT user_id, at FROM t WHERE at > @start_date\n';
const mapping = ['column_mapping:', '  anonymous_id: user_id', '  timestamp: at'];
const file = (...fields: readonly string[]) => ['/*---', ...fields, '---*/', sql].join('\n');
const whole = (...fields: readonly string[]) => file(...fields, 'name: a', ...mapping);

/** What is pointed at, and the text after the first fix. All of them are errors or warnings of the document itself. */
const mendable: readonly [title: string, text: string, code: Problem['code'], at: string, after: string][] = [
  [
    'no front matter',
    sql,
    'no-front-matter',
    sql.trimEnd(),
    [
      '/*---',
      'kind: metric',
      'name: Signup Conversion',
      'column_mapping:',
      '  anonymous_id: anonymous_id',
      '  timestamp: timestamp',
      '---*/',
      sql,
    ].join('\n'),
  ],
  ['not closed', whole().replace('---*/\n', ''), 'front-matter-not-closed', '/*---', whole()],
  ['no name', file(...mapping), 'missing-name', '/*---', file('name: Signup Conversion', ...mapping)],
  ['an empty name', file('name: ""', ...mapping), 'missing-name', '""', file('name: "Signup Conversion"', ...mapping)],
  [
    'no mapping',
    file('name: a'),
    'missing-column-mapping',
    '/*---',
    file('name: a', 'column_mapping:', '  anonymous_id: anonymous_id', '  timestamp: timestamp'),
  ],
  [
    'an empty mapping',
    file('column_mapping: # later', 'name: a'),
    'missing-column-mapping',
    '/*---',
    file('column_mapping: # later', '  anonymous_id: anonymous_id', '  timestamp: timestamp', 'name: a'),
  ],
  [
    'no part of the mapping',
    file('name: a', ...mapping.slice(0, 2)),
    'missing-mapping',
    'column_mapping',
    file('name: a', ...mapping.slice(0, 2), '  timestamp: timestamp'),
  ],
  ['an unknown key', whole('ids: x'), 'unknown-key', 'ids', whole('id: x')],
  ['a slip in the kind', whole('kind: metrics'), 'wrong-kind', 'metrics', whole('kind: metric')],
  ['another kind', whole('kind: thing'), 'wrong-kind', 'thing', whole('kind: metric')],
  [
    'a slip in the reward type',
    whole().replace('---*/', '  reward_type: boolean\n---*/'),
    'wrong-reward-type',
    'boolean',
    whole().replace('---*/', '  reward_type: bool\n---*/'),
  ],
  ['a number as a name', file('name: 12', ...mapping), 'wrong-type', '12', file('name: "12"', ...mapping)],
  [
    'an id of an assignment source',
    whole('kind: assignment_source', 'id: abc'),
    'id-on-assignment-source',
    'id',
    whole('kind: assignment_source'),
  ],
  [
    'the end of a comment in a name',
    file('name: "a */ b"', ...mapping),
    'comment-mark-in-fence',
    '*/',
    file('name: "a *\\/ b"', ...mapping),
  ],
  ['an anchor', file('name: &a b', ...mapping), 'yaml-anchor', '&a', file('name: b', ...mapping)],
  ['a tag', file('name: !!str b', ...mapping), 'yaml-tag', '!!str', file('name: b', ...mapping)],
  ['a directive', file('%YAML 1.2', '---', 'name: a', ...mapping), 'yaml-directive', '%YAML 1.2', whole('---')],
  ['a key twice', whole('name: b'), 'yaml-duplicate-key', 'name', file('name: b', ...mapping)],
  ['an invisible character (T22)', file('name: a\u200B', ...mapping), 'control-character', '\u200B', whole()],
];

describe('a problem of the document itself', () => {
  test.each(mendable)('%s: is at its place, and its first fix mends it', (_, text, code, at, after) => {
    expect(pointedAt(text).filter(([one]) => one === code)).toEqual([[code, at]]);
    expect(mended(text, code)[0]?.text).toBe(after);
    expect(pointedAt(after).map(([one]) => one)).not.toContain(code);
  });

  test.each<[string, string, Problem['code'], string]>([
    ['an id that is none', whole('id: a/b'), 'bad-id', 'a/b'],
    ['an alias', file('name: *a', ...mapping), 'yaml-alias', '*a'],
    ['a merge key', whole('<<: {a: b}'), 'yaml-merge-key', '<<'],
    ['a second document', file('name: a', ...mapping, '---', 'b: c'), 'yaml-multiple-documents', '---'],
    ['a list', file('- a'), 'not-a-map', '- a\n'],
    ['broken YAML', whole('x: "a'), 'yaml-syntax', ''],
    ['no query', whole().replace(sql, ''), 'empty-query', '---*/'],
    ['too much', whole(`# ${'x'.repeat(70_000)}`), 'front-matter-too-large', 'large'],
    ['too deep', whole(`x: ${'['.repeat(9)}${']'.repeat(9)}`), 'front-matter-too-deep', '['],
  ])('%s: is at its place, and only a person knows what to do', (_, text, code, at) => {
    const [found] = pointedAt(text).filter(([one]) => one === code);
    expect(found?.[0]).toBe(code);
    if (at !== '' && at !== 'large') expect(found?.[1].slice(0, Math.max(at.length, 1))).toBe(at);
    expect(mended(text, code)).toEqual([]);
  });

  test('a key that is there already is not written a second time', () => {
    expect(mended(whole('nmae: b'), 'unknown-key')).toEqual([]);
  });

  test('CRLF stays CRLF', () => {
    const text = file('name: a', ...mapping.slice(0, 2)).replaceAll('\n', '\r\n');
    const [first] = mended(text, 'missing-mapping');
    expect(first?.text).toBe(
      file('name: a', ...mapping.slice(0, 2), '  timestamp: timestamp').replaceAll('\n', '\r\n'),
    );
  });
});
