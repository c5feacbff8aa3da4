import { describe, expect, test } from 'vitest';
import { foldings } from '../../../../src/core/authoring/foldings.ts';
import { outline, type OutlinePart } from '../../../../src/core/authoring/outline.ts';
import { read } from './cursor.ts';

const text = [
  '',
  '/*---',
  'name: Signups',
  'column_mapping:',
  '  anonymous_id: user',
  '  timestamp: at',
  '  factors:',
  '    country: c',
  '---*/',
  'WITH recent AS (',
  '  SELECT id',
  '  FROM t',
  ')',
  'SELECT',
  '  id AS user,',
  '  count(*),',
  '  r.*',
  'FROM recent AS r',
].join('\n');

function folded(source: string): readonly string[] {
  const { document, analysis } = read(source);
  return foldings(source, document.sql.start, analysis).map(({ kind, start, end }) => `${kind} ${start}-${end}`);
}

describe('What folds', () => {
  test('is the front matter with its fence, each CTE, and what is indented', () => {
    expect(folded(text)).toEqual([
      'frontMatter 1-8',
      'indentation 3-7',
      'indentation 6-7',
      'commonTable 9-12',
      'indentation 13-16',
    ]);
  });

  test('is the same with every line end, and in a plain fence', () => {
    const plain = text.replace('/*---', '---').replace('---*/', '---');
    for (const lineEnd of ['\n', '\r\n', '\r']) expect(folded(plain.replaceAll('\n', lineEnd))).toEqual(folded(text));
  });

  test('is a region, one inside another', () => {
    const marks = ['-- #region a', '--#region b', 'SELECT 1', '-- #endregion', '-- #endregion', '-- #endregion'];
    expect(folded(marks.join('\n'))).toEqual(['region 0-4', 'region 1-3']);
  });

  test('is told in good time of a hostile text (T13)', () => {
    const tables = Array.from({ length: 10_000 }, (_, index) => `c${index} AS (\n  SELECT 1\n)`).join(',\n');
    expect(folded(`---\nname: a\n---\nWITH ${tables}\nSELECT 1`)).toHaveLength(10_001);
  });

  test('is no line on its own', () => {
    expect(folded('---\nname: a\n---\nWITH c AS (SELECT 1) SELECT 2\n\n')).toEqual(['frontMatter 0-2']);
  });
});

describe('The outline', () => {
  test('has the name, the mapping, the CTEs and the columns that can be told', () => {
    const show = ({ kind, label, detail, range, parts }: OutlinePart): unknown => [
      `${kind} ${label} ${detail}`.trim(),
      text.slice(range.start, range.end).split('\n')[0],
      ...(parts.length === 0 ? [] : [parts.map(show)]),
    ];
    expect(outline(read(text, 'postgres')).map(show)).toEqual([
      ['name Signups', 'name: Signups'],
      [
        'mapping column_mapping',
        'column_mapping:',
        [
          ['mapped anonymous_id user', 'anonymous_id: user'],
          ['mapped timestamp at', 'timestamp: at'],
          ['mapped factors', 'factors:', [['mapped country c', 'country: c']]],
        ],
      ],
      ['commonTable recent', 'recent AS ('],
      ['column user id AS user', 'id AS user'],
      ['column count count(*)', 'count(*)'],
      ['column id id', 'r.*'],
    ]);
  });

  test('names every part and selects inside of it', () => {
    const parts = outline(read('---\nname: " "\ncolumn_mapping: {"": x, a: }\n---\nSELECT 1 AS " "'));
    const all = parts.flatMap(part => [part, ...part.parts]);
    expect(all.length).toBeGreaterThan(1);
    for (const { label, range, selection } of all) {
      expect(label.trim()).not.toBe('');
      expect(selection.start >= range.start && selection.end <= range.end).toBe(true);
    }
  });
});
