import { expect, test } from 'vitest';
import type { Fault } from '../../levered/fault.ts';
import { waitFor } from '../waitFor.ts';
import { VSCodeWindow } from '../window.ts';
import { change, metricsOf, narrowed, refresh, signup, textOf, writes } from './definitionFiles.ts';
import { metricsPath, walksOf } from './walk.ts';

const walks = walksOf();

test('of two windows that push the same file one does, and the other one says why it did not (5, I1)', async () => {
  await using walk = await walks.start();
  const { levered, window: first, sandbox } = walk;
  const { browser, server } = walks;
  await first.tree.waitForDescription('Purchase Revenue', /conflict/);
  await using second = await VSCodeWindow.open({ browser, server, folder: sandbox.folder });
  await second.openView('Levered');
  const before = await change(walk, signup, narrowed);
  const [old] = metricsOf(levered, 'Signup Conversion');
  for (const window of [first, second]) {
    await window.tree.waitForDescription('Signup Conversion', /modified/);
    await window.tree.inlineAction('Signup Conversion', 'Push Definition');
    expect((await window.messages.dialog()).text).toContain('Replace “Signup Conversion”');
  }

  // The first window is in the middle of its write when the second one begins.
  const slow: Fault = { kind: 'delay' };
  const held = levered.faults.add({ match: { method: 'POST', path: metricsPath }, fault: slow });
  await first.messages.answerDialog('Replace, Keep Old');
  await waitFor('the create of the first window', 20_000, () => held.used === 1 || undefined);
  await second.messages.answerDialog('Replace, Keep Old');
  const busy = await second.messages.notification('Another window is writing to this organization');
  expect(busy.text).toContain('Nothing was sent');
  held.release();

  await first.plan.waitForText('1 done');
  await refresh({ levered, window: second });
  const created = metricsOf(levered, 'Signup Conversion').find(({ id }) => id !== old!.id)!;
  for (const window of [first, second]) {
    await window.tree.waitForDescription('Signup Conversion', /^bool$/);
    await window.tree.waitForDescription('Signup Conversion', /superseded/);
  }
  expect(await textOf(walk, signup)).toBe(before.replace(old!.id, created.id));
  expect(writes(levered)).toEqual(['metricCreated']);
});
