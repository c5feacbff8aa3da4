import { describe, expect, it } from 'vitest';
import { makePlan } from '../../../../src/core/plan/makePlan.ts';
import type { UnsettledWrite } from '../../../../src/core/plan/sides.ts';
import { base, file, fileOf, local, metric, remote, source } from './sides.ts';

const sql = 'SELECT a AS anonymous_id, t AS timestamp FROM x';
const one = metric('m', sql);

function write(more: Partial<UnsettledWrite>): UnsettledWrite {
  const create = { intent: 'i', action: 'create', of: 'metric', name: 'Old name', at: 0, candidates: [] } as const;
  return { ...create, uri: undefined, ...more };
}

const newFile = (name: string, query: string) =>
  file(
    'new.levered.sql',
    `/*---\nname: ${name}\ncolumn_mapping:\n  anonymous_id: a\n  timestamp: t\n---*/\n${query}\n`,
  );

describe('A write without a known outcome', () => {
  it('whose file is gone is an entry of its own (7)', () => {
    const unsettled = write({ uri: 'file:///w/gone.levered.sql' });
    const { entries } = makePlan({ local: local(), remote: remote([one]), base: base([], { unsettled: [unsettled] }) });
    expect(entries).toEqual([
      expect.objectContaining({ key: 'metric:m', status: 'untracked' }),
      {
        key: 'write:i',
        kind: 'metric',
        name: 'Old name',
        status: 'unknown',
        unsettled,
        isCosmetic: false,
        lookalikes: [],
      },
    ]);
  });

  it('is shown once, at its file (7)', () => {
    const document = fileOf(one);
    const unsettled = [write({ uri: document.uri }), write({ intent: 'other', uri: 'file:///w/gone.levered.sql' })];
    const { entries } = makePlan({ local: local(document), remote: remote([one]), base: base([one], { unsettled }) });
    expect(entries.map(({ key, status }) => [key, status])).toEqual([
      [document.uri, 'unknown'],
      ['write:other', 'unknown'],
    ]);
  });

  it('claims what it made: that is offered to no other file and shown as nobody’s nowhere (8)', () => {
    const made = metric('made', sql, 'Signups');
    const unsettled = write({ uri: 'file:///w/a.levered.sql', createdId: 'made' });
    const sides = { remote: remote([made]), base: base([], { unsettled: [unsettled] }) };
    const { entries } = makePlan({ local: local(newFile('Signups', sql)), ...sides });
    expect(entries.map(({ status, lookalikes }) => [status, lookalikes])).toEqual([
      ['unknown', []],
      ['new', []],
    ]);
  });

  it('that deletes stands at the metric it was about, and at no other (12)', () => {
    const unsettled = write({ action: 'delete', candidates: ['m'] });
    const { entries } = makePlan({
      local: local(),
      remote: remote([one, metric('n', sql)]),
      base: base([], { unsettled: [unsettled] }),
    });
    expect(entries.map(({ key, status }) => [key, status])).toEqual([
      ['metric:m', 'unknown'],
      ['metric:n', 'untracked'],
    ]);
    expect(entries[0]).toMatchObject({ unsettled });
  });

  it('that deletes the assignment source stands at that', () => {
    const unsettled = write({ action: 'delete', of: 'assignment_source', candidates: ['src'] });
    const { entries } = makePlan({
      local: local(),
      remote: remote([], source(sql)),
      base: base([], { unsettled: [unsettled] }),
    });
    expect(entries).toMatchObject([{ key: 'assignment_source', status: 'unknown', unsettled }]);
  });

  it.each([
    ['a create that may have made it', { candidates: ['m'] }],
    ['a delete of which a file tells', { action: 'delete', uri: 'file:///w/gone.levered.sql', candidates: ['m'] }],
  ] as const)('that is %s does not make a metric unknown', (_, more) => {
    const unsettled = write(more);
    const { entries } = makePlan({ local: local(), remote: remote([one]), base: base([], { unsettled: [unsettled] }) });
    expect(entries.map(({ key, status }) => [key, status])).toEqual([
      ['metric:m', 'untracked'],
      ['write:i', 'unknown'],
    ]);
  });
});

describe('An entry of a plan', () => {
  it('has the base where there is one, and no base where nothing was synced', () => {
    const known = makePlan({ local: local(fileOf(one)), remote: remote([one]), base: base([one]) });
    expect(known.entries[0]?.base).toEqual(one);
    const fresh = makePlan({ local: local(fileOf(one)), remote: remote([one]), base: base([metric('other', sql)]) });
    expect(fresh.entries[0]).not.toHaveProperty('base');
  });

  it('of an old metric names what replaced it', () => {
    const superseded = new Map([['m', { newId: 'n', uri: 'file:///w/n.levered.sql' }]]);
    const { entries } = makePlan({ local: local(), remote: remote([one]), base: base([], { superseded }) });
    expect(entries).toMatchObject([{ status: 'superseded', replacedBy: 'n' }]);
  });

  it('of a new file names each metric with its name or its query once, whatever white space is around that', () => {
    const same = metric('same', `\n${sql}  `, 'New');
    const named = metric('named', 'SELECT 1', 'New');
    const alike = metric('alike', ` ${sql}`, 'Another');
    const { entries } = makePlan({
      local: local(newFile('New', sql)),
      remote: remote([alike, metric('unlike', 'SELECT 2', sql), named, same]),
      base: base(),
    });
    expect(entries.find(({ status }) => status === 'new')?.lookalikes).toEqual([named, same, alike]);
  });

  it('says at which line the first problem of its file is, after any kind of line end', () => {
    const mapping = 'column_mapping:\n  anonymous_id: a\n  timestamp: t\n';
    const broken = file('broken.levered.sql', `/*---\r\nkind: metric\nname: &a A\n${mapping}---*/\nSELECT 1\n`);
    const { entries } = makePlan({ local: local(broken), remote: remote(), base: base() });
    expect(entries).toMatchObject([{ status: 'invalid', invalid: { kind: 'problems', line: 3 } }]);
  });
});

