import { expect, test } from 'vitest';
import type { Fault } from '../../levered/fault.ts';
import { waitFor } from '../waitFor.ts';
import { metricFile, narrowed, place, signup, textOf, writes } from './definitionFiles.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { metricId, metricsPath, requestLines, walksOf, withoutFiles, type Walk } from './walk.ts';

const walks = walksOf();

const seen = 'levered/page-seen.levered.sql';
const sql = 'SELECT anonymous_id, viewed_at AS timestamp FROM page_views';
const settings = { 'files.autoSave': 'off' };

const newFile = async (walk: Pick<Walk, 'levered' | 'sandbox'>): Promise<void> => {
  await withoutFiles(walk.levered, walk.sandbox);
  await place(walk, seen, metricFile('Page Seen', sql));
};

/** Requests that are no reads of the lists. */
const sent = ({ levered }: Walk): string[] =>
  requestLines(levered)
    .filter(line => !line.startsWith('GET'))
    .map(line => line.replace(/[0-9a-f-]{36}/, ':id'));

const threeRequests = [`POST ${metricsPath}`, `POST ${metricsPath}/:id/preview`, `DELETE ${metricsPath}/:id`];

const scratch = ({ levered }: Walk): string[] =>
  levered.state().metrics.flatMap(({ name }) => (name.startsWith('[draft]') ? [name] : []));

const labels = async ({ window }: Walk): Promise<string> =>
  (await window.tree.rows()).map(({ label }) => label).join('\n');

async function preview({ window }: Walk, file: string): Promise<PreviewPanelSeen> {
  await window.openFile(file.slice(file.lastIndexOf('/') + 1));
  await window.editors.titleAction('Preview Rows');
  return new PreviewPanelSeen(window);
}

test('a file that is not pushed is previewed with one consent and three requests, and leaves nothing (14, T9)', async () => {
  await using walk = await walks.start({ settings, before: (levered, sandbox) => newFile({ levered, sandbox }) });
  const { window, levered } = walk;
  const panel = await preview(walk, seen);
  const dialog = await window.messages.dialog();
  await walk.picture('draft-consent');
  expect(dialog.text).toBe('Preview what the file “Page Seen” says now?');
  expect(dialog.detail).toContain('local (org_');
  expect(dialog.detail).toContain('[draft]');
  expect(dialog.detail, 'nobody has typed it in this window').toContain(sql);
  expect(sent(walk), 'nothing before the consent').toEqual([]);
  await window.messages.answerDialog('Preview Draft');
  await panel.state('rows', 'What the file says was run');
  await walk.picture('draft-rows');
  expect((await panel.header()).slice(0, 2)).toEqual(['anonymous_id', 'timestamp']);
  expect(sent(walk)).toEqual(threeRequests);
  expect(scratch(walk)).toEqual([]);
  expect(writes(levered)).toEqual(['metricCreated', 'metricDeleted']);
  expect(await textOf(walk, seen), 'the file gets no id of it').toBe(metricFile('Page Seen', sql));
  expect(await labels(walk)).not.toContain('[draft]');

  // The same query again costs nothing; another one does not ask again.
  await window.openFile('page-seen.levered.sql');
  await window.editors.titleAction('Preview Rows');
  await panel.state('rows', 'the same as before');
  expect(sent(walk)).toEqual(threeRequests);
  await window.openFile('page-seen.levered.sql');
  await window.editors.waitForText('name: Page Seen');
  await window.editors.typeAtEnd("WHERE path = '/pricing'");
  await window.editors.titleAction('Preview Rows');
  await panel.state('rows', 'What the file says was run');
  await waitFor('the scratch metric to go', 20_000, () => sent(walk).length === 6 || undefined);
  expect(scratch(walk)).toEqual([]);
});

