import { describe, expect, test } from 'vitest';
import { frontMatterPlaceAt } from '../../../../src/core/authoring/frontMatterPlace.ts';
import { wantedAt, type Wanted } from '../../../../src/core/authoring/wanted.ts';
import type { DefinitionKind } from '../../../../src/core/definition.ts';
import { withCursor } from './cursor.ts';

function wanted(lines: readonly string[], kind: DefinitionKind = 'metric'): Wanted | undefined {
  const { text, offset } = withCursor(['/*---', ...lines, '---*/', 'SELECT 1'].join('\n'));
  const place = frontMatterPlaceAt(text, offset);
  return place === undefined ? undefined : wantedAt(place, kind);
}

/** What stands in the range, before and behind the cursor. */
function written(lines: readonly string[]): string | undefined {
  const { text, offset } = withCursor(['---', ...lines, '---', ''].join('\n'));
  const range = frontMatterPlaceAt(text, offset)?.range;
  return range === undefined ? undefined : text.slice(range.start, range.end);
}

const column = { kind: 'column' };
const mapping = ['anonymous_id', 'timestamp', 'reward_type', 'value'];

describe('What belongs at the cursor in a front matter', () => {
  test.each<[string, readonly string[], Wanted['kind'], readonly string[]]>([
    ['an empty one', ['¦'], 'keys', ['id', 'kind', 'name', 'column_mapping']],
    ['a key half written', ['kind: metric', 'na¦'], 'keys', ['id', 'name', 'column_mapping']],
    ['a key above others', ['k¦', 'name: a', 'column_mapping:', '  timestamp: t'], 'keys', ['id', 'kind']],
    ['a key that has a colon', ['nam¦e: a'], 'keys', ['id', 'kind', 'name', 'column_mapping']],
    ['an empty mapping', ['column_mapping:', '  ¦'], 'keys', mapping],
    ['a mapping', ['column_mapping:', '  timestamp: t', '  an¦'], 'keys', ['anonymous_id', 'reward_type', 'value']],
    [
      'above its entries',
      ['column_mapping:', '  ¦', '  timestamp: t'],
      'keys',
      ['anonymous_id', 'reward_type', 'value'],
    ],
    ['below a mapping', ['column_mapping:', '  timestamp: t', 'i¦'], 'keys', ['id', 'kind', 'name']],
    ['a map in braces', ['column_mapping: {timestamp: t, ¦}'], 'keys', ['anonymous_id', 'reward_type', 'value']],
    ['one that is not closed', ['column_mapping: {timestamp: t, a¦'], 'keys', ['anonymous_id', 'reward_type', 'value']],
    [
      'one over lines',
      ['column_mapping: {', '  timestamp: t,', '  ¦', '}'],
      'keys',
      ['anonymous_id', 'reward_type', 'value'],
    ],
    ['a front matter in braces', ['{name: a, ¦}'], 'keys', ['id', 'kind', 'column_mapping']],
    ['quoted keys', ['"name": a', "'kind': metric", '¦'], 'keys', ['id', 'column_mapping']],
    ['after broken YAML', ['name: "a', 'column_mapping:', '  ¦'], 'keys', mapping],
  ])('is a key that is not there yet: %s', (_, lines, kind, keys) => {
    expect(wanted(lines)).toEqual({ kind, keys });
  });

  test('are the keys of an assignment source, which has no id', () => {
    expect(wanted(['kind: assignment_source', '¦'], 'assignment_source')).toEqual({
      kind: 'keys',
      keys: ['name', 'column_mapping'],
    });
    expect(wanted(['column_mapping:', '  timestamp: t', '  ¦'], 'assignment_source')).toEqual({
      kind: 'keys',
      keys: ['anonymous_id', 'variant', 'context', 'factors'],
    });
    expect(wanted(['column_mapping:', '  factors:', '    country: ¦'], 'assignment_source')).toEqual(column);
    expect(wanted(['column_mapping:', '  factors:', '    ¦'], 'assignment_source')).toBeUndefined();
    expect(wanted(['column_mapping:', '  factors: {country: ¦}'], 'assignment_source')).toEqual(column);
  });

  test.each<[string, readonly string[], unknown]>([
    ['kind', ['kind: ¦'], { kind: 'words', words: ['metric', 'assignment_source'] }],
    ['kind, right behind the colon', ['kind:¦'], { kind: 'words', words: ['metric', 'assignment_source'] }],
    ['reward type', ['column_mapping:', '  reward_type: nu¦'], { kind: 'words', words: ['bool', 'numeric'] }],
    ['an entry', ['column_mapping:', '  anonymous_id: ¦'], column],
    ['an entry before a comment', ['column_mapping:', '  anonymous_id: us¦er # who'], column],
    ['an entry in quotes', ['column_mapping:', '  anonymous_id: "us¦"'], column],
    ['an entry in quotes not closed', ['column_mapping:', '  anonymous_id: "us¦'], column],
    ['an entry in braces', ['column_mapping: {timestamp: a, anonymous_id: ¦}'], column],
    ['an entry in braces not closed', ['column_mapping: {timestamp: ¦'], column],
    ['an entry that this project does not know', ['column_mapping:', '  weight: ¦'], column],
    ['id', ['id: ¦'], { kind: 'metricId', environment: undefined }],
    ['id of an environment', ['id:', '  prod: ¦'], { kind: 'metricId', environment: 'prod' }],
    ['id of an environment in braces', ['id: {prod: a, testing: ¦}'], { kind: 'metricId', environment: 'testing' }],
    ['environment', ['id: {prod: a, ¦}'], { kind: 'environment', present: ['prod'] }],
    ['environment on a line', ['id:', '  ¦'], { kind: 'environment', present: [] }],
  ])('is a value of the right kind: %s', (_, lines, expected) => {
    expect(wanted(lines)).toEqual(expected);
  });

  test.each<[string, readonly string[]]>([
    ['a comment', ['# ki¦']],
    ['a comment behind a value', ['kind: metric # ¦']],
    ['behind a value', ['kind: metric  ¦']],
    ['in front of a value', ['kind: ¦  metric']],
    ['a name', ['name: ¦']],
    ['below a value', ['name: a', '  ¦']],
    ['at another depth than the map has', ['column_mapping:', '    timestamp: t', '  ¦']],
    ['a list', ['- ¦']],
    ['a list in braces', ['column_mapping: {factors: [¦]}']],
    ['an unknown map', ['other:', '  ¦']],
    ['a text over lines', ['name: |', '  ¦']],
    ['a tab', ['column_mapping:', '\t¦']],
  ])('is nothing that is known here: %s', (_, lines) => {
    expect(wanted(lines)).toBeUndefined();
  });

  test('replaces all that stands there', () => {
    expect(written(['na¦me'])).toBe('name');
    expect(written(['na¦me: a'])).toBe('name');
    expect(written(['column_mapping:', '  anonymous_id: us¦er_id # who'])).toBe('user_id');
    expect(written(['column_mapping: {anonymous_id: us¦er_id, timestamp: t}'])).toBe('user_id');
    expect(written(['column_mapping: {anon¦ymous_id: u}'])).toBe('anonymous_id');
    expect(written(['kind: ¦'])).toBe('');
  });

  test('is told apart with every line end, and up to the last line of the fence', () => {
    const text = '/*---\r\nname: a\r\ncolumn_mapping:\r\n  \r\n---*/\r\nSELECT 1';
    const keys = frontMatterPlaceAt(text, text.indexOf('  \r\n') + 2);
    expect(keys).toMatchObject({ path: ['column_mapping'], at: { kind: 'key' } });
    expect(frontMatterPlaceAt(text, text.indexOf('---*/'))).toBeUndefined();
    expect(frontMatterPlaceAt(text, text.length)).toBeUndefined();
    expect(frontMatterPlaceAt('/*---\nna', 8)).toMatchObject({ path: [], range: { start: 6, end: 8 } });
  });

  test.each([
    ['spaces', `a${' '.repeat(60_000)}x`],
    ['quotes', '"\\'.repeat(30_000)],
    ['colons', 'a:'.repeat(30_000)],
    ['braces', '{a: '.repeat(15_000)],
    ['lines', '  a: "\n'.repeat(8_000)],
    ['entries', `{${' a :,'.repeat(10_000)}`],
  ])('is told in good time of a hostile text: %s (T13)', (_, hostile) => {
    const text = `---\n${hostile}`;
    // What were quadratic would not end within the test's time.
    for (const offset of [4, text.length >> 1, text.length]) {
      const range = frontMatterPlaceAt(text, offset)?.range;
      expect(range === undefined || (range.start <= offset && offset <= range.end)).toBe(true);
    }
  });
});
