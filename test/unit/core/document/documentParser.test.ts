import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../../../src/core/document/problem.ts';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import { idFor, toDraft } from '../../../../src/core/document/draft.ts';

const whole = ['name: a', 'column_mapping:', '  anonymous_id: u', '  timestamp: t'];

function fenced(...lines: string[]): string {
  return ['/*---', ...lines, '---*/', 'SELECT 1', ''].join('\n');
}

/** What is wrong with a text: each code, and the text that it points at. */
function problemsOf(text: string): [ProblemCode, string][] {
  return parseDocument(text).problems.map(({ code, start, end }) => [code, text.slice(start, end)]);
}

describe('a document', () => {
  const text = [
    '\uFEFF',
    '/*---  ',
    'id: 6f1f2c0e-1111   # written by the first push',
    'name: "Signup \\u0043onversion"',
    'column_mapping:',
    '  anonymous_id: user_id',
    '  timestamp: at',
    '  reward_type: numeric',
    '  unknown: {deep: [1, true]}',
    '---*/ ',
    '',
    'SELECT 1  ',
    '',
  ].join('\r\n');
  const document = parseDocument(text);

  test('gives values with their places', () => {
    expect(document.problems).toEqual([]);
    expect(document.name?.value).toBe('Signup Conversion');
    const { start, end } = document.name!.valueRange;
    expect(text.slice(start, end)).toBe('"Signup \\u0043onversion"');
    expect(document.columnMapping!.fields.map(field => text.slice(field.keyRange.start, field.valueRange.end))).toEqual(
      ['anonymous_id: user_id', 'timestamp: at', 'reward_type: numeric', 'unknown: {deep: [1, true]}'],
    );
    expect(idFor(document, 'prod')).toEqual({ kind: 'single', id: '6f1f2c0e-1111' });
  });

  test('sends what comes after the fence without its first line break and its trailing white space', () => {
    expect(document.sqlToSend).toBe('\r\nSELECT 1');
    expect(text.slice(document.sql.start)).toBe('\r\nSELECT 1  \r\n');
    expect(toDraft(document)).toEqual({
      kind: 'metric',
      name: 'Signup Conversion',
      sql: '\r\nSELECT 1',
      column_mapping: {
        anonymous_id: 'user_id',
        timestamp: 'at',
        reward_type: 'numeric',
        unknown: { deep: [1, true] },
      },
    });
  });

  test.each([
    ['plain fence', '---\nname: a\n---\nSELECT 1', 'plain', 'SELECT 1'],
    ['lone CR', '---\rname: a\r---\rSELECT 1', 'plain', 'SELECT 1'],
    ['blank lines before', ' \n\n/*---\nname: a\n---*/\nSELECT 1', 'comment', 'SELECT 1'],
    ['nothing after', '/*---\nname: a\n---*/', 'comment', ''],
    ['closing mark inside a line', '/*---\nname: a ---*/\n ---*/\n---*/\nx', 'comment', 'x'],
    ['dashes in a comment fence', '/*---\nname: a\n---\n---*/\nx', 'comment', 'x'],
    ['indented opening', ' /*---\nname: a\n---*/\nx', undefined, ' /*---\nname: a\n---*/\nx'],
    ['text after the opening', '/*--- name: a\n---*/\nx', undefined, '/*--- name: a\n---*/\nx'],
  ])('finds its fence: %s', (_, source, fence, sql) => {
    expect(parseDocument(source)).toMatchObject({ fence, sqlToSend: sql });
  });

  test('knows the id of each environment', () => {
    const mapped = parseDocument(fenced('id: {prod: a, testing: b}', ...whole));
    expect(idFor(mapped, 'testing')).toEqual({ kind: 'mapped', id: 'b' });
    expect(idFor(mapped, 'local')).toEqual({ kind: 'none' });
    expect(idFor(parseDocument(fenced(...whole)), 'prod')).toEqual({ kind: 'none' });
  });

  test.each(['reward_type', 'value', 'wild'])('takes null for the optional part %s', key => {
    expect(problemsOf(fenced(...whole, `  ${key}: null`))).toEqual([]);
  });
});

