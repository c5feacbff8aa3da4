import { expect, test } from 'vitest';
import type { Fault } from '../../levered/fault.ts';
import { waitFor } from '../waitFor.ts';
import type { VSCodeWindow } from '../window.ts';
import {
  change,
  changeRemote,
  metricFile,
  metricsOf,
  place,
  refresh,
  signup,
  textOf,
  waitForBadge,
  waitForCount,
  waitForLens,
} from './definitionFiles.ts';
import { metricsPath, requestLines, sourcePath, type Walk, walksOf } from './walk.ts';

const walks = walksOf();

const lists = [`GET ${sourcePath}`, `GET ${metricsPath}`];
const newSql = 'SELECT anonymous_id, viewed_at AS timestamp FROM page_views';

const fileOf = (stem: string): string => `levered/${stem}.levered.sql`;

/** Files of which each will stand differently to what Levered has. */
async function placeAll(levered: Walk['levered'], sandbox: Walk['sandbox']): Promise<void> {
  const walk = { sandbox };
  for (const [stem, name] of [
    ['bounce', 'Bounce'],
    ['checkout', 'Checkout Started'],
    ['enterprise', 'Enterprise Signup'],
  ] as const) {
    const { sql, id } = metricsOf(levered, name)[0]!;
    await place(walk, fileOf(stem), metricFile(name, sql, id));
  }
  await place(walk, fileOf('fresh'), metricFile('Fresh', newSql));
  await place(walk, fileOf('lost'), metricFile('Lost', newSql));
  await place(walk, fileOf('gone'), metricFile('Gone', newSql, '00000000-0000-4000-a000-000000000000'));
  await place(walk, fileOf('broken'), metricFile('Broken', newSql).replace('  timestamp: timestamp\n', ''));
}

/** What is shown when the mouse rests on a file in the explorer. */
async function explorerTooltip(window: VSCodeWindow, file: string): Promise<string> {
  await window.restMouse();
  await window.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: file }).first().hover();
  const hover = window.page.locator('.workbench-hover').filter({ visible: true });
  await hover.waitFor();
  const text = await hover.innerText();
  await window.restMouse();
  return text;
}

