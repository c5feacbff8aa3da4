import { describe, expect, it } from 'vitest';
import { decide, type Decision } from '../../../../src/core/apply/decide.ts';
import { deleteDefinition } from '../../../../src/core/apply/deleteDefinition.ts';
import { link } from '../../../../src/core/apply/link.ts';
import { restore } from '../../../../src/core/apply/restore.ts';
import { settle } from '../../../../src/core/apply/settle.ts';
import { actionCases } from './actions.ts';
import {
  before,
  edit,
  idInFile,
  live,
  metricText,
  pushNamed,
  settleAll,
  statuses,
  synced,
  uriOf,
  written,
} from './stage.ts';
import { type Window, World } from './world.ts';

const column_mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' };

async function worldWithUnknownCreate(): Promise<{ world: World; window: Window }> {
  const world = new World();
  world.disk.set(uriOf('signups'), metricText('signups', before));
  world.fault('createMetric', 'late');
  const window = world.window();
  await pushNamed(world, window, ['signups']);
  return { world, window };
}

async function decided(window: Window, decision: Decision) {
  const result = await window.run(ports => decide('i1', decision, ports));
  if (result === 'crashed' || result.kind !== 'finished') throw new Error('Nothing was decided.');
  return result.value;
}

describe('Settling', () => {
  it('asks the service for nothing when nothing is open', async () => {
    const world = new World();
    synced(world, 'signups');
    expect(await settleAll(world.window())).toEqual([]);
    expect(world.calls.map(({ operation }) => operation)).toEqual(['refresh']);
  });

  it('waits for a window that is writing', async () => {
    const { world, window } = await worldWithUnknownCreate();
    world.lockedBy = 'another window';
    expect(await window.run(ports => settle(ports))).toEqual({ kind: 'busy' });
  });

  it('sweeps a scratch metric that a dead window left, and tells nobody (14)', async () => {
    const world = new World();
    const scratch = actionCases.find(({ title }) => title === 'sweep a scratch metric')!;
    scratch.prepare(world);
    expect(await settleAll(world.window())).toEqual([]);
    expect(world.organization.metrics.size).toBe(0);
    expect(world.state.open).toEqual([]);
  });

  it('leaves a scratch metric alone whose preview is still running (14)', async () => {
    const world = new World();
    actionCases.find(({ title }) => title === 'sweep a scratch metric')!.prepare(world);
    await world.window().run(ports => settle(ports, { isRunning: () => true }));
    expect(world.organization.metrics.size).toBe(1);
  });

  it('leaves a scratch metric alone of which a colleague has made something else (14)', async () => {
    const world = new World();
    actionCases.find(({ title }) => title === 'sweep a scratch metric')!.prepare(world);
    world.records.push({ version: 1, at: world.now, kind: 'created', intent: 'earlier', id: 'm1' });
    world.organization.edit('m1', { name: 'Orders' });
    await settleAll(world.window());
    expect(live(world, 'Orders')).toEqual(['m1']);
    expect(world.state.open).toEqual([]);
  });

  it('deletes no metric of the same content that has another name (14)', async () => {
    const world = new World();
    actionCases.find(({ title }) => title === 'sweep a scratch metric')!.prepare(world);
    world.organization.delete('m1', 'colleague');
    world.organization.create({ name: 'signups', sql: before, column_mapping }, 'colleague');
    await settleAll(world.window());
    expect(live(world, 'signups')).toEqual(['m2']);
  });
});

describe('A person decides about a create of unknown outcome', () => {
  it('by naming the metric: it is written into the file, and what is different is shown (7r)', async () => {
    const { world, window } = await worldWithUnknownCreate();
    await world.actLate();
    world.organization.edit('m1', { sql: 'SELECT theirs' });
    expect(await decided(window, { kind: 'adopt', id: 'm1' })).toMatchObject({ code: 'drift', newId: 'm1' });
    expect(idInFile(world, 'signups')).toBe('m1');
    expect(statuses(world)).toEqual(['signups outdated']);
  });

  it("but cannot give it another file's metric (I3)", async () => {
    const { world, window } = await worldWithUnknownCreate();
    synced(world, 'orders');
    expect(await decided(window, { kind: 'adopt', id: 'm1' })).toMatchObject({ code: 'taken' });
    expect(idInFile(world, 'signups')).toBeUndefined();
  });

  it('by giving it up: it is offered again (7)', async () => {
    const { world, window } = await worldWithUnknownCreate();
    expect(await decided(window, { kind: 'give_up' })).toMatchObject({ kind: 'done', code: 'given_up' });
    expect(statuses(world)).toEqual(['signups new']);
    expect(await pushNamed(world, window, ['signups'])).toMatchObject([{ code: 'created' }]);
  });

  it('by allowing to send it again, unless a last look finds it (7)', async () => {
    const { world, window } = await worldWithUnknownCreate();
    await world.actLate();
    expect(await decided(window, { kind: 'allow_resend' })).toMatchObject({ code: 'created', newId: 'm1' });
    expect(live(world, 'signups')).toEqual(['m1']);
  });

  it('not while the last look fails (7r)', async () => {
    const { world, window } = await worldWithUnknownCreate();
    world.fault('listMetrics', 'not_sent');
    expect(await decided(window, { kind: 'allow_resend' })).toMatchObject({ code: 'outcome_unknown' });
    expect(statuses(world)).toEqual(['signups unknown']);
  });
});

