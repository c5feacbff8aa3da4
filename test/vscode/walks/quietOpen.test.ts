import { afterAll, test } from 'vitest';
import { HostWatch } from './hostWatch.ts';
import { openQuietly, withoutOthers } from './quietOpen.ts';
import { walksOf } from './walk.ts';

const watch = await HostWatch.create();
afterAll(() => watch.dispose());
const walks = walksOf({ alone: true, ...watch.options });

test('50 hostile workspaces, opened and trusted, send nothing, start nothing, listen nowhere and write nothing (T8, T24)', async () => {
  await using walk = await walks.start({ settings: withoutOthers, leavesViewClosed: true });
  await openQuietly(walks, walk, { watch, started: 'Levered: local', aloneMs: 60_000 });
}, 1_200_000);
