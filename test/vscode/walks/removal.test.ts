import { expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import {
  change,
  metricsOf,
  signup,
  source,
  textOf,
  waitForBadge,
  waitForCount,
  waitForLens,
  writes,
} from './definitionFiles.ts';
import { requestLines, sourcePath, walksOf } from './walk.ts';

const walks = walksOf();

test('a deleted metric leaves its file, and is restored with a new id in it; deleting is typed where it is protected', async () => {
  await using walk = await walks.start({ settings: { 'levered.protectedEnvironments': ['local'] } });
  const { window, levered } = walk;
  const [old] = metricsOf(levered, 'Signup Conversion');
  const before = await textOf(walk, signup);
  await window.openFile('signup-conversion.levered.sql');
  await waitForLens(window, /unchanged · local/);
  await window.tree.openContextMenu('Signup Conversion');
  await window.menu.choose('Delete in Levered');
  const dialog = await window.messages.dialog();
  await walk.picture('delete-dialog');
  expect(dialog.text).toBe('Delete “Signup Conversion” in local (org_demo), a protected environment?');
  expect(dialog.detail).toContain('“Checkout headline”');
  expect(dialog.detail).toContain(`Its file ${signup} stays as it is`);
  expect(dialog.detail).toContain('Guardrails are not looked up');
  await window.messages.answerDialog('Delete');
  expect(await window.quickInput.validationMessage('Signup')).toContain('This is not the name');
  await window.quickInput.cancel();
  expect(writes(levered)).toEqual([]);

  await window.tree.openContextMenu('Signup Conversion');
  await window.menu.choose('Delete in Levered');
  await window.messages.dialog();
  await window.messages.answerDialog('Delete');
  await window.quickInput.enter('Signup Conversion');
  await window.tree.waitForDescription('Signup Conversion', /missing · levered\/signup/);
  await waitForBadge(window, 'tab', 'signup-conversion.levered.sql', '?');
  await waitForLens(window, /missing · local/);
  await walk.picture('delete-done');
  expect(metricsOf(levered, 'Signup Conversion')).toEqual([]);
  expect(await textOf(walk, signup)).toBe(before);

  // One that guardrails refer to stays, and is nothing to restore.
  await window.tree.openContextMenu('Bounce');
  await window.menu.choose('Delete in Levered');
  await window.messages.dialog();
  await window.messages.answerDialog('Delete');
  await window.quickInput.enter('Bounce');
  const refused = await window.messages.notification('Remove it from the guardrails in Levered, then delete it.');
  await walk.picture('delete-refused');
  expect(refused.buttons).toEqual(['Open Dashboard', 'Show Log']);
  await window.runCommand('Levered: Restore a Definition');
  expect(await window.quickInput.text()).toMatch(/Signup Conversion\s*deleted/);
  expect(await window.quickInput.options()).toEqual(['Signup Conversion']);
  await walk.picture('restore-pick');
  await window.quickInput.cancel();

  await window.messages.answerNotification('“Signup Conversion” was deleted.', 'Restore');
  const restore = await window.messages.dialog();
  await walk.picture('restore-dialog');
  expect(restore.text).toContain('Restore “Signup Conversion” in local (org_demo), a protected environment?');
  expect(restore.detail).toContain('gets a new id');
  await window.messages.answerDialog('Restore');
  await window.tree.waitForDescription('Signup Conversion', /^bool$/);
  const [restored, ...others] = metricsOf(levered, 'Signup Conversion');
  expect(others).toEqual([]);
  expect(restored).toMatchObject({ sql: old!.sql, column_mapping: old!.column_mapping });
  expect(await textOf(walk, signup), 'one line is another').toBe(before.replace(old!.id, restored!.id));
  await waitForLens(window, /unchanged · local/);
  expect(writes(levered)).toEqual(['metricDeleted', 'metricCreated']);
  await window.runCommand('Levered: Restore a Definition');
  await window.messages.notification('there is nothing to restore');
});

test('a file whose metric was deleted restores it from its menu (10)', async () => {
  await using walk = await walks.start();
  const { window, levered } = walk;
  const [old] = metricsOf(levered, 'Signup Conversion');
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  await window.tree.openContextMenu('Signup Conversion');
  await window.menu.choose('Delete in Levered');
  await window.messages.dialog();
  await window.messages.answerDialog('Delete');
  await window.tree.waitForDescription('Signup Conversion', /missing/);
  await walk.picture('delete-toast');
  await window.tree.openContextMenu('Signup Conversion');
  await walk.picture('missing-menu');
  await window.menu.choose('Restore a Definition');
  await window.messages.dialog();
  await window.messages.answerDialog('Restore');
  await window.tree.waitForDescription('Signup Conversion', /^bool$/);
  expect(metricsOf(levered, 'Signup Conversion')).toMatchObject([{ sql: old!.sql }]);
  expect(writes(levered)).toEqual(['metricDeleted', 'metricCreated']);
});

test('a replaced assignment source is kept, is restored, and is pulled into its file (11)', async () => {
  await using walk = await walks.start();
  const { window, levered } = walk;
  const { sql } = levered.state().source!;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  const before = await textOf(walk, source);
  await window.openFile('exposure-events.levered.sql');
  await waitForLens(window, /unchanged · local/);
  const edited = await change(walk, source, text => text.replace(', cta_text', ''));
  await window.tree.waitForDescription('Exposure Events', /modified/);
  await waitForBadge(window, 'tab', 'exposure-events.levered.sql', 'M');
  await waitForCount(window, 2);
  await window.tree.inlineAction('Exposure Events', 'Push Definition');
  await window.messages.dialog();
  await window.messages.answerDialog('Update');
  await window.tree.waitForDescription('Exposure Events', /^assignment source$/);
  await window.plan.waitForDescription('Exposure Events', /^updated/i);
  await waitForBadge(window, 'tab', 'exposure-events.levered.sql', '');
  await waitForLens(window, /unchanged · local/);
  await waitForCount(window, 1);
  expect(levered.state().source!.sql).not.toContain('cta_text');

  await window.runCommand('Levered: Restore a Definition');
  await window.quickInput.pick('Exposure Events');
  const dialog = await window.messages.dialog();
  await walk.picture('restore-source');
  expect(dialog.detail).toContain('takes the place of the present assignment source');
  expect(dialog.detail).toContain('cta_text');
  await window.messages.answerDialog('Restore');
  await waitFor('the write', 20_000, () => writes(levered).length === 2 || undefined);
  expect(writes(levered)).toEqual(['sourceReplaced', 'sourceReplaced']);
  expect(levered.state().source!.sql).toBe(sql);
  await window.tree.waitForDescription('Exposure Events', /outdated/);
  expect(await textOf(walk, source), 'the file is for the person to decide about').toBe(edited);
  await waitForBadge(window, 'tab', 'exposure-events.levered.sql', 'O');
  expect(await waitForLens(window, /outdated · local/)).toContain('Pull');
  await waitForCount(window, 2);
  await walk.picture('restore-source-done');
  const sent = requestLines(levered).filter(line => !line.startsWith('GET'));
  expect(sent, 'each write was sent once').toEqual([`POST ${sourcePath}`, `POST ${sourcePath}`]);
  expect(levered.log.effects.map(effect => (effect.kind === 'sourceReplaced' ? effect.source.sql : ''))).toEqual([
    sql.replace(', cta_text', ''),
    sql,
  ]);

  await window.tree.inlineAction('Exposure Events', 'Pull Definition');
  await window.tree.waitForDescription('Exposure Events', /^assignment source$/);
  await waitForBadge(window, 'tab', 'exposure-events.levered.sql', '');
  expect(await textOf(walk, source)).toBe(before);
});
