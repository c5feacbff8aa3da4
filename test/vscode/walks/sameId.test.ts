import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import {
  change,
  metricsOf,
  narrowed,
  place,
  signup,
  source,
  textOf,
  waitForBadge,
  waitForCount,
  waitForLens,
  writes,
} from './definitionFiles.ts';
import { walksOf } from './walk.ts';

const walks = walksOf();

const copy = 'levered/copy.levered.sql';

test('two files with one id are both errors that name the other, and neither is pushed; one repaired, both are usable (2, I1)', async () => {
  await using walk = await walks.start({ settings: { 'files.autoSave': 'off' } });
  const { window, levered } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  const original = await textOf(walk, signup);
  await place(walk, copy, narrowed(original).replace('Signup Conversion', 'Signup Copy'));
  await window.tree.waitForDescription('Signup Copy', /^invalid · levered\/copy/);
  await window.tree.waitForDescription('Signup Conversion', /^invalid · levered\/signup/);
  await waitForCount(window, 3);
  await walk.picture('same-id-tree');
  expect(await window.tree.tooltip('Signup Copy')).toContain(signup);
  await walk.picture('same-id-tooltip');
  expect(await window.tree.tooltip('Signup Conversion')).toContain(copy);

  for (const [file, name, other] of [
    ['copy.levered.sql', 'Signup Copy', signup],
    ['signup-conversion.levered.sql', 'Signup Conversion', copy],
  ] as const) {
    await window.openFile(file);
    expect(await waitForLens(window, /invalid · local/)).not.toContain('Push');
    // The number is VS Code's own: how many problems the file has.
    await waitForBadge(window, 'tab', file, '1, !');
    expect(await window.editors.tooltip(file)).toContain(other);
    await window.editors.titleAction('Push Definition');
    const refused = await window.messages.notification(`“${name}”`);
    await walk.picture(`same-id-push-${file}`);
    expect(refused.text).toContain(other);
    await window.runCommand('Notifications: Clear All Notifications');
  }
  await window.tree.openContextMenu('Signup Copy');
  expect(await window.menu.items()).not.toContain('Push Definition');
  await window.page.keyboard.press('Escape');
  await window.runCommand('Levered: Push All…');
  await window.plan.item('Signup Copy');
  await walk.picture('same-id-plan');
  // Its line may still move while the plan is drawn.
  await waitFor('its tooltip in the plan', 30_000, async () => {
    return (await window.plan.tooltip('Signup Copy')).includes(signup) || undefined;
  });
  const box = (await window.plan.item('Signup Copy')).locator('.custom-view-tree-node-item-checkbox');
  expect(await box.count(), 'nothing to tick').toBe(0);
  expect(writes(levered)).toEqual([]);

  // A copy without the id is a new metric, and the original is what it was.
  await window.openFile('copy.levered.sql');
  await window.editors.waitForText('Signup Copy');
  await walk.picture('same-id-copy');
  await change(walk, copy, text => text.replace(/id: .*\n/, ''));
  await window.tree.waitForDescription('Signup Copy', /^new/);
  await window.tree.waitForDescription('Signup Conversion', /^bool$/);
  expect(await waitForLens(window, /new · local/)).toContain('Push');
  await waitForBadge(window, 'tab', 'copy.levered.sql', 'N');
  await waitForBadge(window, 'tab', 'signup-conversion.levered.sql', '');
  await waitForCount(window, 2);
  await window.editors.titleAction('Push Definition');
  await window.messages.dialog();
  await window.messages.answerDialog('Create');
  await window.tree.waitForDescription('Signup Copy', /^bool$/);
  expect(metricsOf(levered, 'Signup Copy')).toHaveLength(1);
  expect(metricsOf(levered, 'Signup Conversion')).toHaveLength(1);
  expect(await textOf(walk, signup)).toBe(original);
  expect(writes(levered)).toEqual(['metricCreated']);
});

test('two assignment sources are both errors that name the other, until one of them is gone (2)', async () => {
  await using walk = await walks.start();
  const { window, levered, sandbox } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  await change(walk, source, text => text.replace(', cta_text', ''));
  await window.tree.waitForDescription('Exposure Events', /modified/);
  const other = 'levered/other-source.levered.sql';
  await place(walk, other, (await textOf(walk, source)).replace('Exposure Events', 'Other Source'));
  await window.tree.waitForDescription('Other Source', /^invalid/);
  expect(await window.tree.tooltip('Other Source')).toContain(source);
  await walk.picture('same-source');
  await window.openFile('exposure-events.levered.sql');
  await window.editors.titleAction('Push Definition');
  expect((await window.messages.notification('“Exposure Events”')).text).toContain(other);
  expect(writes(levered)).toEqual([]);
  await rm(join(sandbox.folder, other));
  await window.tree.waitForDescription('Exposure Events', /modified/);
  expect(await waitForLens(window, /modified · local/)).toContain('Push');
});
