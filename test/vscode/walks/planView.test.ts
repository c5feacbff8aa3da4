import { expect, test } from 'vitest';
import { change, narrowed, refresh, signup, waitForCount, writes } from './definitionFiles.ts';
import { requestLines, walksOf } from './walk.ts';

const walks = walksOf();

test('the plan follows the files, ticks nothing by itself, and says before a push who uses the old metric', async () => {
  await using walk = await walks.start({ settings: { 'files.autoSave': 'off' } });
  const { window, levered } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /^conflict$/);
  await window.runCommand('Levered: Show Plan');
  await window.plan.waitForText('There is nothing to push to local. Change a file or pull first.');
  expect(await window.plan.titleActions()).toEqual(['Refresh Plan', 'Close Plan']);
  await walk.picture('follow-nothing');

  await change(walk, signup, narrowed);
  await window.plan.waitForText('Nothing is chosen. Tick what is to be pushed to local.');
  await window.plan.item('To replace');
  expect(await window.plan.titleActions()).toEqual(['Push Selected', 'Refresh Plan', 'Close Plan']);
  await window.plan.tick('Signup Conversion');
  await window.plan.waitForText('1 of 1 chosen.');
  await walk.picture('follow-modified');
  const asked = () => requestLines(levered).filter(line => line.includes('/optimizations'));
  expect(asked(), 'before Push is pressed').toEqual([]);
  await window.plan.titleAction('Push Selected');
  const dialog = await window.messages.dialog();
  await walk.picture('follow-dialog');
  expect(dialog.detail).toContain('A metric cannot be changed in place');
  expect(dialog.detail).toContain(
    '“Signup Conversion”: It changes the query (+1 −0 lines). Still used by: “Checkout headline”, “Blog teaser”.',
  );
  expect(asked()).not.toEqual([]);
  await window.messages.answerDialog('Cancel');
  expect(writes(levered)).toEqual([]);

  // What the person took a tick from stays like that when they look anew.
  await window.plan.tick('Signup Conversion');
  await window.plan.waitForText('Nothing is chosen.');
  const before = requestLines(levered).length;
  await window.plan.titleAction('Refresh Plan');
  await expect.poll(() => requestLines(levered).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(before + 2);
  await window.plan.waitForText('Nothing is chosen.');
  await window.plan.tick('Signup Conversion');
  await window.plan.waitForText('1 of 1 chosen.');
  await window.plan.titleAction('Push Selected');
  await window.messages.dialog();
  await window.messages.answerDialog('Push 1, Keep Old');
  await window.plan.waitForDescription('Signup Conversion', /^replaced, old kept$/);
  await window.plan.waitForText('1 done. Point at a line to read more.');
  await waitForCount(window, 1);
  await refresh(walk);
  await window.plan.waitForText('1 done. Point at a line to read more.');

  await change(walk, signup, text => text.replace("'pro'", "'free'"));
  await window.tree.waitForDescription('Signup Conversion', /^modified$/);
  await window.plan.waitForText('1 done. Something has changed since: refresh the plan to see how it stands.');
  await walk.picture('follow-old');
  expect(writes(levered)).toEqual(['metricCreated']);
});
