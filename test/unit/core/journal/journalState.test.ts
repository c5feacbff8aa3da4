import { describe, expect, it } from 'vitest';
import { baseSide, readJournal } from '../../../../src/core/journal/journalState.ts';
import type { Intent, JournalEvent } from '../../../../src/core/journal/record.ts';
import { makePlan } from '../../../../src/core/plan/makePlan.ts';
import { local, metric, remote, source } from '../plan/sides.ts';

function stateOf(...events: readonly JournalEvent[]) {
  return readJournal(events.map((event, at) => ({ version: 1, at, ...event })));
}

function intent(more: Partial<Intent> = {}): JournalEvent {
  return {
    kind: 'intent',
    intent: 'i1',
    action: 'create',
    of: 'metric',
    environment: 'prod',
    uri: 'file:///w/a.levered.sql',
    name: 'a',
    draft: metric('x', 'SELECT 1', 'a'),
    oldId: undefined,
    fileId: undefined,
    fileIdBelongsTo: undefined,
    known: [],
    ...more,
  };
}

describe('A journal tells', () => {
  it('what is unfinished, until it is settled', () => {
    expect(stateOf(intent()).open).toMatchObject([{ intent: 'i1', at: 0, createdId: undefined, candidates: [] }]);
    const known = stateOf(intent(), { kind: 'created', intent: 'i1', id: 'm1' });
    expect(known.open).toMatchObject([{ createdId: 'm1' }]);
    expect(known.createdAt.get('m1')).toBe(1);
    const candidates = stateOf(intent(), { kind: 'unknown', intent: 'i1', candidates: ['m1', 'm2'] });
    expect(candidates.open).toMatchObject([{ candidates: ['m1', 'm2'] }]);
    for (const outcome of ['done', 'not_done', 'given_up'] as const) {
      expect(stateOf(intent(), { kind: 'settled', intent: 'i1', outcome }).open).toEqual([]);
    }
  });

  it('the last agreement with a metric and with the source, until they are gone', () => {
    const both: JournalEvent[] = [
      { kind: 'base', definition: metric('m1', 'SELECT 1'), uri: undefined },
      { kind: 'base', definition: source('SELECT 2'), uri: undefined },
    ];
    const known = stateOf(...both);
    expect([known.metrics.get('m1')?.sql, known.source?.sql]).toEqual(['SELECT 1', 'SELECT 2']);
    const gone = stateOf(...both, { kind: 'gone', id: 'm1' }, { kind: 'gone', id: 'src' });
    expect([gone.metrics.size, gone.source]).toEqual([0, undefined]);
    expect(gone.ids.has('m1')).toBe(true);
  });

  it('no agreement where one was taken back, and still that the metric was left by a push', () => {
    const state = stateOf(
      { kind: 'base', definition: metric('m1', 'SELECT 1'), uri: undefined },
      { kind: 'base', definition: source('SELECT 2'), uri: undefined },
      { kind: 'superseded', oldId: 'm1', newId: 'm2', uri: 'file:///w/a.levered.sql' },
      { kind: 'no_base', id: 'm1' },
      { kind: 'no_base', id: 'src' },
    );
    expect([state.metrics.size, state.source]).toEqual([0, undefined]);
    expect(state.superseded.has('m1')).toBe(true);
  });

  it('what was taken away, not what a write that did not happen would have taken (9, 10)', () => {
    const deletion = (more: Partial<Intent> = {}): JournalEvent[] => [
      intent({ action: 'delete', uri: undefined, draft: undefined, oldId: 'm1', ...more }),
      { kind: 'snapshot', definition: metric('m1', 'SELECT 1', 'a'), reason: 'deleted' },
    ];
    const settled = (outcome: 'done' | 'not_done' | 'given_up'): JournalEvent => ({
      kind: 'settled',
      intent: 'i1',
      outcome,
    });
    const counted = (...events: readonly JournalEvent[]) => stateOf(...events).snapshots.length;
    expect(counted(...deletion(), settled('done'))).toBe(1);
    expect(counted(...deletion()), 'it may have happened').toBe(1);
    expect(counted(...deletion(), settled('given_up')), 'it may have happened').toBe(1);
    expect(counted(...deletion(), settled('not_done'))).toBe(0);
    expect(counted(...deletion(), settled('not_done'), ...deletion({ intent: 'i2' }))).toBe(1);
    expect(counted(...deletion({ oldId: 'm2' }), settled('not_done')), 'of another metric').toBe(1);
  });

  it('as which metric a deleted one was created again with the same content', () => {
    const deleted: JournalEvent = { kind: 'snapshot', definition: metric('m1', 'SELECT 1', 'a'), reason: 'deleted' };
    const created: JournalEvent = { kind: 'created', intent: 'i1', id: 'm2' };
    const restoredAs = (again: JournalEvent) => stateOf(deleted, again, created).snapshots.map(kept => kept.restoredAs);
    const draft = metric('x', 'SELECT 1', 'a');
    expect(restoredAs(intent({ fileId: 'm1', draft }))).toEqual(['m2']);
    expect(restoredAs(intent({ fileId: 'm1', draft: { ...draft, sql: 'SELECT 2' } }))).toEqual([undefined]);
    expect(restoredAs(intent({ fileId: 'm3', draft }))).toEqual([undefined]);
    expect(restoredAs(intent({ draft }))).toEqual([undefined]);
  });

  it('which metrics are scratch, and never shows their writes (14)', () => {
    const state = stateOf(intent({ action: 'scratch' }), { kind: 'created', intent: 'i1', id: 'm1' });
    expect(state.scratch).toEqual(new Set(['m1']));
    expect(state.ids.has('m1')).toBe(false);
    expect(baseSide(state, new Map()).unsettled).toEqual([]);
  });
});

describe('A plan shows what the journal holds open', () => {
  const entriesOf = (
    events: readonly JournalEvent[],
    metrics = [metric('m1', 'SELECT 1', 'a')],
    there = source('SELECT'),
  ) =>
    makePlan({ local: local(), remote: remote(metrics, there), base: baseSide(stateOf(...events), new Map()) }).entries;

  it('also when its file is gone, and does not offer its metric as one without a file', () => {
    const entries = entriesOf([intent(), { kind: 'created', intent: 'i1', id: 'm1' }]);
    expect(entries.map(({ key, status }) => `${key} ${status}`)).toEqual([
      'assignment_source untracked',
      'write:i1 unknown',
    ]);
  });

  it('at the metric or the source whose delete has no known outcome (10, 12)', () => {
    const deletion = { action: 'delete', uri: undefined, draft: undefined } as const;
    const entries = entriesOf([
      intent({ ...deletion, oldId: 'm1' }),
      intent({ ...deletion, intent: 'i2', of: 'assignment_source', oldId: 'src' }),
    ]);
    expect(entries.map(({ key, status }) => `${key} ${status}`)).toEqual([
      'assignment_source unknown',
      'metric:m1 unknown',
    ]);
  });
});
