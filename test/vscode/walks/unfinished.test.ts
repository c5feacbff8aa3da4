import { expect, test } from 'vitest';
import type { Fault } from '../../levered/fault.ts';
import { waitFor } from '../waitFor.ts';
import { metricFile, metricsOf, place, refresh, textOf, waitForBadge, writes } from './definitionFiles.ts';
import { metricsPath, requestLines, walksOf, withoutFiles, type Walk } from './walk.ts';

const walks = walksOf();

const seen = 'levered/page-seen.levered.sql';
const sql = 'SELECT anonymous_id, viewed_at AS timestamp FROM page_views';
const reset: Fault = { kind: 'after', failure: { kind: 'reset' } };

async function create({ window }: Walk): Promise<void> {
  await window.tree.waitForDescription('Page Seen', /new/);
  await window.tree.inlineAction('Page Seen', 'Push Definition');
  await window.messages.dialog();
  await window.messages.answerDialog('Create');
}

const creates = ({ levered }: Walk): number => requestLines(levered).filter(line => line.startsWith('POST')).length;

test('a create whose answer was lost is found by what it made, and is not sent again (7, 7r, I1)', async () => {
  await using walk = await walks.start({
    before: async (levered, sandbox) => {
      await withoutFiles(levered, sandbox);
      await place({ sandbox }, seen, metricFile('Page Seen', sql));
      levered.faults.add({ match: { method: 'POST', path: metricsPath }, fault: reset });
    },
  });
  const { window, levered } = walk;
  await create(walk);
  await window.tree.waitForDescription('Page Seen', /^bool$/);
  const [made, ...others] = metricsOf(levered, 'Page Seen');
  expect(others).toEqual([]);
  expect(await textOf(walk, seen)).toBe(metricFile('Page Seen', sql).replace('name:', `id: ${made!.id}\nname:`));
  await window.plan.waitForDescription('Page Seen', /^created$/);
  expect(await window.plan.tooltip('Page Seen')).toContain(`Created as ${made!.id}`);
  expect(writes(levered)).toEqual(['metricCreated']);
  expect(creates(walk)).toBe(1);
});

test('an unknown outcome is shown, survives a reload, and is settled once Levered can be asked (7r, I6)', async () => {
  await using walk = await walks.start({
    before: async (levered, sandbox) => {
      await withoutFiles(levered, sandbox);
      await place({ sandbox }, seen, metricFile('Page Seen', sql));
    },
  });
  const { window, levered } = walk;
  // The create comes to be later than anything that looks for it.
  const late = levered.faults.add({
    match: { method: 'POST', path: metricsPath },
    fault: { kind: 'late', failure: { kind: 'reset' } },
  });
  await create(walk);
  await window.messages.notification('Whether it was created is not known yet');
  await window.tree.waitForDescription('Page Seen', /outcome unknown/);
  await window.plan.waitForText('0 done, 1 unknown');
  await walk.picture('unfinished-unknown');
  await window.openFile('page-seen.levered.sql');
  await waitForBadge(window, 'tab', 'page-seen.levered.sql', '…');

  await window.reload();
  await window.openView('Levered');
  await window.tree.waitForDescription('Page Seen', /outcome unknown/);
  await walk.picture('unfinished-reloaded');
  await window.tree.openContextMenu('Page Seen');
  expect(await window.menu.items()).not.toContain('Push Definition');
  await window.page.keyboard.press('Escape');
  // Asked to push it all the same, it offers what can be decided.
  await window.openFile('page-seen.levered.sql');
  await window.editors.titleAction('Push Definition');
  const offered = await window.quickInput.text();
  await walk.picture('unfinished-decide');
  expect(offered).toContain('What became of “Page Seen” is not known');
  expect(offered).toMatch(/Check Again[^]*Allow It to Be Sent Again[^]*Close It/);
  expect(offered, 'nothing is there that it could be').not.toContain('It Is This One');
  expect(writes(levered)).toEqual([]);
  late.release();
  await waitFor('the late create', 20_000, () => writes(levered).length > 0 || undefined);
  await window.quickInput.pick('Check Again');
  await window.tree.waitForDescription('Page Seen', /^bool$/);
  await walk.picture('unfinished-settled');
  const [made, ...others] = metricsOf(levered, 'Page Seen');
  expect(others).toEqual([]);
  expect(await textOf(walk, seen)).toBe(metricFile('Page Seen', sql).replace('name:', `id: ${made!.id}\nname:`));
  await refresh(walk);
  expect(writes(levered)).toEqual(['metricCreated']);
  expect(creates(walk)).toBe(1);
});
