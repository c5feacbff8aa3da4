import { describe, expect, test } from 'vitest';
import type { Metric } from '../../../src/core/definition.ts';
import type { Plan, PlanEntry, Status } from '../../../src/core/plan/plan.ts';
import { pullChoices, pullWay } from '../../../src/sync/pullChoice.ts';

const metric: Metric = {
  kind: 'metric',
  id: 'm1',
  name: 'Signup',
  sql: 'SELECT 1',
  column_mapping: { anonymous_id: 'a', timestamp: 't' },
  created_at: null,
  updated_at: null,
};

function entry(status: Status, more: Partial<PlanEntry> = {}): PlanEntry {
  const hasFile = status !== 'untracked' && status !== 'superseded';
  return {
    key: status,
    kind: 'metric',
    name: status,
    status,
    isCosmetic: false,
    lookalikes: [],
    ...(hasFile && { file: { uri: `file:///w/${status}.levered.sql`, path: status, hash: 'h', isDirty: false } }),
    ...(!['new', 'missing', 'invalid'].includes(status) && { remote: metric }),
    ...more,
  };
}

function plan(...entries: PlanEntry[]): Plan {
  return {
    environment: 'local',
    origin: 'http://localhost:3100',
    organization: 'org',
    entries,
    warnings: [],
    fingerprint: '',
  };
}

const dirty = { uri: 'file:///w/a.levered.sql', path: 'a', hash: 'h', isDirty: true };

describe('what a pull does', () => {
  test.each<[Status, string | undefined]>([
    ['untracked', 'create'],
    ['outdated', 'update'],
    ['conflict', 'take'],
    ['new', undefined],
    ['unchanged', undefined],
    ['modified', undefined],
    ['missing', undefined],
    ['superseded', undefined],
    ['unknown', undefined],
    ['invalid', undefined],
  ])('%s: %s', (status, way) => {
    expect(pullWay(entry(status))).toBe(way);
  });

  test('text that is not saved is edited in the editor, and only if the person ticks it (15)', () => {
    expect(pullChoices(plan(entry('outdated', { file: dirty })))).toMatchObject([{ way: 'edit', isTicked: false }]);
  });

  test('a conflict stands last and is not ticked; new files and updates are (15)', () => {
    const choices = pullChoices(plan(entry('conflict'), entry('untracked'), entry('modified'), entry('outdated')));
    expect(choices.map(({ entry: { status }, isTicked }) => [status, isTicked])).toEqual([
      ['untracked', true],
      ['outdated', true],
      ['conflict', false],
    ]);
  });

  test('a status without anything remote is never pulled', () => {
    expect(pullWay(entry('new', { status: 'untracked' }))).toBeUndefined();
  });
});
