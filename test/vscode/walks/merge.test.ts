import { expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import {
  change,
  changeRemote,
  metricFile,
  metricsOf,
  place,
  refresh,
  textOf,
  waitForBadge,
  waitForLens,
  writes,
} from './definitionFiles.ts';
import { type Walk, walksOf, withoutFiles } from './walk.ts';

const walks = walksOf();

const path = 'levered/checkout-started.levered.sql';
const fileName = 'checkout-started.levered.sql';
const query = (page: string, limit: number): string =>
  `SELECT anonymous_id, viewed_at AS timestamp
FROM page_views
WHERE path = '${page}'
  AND anonymous_id IS NOT NULL
  AND seconds_on_page > 0
LIMIT ${limit}`;

/** A walk whose one file said what Levered says, until the file and Levered were changed. */
async function conflict(mine: string, theirs: string): Promise<Walk> {
  const walk = await walks.start({
    settings: { 'files.autoSave': 'off' },
    before: async (levered, sandbox) => {
      await withoutFiles(levered, sandbox);
      changeRemote(levered, 'Checkout Started', { sql: query('/checkout', 100) });
      const { sql, id } = metricsOf(levered, 'Checkout Started')[0]!;
      await place({ sandbox }, path, metricFile('Checkout Started', sql, id));
    },
  });
  await walk.window.openFile(fileName);
  await waitForLens(walk.window, /unchanged · local/);
  await change(walk, path, text => text.replace(query('/checkout', 100), mine));
  await walk.window.tree.waitForDescription('Checkout Started', /modified/);
  changeRemote(walk.levered, 'Checkout Started', { sql: theirs });
  await refresh(walk);
  await walk.window.tree.waitForDescription('Checkout Started', /conflict/);
  return walk;
}

test('what does not conflict is merged in the editor, can be undone, and counts once it is saved', async () => {
  await using walk = await conflict(query('/pay', 100), query('/checkout', 200));
  const { window, levered } = walk;
  const before = await textOf(walk, path);
  await waitForBadge(window, 'tab', fileName, 'C');
  expect(await waitForLens(window, /conflict · local/)).toContain('Merge');

  await window.tree.inlineAction('Checkout Started', 'Merge with Levered');
  await window.messages.notification('nothing was in conflict');
  await window.editors.waitForTab('Checkout Started: before ↔ merged');
  await window.editors.waitForText('LIMIT 200');
  await walk.picture('merge-clean');
  expect(await textOf(walk, path), 'nothing is saved').toBe(before);
  await window.page.locator('.modified-in-monaco-diff-editor .view-lines').click();
  await window.page.keyboard.press('Control+Z');
  await window.page.locator('.modified-in-monaco-diff-editor').getByText('LIMIT 100').waitFor();
  await window.page.keyboard.press('Control+S');
  await window.tree.waitForDescription('Checkout Started', /conflict/);
  expect(await textOf(walk, path)).toBe(before);
  await window.runCommand('Notifications: Clear All Notifications');
  await window.runCommand('View: Close All Editors');

  await window.tree.inlineAction('Checkout Started', 'Merge with Levered');
  await window.messages.answerNotification('nothing was in conflict', 'Save');
  await window.tree.waitForDescription('Checkout Started', /modified/);
  expect(await textOf(walk, path)).toBe(before.replace('LIMIT 100', 'LIMIT 200'));

  // Undone after it was saved: what the colleague changed is not in the file, and must not be pushed over.
  await window.page.locator('.modified-in-monaco-diff-editor .view-lines').click();
  await window.page.keyboard.press('Control+Z');
  await window.page.locator('.modified-in-monaco-diff-editor').getByText('LIMIT 100').waitFor();
  await window.page.keyboard.press('Control+S');
  await window.tree.waitForDescription('Checkout Started', /conflict/);
  expect(await textOf(walk, path)).toBe(before);
  expect(writes(levered)).toEqual([]);
});

test('a conflict opens in the merge editor; left, it stays and goes on later; completed, the file can be pushed (15)', async () => {
  await using walk = await conflict(query('/pay', 50), query('/checkout', 200));
  const { window, levered } = walk;
  const before = await textOf(walk, path);
  await window.runCommand('View: Close All Editors');

  await window.tree.inlineAction('Checkout Started', 'Merge with Levered');
  const side = (says: string) => window.page.locator('.merge-editor .code-view').filter({ hasText: says });
  const [theirs, mine, result] = [side('what Levered has now'), side(`File${path}`), side('Result')];
  await theirs.getByText('LIMIT 200').waitFor();
  await mine.getByText('LIMIT 50').waitFor();
  // What only one side changed is in the result already, and the conflict as it was before either change: the base.
  await result.getByText("'/pay'").waitFor();
  await result.getByText('LIMIT 100').waitFor();
  await result.getByText('1 Conflict Remaining').waitFor();
  await walk.picture('merge-editor');

  await window.runCommand('View: Close Editor');
  const leaving = await window.messages.dialog();
  expect(leaving.detail).toContain('unhandled conflicts');
  await window.messages.answerDialog(leaving.buttons.find(button => button.endsWith('with Conflicts'))!);
  // Nothing was merged by hand, so nothing is asked.
  await waitFor('the editor to close', 20_000, async () => (await window.editors.tabs()).length === 0 || undefined);
  await window.tree.waitForDescription('Checkout Started', /conflict/);
  expect(await textOf(walk, path)).toBe(before);

  await window.tree.inlineAction('Checkout Started', 'Merge with Levered');
  await theirs.getByText('Accept Levered').first().click();
  await result.getByText('LIMIT 200').waitFor();
  await result.getByText('0 Conflicts Remaining').waitFor();
  await walk.picture('merge-accepted');
  await window.runCommand('File: Save');
  await window.page.locator('.tabs-container .tab.dirty').waitFor({ state: 'detached' });
  await window.runCommand('View: Close Editor');
  // Closed without a word: what was merged is neither written nor thrown away by itself.
  const closed = await window.messages.dialog();
  await walk.picture('merge-closed');
  expect(closed.text).toBe('The merge of “Checkout Started” was closed. What is to become of its text?');
  expect(closed.detail).toContain(path);
  expect([...closed.buttons].sort()).toEqual(['Back to Merge', 'Cancel', 'Discard', 'Write Merged Text']);
  await window.messages.answerDialog('Cancel');
  await waitFor('the editor to close', 20_000, async () => (await window.editors.tabs()).length === 0 || undefined);
  expect(await textOf(walk, path)).toBe(before);

  // Also a new window knows it.
  await window.page.reload();
  await window.tree.waitForDescription('Checkout Started', /conflict/);
  await window.tree.inlineAction('Checkout Started', 'Merge with Levered');
  await result.getByText('LIMIT 200').waitFor();
  await result.getByText('0 Conflicts Remaining').waitFor();
  await walk.picture('merge-resumed');
  await window.runCommand('View: Close Editor');
  await window.messages.dialog();
  await window.messages.answerDialog('Discard');
  await window.messages.answerNotification('The merged text was discarded', 'Keep It After All');
  await window.tree.inlineAction('Checkout Started', 'Merge with Levered');
  await result.getByText('0 Conflicts Remaining').waitFor();
  await window.runCommand('View: Close Editor');
  await window.messages.dialog();
  await window.messages.answerDialog('Back to Merge');
  await result.getByText('LIMIT 200').waitFor();
  await result.getByText('0 Conflicts Remaining').waitFor();
  await window.editors.titleAction('Complete Merge');
  await window.tree.waitForDescription('Checkout Started', /modified/);
  await walk.picture('merge-complete');
  expect(await textOf(walk, path)).toBe(before.replace('LIMIT 50', 'LIMIT 200'));
  expect(writes(levered)).toEqual([]);
});
