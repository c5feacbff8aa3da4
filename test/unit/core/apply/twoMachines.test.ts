import { describe, expect, it } from 'vitest';
import { push } from '../../../../src/core/apply/push.ts';
import { settle } from '../../../../src/core/apply/settle.ts';
import { fakeService } from './fakeService.ts';
import { after, before, edit, live, metricText, sourceText, syncedSource, uriOf, written } from './stage.ts';
import { World } from './world.ts';

/** Two people with a clone each: one organization, two disks, two journals. */
function twoMachines(): readonly [World, World] {
  const service = fakeService();
  return [new World(service), new World(service)];
}

/** What a person does who ticks whatever is offered, and overrules nothing. */
async function pushAll(world: World): Promise<readonly string[]> {
  const plan = world.plan();
  const offered = plan.entries.filter(({ action }) => action !== undefined).map(({ key }) => ({ key }));
  const result = await world.window().run(ports => push(plan, offered, ports));
  if (result === 'crashed' || result.kind !== 'finished') throw new Error('It was not begun.');
  await world.window().run(ports => settle(ports));
  return result.value.map(({ code }) => code);
}

const statusOf = (world: World, name: string): string | undefined =>
  world.plan().entries.find(({ key }) => key === uriOf(name))?.status;

describe('Two people of one organization on two machines (20)', () => {
  it('have one metric when one pushed a file and the other gets it by Git, and none pushes it again', async () => {
    const [ann, ben] = twoMachines();
    ann.disk.set(uriOf('signups'), metricText('signups', before));
    expect(await pushAll(ann)).toEqual(['created']);
    ben.disk.set(uriOf('signups'), ann.disk.get(uriOf('signups'))!);
    for (let round = 0; round < 3; round++) {
      expect(await pushAll(ben)).toEqual([]);
      expect(await pushAll(ann)).toEqual([]);
    }
    expect(live(ben, 'signups')).toEqual(['m1']);
  });

  it('with the same file without an id: the second is told of the metric that looks like it', async () => {
    const [ann, ben] = twoMachines();
    for (const { disk } of [ann, ben]) disk.set(uriOf('signups'), metricText('signups', before));
    await pushAll(ann);
    const entry = ben.plan().entries.find(({ key }) => key === uriOf('signups'));
    expect(entry?.status).toBe('new');
    expect(entry?.lookalikes.map(({ id }) => id)).toEqual(live(ben, 'signups'));
  });

  it('do not put back and forth what they share: who is behind is outdated, who has edited too is in conflict', async () => {
    const [ann, ben] = twoMachines();
    syncedSource(ann);
    ben.disk.set(uriOf('source'), sourceText(before));
    ben.records.push(...ann.records);
    edit(ann, 'source', after);
    expect(await pushAll(ann)).toEqual(['updated']);
    expect(statusOf(ben, 'source')).toBe('outdated');
    for (let round = 0; round < 3; round++) {
      expect(await pushAll(ben)).toEqual([]);
      expect(await pushAll(ann)).toEqual([]);
    }
    edit(ben, 'source', `${before} WHERE 1 = 1`);
    expect(statusOf(ben, 'source')).toBe('conflict');
    expect(await pushAll(ben)).toEqual([]);
    expect(ann.organization.source?.sql).toBe(after);
    expect(written(ann)).toEqual(['saved']);
  });
});
