import { describe, expect, it } from 'vitest';
import { push } from '../../../../src/core/apply/push.ts';
import type { Fault } from './fault.ts';
import {
  after,
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
import { World } from './world.ts';

const column_mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' };

function worldWithNewFile(): World {
  const world = new World();
  world.disk.set(uriOf('signups'), metricText('signups', before));
  return world;
}

function worldWithEditedFile(): World {
  const world = new World();
  synced(world, 'signups');
  edit(world, 'signups', after);
  return world;
}

describe('A push of a new file', () => {
  it('creates the metric, writes its id into the file and nothing else, and leaves nothing to do', async () => {
    const world = worldWithNewFile();
    const [outcome] = await pushNamed(world, world.window(), ['signups']);
    expect(outcome).toMatchObject({ kind: 'done', code: 'created', newId: 'm1' });
    expect(world.disk.get(uriOf('signups'))).toBe(metricText('signups', before, 'm1'));
    expect(written(world)).toEqual(['created m1']);
    expect(statuses(world)).toEqual(['signups unchanged']);
    expect(world.state.open).toEqual([]);
  });

  it('tells the request ids and every step', async () => {
    const world = worldWithNewFile();
    const [outcome] = await pushNamed(world, world.window(), ['signups']);
    expect(outcome?.requestIds).toEqual(['req', 'req']);
    expect(outcome?.steps.map(({ step, kind }) => `${step} ${kind}`)).toEqual([
      'send done',
      'read_back done',
      'write_id done',
    ]);
  });

  it('is written into the journal before it is sent, and not sent if it cannot be (6)', async () => {
    const world = worldWithNewFile();
    world.fault('append', 'full');
    expect(await pushNamed(world, world.window(), ['signups'])).toMatchObject([{ code: 'not_journalled' }]);
    expect(world.attempts).toEqual([]);
  });

  it('does nothing when anything was changed since the plan was shown (5)', async () => {
    const world = worldWithNewFile();
    const plan = world.plan();
    world.disk.set(uriOf('other'), metricText('other', before));
    const result = await world.window().run(ports => push(plan, [{ key: uriOf('signups') }], ports));
    expect(result).toMatchObject({ kind: 'stale', plan: { fingerprint: world.plan().fingerprint } });
    expect(world.attempts).toEqual([]);
  });

  it('does nothing while another window writes (5)', async () => {
    const world = worldWithNewFile();
    world.lockedBy = 'another window';
    const plan = world.plan();
    const result = await world.window().run(ports => push(plan, [{ key: uriOf('signups') }], ports));
    expect(result).toEqual({ kind: 'busy' });
  });

  it('stops before the next write when another window has taken over (19)', async () => {
    const world = worldWithNewFile();
    world.fault('check_lock', 'lost', 1);
    expect(await pushNamed(world, world.window(), ['signups'])).toMatchObject([{ code: 'lock_lost' }]);
    expect(world.attempts).toEqual([]);
  });

  for (const [fault, code] of [
    ['not_sent', 'not_sent'],
    ['refused', 'refused'],
    ['conflict', 'refused'],
  ] as const) {
    it(`is not done when the POST is ${fault}, and can be pushed again (7)`, async () => {
      const world = worldWithNewFile();
      world.fault('createMetric', fault);
      const window = world.window();
      expect(await pushNamed(world, window, ['signups'])).toMatchObject([{ kind: 'not_done', code }]);
      expect(statuses(world)).toEqual(['signups new']);
      expect(await pushNamed(world, window, ['signups'])).toMatchObject([{ code: 'created' }]);
      expect(live(world, 'signups')).toEqual(['m1']);
    });
  }

  it('adopts what it finds when the answer was lost after the service acted (7, 7r)', async () => {
    const world = worldWithNewFile();
    world.fault('createMetric', 'reset_after');
    const [outcome] = await pushNamed(world, world.window(), ['signups']);
    expect(outcome).toMatchObject({ kind: 'done', code: 'created', newId: 'm1' });
    expect(idInFile(world, 'signups')).toBe('m1');
  });

  for (const fault of ['wrong_echo', 'hostile_id', 'known_id'] satisfies Fault[]) {
    it(`does not trust an answer with ${fault.replace('_', ' ')}, and finds the metric by its content (7)`, async () => {
      const world = worldWithNewFile();
      world.organization.create({ name: 'orders', sql: 'SELECT 1', column_mapping }, 'colleague');
      world.fault('createMetric', fault);
      const [outcome] = await pushNamed(world, world.window(), ['signups']);
      expect(outcome).toMatchObject({ code: 'created', newId: 'm2' });
      expect(idInFile(world, 'signups')).toBe('m2');
    });
  }

  it("does not take a colleague's new metric for its own because an answer names it (7)", async () => {
    const world = worldWithNewFile();
    const plan = world.plan();
    const result = await world.window().run(ports => {
      const createMetric: typeof ports.api.createMetric = async draft => {
        await ports.api.createMetric(draft);
        const other = world.organization.create({ name: 'signups', sql: 'SELECT theirs', column_mapping }, 'colleague');
        return { kind: 'ok', value: other };
      };
      return push(plan, [{ key: uriOf('signups') }], { ...ports, api: { ...ports.api, createMetric } });
    });
    expect(result).toMatchObject({ value: [{ code: 'created', newId: 'm1' }] });
    expect(idInFile(world, 'signups')).toBe('m1');
  });

  it('does not adopt a metric that has become another file by then (7r)', async () => {
    const world = worldWithNewFile();
    world.fault('createMetric', 'late');
    const window = world.window();
    await pushNamed(world, window, ['signups']);
    await world.actLate();
    const pulled = world.organization.metrics.get('m1')!;
    world.records.push({ version: 1, at: world.now, kind: 'base', definition: pulled, uri: uriOf('pulled') });
    expect(await settleAll(window)).toMatchObject([{ code: 'outcome_unknown', candidates: [] }]);
    expect(idInFile(world, 'signups')).toBeUndefined();
  });

  it('leaves an id alone that the person wrote into the file meanwhile (8)', async () => {
    const world = worldWithNewFile();
    world.fault('write', 'crash_before');
    await pushNamed(world, world.window(), ['signups']);
    const text = metricText('signups', before, 'linked');
    world.disk.set(uriOf('signups'), text);
    expect(await settleAll(world.window())).toMatchObject([{ code: 'id_not_in_file', newId: 'm1' }]);
    expect(world.disk.get(uriOf('signups'))).toBe(text);
  });

  it('stays unknown when nothing is found, and is not sent again by itself (7)', async () => {
    const world = worldWithNewFile();
    world.fault('createMetric', 'reset_before');
    const window = world.window();
    expect(await pushNamed(world, window, ['signups'])).toMatchObject([{ kind: 'unknown', code: 'outcome_unknown' }]);
    expect(statuses(world)).toEqual(['signups unknown']);
    expect(await pushNamed(world, window, ['signups'])).toMatchObject([{ code: 'not_offered' }]);
    expect(await settleAll(window)).toMatchObject([{ kind: 'unknown', code: 'outcome_unknown' }]);
    expect(world.attempts).toHaveLength(1);
  });

  it('is found at a later plan when the service acts late (7)', async () => {
    const world = worldWithNewFile();
    world.fault('createMetric', 'late');
    const window = world.window();
    expect(await pushNamed(world, window, ['signups'])).toMatchObject([{ code: 'outcome_unknown' }]);
    await world.actLate();
    expect(await settleAll(window)).toMatchObject([{ kind: 'done', code: 'created', newId: 'm1' }]);
    expect(idInFile(world, 'signups')).toBe('m1');
    expect(statuses(world)).toEqual(['signups unchanged']);
  });

  it('is not confused by a metric of the same content that was there before (7r)', async () => {
    const world = worldWithNewFile();
    world.organization.create({ name: 'signups', sql: before, column_mapping }, 'colleague');
    world.fault('createMetric', 'reset_before');
    expect(await pushNamed(world, world.window(), ['signups'])).toMatchObject([{ code: 'outcome_unknown' }]);
    expect(idInFile(world, 'signups')).toBeUndefined();
  });

  it('stays unknown when the list cannot be read either (7r)', async () => {
    const world = worldWithNewFile();
    world.fault('createMetric', 'reset_after');
    world.fault('listMetrics', 'not_sent');
    const window = world.window();
    expect(await pushNamed(world, window, ['signups'])).toMatchObject([{ kind: 'unknown', code: 'outcome_unknown' }]);
    expect(await settleAll(window)).toMatchObject([{ code: 'created', newId: 'm1' }]);
  });

  it('adopts neither of two equal new metrics, and lists both (7r)', async () => {
    const world = worldWithNewFile();
    world.fault('createMetric', 'late');
    const window = world.window();
    await pushNamed(world, window, ['signups']);
    await world.actLate();
    world.organization.create({ name: 'signups', sql: before, column_mapping }, 'colleague');
    expect(await settleAll(window)).toMatchObject([{ code: 'outcome_unknown', candidates: ['m1', 'm2'] }]);
    expect(idInFile(world, 'signups')).toBeUndefined();
    expect(live(world, 'signups')).toEqual(['m1', 'm2']);
    const records = world.records.length;
    await settleAll(window);
    expect(world.records).toHaveLength(records);
  });

  it('lists a metric of the same name and other content for a person, and does not adopt it (7r)', async () => {
    const world = worldWithNewFile();
    world.fault('createMetric', 'late');
    const window = world.window();
    await pushNamed(world, window, ['signups']);
    await world.actLate();
    world.organization.edit('m1', { sql: 'SELECT theirs' });
    expect(await settleAll(window)).toMatchObject([{ code: 'outcome_unknown', candidates: ['m1'] }]);
    expect(idInFile(world, 'signups')).toBeUndefined();
  });

  it('writes the id although a colleague has edited the metric since, and shows the drift (7r)', async () => {
    const world = worldWithNewFile();
    world.fault('getMetric', 'edited');
    expect(await pushNamed(world, world.window(), ['signups'])).toMatchObject([{ kind: 'not_done', code: 'drift' }]);
    expect(idInFile(world, 'signups')).toBe('m1');
    expect(statuses(world)).toEqual(['signups outdated']);
  });

  for (const fault of ['crash_before', 'crash_after'] as const) {
    it(`is finished by the next window when this one dies (${fault}) around its POST (7)`, async () => {
      const world = worldWithNewFile();
      world.fault('createMetric', fault);
      await pushNamed(world, world.window(), ['signups']);
      const next = world.window();
      const [outcome] = await settleAll(next);
      expect(outcome?.code).toBe(fault === 'crash_after' ? 'created' : 'outcome_unknown');
      expect(live(world, 'signups')).toHaveLength(fault === 'crash_after' ? 1 : 0);
    });
  }

  it('is finished by the next window when this one dies between the answer and the file (7)', async () => {
    const world = worldWithNewFile();
    world.fault('write', 'crash_before');
    await pushNamed(world, world.window(), ['signups']);
    expect(statuses(world)).toEqual(['signups unknown']);
    expect(await settleAll(world.window())).toMatchObject([{ code: 'created', newId: 'm1' }]);
    expect(statuses(world)).toEqual(['signups unchanged']);
  });

  for (const fault of ['failed', 'gone'] as const) {
    it(`keeps the id in the journal when the file is ${fault} (8)`, async () => {
      const world = worldWithNewFile();
      const original = world.disk.get(uriOf('signups'))!;
      world.fault('write', fault);
      const window = world.window();
      const [outcome] = await pushNamed(world, window, ['signups']);
      expect(outcome).toMatchObject({ kind: 'not_done', code: 'id_not_in_file', newId: 'm1' });
      expect(world.plan().entries.map(({ status }) => status)).toEqual(['unknown']);
      world.disk.set(uriOf('signups'), original);
      expect(await settleAll(window)).toMatchObject([{ code: 'created', newId: 'm1' }]);
      expect(live(world, 'signups')).toEqual(['m1']);
    });
  }

  it('writes the id into the text as it is by then, when the file was edited meanwhile (8)', async () => {
    const world = worldWithNewFile();
    world.fault('write', 'changed');
    expect(await pushNamed(world, world.window(), ['signups'])).toMatchObject([{ code: 'created' }]);
    expect(world.disk.get(uriOf('signups'))).toBe(`${metricText('signups', before, 'm1')}-- edited\n`);
  });

  it('does not create what a renamed file of an unsettled create asks for (7)', async () => {
    const world = worldWithNewFile();
    world.fault('createMetric', 'reset_before');
    const window = world.window();
    await pushNamed(world, window, ['signups']);
    world.disk.set(uriOf('renamed'), world.disk.get(uriOf('signups'))!);
    world.disk.delete(uriOf('signups'));
    expect(await pushNamed(world, window, ['renamed'])).toMatchObject([{ code: 'unsettled' }]);
    expect(world.plan().entries.map(({ key }) => key)).toContain('write:i1');
  });
});

describe('A push of a file whose metric is not in the list', () => {
  it('creates nothing while the list may lag: the metric was made moments ago (3)', async () => {
    const world = worldWithNewFile();
    const window = world.window();
    await pushNamed(world, window, ['signups']);
    const plan = world.plan('m1');
    expect(plan.entries.map(({ status }) => status)).toEqual(['missing']);
    world.fault('replan', 'lag');
    const result = await window.run(ports => push(plan, [{ key: uriOf('signups') }], ports));
    expect(result).toMatchObject({ kind: 'finished', value: [{ code: 'just_created' }] });
  });

  it('creates nothing when the metric is there after all (3)', async () => {
    const world = new World();
    synced(world, 'signups');
    const plan = world.plan('m1');
    world.fault('replan', 'lag');
    const result = await world.window().run(ports => push(plan, [{ key: uriOf('signups') }], ports));
    expect(result).toMatchObject({ kind: 'finished', value: [{ code: 'still_there' }] });
    expect(world.attempts).toEqual([]);
  });
});

describe('A push of an edited file', () => {
  it('puts a new metric in place of the old one and keeps that, as superseded', async () => {
    const world = worldWithEditedFile();
    const [outcome] = await pushNamed(world, world.window(), ['signups']);
    expect(outcome).toMatchObject({ kind: 'done', code: 'replaced_old_kept', newId: 'm2', oldId: 'm1' });
    expect(world.disk.get(uriOf('signups'))).toBe(metricText('signups', after, 'm2'));
    expect(statuses(world)).toEqual(['signups unchanged', 'signups superseded']);
  });

  it('deletes the old metric when that was chosen, after the new one is in the file', async () => {
    const world = worldWithEditedFile();
    const [outcome] = await pushNamed(world, world.window(), ['signups'], { deleteOld: true });
    expect(outcome).toMatchObject({ kind: 'done', code: 'replaced', newId: 'm2', oldId: 'm1' });
    expect(world.calls.map(({ operation }) => operation).filter(each => /createM|write|deleteM/.test(each))).toEqual([
      'createMetric',
      'write',
      'deleteMetric',
    ]);
    expect(statuses(world)).toEqual(['signups unchanged']);
    expect(world.state.snapshots).toMatchObject([{ reason: 'deleted', definition: { id: 'm1', sql: before } }]);
  });

  it('keeps the old metric when the id of the new one is not in the file (8)', async () => {
    const world = worldWithEditedFile();
    world.fault('write', 'failed');
    const [outcome] = await pushNamed(world, world.window(), ['signups'], { deleteOld: true });
    expect(outcome).toMatchObject({ code: 'id_not_in_file' });
    expect(live(world, 'signups')).toEqual(['m1', 'm2']);
  });

  for (const fault of ['refused', 'conflict'] as const) {
    it(`leaves the old metric alone when the create is ${fault}: never deletes first (7)`, async () => {
      const world = worldWithEditedFile();
      world.fault('createMetric', fault);
      const [outcome] = await pushNamed(world, world.window(), ['signups'], { deleteOld: true });
      expect(outcome).toMatchObject({ code: 'refused' });
      expect(live(world, 'signups')).toEqual(['m1']);
    });
  }

  it('keeps the old metric while guardrails refer to it, and makes no third however often it is pushed (9)', async () => {
    const world = worldWithEditedFile();
    world.organization.guard('m1');
    const window = world.window();
    const [outcome] = await pushNamed(world, window, ['signups'], { deleteOld: true });
    expect(outcome).toMatchObject({ code: 'replaced_old_in_use', failure: { reason: 'conflict' } });
    expect(await pushNamed(world, window, ['signups'], { deleteOld: true })).toMatchObject([{ code: 'not_offered' }]);
    expect(live(world, 'signups')).toEqual(['m1', 'm2']);
    expect(statuses(world)).toEqual(['signups unchanged', 'signups superseded']);
  });

  for (const [fault, code, kept] of [
    ['not_sent', 'replaced_old_left', ['m1', 'm2']],
    ['reset_before', 'replaced', ['m2']],
    ['reset_after', 'replaced', ['m2']],
    ['gone', 'replaced', ['m2']],
    ['unauthorized', 'replaced_old_left', ['m1', 'm2']],
  ] as const) {
    it(`ends as ${code} when the DELETE of the old metric is ${fault} (9)`, async () => {
      const world = worldWithEditedFile();
      const window = world.window();
      if (fault === 'gone') world.fault('getMetric', 'gone', 1);
      else world.fault('deleteMetric', fault);
      const [outcome] = await pushNamed(world, window, ['signups'], { deleteOld: true });
      expect(outcome?.code).toBe(code);
      expect(live(world, 'signups')).toEqual(kept);
    });
  }

  it('tries a DELETE of unknown outcome three times, and then says that it is unknown (9)', async () => {
    const world = worldWithEditedFile();
    world.faultFor = ({ operation }) => (operation === 'deleteMetric' ? 'reset_before' : undefined);
    const [outcome] = await pushNamed(world, world.window(), ['signups'], { deleteOld: true });
    expect(outcome).toMatchObject({ kind: 'unknown', code: 'replaced_old_unknown' });
    expect(world.attempts.filter(({ operation }) => operation === 'deleteMetric')).toHaveLength(3);
    expect(statuses(world)).toEqual(['signups unchanged', 'signups unknown']);
  });

  it('does not delete an old metric that a colleague edited since the plan (9)', async () => {
    const world = worldWithEditedFile();
    world.fault('getMetric', 'edited', 1);
    const [outcome] = await pushNamed(world, world.window(), ['signups'], { deleteOld: true });
    expect(outcome).toMatchObject({ kind: 'not_done', code: 'replaced_old_changed' });
    expect(live(world, 'signups')).toEqual(['m1', 'm2']);
  });

  it('does not delete the old metric when the new one reads back as something else (7)', async () => {
    const world = worldWithEditedFile();
    world.fault('getMetric', 'gone');
    const [outcome] = await pushNamed(world, world.window(), ['signups'], { deleteOld: true });
    expect(outcome).toMatchObject({ code: 'drift' });
    expect(live(world, 'signups')).toEqual(['m1']);
  });

  it('leaves both, and knows both, when the window dies before the DELETE (9)', async () => {
    const world = worldWithEditedFile();
    world.fault('deleteMetric', 'crash_before');
    await pushNamed(world, world.window(), ['signups'], { deleteOld: true });
    world.now += 10 * 60_000;
    expect(await settleAll(world.window())).toMatchObject([{ code: 'not_applied' }]);
    expect(statuses(world)).toEqual(['signups unchanged', 'signups superseded']);
    expect(live(world, 'signups')).toEqual(['m1', 'm2']);
  });

  it('keeps the id of another environment, and joins the new one to it', async () => {
    const world = new World();
    world.disk.set(uriOf('signups'), metricText('signups', before, 'elsewhere'));
    const [outcome] = await pushNamed(world, world.window(), ['signups'], { idBelongsTo: 'testing' });
    expect(outcome).toMatchObject({ code: 'created' });
    expect(world.disk.get(uriOf('signups'))).toContain(
      'id: {"testing": "elsewhere", "prod": "m1"}'.replaceAll('"', ''),
    );
  });

  it('lets the file win over a conflict only when that was chosen', async () => {
    const world = worldWithEditedFile();
    world.organization.edit('m1', { sql: 'SELECT theirs' });
    const window = world.window();
    expect(await pushNamed(world, window, ['signups'])).toMatchObject([{ code: 'not_offered' }]);
    expect(await pushNamed(world, window, ['signups'], { takeMine: true })).toMatchObject([
      { code: 'replaced_old_kept' },
    ]);
  });
});

describe('A push of many', () => {
  function worldOfThree(): World {
    const world = new World();
    for (const name of ['a', 'b', 'c']) world.disk.set(uriOf(name), metricText(name, before.replace('x', name)));
    return world;
  }

  it('goes on with the others when one fails, and rolls nothing back (17)', async () => {
    const world = worldOfThree();
    world.fault('createMetric', 'refused', 1);
    const outcomes = await pushNamed(world, world.window(), ['a', 'b', 'c']);
    expect(outcomes.map(({ code }) => code)).toEqual(['created', 'refused', 'created']);
    expect(written(world)).toEqual(['created m1', 'created m2']);
  });

  it('stops before the next write when the token runs out, and keeps what is finished (0)', async () => {
    const world = worldOfThree();
    world.fault('createMetric', 'unauthorized', 1);
    const window = world.window();
    const outcomes = await pushNamed(world, window, ['a', 'b', 'c']);
    expect(outcomes.map(({ code }) => code)).toEqual(['created', 'refused', 'stopped']);
    expect(outcomes[2]?.failure).toMatchObject({ stops: true });
    const again = await pushNamed(world, window, ['a', 'b', 'c']);
    expect(again.map(({ code }) => code)).toEqual(['not_offered', 'created', 'created']);
    expect(live(world, 'a')).toHaveLength(1);
  });

  it('sends nothing more after a cancel, and sees what is on its way to its end (7, I8)', async () => {
    const world = worldOfThree();
    world.fault('createMetric', 'cancel', 1);
    const outcomes = await pushNamed(world, world.window(), ['a', 'b', 'c']);
    expect(outcomes.map(({ code }) => code)).toEqual(['created', 'created', 'cancelled']);
    expect(idInFile(world, 'b')).toBe('m2');
  });

  it('does not send a file that was changed while the others were written (5)', async () => {
    const world = worldOfThree();
    world.fault('read', 'changed', 2);
    const outcomes = await pushNamed(world, world.window(), ['a', 'b', 'c']);
    expect(outcomes.map(({ code }) => code)).toEqual(['created', 'file_changed', 'created']);
  });
});