describe('A delete of a metric', () => {
  async function deleted(world: World, key = uriOf('signups')) {
    const plan = world.plan();
    const result = await world.window().run(ports => deleteDefinition(plan, key, ports));
    if (result === 'crashed' || result.kind !== 'finished') throw new Error('It was not begun.');
    return result.value;
  }

  function worldWithMetric(): World {
    const world = new World();
    synced(world, 'signups');
    return world;
  }

  it('keeps a snapshot that brings it back under a new id, in the file too (10)', async () => {
    const world = worldWithMetric();
    expect(await deleted(world)).toMatchObject({ kind: 'done', code: 'deleted', oldId: 'm1' });
    expect(statuses(world)).toEqual(['signups missing']);
    const plan = world.plan();
    const [snapshot] = world.state.snapshots;
    const result = await world.window().run(ports => restore(plan, snapshot!.definition, ports));
    expect(result).toMatchObject({ value: { kind: 'done', code: 'restored', newId: 'm2', oldId: 'm1' } });
    expect(world.disk.get(uriOf('signups'))).toBe(metricText('signups', before, 'm2'));
    expect(statuses(world)).toEqual(['signups unchanged']);
  });

  it('is refused while guardrails refer to it (9)', async () => {
    const world = worldWithMetric();
    world.organization.guard('m1');
    expect(await deleted(world)).toMatchObject({ kind: 'not_done', code: 'in_use' });
    expect(statuses(world)).toEqual(['signups unchanged']);
  });

  it('is not sent without a snapshot (6)', async () => {
    const world = worldWithMetric();
    world.fault('append', 'full', 1);
    expect(await deleted(world)).toMatchObject({ code: 'not_journalled' });
    expect(world.attempts).toEqual([]);
  });

  it('is not done when a colleague edited it just before (9)', async () => {
    const world = worldWithMetric();
    world.fault('getMetric', 'edited');
    expect(await deleted(world)).toMatchObject({ code: 'remote_changed' });
    expect(written(world)).toEqual([]);
  });

  it('is not done when its file came back since the plan (10)', async () => {
    const world = worldWithMetric();
    const text = world.disk.get(uriOf('signups'))!;
    world.disk.clear();
    const plan = world.plan();
    world.disk.set(uriOf('signups'), text);
    const result = await world.window().run(ports => deleteDefinition(plan, 'metric:m1', ports));
    expect(result).toMatchObject({ kind: 'stale' });
    expect(live(world, 'signups')).toEqual(['m1']);
  });

  it('says that it was gone before, if it was (9)', async () => {
    const world = worldWithMetric();
    world.fault('getMetric', 'gone');
    expect(await deleted(world)).toMatchObject({ kind: 'done', code: 'already_gone' });
  });

  it('is looked up when the window died in the middle of it (9)', async () => {
    const world = worldWithMetric();
    world.fault('deleteMetric', 'crash_after');
    const plan = world.plan();
    await world.window().run(ports => deleteDefinition(plan, uriOf('signups'), ports));
    expect(await settleAll(world.window())).toMatchObject([{ kind: 'done', code: 'deleted' }]);
    expect(statuses(world)).toEqual(['signups missing']);
  });
});

describe('A file is linked to a metric that is there', () => {
  async function linked(world: World, id: string) {
    const plan = world.plan();
    const result = await world.window().run(ports => link(plan, { key: uriOf('signups'), id }, ports));
    if (result === 'crashed' || result.kind !== 'finished') throw new Error('It was not begun.');
    return result.value;
  }

  function worldWithTwin(sql: string): World {
    const world = new World();
    world.organization.create({ name: 'signups', sql, column_mapping }, 'colleague');
    world.disk.set(uriOf('signups'), metricText('signups', before));
    return world;
  }

  it('and is in step with it if they are equal; nothing is sent', async () => {
    const world = worldWithTwin(before);
    expect(await linked(world, 'm1')).toMatchObject({ kind: 'done', code: 'linked' });
    expect(statuses(world)).toEqual(['signups unchanged']);
    edit(world, 'signups', 'SELECT mine');
    expect(statuses(world)).toEqual(['signups modified']);
    expect(world.attempts).toEqual([]);
  });

  it('and is in conflict with it if they differ: neither is known to be older', async () => {
    const world = worldWithTwin('SELECT theirs');
    expect(await linked(world, 'm1')).toMatchObject({ kind: 'done', code: 'linked' });
    expect(statuses(world)).toEqual(['signups conflict']);
  });

  it('but not after another window has taken over (19)', async () => {
    const world = worldWithTwin(before);
    world.fault('check_lock', 'lost');
    expect(await linked(world, 'm1')).toMatchObject({ code: 'lock_lost' });
    expect(idInFile(world, 'signups')).toBeUndefined();
  });

  it('but not if another file is that metric already', async () => {
    const world = worldWithTwin(before);
    world.disk.set(uriOf('other'), metricText('signups', before, 'm1'));
    expect(await linked(world, 'm1')).toMatchObject({ code: 'taken' });
  });
});
