import { describe, expect, it } from 'vitest';
import { actionCases, outcomesOf, type ActionCase } from './actions.ts';
import { faultsOf, type Fault, type Operation } from './fault.ts';
import { recover } from './recovery.ts';
import { afterCancel, disturbed, duplicates, gaps, repeats, strays, untruths } from './truth.ts';
import { World } from './world.ts';

interface Cell {
  readonly index: number;
  readonly operation: Operation;
  readonly fault: Fault;
}

/** Every call that an action makes, with everything that can go wrong with it. */
async function cellsOf({ prepare, act }: ActionCase): Promise<Cell[]> {
  const world = new World();
  prepare(world);
  await act(world, world.window());
  return world.calls.flatMap(({ index, operation }) => faultsOf[operation].map(fault => ({ index, operation, fault })));
}

async function breachesOf(action: ActionCase, cell: Cell | undefined): Promise<string[]> {
  const world = new World();
  action.prepare(world);
  const original = new Map(world.disk);
  const since = world.organization.effects.length;
  world.faultFor = ({ index }) => (index === cell?.index ? cell.fault : undefined);
  const result = await action.act(world, world.window());
  const first = [...untruths(world, outcomesOf(result), since), ...duplicates(world, action.chosen)];
  if (result !== 'crashed' && result.kind !== 'finished' && world.attempts.length > 0) {
    first.push(`I3: it was not begun (${result.kind}), and something was sent`);
  }
  const deletable = new Set(action.deletable);
  const chosen = new Set(action.chosen);
  first.push(...strays(world, chosen, deletable), ...afterCancel(world), ...disturbed(world, original));
  first.push(...(await recover(world, action.chosen)));
  // A replace deletes too, and is no reason to be without a metric.
  const confirmed = action.isPush ? new Set<string>() : deletable;
  return [...first, ...gaps(world, confirmed), ...repeats(world), ...disturbed(world, original)];
}

const all = await Promise.all(actionCases.map(async action => ({ action, cells: await cellsOf(action) })));

describe('Whatever goes wrong once (steps 5 to 12, 14 and 17), reports are true and nothing is lost or doubled', () => {
  it('is tried in several hundred ways', () => {
    expect(all.flatMap(({ cells }) => cells).length).toBeGreaterThan(900);
  });

  for (const { action, cells } of all) {
    it(`${action.title}: nothing goes wrong`, async () => {
      expect(await breachesOf(action, undefined)).toEqual([]);
    });

    it(`${action.title}: ${cells.length} faults`, async () => {
      const failed: Record<string, string[]> = {};
      for (const cell of cells) {
        const breaches = await breachesOf(action, cell);
        if (breaches.length > 0) failed[`${cell.index} ${cell.operation} ${cell.fault}`] = breaches;
      }
      expect(failed).toEqual({});
    });
  }
});
