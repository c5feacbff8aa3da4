import { afterAll, describe, expect, it } from 'vitest';
import { tracesOf } from '../api/support.ts';
import { actionCases } from '../core/apply/actions.ts';
import { breachesOf, type Cell, cellsOf } from '../core/apply/matrix.ts';
import { crowds, hasty, refusals } from './requestTruth.ts';
import { type ServedWorlds, serveWorlds } from './servedWorlds.ts';
import { wireFaultsOf } from './wireFaults.ts';

/**
 * Every action with every fault of every call that it makes, over the real client, a socket and a local Levered. What
 * is true afterwards is judged by the server's own log and state. Each cell has an organization of its own; all share
 * one machine's pace. Who proves which rows of the table of steps and faults:
 *
 * | steps | here and in the matrix without a server | elsewhere |
 * | --- | --- | --- |
 * | 0 | 401 and 403 at every call | another organization: engine.test (T28), metricUsage.test |
 * | 3 | both lists not reached, cut, HTML, of a wrong shape, with one bad item, empty, lagging | pulls: pull.test |
 * | 4, 5 | no source, edited since, another window | push.test, source.test; asking: walks |
 * | 6 | disk full, killed before and after each record | processes.test |
 * | 7, 7r, 8 | all of it, late ones and silence too | engineSchedules; by hand: engine.test |
 * | 9, 10, 12 | all of it | `404` though it was carried out: engine.test |
 * | 11 | all of it | source.test |
 * | 14 | what is left of a draft's preview is swept | settle.test |
 * | 15 | | pull.test; a full disk: diskFiles.test; walks. Killed in the middle: nowhere |
 * | 17, 19 | several at once, a lost lock | push.test, writeLock.test |
 */

/** How many there are. Who adds a call, an action or a fault adds cells; nobody loses any unseen. */
const cellCount = 2853;

const worlds: ServedWorlds = await serveWorlds();
afterAll(() => worlds[Symbol.asyncDispose]());

const all = await Promise.all(
  actionCases.map(async action => ({ action, cells: await cellsOf(action, worlds.open().world, wireFaultsOf) })),
);

describe('Over the real client and a socket, whatever goes wrong once (0, 3 to 12, 14, 17)', () => {
  it(`is tried in ${cellCount} ways`, () => {
    expect(all.flatMap(({ cells }) => cells).length).toBe(cellCount);
  });

  for (const { action, cells } of all) {
    it(`${action.title}: ${cells.length} faults, and reports are true, nothing is lost or doubled (I1 to I6, I8 to I10)`, async () => {
      const failed: Record<string, readonly string[]> = {};
      for (const cell of [undefined, ...cells]) {
        const { world, token, events } = worlds.open();
        const { breaches, result } = await breachesOf(action, cell, world);
        const told = { result, events, records: world.records, disk: [...world.disk] };
        const leaks = tracesOf(token, told).map(trace => `I10: ${trace} of the token is told`);
        if (breaches.length + leaks.length > 0) failed[titleOf(cell)] = [...breaches, ...leaks];
      }
      expect(failed).toEqual({});
    }, 120_000);
  }

  it('no request came inside a Retry-After, and never more than 100 within a minute (I7)', () => {
    const { requests } = worlds.levered.log;
    expect(requests.length).toBeGreaterThan(10_000);
    expect(requests.filter(({ retryAfter }) => retryAfter !== undefined).length).toBeGreaterThan(300);
    expect({ hasty: hasty(requests), crowds: crowds(requests), refusals: refusals(requests) }).toEqual({
      hasty: [],
      crowds: [],
      refusals: [],
    });
  });
});

function titleOf(cell: Cell | undefined): string {
  return cell === undefined ? 'nothing' : `${cell.index} ${cell.operation} ${cell.fault}`;
}
