import { describe, expect, test } from 'vitest';
import type { MetricDraft } from '../../../src/core/definition.ts';
import { parseDocument } from '../../../src/core/document/documentParser.ts';
import { toDraft } from '../../../src/core/document/draft.ts';
import { mergeDefinitions } from '../../../src/core/merge/mergeDefinitions.ts';
import { mergeSides } from '../../../src/sync/mergeSides.ts';

const text = `/*---
# ours
id: m1
name: "Signup"   # the name
column_mapping: { anonymous_id: a, timestamp: t, reward_type: bool }
---*/
SELECT a, t -- mine
FROM x
WHERE true
`;
const document = parseDocument(text);
const mine = toDraft(document) as MetricDraft;

function sidesOf(base: Partial<MetricDraft> | undefined, theirs: Partial<MetricDraft>) {
  const before = base === undefined ? undefined : { ...mine, ...base };
  const merge = mergeDefinitions(before, mine, { ...mine, ...theirs });
  if (merge.kind !== 'conflict') throw new Error('This test is about a conflict.');
  return mergeSides(document, merge, base !== undefined);
}

/** Lines that are not the same on all sides. */
function differing(sides: ReturnType<typeof sidesOf>): readonly string[] {
  const all = Object.values(sides ?? {}).map(side => (side as string).split('\n'));
  return [...new Set(all.flat())].filter(line => !all.every(lines => lines.includes(line)));
}

test('a conflict of names: only that line differs, in the quotes and with the comment that the file has', () => {
  const sides = sidesOf({ name: 'Old' }, { name: 'New' });
  expect(sides?.mine).toBe(text);
  expect(sides?.theirs).toBe(text.replace('Signup', 'New'));
  expect(sides?.base).toBe(text.replace('Signup', 'Old'));
});

test('a part that could be merged is the same on all sides, so that nobody is asked about it', () => {
  const theirs = { name: 'New', column_mapping: { anonymous_id: 'a', timestamp: 't2', reward_type: 'bool' } };
  const sides = sidesOf({ name: 'Old' }, theirs);
  expect(differing(sides)).toHaveLength(3);
  for (const side of Object.values(sides ?? {})) expect(side).toContain('timestamp: t2');
});

test('a conflict in the query leaves the front matter alone, and lines that only one side changed for the editor', () => {
  const sides = sidesOf({ sql: 'SELECT a, t\nFROM x\nWHERE 1=1' }, { sql: 'SELECT a, t\nFROM x\nWHERE false' });
  expect(sides?.mine).toBe(text);
  expect(sides?.theirs).toContain('WHERE false');
  expect(sides?.base).toContain('WHERE 1=1');
  for (const side of Object.values(sides ?? {})) expect(side).toContain('id: m1');
});

test('a key that both added with different values: the base does not have it', () => {
  const before = { anonymous_id: 'a', timestamp: 't' };
  const sides = sidesOf({ column_mapping: before }, { column_mapping: { ...before, reward_type: 'numeric' } });
  expect(sides?.base).not.toContain('reward_type');
  expect(sides?.mine).toContain('reward_type: bool');
  expect(sides?.theirs).toContain('reward_type: numeric');
});

test('factors in conflict, one by one', () => {
  const file = `---\nkind: assignment_source\nname: S\ncolumn_mapping:\n  anonymous_id: a\n  timestamp: t\n  factors:\n    x: mine\n    y: y\n---\nSELECT 1\n`;
  const parsed = parseDocument(file);
  const own = toDraft(parsed)!;
  const withFactors = (factors: object) => ({ ...own, column_mapping: { ...own.column_mapping, factors } });
  const merge = mergeDefinitions(withFactors({ x: 'b', y: 'y' }), own, withFactors({ x: 'theirs', y: 'y2' }));
  expect(merge.kind).toBe('conflict');
  const sides = mergeSides(parsed, merge as Extract<typeof merge, { kind: 'conflict' }>, true);
  const expected = (x: string) => file.replace('x: mine', `x: ${x}`).replace('y: y\n', 'y: y2\n');
  expect(sides).toEqual({ base: expected('b'), mine: expected('mine'), theirs: expected('theirs') });
});

describe('without a known base', () => {
  test('every line that differs is a change of both sides: none of the two wins by itself', () => {
    const sides = sidesOf(undefined, { name: 'New' });
    expect(sides?.mine).toBe(text);
    expect(sides?.base).toBe(text.replace('name: "Signup"   # the name\n', ''));
    expect(sides?.theirs).toBe(text.replace('Signup', 'New'));
  });
});

test('a file with errors cannot be merged', () => {
  const merge = mergeDefinitions({ ...mine, name: 'Old' }, mine, { ...mine, name: 'New' });
  if (merge.kind !== 'conflict') throw new Error('This test is about a conflict.');
  expect(mergeSides(parseDocument('/*---\nname: [\n---*/\nSELECT 1'), merge, true)).toBeUndefined();
});
