import { describe, expect, it } from 'vitest';
import { actionCases } from './actions.ts';
import { faultsOf } from './fault.ts';
import { breachesOf, cellsOf } from './matrix.ts';
import { World } from './world.ts';

const all = await Promise.all(
  actionCases.map(async action => ({ action, cells: await cellsOf(action, new World(), faultsOf) })),
);

describe('Whatever goes wrong once (5 to 12, 14, 17), reports are true and nothing is lost or doubled', () => {
  it('is tried in several hundred ways', () => {
    expect(all.flatMap(({ cells }) => cells).length).toBeGreaterThan(900);
  });

  for (const { action, cells } of all) {
    it(`${action.title}: nothing goes wrong`, async () => {
      expect((await breachesOf(action, undefined, new World())).breaches).toEqual([]);
    });

    it(`${action.title}: ${cells.length} faults`, async () => {
      const failed: Record<string, readonly string[]> = {};
      for (const cell of cells) {
        const { breaches } = await breachesOf(action, cell, new World());
        if (breaches.length > 0) failed[`${cell.index} ${cell.operation} ${cell.fault}`] = breaches;
      }
      expect(failed).toEqual({});
    });
  }
});
