import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import {
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
import { walksOf, withoutFiles } from './walk.ts';

const walks = walksOf();

test('a workspace without files gets one for each definition; one is edited and pushed through the plan', async () => {
  await using walk = await walks.start({ before: withoutFiles });
  const { window, levered, sandbox } = walk;
  await window.tree.item('Signup Conversion');
  await window.runCommand('Levered: Pull All…');
  const offered = await window.quickInput.text();
  await walk.picture('pull-all');
  expect(offered).toContain('Pull from local (org_demo)');
  expect(offered).toContain('9 Selected');
  await window.page.keyboard.press('Enter');
  const pulled = await window.messages.notification('9 files were written to levered/. Open one to change its SQL.');
  expect(pulled.buttons).toEqual(['Show in Explorer']);
  await walk.picture('pull-done');
  const folder = join(sandbox.folder, 'levered');
  const files = (await readdir(folder)).sort();
  expect(files).toEqual([
    'activated-after-exposure.levered.sql',
    'bounce.levered.sql',
    'checkout-started.levered.sql',
    'enterprise-signup.levered.sql',
    'exposure-events.levered.sql',
    'purchase-amount-raw-import.levered.sql',
    'purchase-revenue.levered.sql',
    'seconds-on-page.levered.sql',
    'signup-conversion.levered.sql',
  ]);
  for (const { name, sql, id } of levered.state().metrics) {
    const file = files.find(each =>
      each.startsWith(
        name
          .toLowerCase()
          .replaceAll(/[^a-z]+/g, '-')
          .replace(/-$/, ''),
      ),
    );
    const text = await textOf(walk, `levered/${file}`);
    expect(text).toContain(`id: ${id}\n`);
    expect(text).toContain(`name: ${name}\n`);
    expect(text.endsWith(`---*/\n${sql}\n`), name).toBe(true);
  }
  await window.runCommand('Notifications: Clear All Notifications');
  await window.runCommand('Levered: Pull All…');
  await window.messages.notification('every definition of Levered has its file');

  await window.openFile('enterprise-signup.levered.sql');
  await waitForLens(window, /unchanged · local/);
  await window.editors.typeAtEnd("  AND user_id <> ''");
  await window.page.keyboard.press('Control+S');
  await place(walk, 'levered/page-seen.levered.sql', metricFile('Page Seen', metricsOf(levered, 'Bounce')[0]!.sql));
  await window.tree.waitForDescription('Enterprise Signup', /modified/);
  await window.tree.waitForDescription('Page Seen', /new/);
  await window.runCommand('Levered: Push All…');
  await window.plan.waitForText('2 of 2 chosen. Nothing is sent before you push and confirm.');
  // The lines come a moment after the message above them, the last group last.
  await window.plan.item('Unchanged');
  const lines = (await window.plan.rows()).map(({ label, description }) => `${label}: ${description}`);
  await walk.picture('plan-review');
  expect(lines).toEqual([
    'To create: 1',
    'Page Seen: new · levered/page-seen.levered.sql',
    'To replace: 1',
    'Enterprise Signup: modified · levered/enterprise-signup.levered.sql',
    'Unchanged: 8',
  ]);

  await window.plan.tick('Page Seen');
  await window.plan.waitForText('1 of 2 chosen.');
  await window.plan.titleAction('Push Selected');
  const dialog = await window.messages.dialog();
  await walk.picture('plan-dialog');
  expect(dialog.text).toBe('Push to local (org_demo)?');
  expect(dialog.detail).toContain('1 to be replaced by a metric with a new id. A metric cannot be changed in place');
  expect(dialog.detail).toMatch(/“Enterprise Signup”: It changes the query \(\+1 −0 lines\)\./);
  expect(dialog.detail).toMatch(/optimization/);
  await window.messages.answerDialog('Push 1, Keep Old');
  await window.plan.waitForDescription('Enterprise Signup', /^replaced, old kept$/);
  await window.tree.waitForDescription('Enterprise Signup', /superseded/);
  await window.tree.waitForDescription('Page Seen', /new/);
  expect(writes(levered)).toEqual(['metricCreated']);
  await refresh(walk);
  await window.plan.waitForText('1 done');
  await walk.picture('plan-done');
  await window.plan.titleAction('Close Plan');
  await waitFor('the plan to go', 20_000, async () => (await window.plan.rows()).length === 0 || undefined);
});

test('a newer version is pulled into the file and leaves what a person wrote beside it (15)', async () => {
  const path = 'levered/checkout-started.levered.sql';
  await using walk = await walks.start({
    before: async (levered, sandbox) => {
      await withoutFiles(levered, sandbox);
      const { sql, id } = metricsOf(levered, 'Checkout Started')[0]!;
      await place({ sandbox }, path, metricFile('Checkout Started', sql, id));
      // In the way of a file that a pull would make, and none of ours.
      await place({ sandbox }, 'levered/bounce.levered.sql', 'notes on bounces\n');
    },
  });
  const { window, levered } = walk;
  await window.openFile('checkout-started.levered.sql');
  await waitForLens(window, /unchanged · local/);
  const before = await textOf(walk, path);
  const newer = metricsOf(levered, 'Checkout Started')[0]!.sql.replace('/checkout', '/pay');
  changeRemote(levered, 'Checkout Started', { sql: newer });
  await refresh(walk);
  await window.tree.waitForDescription('Checkout Started', /outdated/);
  await waitForBadge(window, 'tab', 'checkout-started.levered.sql', 'O');
  expect(await waitForLens(window, /outdated · local/)).toContain('Pull');
  await walk.picture('pull-outdated');
  await window.tree.inlineAction('Checkout Started', 'Pull Definition');
  await window.editors.waitForText("path = '/pay'");
  await window.tree.waitForDescription('Checkout Started', /^bool$/);
  expect(await textOf(walk, path)).toBe(before.replace('/checkout', '/pay'));

  await window.tree.openContextMenu('Bounce');
  await window.menu.choose('Pull Definition');
  await window.editors.waitForTab('bounce-');
  await walk.picture('pull-beside');
  expect(await textOf(walk, 'levered/bounce.levered.sql')).toBe('notes on bounces\n');
  expect(writes(levered)).toEqual([]);
});
