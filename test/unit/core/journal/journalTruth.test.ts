import { describe, expect, it } from 'vitest';
import { baseSide, readJournal } from '../../../../src/core/journal/journalState.ts';
import type { Intent, JournalEvent } from '../../../../src/core/journal/record.ts';
import { metric, source } from '../plan/sides.ts';

function stateOf(...events: readonly JournalEvent[]) {
  return readJournal(events.map((event, at) => ({ version: 1, at, ...event })));
}

function intent(more: Partial<Intent> = {}): JournalEvent {
  const draft = metric('x', 'SELECT 1', 'a');
  const common = {
    environment: 'prod',
    uri: 'file:///w/a.levered.sql',
    name: 'a',
    oldId: undefined,
    known: [],
  } as const;
  const file = { fileId: undefined, fileIdBelongsTo: undefined };
  return { kind: 'intent', intent: 'i1', action: 'create', of: 'metric', draft, ...common, ...file, ...more };
}

const created: JournalEvent = { kind: 'created', intent: 'i1', id: 'm2' };
const agreed: JournalEvent = { kind: 'base', definition: source('SELECT 2'), uri: undefined };
const removed: JournalEvent = { kind: 'snapshot', definition: metric('m1', 'SELECT 1', 'a'), reason: 'deleted' };

describe('A journal', () => {
  it('that tells what became of a write it does not hold begins none by that', () => {
    const state = stateOf(created, { kind: 'unknown', intent: 'i1', candidates: ['m1'] });
    expect(state.open).toEqual([]);
    expect([state.ids.size, state.createdAt.size]).toEqual([0, 0]);
  });

  it('keeps no choice open once it is known what a write made', () => {
    const chosen = stateOf(intent(), { kind: 'unknown', intent: 'i1', candidates: ['m1', 'm2'] }, created);
    expect(chosen.open).toMatchObject([{ createdId: 'm2', candidates: [] }]);
  });

  it('counts what a write made as seen here, but not a scratch metric (14)', () => {
    const seen = stateOf(intent(), created);
    expect([[...seen.ids], [...seen.scratch]]).toEqual([['m2'], []]);
    const scratch = stateOf(intent({ action: 'scratch' }), created);
    expect([[...scratch.ids], [...scratch.scratch]]).toEqual([[], ['m2']]);
  });

  it('names whoever is at work on a draft until its outcome is unknown: then anybody may sweep it (14)', () => {
    const draft = intent({ action: 'scratch', owner: 'p1' });
    expect(stateOf(draft).open).toMatchObject([{ owner: 'p1' }]);
    expect(stateOf(draft, { kind: 'unknown', intent: 'i1', candidates: [] }).open[0]?.owner).toBeUndefined();
    expect(stateOf(intent()).open[0]).not.toHaveProperty('owner');
  });

  it.each(['gone', 'no_base'] as const)('keeps its agreement with the source when a metric is %s', kind => {
    expect(stateOf(agreed, { kind, id: 'm1' }).source).toEqual(source('SELECT 2'));
    expect(stateOf({ kind, id: 'm1' }).source).toBeUndefined();
  });

  it('forgets with a metric that it was replaced, and when it was made', () => {
    const replaced: JournalEvent = { kind: 'superseded', oldId: 'm2', newId: 'm3', uri: 'file:///w/a.levered.sql' };
    const state = stateOf(intent(), created, replaced, { kind: 'gone', id: 'm2' });
    expect([state.superseded.size, state.createdAt.size]).toEqual([0, 0]);
  });

  it('keeps what was taken away if only a draft or a write of another kind did not happen (9, 10)', () => {
    const failed: JournalEvent = { kind: 'settled', intent: 'i1', outcome: 'not_done' };
    const kept = (more: Partial<Intent>) => stateOf(intent({ oldId: 'm1', ...more }), removed, failed).snapshots.length;
    expect(kept({ action: 'replace' })).toBe(0);
    expect(kept({ action: 'scratch' })).toBe(1);
    expect(kept({ action: 'update', of: 'assignment_source' })).toBe(1);
  });

  it('tells nothing restored by a write that replaces, or by one of the assignment source’s', () => {
    const restoredAs = (again: JournalEvent, snapshot = removed) =>
      stateOf(snapshot, again, created).snapshots.map(each => each.restoredAs);
    expect(restoredAs(intent({ fileId: 'm1' }))).toEqual(['m2']);
    expect(restoredAs(intent({ fileId: 'm1', action: 'replace' }))).toEqual([undefined]);
    expect(restoredAs(intent({ fileId: 'm1', draft: undefined }))).toEqual([undefined]);
    const ofSource: JournalEvent = { kind: 'snapshot', definition: source('SELECT 1'), reason: 'replaced' };
    expect(restoredAs(intent({ fileId: 'src', draft: source('SELECT 1') }), ofSource)).toEqual([undefined]);
  });

  it('gives a plan the names of drafts under way alone, and what a delete is about (10, 14)', () => {
    const state = stateOf(
      intent({ intent: 'draft', action: 'scratch', name: '[draft] a' }),
      intent({ oldId: 'm0' }),
      { kind: 'unknown', intent: 'i1', candidates: ['m1', 'm2'] },
      intent({ intent: 'i2', action: 'delete', uri: undefined, oldId: 'm1' }),
      intent({ intent: 'i3', action: 'delete', uri: undefined }),
    );
    const { scratchNames, unsettled } = baseSide(state, new Map());
    expect([...scratchNames]).toEqual(['[draft] a']);
    expect(unsettled.map(each => [each.intent, each.candidates])).toEqual([
      ['i1', ['m1', 'm2']],
      ['i2', ['m1']],
      ['i3', []],
    ]);
    expect(unsettled[0]).not.toHaveProperty('createdId');
  });
});
