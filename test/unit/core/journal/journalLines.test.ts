import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJournalLines, printJournalLine } from '../../../../src/core/journal/journalLines.ts';
import type { JournalEvent, JournalRecord } from '../../../../src/core/journal/record.ts';

const draft = {
  kind: 'metric',
  name: 'Signups',
  sql: 'SELECT 1\n-- \u2028 "quoted"',
  column_mapping: { anonymous_id: 'a', timestamp: 't', value: 'v' },
} as const;
const definition = { ...draft, id: 'm1', created_at: null, updated_at: null };

const events: readonly JournalEvent[] = [
  {
    kind: 'intent',
    intent: 'i1',
    action: 'replace',
    of: 'metric',
    environment: 'prod',
    uri: 'file:///w/a.levered.sql',
    name: 'Signups',
    draft,
    oldId: 'm0',
    fileId: 'm0',
    fileIdBelongsTo: 'testing',
    known: ['m0'],
  },
  { kind: 'created', intent: 'i1', id: 'm1' },
  { kind: 'unknown', intent: 'i1', candidates: ['m1', 'm2'] },
  { kind: 'superseded', oldId: 'm0', newId: 'm1', uri: 'file:///w/a.levered.sql' },
  { kind: 'base', definition, uri: 'file:///w/a.levered.sql' },
  { kind: 'snapshot', definition, reason: 'deleted' },
  { kind: 'gone', id: 'm0' },
  { kind: 'settled', intent: 'i1', outcome: 'done' },
];
const records = events.map((event, at): JournalRecord => ({ version: 1, at, ...event }));
const text = records.map(printJournalLine).join('');

describe("A journal's lines", () => {
  it('give back every kind of record', () => {
    expect(parseJournalLines(text)).toEqual({ records });
  });

  it.each(['create', 'replace', 'update', 'delete', 'scratch'] as const)('give back an intent to %s', action => {
    const [first] = records;
    const record = { ...first, action } as JournalRecord;
    expect(parseJournalLines(printJournalLine(record))).toEqual({ records: [record] });
  });

  it('are not understood where the draft of an intent is none: nothing is sent on the strength of half of one', () => {
    for (const broken of [null, {}, { ...draft, sql: 1 }, { ...draft, column_mapping: { timestamp: 't' } }]) {
      const line = JSON.stringify({ ...records[0], draft: broken });
      expect(parseJournalLines(`${line}\n`)).toEqual({ records: [], problem: { kind: 'not_a_record', line: 1 } });
    }
  });

  it('may lack what a record need not have', () => {
    const record: JournalRecord = {
      version: 1,
      at: 0,
      kind: 'intent',
      intent: 'i',
      action: 'delete',
      of: 'assignment_source',
      environment: 'prod',
      uri: undefined,
      name: 'Exposures',
      draft: undefined,
      oldId: 'src',
      fileId: undefined,
      fileIdBelongsTo: undefined,
      known: [],
    };
    expect(parseJournalLines(printJournalLine(record)).records).toEqual([record]);
  });

  it('are none in an empty file', () => {
    expect(parseJournalLines('')).toEqual({ records: [] });
  });

  it('lose nothing but a last line that a crash has cut (6)', () => {
    for (let length = 0; length <= text.length; length++) {
      const whole = text.slice(0, length).split('\n').length - 1;
      const { records: read, problem, tornFrom } = parseJournalLines(text.slice(0, length));
      expect(read).toEqual(records.slice(0, whole));
      expect(problem).toBeUndefined();
      const end = text.lastIndexOf('\n', length - 1) + 1;
      expect(tornFrom).toBe(length === 0 || end === length ? undefined : end);
    }
  });

  it('are a problem when one is of a version that is not known, and the others are still read (22)', () => {
    const later = JSON.stringify({ version: 2, at: 0, kind: 'intent' });
    const [first = '', ...rest] = records.map(printJournalLine);
    const read = parseJournalLines(`${first}${later}\n${rest.join('')}`);
    expect(read).toEqual({ records, problem: { kind: 'unknown_version', line: 2 } });
  });

  for (const line of [
    '<<<<<<< HEAD',
    '=======',
    '',
    'null',
    '[]',
    '"version"',
    '{}',
    '{"version":1}',
    '{"version":1,"at":0,"kind":"toString"}',
    '{"version":1,"at":0,"kind":"created","intent":"i1"}',
    '{"version":1,"at":"0","kind":"gone","id":"m1"}',
    '{"version":1,"at":0,"kind":"settled","intent":"i1","outcome":"perhaps"}',
    '{"version":1,"at":0,"kind":"base","definition":{"kind":"metric","id":"m1"}}',
    '{"version":1,"at":0,"kind":"unknown","intent":"i1","candidates":[1]}',
  ]) {
    it(`are a problem when one is ${line === '' ? 'empty' : line} (21)`, () => {
      const read = parseJournalLines(`${text}${line}\n`);
      expect(read).toEqual({ records, problem: { kind: 'not_a_record', line: records.length + 1 } });
    });
  }

  it('never throw, whatever stands there', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom(...text.split('\n')));
    fc.assert(
      fc.property(fc.array(anything), lines => {
        const all = `${lines.join('\n')}\n`;
        const { records: read, problem } = parseJournalLines(all);
        // Every line is either a record or a problem.
        expect(problem === undefined).toBe(read.length === all.split('\n').length - 1);
      }),
    );
  });
});
