import { expect, test } from 'vitest';
import { VSCodeWindow } from '../window.ts';
import { Interleaving } from './interleaving.ts';
import { walksOf, withoutFiles } from './walk.ts';

const walks = walksOf();

/** `INTERLEAVINGS=40` makes so many, from the seed `SEED` on. */
const { INTERLEAVINGS: count = '6', SEED: first = '1' } = process.env;
const moves = 7;

test(
  `in ${count} interleavings of two windows nothing is created twice, and who pushed nothing says why (5, 19, I1, I3, I5, I6)`,
  async () => {
    await using walk = await walks.start({
      levered: { emptyOrganization: true, requestsPerMinute: 1_000_000 },
      before: async (levered, sandbox) => {
        await withoutFiles(levered, sandbox);
      },
    });
    const { levered, sandbox, window } = walk;
    const { browser, server } = walks;
    await using second = await VSCodeWindow.open({ browser, server, folder: sandbox.folder });
    await second.openView('Levered');
    const failed: Record<string, readonly string[]> = {};
    for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
      const interleaving = await Interleaving.begin(seed, { levered, sandbox }, [window, second]);
      try {
        await interleaving.run(moves);
      } finally {
        console.log([`SEED=${seed}`, ...interleaving.trace].join('\n    '));
      }
      if (interleaving.breaches.length > 0) failed[`SEED=${seed}`] = interleaving.breaches;
    }
    expect(failed).toEqual({});
  },
  120_000 + Number(count) * 60_000,
);