test('every status has its letter, tooltip, words and count, out of the two requests of a refresh', async () => {
  const reset: Fault = { kind: 'late', failure: { kind: 'reset' } };
  await using walk = await walks.start({ before: placeAll, settings: { 'files.autoSave': 'off' } });
  const { window, levered } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  expect(requestLines(levered).sort(), 'a first look is two requests').toEqual(lists);
  await waitForCount(window, 5);

  // A write that nobody knows the end of, and one that leaves an old metric behind.
  const late = levered.faults.add({ match: { method: 'POST', path: metricsPath }, fault: reset });
  await window.tree.inlineAction('Lost', 'Push Definition');
  await window.messages.dialog();
  await window.messages.answerDialog('Create');
  await window.tree.waitForDescription('Lost', /outcome unknown/);
  levered.faults.clear();
  await change(walk, fileOf('enterprise'), text => text.replace("'enterprise'", "'business'"));
  await window.tree.waitForDescription('Enterprise Signup', /modified/);
  await window.tree.inlineAction('Enterprise Signup', 'Push Definition');
  await window.messages.dialog();
  await window.messages.answerDialog('Replace, Keep Old');
  await window.tree.waitForDescription('Enterprise Signup', /superseded/);
  await window.plan.titleAction('Close Plan');

  await change(walk, fileOf('bounce'), text => text.replace('< 3', '< 5'));
  changeRemote(levered, 'Checkout Started', {
    sql: metricsOf(levered, 'Checkout Started')[0]!.sql.replace('/c', '/C'),
  });
  await window.tree.waitForDescription('Bounce', /modified/);
  const requests = levered.log.requests.length;
  await refresh(walk);
  await window.tree.waitForDescription('Checkout Started', /outdated/);
  await waitForCount(window, 7);
  await walk.picture('decorations-tree');

  const seen: readonly (readonly [stem: string, badge: string, word: string, offers: RegExp, meaning: string])[] = [
    ['fresh', 'N', 'new', /Preview.*Push/s, 'Levered does not have this definition yet.'],
    ['bounce', 'M', 'modified', /Preview.*Push/s, 'The file was changed since the last sync.'],
    ['checkout', 'O', 'outdated', /Preview.*Pull/s, 'Levered has a newer version than the file.'],
    ['purchase-revenue', 'C', 'conflict', /Preview.*Merge/s, 'File and Levered differ'],
    ['gone', '?', 'missing', /Preview.*Push/s, 'Levered does not have the id that the file names.'],
    ['lost', '…', 'outcome unknown', /Preview.*Find Out…/s, 'whether it happened is not known yet'],
    // The number is VS Code's own: how many problems the file has.
    ['broken', '1, !', 'invalid', /Preview$/, 'The column mapping has no timestamp.'],
    ['enterprise', '', 'unchanged', /Preview$/, ''],
    ['signup-conversion', '', 'unchanged', /Preview$/, ''],
  ];
  await window.runCommand('View: Show Explorer');
  for (const [stem, badge, word, offers, meaning] of seen) {
    const file = `${stem}.levered.sql`;
    await window.openFile(file);
    const lens = await waitForLens(window, new RegExp(`${word} · local`));
    expect(lens, stem).toMatch(offers);
    await waitForBadge(window, 'tab', file, badge);
    await waitForBadge(window, 'explorer', file, badge);
    for (const shown of [await window.editors.tooltip(file), await explorerTooltip(window, file)]) {
      if (meaning === '') expect(shown, stem).not.toContain('Levered (');
      else expect(shown, stem).toMatch(new RegExp(`Levered \\(local\\): .*${meaning.replaceAll('.', '\\.')}`));
    }
  }
  await walk.picture('decorations-explorer');
  await window.runCommand('View: Show Levered');
  const icon = window.page.locator('.part.activitybar [aria-label^="Levered"]');
  expect(await icon.first().getAttribute('aria-label')).toContain('7 definitions differ between files and Levered');
  const spoken = async (name: string) => (await window.tree.item(name)).getAttribute('aria-label');
  expect(await spoken('Bounce')).toBe('Bounce, modified, bool');
  expect(await spoken('Fresh')).toMatch(/^Fresh, new/);
  expect(await window.tree.tooltip('Checkout Started')).toContain('Levered has a newer version than the file.');
  expect(await window.tree.tooltip('Gone')).toContain('Levered does not have the id that the file names.');
  expect(requestLines(levered).slice(requests).sort(), 'all of it out of one refresh').toEqual(lists);
  late.release();
});

test('nothing is sent by typing or saving; a window that is come back to reads anew at most once a minute', async () => {
  await using walk = await walks.start({ settings: { 'files.autoSave': 'off' } });
  const { window, levered } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  const read = Date.parse(levered.log.requests.at(-1)!.time);
  await window.openFile('signup-conversion.levered.sql');
  await waitForLens(window, /unchanged · local/);
  await window.editors.typeAtEnd('\nWHERE plan = ');
  await waitForLens(window, /modified · local/);
  await window.page.keyboard.type("'pro'");
  await window.page.keyboard.press('Control+S');
  await waitFor('the save', 20_000, async () => (await textOf(walk, signup)).includes("'pro'") || undefined);
  await waitForBadge(window, 'tab', 'signup-conversion.levered.sql', 'M');
  expect(requestLines(levered).sort()).toEqual(lists);

  // Goes away and comes back, over and over, until something is read.
  const again = await waitFor('another refresh', 90_000, async () => {
    await leaveAndComeBack(window);
    return levered.log.requests[3];
  });
  expect(Date.parse(again.time) - read, 'milliseconds since the lists were read').toBeGreaterThan(59_000);
  for (let times = 0; times < 5; times++) await leaveAndComeBack(window);
  await window.editors.typeAtEnd(' AND true');
  await window.page.keyboard.press('Control+A');
  await window.page.keyboard.press('Delete');
  await waitForLens(window, /invalid · local/);
  expect(requestLines(levered).sort()).toEqual([...lists, ...lists].sort());
}, 180_000);

/** As when another window covers this one for a moment: the browser tells the page, and VS Code the extensions. */
async function leaveAndComeBack({ page }: VSCodeWindow): Promise<void> {
  for (const focused of [false, true]) {
    await page.evaluate(isFocused => {
      document.hasFocus = () => isFocused;
      window.dispatchEvent(new Event(isFocused ? 'focus' : 'blur'));
      return new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    }, focused);
  }
}