describe('problems', () => {
  const mapping = whole.slice(1);
  test.each<[string, string, ...[ProblemCode, string][]]>([
    ['nothing at all', '', ['no-front-matter', '']],
    ['only SQL', 'SELECT 1\nFROM a', ['no-front-matter', 'SELECT 1']],
    ['not closed', '/*---\nname: a\nSELECT 1', ['front-matter-not-closed', '/*---']],
    ['broken YAML', fenced('name: [a', ...mapping), ['yaml-syntax', 'c']],
    ['anchor', fenced(...whole, '  x: &b c'), ['yaml-anchor', '&b']],
    ['alias', fenced(...whole, '  x: *b'), ['yaml-alias', '*b']],
    ['tag', fenced(...whole, '  x: !!str 1'), ['yaml-tag', '!!str']],
    ['tag of a block text', fenced(...whole, '  x: !a |', '    b'), ['yaml-tag', '!a']],
    ['directive', fenced('%YAML 1.1', '---', ...whole), ['yaml-directive', '%YAML 1.1']],
    ['merge key', fenced(...whole, '  <<: {a: b}'), ['yaml-merge-key', '<<']],
    ['second document', fenced(...whole, '---', 'b: c'), ['yaml-multiple-documents', '---']],
    ['duplicate key', fenced(...whole, 'name: b'), ['yaml-duplicate-key', 'name']],
    ['list', fenced('- a'), ['not-a-map', '- a\n']],
    ['unknown key', fenced(...whole, 'nmae: b'), ['unknown-key', 'nmae']],
    ['name of another type', fenced('name: 12', ...mapping), ['wrong-type', '12']],
    ['no name', fenced(...mapping), ['missing-name', '/*---']],
    ['empty name', fenced('name: " "', ...mapping), ['missing-name', '" "']],
    ['no mapping', fenced('name: a'), ['missing-column-mapping', '/*---']],
    ['empty mapping', fenced('name: a', 'column_mapping:'), ['missing-column-mapping', '/*---']],
    ['mapping of another type', fenced('name: a', 'column_mapping: b'), ['wrong-type', 'b']],
    ['no timestamp', fenced(...whole.slice(0, 3)), ['missing-mapping', 'column_mapping']],
    ['empty part', fenced(...whole.slice(0, 3), '  timestamp:'), ['missing-mapping', 'timestamp']],
    ['number as a column', fenced(...whole.slice(0, 3), '  timestamp: 1'), ['wrong-type', '1']],
    ['slip in the reward type', fenced(...whole, '  reward_type: boolean'), ['wrong-reward-type', 'boolean']],
    ['kind', fenced(...whole, 'kind: metrics'), ['wrong-kind', 'metrics']],
    ['id', fenced(...whole, 'id: ../a'), ['bad-id', '../a']],
    ['id of one environment', fenced(...whole, 'id: {prod: a.b, testing: c}'), ['bad-id', 'a.b']],
    ['id on two lines', fenced(...whole, 'id: "a\\', '  b"'), ['bad-id', '"a\\\n  b"']],
    ['id of a source', fenced(...whole, 'kind: assignment_source', 'id: a'), ['id-on-assignment-source', 'id']],
    ['factor', fenced(...whole, '  factors: {a: 1}', 'kind: assignment_source'), ['wrong-type', '1']],
    [
      'no query',
      '/*---\nname: a\ncolumn_mapping: {anonymous_id: u, timestamp: t}\n---*/\n \n',
      ['empty-query', '---*/'],
    ],
    [
      'only a comment',
      '---\nname: a\ncolumn_mapping: {anonymous_id: u, timestamp: t}\n---\n-- later\n',
      ['empty-query', '-- later\n'],
    ],
    ['bidi control (T22)', fenced(...whole) + "WHERE a = '\u202E'", ['control-character', '\u202E']],
    ['digits that get lost', fenced(...whole, '  x: 12345678901234567890'), ['wrong-type', '12345678901234567890']],
    ['no JSON number', fenced(...whole, '  x: [.nan]'), ['wrong-type', '.nan']],
    ['key that is no text', fenced(...whole, '  ~: b'), ['wrong-type', '~']],
    ['end of the comment', fenced('name: "a */ b"', ...mapping), ['comment-mark-in-fence', '*/']],
    ['two at once', fenced('name: 1', 'kind: x', ...mapping), ['wrong-type', '1'], ['wrong-kind', 'x']],
    [
      'forbidden and missing',
      fenced('x-y: *a', ...mapping),
      ['missing-name', '/*---'],
      ['unknown-key', 'x-y'],
      ['yaml-alias', '*a'],
    ],
    [
      'invisible and missing',
      fenced('# \u200B', ...mapping),
      ['missing-name', '/*---'],
      ['control-character', '\u200B'],
    ],
  ])('%s', (_, text, ...expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  test.each([
    ['characters', `# ${'x'.repeat(64 * 1024)}`],
    ['marks', 'a: b\n'.repeat(300)],
  ])('a front matter of too many %s is not read', (unit, yaml) => {
    expect(parseDocument(fenced(yaml)).problems).toMatchObject([
      { code: 'front-matter-too-large', unit, severity: 'error' },
    ]);
  });

  test('a nesting of eight is read, one of nine is not', () => {
    const nested = (depth: number) => fenced(...whole, `  x: ${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}`);
    expect(problemsOf(nested(8))).toEqual([]);
    expect(problemsOf(nested(9)).map(([code]) => code)).toEqual(['front-matter-too-deep']);
  });

  test('warnings leave the draft, errors do not', () => {
    expect(toDraft(parseDocument(fenced(...whole, 'extra: 1', '# \u200B')))).toBeDefined();
    expect(toDraft(parseDocument(fenced(...whole, '  reward_type: weighted')))).toBeDefined();
    expect(toDraft(parseDocument(fenced(...whole, '  reward_type: bol')))).toBeUndefined();
    expect(toDraft(parseDocument(fenced(...whole, 'id: a/b')))).toBeUndefined();
  });

  test('say what was probably meant', () => {
    const { problems } = parseDocument(
      fenced(...whole, '  reward_type: Number', 'kind: assignment', 'colunm_mapping: 1'),
    );
    expect(problems).toMatchObject([
      { code: 'wrong-kind', didYouMean: 'assignment_source' },
      { code: 'unknown-key', key: 'colunm_mapping', didYouMean: 'column_mapping' },
    ]);
  });
});