test('the warehouse’s error is a problem at its place in the file, until the file says something else', async () => {
  await using walk = await walks.start({ settings, before: (levered, sandbox) => newFile({ levered, sandbox }) });
  const { window } = walk;
  await window.openFile('page-seen.levered.sql');
  await window.editors.waitForText('name: Page Seen');
  await window.editors.typeAtEnd('WHERE no_such_column = 1');
  await window.editors.titleAction('Preview Rows');
  await window.messages.dialog();
  await window.messages.answerDialog('Preview Draft');
  const panel = new PreviewPanelSeen(window);
  await panel.failure('no_such_column');
  const squiggle = window.page.locator('.part.editor .squiggly-error');
  await squiggle.first().waitFor();
  await walk.picture('draft-error');
  expect(scratch(walk)).toEqual([]);
  await window.openFile('page-seen.levered.sql');
  await window.editors.waitForText('name: Page Seen');
  await window.editors.typeAtEnd(' OR TRUE');
  await squiggle.first().waitFor({ state: 'detached' });
});

test('a draft is not run where the setting says never: the saved query is, and the panel says so', async () => {
  await using walk = await walks.start({ settings: { ...settings, 'levered.draftPreview': 'never' } });
  await place(walk, signup, narrowed(await textOf(walk, signup)));
  const panel = await preview(walk, signup);
  await panel.state('rows', 'The file differs from the saved definition');
  expect(sent(walk)).toEqual([`POST ${metricsPath}/:id/preview`]);
  expect(requestLines(walk.levered)).toContain(
    `POST ${metricsPath}/${metricId(walk.levered, 'Signup Conversion')}/preview`,
  );
});

const lost: Fault = { kind: 'after', failure: { kind: 'reset' } };
const busy: Fault = { kind: 'before', failure: { kind: 'status', status: 429, retryAfter: 600 } };
const cases: [title: string, match: { method: string; path: string | RegExp }, fault: Fault][] = [
  ['the answer to the first request is lost', { method: 'POST', path: metricsPath }, lost],
  ['the preview breaks off', { method: 'POST', path: /\/preview$/ }, lost],
  ['the answer to the last is lost', { method: 'DELETE', path: /metrics/ }, lost],
  ['Levered takes no more requests at the first', { method: 'POST', path: metricsPath }, busy],
  ['Levered takes no more requests at the preview', { method: 'POST', path: /\/preview$/ }, busy],
  ['Levered takes no more requests at the last', { method: 'DELETE', path: /metrics/ }, busy],
];

test('whatever breaks, no scratch metric is left after the next start (14)', async () => {
  await using walk = await walks.start({
    settings: { ...settings, 'levered.draftPreview': 'always' },
    before: (levered, sandbox) => newFile({ levered, sandbox }),
  });
  const { window, levered } = walk;
  let count = 0;
  for (const [title, match, fault] of cases) {
    const rule = levered.faults.add({ match, times: 1, fault });
    await window.openFile('page-seen.levered.sql');
    await window.editors.waitForText('name: Page Seen');
    await window.editors.typeAtEnd(`-- ${++count}\n`);
    await window.editors.titleAction('Preview Rows');
    await waitFor(`the fault: ${title}`, 20_000, () => rule.used > 0 || undefined);
    const panel = new PreviewPanelSeen(window);
    await panel.ended();
    levered.faults.clear();
    await window.reload();
    await window.openView('Levered');
    await window.tree.waitForDescription('Page Seen', /new/);
    await waitFor(`nothing to be left: ${title}`, 20_000, () => scratch(walk).length === 0 || undefined);
  }
});

test('a window that closes in the middle leaves a scratch metric that the next start deletes (14)', async () => {
  await using walk = await walks.start({
    settings: { ...settings, 'levered.draftPreview': 'always' },
    before: (levered, sandbox) => newFile({ levered, sandbox }),
  });
  const { window, levered } = walk;
  const rule = levered.faults.add({ match: { method: 'POST', path: /\/preview$/ }, fault: { kind: 'delay' } });
  await window.openFile('page-seen.levered.sql');
  await window.editors.waitForText('name: Page Seen');
  await window.editors.typeAtEnd('-- typed\n');
  await window.editors.titleAction('Preview Rows');
  await waitFor('the preview to be on its way', 20_000, () => rule.used > 0 || undefined);
  expect(scratch(walk)).toHaveLength(1);
  expect(await labels(walk)).not.toContain('[draft]');
  await window.reload();
  rule.release();
  await window.openView('Levered');
  await waitFor('nothing to be left', 30_000, () => scratch(walk).length === 0 || undefined);
  await window.tree.waitForDescription('Page Seen', /new/);
  expect(await labels(walk)).not.toContain('[draft]');
});
