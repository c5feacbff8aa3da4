import { describe, expect, it } from 'vitest';
import type { DefinitionDraft } from '../../../../src/core/definition.ts';
import { changesBetween } from '../../../../src/core/plan/changes.ts';

const from: DefinitionDraft = {
  kind: 'metric',
  name: 'Signups',
  sql: 'SELECT a\nFROM x',
  column_mapping: { anonymous_id: 'a', timestamp: 't', reward_type: 'bool' },
};

const none = { isRenamed: false, mappingKeys: [], addedLines: 0, removedLines: 0 };

describe('What a question before a push says has changed', () => {
  it('is nothing between equal definitions', () => {
    expect(changesBetween(from, { ...from })).toEqual(none);
  });

  it('is the name alone when only that did', () => {
    expect(changesBetween(from, { ...from, name: 'Sign-ups' })).toEqual({ ...none, isRenamed: true });
  });

  it('is each key of the mapping that was added, removed or given another column, and no other', () => {
    const column_mapping = { anonymous_id: 'a', timestamp: 'at', reward: 'r' };
    expect(changesBetween(from, { ...from, column_mapping })).toEqual({
      ...none,
      mappingKeys: ['timestamp', 'reward_type', 'reward'],
    });
  });

  it('is the number of lines that only one side has, either way', () => {
    const sql = 'SELECT a\nFROM y\nWHERE b\nLIMIT 1';
    expect(changesBetween(from, { ...from, sql })).toEqual({ ...none, addedLines: 3, removedLines: 1 });
    expect(changesBetween({ ...from, sql }, from)).toEqual({ ...none, addedLines: 1, removedLines: 3 });
  });

  it('counts a line as often as it stands there', () => {
    const sql = 'SELECT a\nFROM x\nFROM x\nFROM x';
    expect(changesBetween(from, { ...from, sql })).toMatchObject({ addedLines: 2, removedLines: 0 });
    expect(changesBetween({ ...from, sql }, from)).toMatchObject({ addedLines: 0, removedLines: 2 });
  });

  it.each([
    ['moved lines', 'FROM x\nSELECT a'],
    ['empty lines', '\nSELECT a\n\n \nFROM x\n'],
    ['indentation', '  SELECT a\n\tFROM x  '],
    ["Windows' line ends", 'SELECT a\r\nFROM x'],
    ['old line ends', 'SELECT a\rFROM x'],
  ])('leaves out %s', (_, sql) => {
    expect(changesBetween(from, { ...from, sql })).toEqual(none);
    expect(changesBetween({ ...from, sql }, from)).toEqual(none);
  });
});
