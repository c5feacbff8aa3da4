import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  metricsOf,
  place,
  source,
  textOf,
  waitForBadge,
  waitForCount,
  waitForLens,
  writes,
} from './definitionFiles.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { requestLines, type Walk, walksOf, withoutFiles } from './walk.ts';

const walks = walksOf();

const connectionLine = 'GET /api/v2/warehouse/connections';

/** Answers the name of a new metric, and waits for the next question. */
async function startMetric({ window }: Walk, name: string): Promise<void> {
  await window.runCommand('Levered: New Metric');
  await window.quickInput.waitForText('What is the metric called?');
  await window.page.keyboard.type(name);
  await window.page.keyboard.press('Enter');
  await window.quickInput.waitForText('It happened, or it did not.');
}

/** The whole text of the one editor in view, once it shows its first line. */
async function written({ window }: Walk): Promise<string> {
  await window.editors.waitForText('/*---');
  return window.editors.text();
}

async function files({ sandbox }: Walk): Promise<readonly string[]> {
  return (await readdir(join(sandbox.folder, 'levered'))).sort();
}

test('a metric is made with the keyboard alone, is new, and can be pushed as it stands', async () => {
  await using walk = await walks.start({ levered: { provider: 'postgres' } });
  const { window, levered } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  await window.runCommand('Levered: New Metric');
  await window.quickInput.waitForText('What is the metric called?');
  await walk.picture('new-name');
  await window.page.keyboard.press('Enter');
  await window.quickInput.waitForText('It needs a name.');
  await window.page.keyboard.type('Order Value');
  await window.page.keyboard.press('Enter');
  await window.quickInput.waitForText('It happened, or it did not.');
  await walk.picture('new-reward');
  await window.page.keyboard.press('ArrowDown');
  await window.page.keyboard.press('Enter');
  await window.quickInput.waitForText('Another file…');
  await walk.picture('new-place');
  expect(await window.quickInput.options()).toEqual([
    'levered/order-value.levered.sql',
    'Another file…',
    'No file yet',
  ]);
  await window.page.keyboard.press('Enter');
  await window.editors.waitForTab('order-value.levered.sql');
  const text = await textOf(walk, 'levered/order-value.levered.sql');
  expect(text).toMatch(/name: Order Value\n(.*\n)* +reward_type: numeric\n +value: value\n---\*\/\n/);
  expect(text, 'in the words of the warehouse').toMatch(
    /amount AS value\nFROM public\.purchases\nWHERE purchased_at >= now\(\) - INTERVAL '90 days'\n$/,
  );
  expect(text).not.toMatch(/^id:/m);
  await window.tree.waitForDescription('Order Value', /^new · levered\/order-value/);
  expect(await waitForLens(window, /new · local/)).toMatch(/Preview.*Push/s);
  await waitForBadge(window, 'tab', 'order-value.levered.sql', 'N');
  await waitForCount(window, 2);
  await walk.picture('new-made');
  expect(writes(levered), 'nothing is pushed by itself').toEqual([]);

  // The sample warehouse has its tables in another place.
  await place(walk, 'levered/order-value.levered.sql', text.replace('public.', ''));
  await window.editors.waitForText('FROM purchases');
  await window.editors.titleAction('Push Definition');
  expect((await window.messages.dialog()).detail).toContain('FROM purchases');
  await walk.picture('new-push');
  await window.messages.answerDialog('Create');
  await window.tree.waitForDescription('Order Value', /^numeric$/);
  const [made, ...others] = metricsOf(levered, 'Order Value');
  expect(others).toEqual([]);
  expect(made!.column_mapping).toEqual({
    anonymous_id: 'anonymous_id',
    timestamp: 'timestamp',
    reward_type: 'numeric',
    value: 'value',
  });
  await window.editors.titleAction('Preview Rows');
  await new PreviewPanelSeen(window).state('rows', 'Order Value');
  await walk.picture('new-rows');
  await window.runCommand('View: Close All Editors');

  // Another one of that name goes beside the first; the warehouse is known by now.
  await startMetric(walk, 'Order Value');
  await window.page.keyboard.press('Enter');
  await window.quickInput.waitForText('order-value-');
  await window.page.keyboard.press('End');
  await window.quickInput.pick('No file yet');
  const unsaved = await written(walk);
  expect(unsaved).toContain('FROM public.conversions');
  expect(unsaved).toContain('reward_type: bool');
  expect(unsaved).not.toContain('  value:');
  await walk.picture('new-untitled');
  expect(requestLines(levered).filter(line => line === connectionLine)).toHaveLength(1);
});

