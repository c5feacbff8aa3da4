import { expect, test } from 'vitest';
import { change, metricFile, narrowed, place, signup, writes } from './definitionFiles.ts';
import { metricsPath, walksOf } from './walk.ts';

const walks = walksOf();

test('what came of a push is found again, in the plan, when all that told it is closed (16)', async () => {
  await using walk = await walks.start({
    settings: { 'files.autoSave': 'off' },
  });
  const { window, levered } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /^conflict$/);
  await place(
    walk,
    'levered/page-seen.levered.sql',
    metricFile('Page Seen', 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions'),
  );
  await change(walk, signup, narrowed);
  await window.tree.waitForDescription('Page Seen', /new/);
  await window.tree.waitForDescription('Signup Conversion', /modified/);

  // The second create is refused.
  levered.faults.add({
    match: { method: 'POST', path: metricsPath },
    skip: 1,
    fault: { kind: 'before', failure: { kind: 'status', status: 422, message: 'No room for another one.' } },
  });
  await window.runCommand('Levered: Show Plan');
  await window.plan.item('Page Seen');
  await window.plan.waitForText('2 of 2 chosen.');
  await window.plan.titleAction('Push Selected');
  await window.messages.dialog();
  await window.messages.answerDialog('Push 2, Keep Old');
  // The message that tells it may be gone before a busy machine has drawn the rest.
  await expect.poll(() => levered.log.requests.some(({ status }) => status === 422), { timeout: 60_000 }).toBe(true);
  await window.plan.waitForText('1 done, 1 not done in full.');
  expect(writes(levered)).toEqual(['metricCreated']);
  const refused = levered.log.requests.find(({ status }) => status === 422)?.requestId;
  await walk.picture('report-finished');

  await window.runCommand('Notifications: Clear All Notifications');
  await window.plan.titleAction('Close Plan');
  await window.runCommand('View: Close All Editors');
  expect(await window.messages.notifications()).toEqual([]);

  await window.runCommand('Levered: Show Plan');
  await window.plan.waitForDescription('Last push', /^local · 1 done, 1 not done in full$/);
  await window.plan.expand('Last push');
  await window.plan.waitForDescription('Page Seen', /^created$/);
  await window.plan.waitForDescription('Signup Conversion', /^refused$/);
  await walk.picture('report-again');

  const again = window.page.getByRole('treeitem', { name: /^Signup Conversion\. Not pushed/ });
  const told = new RegExp(`Levered refused it.*No room for another one.*Requests: .*${refused}`);
  expect(await again.getAttribute('aria-label')).toMatch(told);
});
