import { afterAll, describe, expect, it } from 'vitest';
import { push } from '../../../src/core/apply/push.ts';
import { settle } from '../../../src/core/apply/settle.ts';
import { synced, syncedSource, uriOf } from '../core/apply/stage.ts';
import type { World } from '../core/apply/world.ts';
import { type ServedWorlds, serveWorlds } from './servedWorlds.ts';

const worlds: ServedWorlds = await serveWorlds();
afterAll(() => worlds[Symbol.asyncDispose]());

const names = Array.from({ length: 12 }, (_, at) => `metric-${at}`);

/** What a push of everything may meet when files are not where they were. */
const losses: Readonly<Record<string, (world: World) => void>> = {
  'an empty folder': ({ disk }) => disk.clear(),
  'a renamed folder': ({ disk }) => {
    for (const [uri, text] of [...disk]) {
      disk.delete(uri);
      disk.set(uri.replace('file:///w/', 'file:///w/renamed/'), text);
    }
  },
  'a folder that the settings leave out': ({ disk }) => {
    for (const name of names.slice(3)) disk.delete(uriOf(name));
  },
  'a scan that failed': world => {
    world.disk.clear();
    world.isComplete = false;
  },
  'a scan that came half the way': world => {
    for (const name of names.slice(6)) world.disk.delete(uriOf(name));
    world.disk.delete(uriOf('source'));
    world.isComplete = false;
  },
};

describe('Files that are not there (1, T11)', () => {
  for (const [what, lose] of Object.entries(losses)) {
    it(`${what}: whatever is ticked in the plan, nothing is deleted in the organization`, async () => {
      const { world } = worlds.open();
      for (const name of names) synced(world, name);
      syncedSource(world);
      const before = [...world.organization.metrics.keys()].sort();
      lose(world);
      const from = worlds.levered.log.requests.length;
      for (let round = 0; round < 2; round++) {
        const plan = world.plan();
        expect(plan.entries.length).toBeGreaterThanOrEqual(names.length);
        expect(plan.warnings.length).toBe(world.isComplete ? 0 : 1);
        const everything = plan.entries.map(({ key }) => ({ key, deleteOld: true, takeMine: true }));
        const pushed = await world.window().run(ports => push(plan, everything, ports));
        expect(pushed).toMatchObject({ kind: 'finished' });
        expect(await world.window().run(ports => settle(ports))).toMatchObject({ kind: 'finished' });
      }
      const requests = worlds.levered.log.requests.slice(from);
      expect(requests.length).toBeGreaterThan(0);
      expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
      expect([...world.organization.metrics.keys()].sort()).toEqual(before);
      expect(world.organization.source).toBeDefined();
    });
  }
});