test('Escape at any question leaves nothing behind, and a warehouse that cannot be asked keeps nobody waiting', async () => {
  await using walk = await walks.start({
    before: levered =>
      void levered.faults.add({
        match: { path: '/api/v2/warehouse/connections' },
        fault: { kind: 'before', failure: { kind: 'status', status: 403 } },
      }),
  });
  const { window, levered } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  const [before, rows] = [await files(walk), await window.tree.rows()];
  await window.runCommand('Levered: New Metric');
  await window.quickInput.waitForText('What is the metric called?');
  await window.page.keyboard.type('Left');
  await window.quickInput.cancel();
  await startMetric(walk, 'Left');
  await window.quickInput.cancel();
  await startMetric(walk, 'Left');
  await window.page.keyboard.press('Enter');
  await window.quickInput.waitForText('Another file…');
  await window.quickInput.cancel();
  await startMetric(walk, 'Left');
  await window.page.keyboard.press('Enter');
  await window.quickInput.waitForText('Another file…');
  await window.quickInput.pick('Another file…');
  await window.quickInput.waitForText('New metric');
  await walk.picture('new-other-file');
  await window.quickInput.cancel();
  expect(await files(walk)).toEqual(before);
  expect(await window.tree.rows()).toEqual(rows);
  expect(await window.editors.tabs()).toEqual([]);
  expect(await window.messages.notifications(), 'nobody has to hear of the warehouse').toEqual([]);

  await startMetric(walk, 'Stayed: “a” */ {b}');
  await window.page.keyboard.press('Enter');
  await window.quickInput.waitForText('Another file…');
  await window.page.keyboard.press('Enter');
  await window.editors.waitForTab('stayed-a-b.levered.sql');
  const text = await textOf(walk, 'levered/stayed-a-b.levered.sql');
  expect(text).toMatch(/FROM conversions\n$/);
  await window.tree.waitForDescription('Stayed: “a” */ {b}', /^new/);
  await waitForLens(window, /new · local/);
  await walk.picture('new-odd-name');
  expect(writes(levered)).toEqual([]);
  await window.editors.titleAction('Push Definition');
  await window.messages.dialog();
  await window.messages.answerDialog('Create');
  await window.tree.waitForDescription('Stayed: “a” */ {b}', /^bool$/);
  expect(metricsOf(levered, 'Stayed: “a” */ {b}')).toHaveLength(1);
});

test('an organization has one assignment source: there, it is offered; without one, it is made', async () => {
  await using walk = await walks.start();
  const { window } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  await window.runCommand('Levered: New Assignment Source');
  const exists = await window.messages.notification('“Exposure Events” is the assignment source already');
  await walk.picture('new-source-file');
  expect(exists.buttons).toEqual(['Open File']);
  await window.messages.answerNotification('is the assignment source already', 'Open File');
  await window.editors.waitForTab('exposure-events.levered.sql');
});

test('an assignment source that only Levered has is pulled instead of made anew', async () => {
  await using walk = await walks.start({ before: withoutFiles });
  const { window, levered } = walk;
  await window.tree.item('Exposure Events');
  await window.runCommand('Levered: New Assignment Source');
  await window.messages.notification(
    'The organization has an assignment source, “Exposure Events”, and can have but one.',
  );
  await walk.picture('new-source-remote');
  await window.messages.answerNotification('can have but one', 'Pull It');
  await window.editors.waitForTab('exposure-events.levered.sql');
  expect(await textOf(walk, source)).toContain(levered.state().source!.sql);
  await waitForLens(window, /unchanged · local/);
  expect(writes(levered)).toEqual([]);
});

test('the first assignment source of an organization is made, corrected and pushed', async () => {
  await using walk = await walks.start({
    levered: { emptyOrganization: true, provider: 'snowflake' },
    before: withoutFiles,
    settings: { 'files.autoSave': 'off' },
  });
  const { window, levered } = walk;
  await window.tree.item('No assignment source');
  await window.runCommand('Levered: New Assignment Source');
  await window.quickInput.waitForText('What is the assignment source called?');
  await window.quickInput.cancel();
  await window.runCommand('Levered: New Assignment Source');
  await window.quickInput.waitForText('What is the assignment source called?');
  await window.page.keyboard.type('Who Saw What');
  await window.page.keyboard.press('Enter');
  await window.quickInput.waitForText('Another file…');
  await window.page.keyboard.press('Enter');
  await window.editors.waitForTab('who-saw-what.levered.sql');
  const path = 'levered/who-saw-what.levered.sql';
  const text = await textOf(walk, path);
  expect(text).toContain('kind: assignment_source\n');
  expect(text).toContain('  variant: variant\n');
  expect(text).toMatch(
    /FROM database\.schema\.exposures\nWHERE exposed_at >= DATEADD\(day, -90, CURRENT_TIMESTAMP\(\)\)\n$/,
  );
  await window.tree.waitForDescription('Who Saw What', /^new/);
  await walk.picture('new-source-made');

  // What the starter guesses is not what this warehouse has: Levered refuses it and says why, and nothing is written.
  await window.editors.titleAction('Push Definition');
  const dialog = await window.messages.dialog();
  expect(dialog.text).toBe('Create “Who Saw What” in local (org_demo)?');
  await window.messages.answerDialog('Create');
  await window.plan.waitForDescription('Who Saw What', /^refused$/);
  await walk.picture('new-source-refused');
  const told = await window.messages.notification('Levered refused it');
  expect(told.text).toContain('“Who Saw What”');
  expect(told.text).toContain('Catalog "database" does not exist');
  expect(await window.plan.tooltip('Who Saw What')).toContain('Catalog "database" does not exist');
  expect(writes(levered)).toEqual([]);
  expect(levered.state().source).toBeNull();

  const query = 'SELECT anonymous_id, timestamp, variant\nFROM exposures\n';
  const corrected = `${text.slice(0, text.indexOf('---*/'))}---*/\n${query}`;
  await place(walk, path, corrected);
  await window.editors.waitForText('FROM exposures');
  await window.editors.titleAction('Push Definition');
  await window.messages.dialog();
  await window.messages.answerDialog('Create');
  await window.tree.waitForDescription('Who Saw What', /^assignment source$/);
  expect((await window.tree.rows()).map(({ label }) => label)).not.toContain('No assignment source');
  expect(levered.state().source).toMatchObject({
    sql: query.trimEnd(),
    column_mapping: { anonymous_id: 'anonymous_id', timestamp: 'timestamp', variant: 'variant' },
  });
  expect(await textOf(walk, path), 'an assignment source has no id').toBe(corrected);
  expect(writes(levered)).toEqual(['sourceReplaced']);
});