describe('The entries of a plan', () => {
  it('begin with the assignment source, and go on by name and then by key, in the order of code units', () => {
    const metrics = [metric('4', sql, 'b'), metric('2', sql, 'a'), metric('3', sql, 'B'), metric('1', sql, 'b')];
    const { entries } = makePlan({ local: local(), remote: remote(metrics, source(sql)), base: base() });
    expect(entries.map(({ key }) => key)).toEqual([
      'assignment_source',
      'metric:3',
      'metric:2',
      'metric:1',
      'metric:4',
    ]);
  });

  it('do not warn of a few that are gone, of files that were never synced, or of a whole workspace of three', () => {
    const few = [1, 2, 3].map(number => metric(`m${number}`, sql));
    const gone = makePlan({ local: local(...few.map(each => fileOf(each))), remote: remote(), base: base(few) });
    expect(gone.warnings).toEqual([]);
    const many = Array.from({ length: 10 }, (_, number) => metric(`m${number}`, sql));
    const foreign = makePlan({ local: local(...many.map(each => fileOf(each))), remote: remote(), base: base() });
    expect(foreign.warnings).toEqual([]);
  });
});

describe('The fingerprint', () => {
  const sides = { local: local(fileOf(one)), remote: remote([one]), base: base([one]) };
  const { fingerprint } = makePlan(sides);

  it.each([
    ['an environment', { remote: { ...sides.remote, environment: 'testing' } }],
    ['an origin', { remote: { ...sides.remote, origin: 'https://other.example' } }],
    ['what could not be looked at', { local: { ...sides.local, isComplete: false } }],
    ['what is not saved', { local: local({ ...fileOf(one), isDirty: true }) }],
    ['a name', { remote: remote([{ ...one, name: 'Other' }]) }],
    ['a time of change', { remote: remote([{ ...one, updated_at: '2026-01-01T00:00:00Z' }]) }],
    ['a base’s query', { base: base([{ ...one, sql: 'SELECT 1' }]) }],
    ['the base of the assignment source', { base: base([one], { source: source(sql) }) }],
    [
      'a replaced metric',
      { base: base([one], { superseded: new Map([['old', { newId: 'm', uri: 'file:///w/m' }]]) }) },
    ],
    ['a write without a known outcome', { base: base([one], { unsettled: [write({})] }) }],
    ['an id of another environment', { base: base([one], { idsElsewhere: new Map([['x', 'testing']]) }) }],
  ])('changes with %s (5)', (_, changed) => {
    expect(makePlan({ ...sides, ...changed }).fingerprint).not.toBe(fingerprint);
  });

  it('changes with what a write may have made, and with what it made (5)', () => {
    const texts = [
      write({}),
      write({ candidates: ['a'] }),
      write({ candidates: ['b'] }),
      write({ createdId: 'a' }),
    ].map(unsettled => makePlan({ ...sides, base: base([one], { unsettled: [unsettled] }) }).fingerprint);
    expect(new Set(texts).size).toBe(4);
  });

  it('is the same in whatever order things were replaced, begun or seen elsewhere (5)', () => {
    const print = (turn: <T>(items: T[]) => T[]): string => {
      const superseded = new Map(turn(['a', 'b', 'c'].map(id => [id, { newId: 'm', uri: 'file:///w/m' }] as const)));
      const unsettled = turn(['a', 'b', 'c'].map(intent => write({ intent })));
      const idsElsewhere = new Map(turn(['a', 'b', 'c'].map(id => [id, 'testing'] as const)));
      const known = base([one], { superseded, unsettled, idsElsewhere });
      return makePlan({ ...sides, base: known }).fingerprint;
    };
    expect(print(items => items.reverse())).toBe(print(items => items));
  });

  it('does not change with a scratch metric, known by its id or by its name (14)', () => {
    const scratch = metric('s', sql, '[draft] x');
    const byId = { scratch: new Set(['s']) };
    const byName = { scratchNames: new Set(['[draft] x']) };
    for (const more of [byId, byName]) {
      expect(makePlan({ ...sides, remote: remote([one, scratch]), base: base([one], more) }).fingerprint).toBe(
        fingerprint,
      );
    }
  });
});
