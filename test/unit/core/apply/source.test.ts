import { describe, expect, it } from 'vitest';
import { deleteDefinition } from '../../../../src/core/apply/deleteDefinition.ts';
import { restore } from '../../../../src/core/apply/restore.ts';
import {
  after,
  before,
  edit,
  pushNamed,
  settleAll,
  sourceText,
  statuses,
  syncedSource,
  uriOf,
  written,
} from './stage.ts';
import { World } from './world.ts';

function worldWithEditedSource(): World {
  const world = new World();
  syncedSource(world);
  edit(world, 'source', after);
  return world;
}

const theirs = { name: 'Exposures', sql: 'SELECT theirs', column_mapping: { anonymous_id: 'a', timestamp: 't' } };

describe('A push of the assignment source', () => {
  it('saves it, keeps the previous one as a snapshot, and leaves nothing to do', async () => {
    const world = worldWithEditedSource();
    expect(await pushNamed(world, world.window(), ['source'])).toMatchObject([{ kind: 'done', code: 'updated' }]);
    expect(world.organization.source?.sql).toBe(after);
    expect(world.state.snapshots).toMatchObject([{ reason: 'replaced', definition: { sql: before } }]);
    expect(statuses(world)).toEqual(['Exposures unchanged']);
  });

  it('creates it where there is none (4)', async () => {
    const world = new World();
    world.disk.set(uriOf('source'), sourceText(before));
    expect(await pushNamed(world, world.window(), ['source'])).toMatchObject([{ kind: 'done', code: 'created' }]);
    expect(statuses(world)).toEqual(['Exposures unchanged']);
  });

  it('does not overwrite what a colleague saved since the plan (11)', async () => {
    const world = worldWithEditedSource();
    world.fault('getAssignmentSource', 'edited');
    expect(await pushNamed(world, world.window(), ['source'])).toMatchObject([{ code: 'remote_changed' }]);
    expect(written(world)).toEqual([]);
    expect(statuses(world)).toEqual(['Exposures conflict']);
  });

  it('is done when the answer was lost and the service has it (11)', async () => {
    const world = worldWithEditedSource();
    world.fault('saveAssignmentSource', 'reset_after');
    expect(await pushNamed(world, world.window(), ['source'])).toMatchObject([{ kind: 'done', code: 'updated' }]);
    expect(world.attempts).toHaveLength(1);
  });

  it('is sent once more when the answer was lost and the service has what it had (11)', async () => {
    const world = worldWithEditedSource();
    world.fault('saveAssignmentSource', 'reset_before');
    expect(await pushNamed(world, world.window(), ['source'])).toMatchObject([{ kind: 'done', code: 'updated' }]);
    expect(world.attempts).toHaveLength(2);
  });

  it('is sent twice at most, and then unknown until it can be seen (11)', async () => {
    const world = worldWithEditedSource();
    world.faultFor = ({ operation }) => (operation === 'saveAssignmentSource' ? 'reset_before' : undefined);
    const window = world.window();
    expect(await pushNamed(world, window, ['source'])).toMatchObject([{ kind: 'unknown', code: 'outcome_unknown' }]);
    expect(world.attempts).toHaveLength(2);
    expect(await settleAll(window)).toMatchObject([{ code: 'outcome_unknown' }]);
    world.now += 10 * 60_000;
    expect(await settleAll(window)).toMatchObject([{ code: 'not_applied' }]);
    expect(statuses(world)).toEqual(['Exposures modified']);
  });

  it('is a conflict when the answer was lost and the service has something else (11)', async () => {
    const world = worldWithEditedSource();
    world.fault('saveAssignmentSource', 'reset_before');
    world.fault('getAssignmentSource', 'edited', 1);
    expect(await pushNamed(world, world.window(), ['source'])).toMatchObject([{ kind: 'unknown', code: 'conflict' }]);
    expect(world.attempts).toHaveLength(1);
    expect(statuses(world)).toEqual(['Exposures conflict']);
  });

  it('tells when a colleague saved right after it (11)', async () => {
    const world = worldWithEditedSource();
    world.fault('getAssignmentSource', 'edited', 1);
    expect(await pushNamed(world, world.window(), ['source'])).toMatchObject([{ kind: 'not_done', code: 'drift' }]);
    expect(statuses(world)).toEqual(['Exposures outdated']);
  });

  it('is known to be done after the window died before it heard so (11)', async () => {
    const world = worldWithEditedSource();
    world.fault('saveAssignmentSource', 'crash_after');
    await pushNamed(world, world.window(), ['source']);
    expect(await settleAll(world.window())).toMatchObject([{ kind: 'done', code: 'updated' }]);
    expect(statuses(world)).toEqual(['Exposures unchanged']);
  });
});

describe('A delete of the assignment source', () => {
  async function deleted(world: World) {
    const plan = world.plan();
    const result = await world.window().run(ports => deleteDefinition(plan, uriOf('source'), ports));
    if (result === 'crashed' || result.kind !== 'finished') throw new Error('It was not begun.');
    return result.value;
  }

  it('keeps a snapshot that brings it back (12)', async () => {
    const world = new World();
    syncedSource(world);
    expect(await deleted(world)).toMatchObject({ kind: 'done', code: 'deleted' });
    expect(statuses(world)).toEqual(['Exposures new']);
    const [snapshot] = world.state.snapshots;
    const plan = world.plan();
    const result = await world.window().run(ports => restore(plan, snapshot!.definition, ports));
    expect(result).toMatchObject({ value: { kind: 'done', code: 'created' } });
    expect(statuses(world)).toEqual(['Exposures unchanged']);
  });

  it('is done when the answer was lost and there is none any more (12)', async () => {
    const world = new World();
    syncedSource(world);
    world.fault('deleteAssignmentSource', 'reset_after');
    expect(await deleted(world)).toMatchObject({ kind: 'done', code: 'deleted' });
    expect(world.attempts).toHaveLength(1);
  });

  it('leaves alone what a colleague saved since the plan (12)', async () => {
    const world = new World();
    syncedSource(world);
    world.fault('getAssignmentSource', 'edited');
    expect(await deleted(world)).toMatchObject({ kind: 'not_done', code: 'remote_changed' });
    expect(world.organization.source?.sql).toBe(theirs.sql);
  });
});
