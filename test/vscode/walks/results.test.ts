import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import { changeRemote, refresh, signup, textOf } from './definitionFiles.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { previewPath, previewRequests, walksOf, type Walk } from './walk.ts';

const walks = walksOf();

const metric = 'Signup Conversion';
const file = 'signup-conversion.levered.sql';
const settings = { 'files.autoSave': 'off', 'levered.draftPreview': 'never' };

/** Lets the next previews give these rows. */
function give({ levered }: Walk, rows: readonly object[]): void {
  levered.faults.clear();
  levered.faults.add({ match: { path: previewPath }, fault: { kind: 'fields', fields: { rows } } });
}

async function preview({ window }: Walk): Promise<PreviewPanelSeen> {
  await window.openFile(file);
  await window.editors.waitForText(`name: ${metric}`);
  await window.editors.titleAction('Preview Rows');
  return new PreviewPanelSeen(window);
}

const row = (id: string | null, plan = 'pro') => ({ anonymous_id: id, timestamp: '2026-03-04T10:00:00Z', plan });

test('a banner says when the file or the saved definition has moved on, and goes when that is undone', async () => {
  await using walk = await walks.start({ settings });
  const { levered, window } = walk;
  const panel = await preview(walk);
  await panel.state('rows');
  expect(await panel.banner()).toBe('');
  await window.editors.typeAtEnd("WHERE plan = 'pro'");
  await panel.waitForBanner('The file has changed since these rows came.');
  await walk.picture('banner-file');
  const saved = await textOf(walk, signup);
  await waitFor('the file to be as it was', 20_000, async () => {
    await window.page.keyboard.press('Control+Z');
    return !(await window.editors.text()).includes('WHERE') || undefined;
  });
  await panel.waitForBanner('');
  expect(await textOf(walk, signup)).toBe(saved);

  const { sql } = levered.state().metrics.find(({ name }) => name === metric)!;
  changeRemote(levered, metric, { sql: `${sql} WHERE plan = 'free'` });
  expect(await panel.banner(), 'nobody has looked yet').toBe('');
  await refresh(walk);
  await panel.waitForBanner('The definition in Levered has changed since these rows came.');
  await walk.picture('banner-remote');
  expect(previewRequests(levered), 'nothing runs by itself').toHaveLength(1);
  changeRemote(levered, metric, { sql });
  await refresh(walk);
  await panel.waitForBanner('');
});

test('earlier results are kept while the panel is open: looked at, pinned, and two of them compared', async () => {
  await using walk = await walks.start({ settings });
  const { window, levered } = walk;
  give(walk, [row('u-1'), row('u-2'), row('u-3')]);
  const panel = await preview(walk);
  await panel.state('rows', '3 rows');
  expect(await panel.results.isVisible(), 'there is nothing to choose from').toBe(false);
  give(walk, [row('u-2', 'free'), row('u-3'), row('u-4'), row('u-5')]);
  await panel.press('Run Again');
  await panel.state('rows', '4 rows');
  const shown = panel.results.getByLabel('Result shown');
  await shown.waitFor();
  expect(await shown.locator('option').allInnerTexts()).toEqual([
    expect.stringMatching(/4 rows.*newest/) as unknown,
    expect.stringMatching(/3 rows/) as unknown,
  ]);

  await shown.selectOption({ index: 1 });
  await panel.state('rows', 'An earlier result');
  await waitFor('the earlier rows', 20_000, async () => (await panel.rows())[0]?.[0] === 'u-1' || undefined);
  await panel.press('Pin');
  await walk.picture('results-earlier');
  for (let run = 0; run < 6; run++) {
    const before = previewRequests(levered).length;
    await panel.press('Run Again');
    await waitFor('the run', 20_000, () => previewRequests(levered).length > before || undefined);
    await panel.state('rows', previewRequests(levered).at(-1)!.requestId);
  }
  const labels = await shown.locator('option').allInnerTexts();
  expect(labels.at(-1), 'a pinned one stays, however many come').toMatch(/3 rows.*pinned/);

  await panel.press('Compare with');
  await window.webviews.only.getByText('Two results compared').waitFor();
  await window.webviews.only.getByText('A 3, B 4: 2 in both, 1 only in A, 2 only in B').first().waitFor();
  await walk.picture('results-compared');
  await panel.press('Show the rows only in B');
  await waitFor('the rows that A does not have', 20_000, async () => {
    const ids = (await panel.rows()).map(([id]) => id);
    if (ids.includes('u-4') && ids.includes('u-5') && !ids.includes('u-3')) return true;
    throw new Error(`There are ${ids.join(', ')}.`);
  });
  await walk.picture('results-only-in-b');
});

test('a result says where it comes from: query, place, request, rows and time', async () => {
  await using walk = await walks.start({ settings });
  const { levered } = walk;
  const panel = await preview(walk);
  const text = await panel.state('rows', '1,000 rows');
  const [ran] = levered.log.effects.flatMap(effect => (effect.kind === 'previewRun' ? [effect] : []));
  const hash = createHash('sha256').update(ran!.sql).digest('hex');
  expect(text).toMatch(new RegExp(`SQL\\s+${hash.slice(0, 12)}\\s`));
  expect(await panel.titleOf(hash.slice(0, 12)), 'the whole of it').toContain(hash);
  expect(text).toMatch(/Environment\s+local/);
  expect(text).toMatch(/Organization\s+org_demo/);
  expect(text).toContain(previewRequests(levered)[0]?.requestId);
  expect(text).toMatch(/\d+\.\d\d s/);
  expect(text).toMatch(/\d{1,2}:\d\d:\d\d/);
  await walk.picture('provenance');
});

test('time counts on while a query runs, and Cancel answers within 200 ms and says what it cannot do', async () => {
  await using walk = await walks.start({ settings });
  const { levered } = walk;
  const slow = levered.faults.add({ match: { path: previewPath }, fault: { kind: 'delay' } });
  const panel = await preview(walk);
  await panel.state('running', 'The warehouse is running the query');
  const seen = new Set<string>();
  await waitFor('the time to count on', 20_000, async () => {
    seen.add(await panel.elapsed());
    return seen.size > 3 || undefined;
  });
  expect([...seen].map(Number.parseFloat)).toEqual([...seen].map(Number.parseFloat).toSorted((a, b) => a - b));
  const waited = await panel.cancelTime();
  expect(waited, 'milliseconds from the click to the answer').toBeLessThanOrEqual(200);
  expect(await panel.state('cancelled')).toContain('The warehouse may go on working on the query.');
  slow.release();
  await levered.idle();
  expect(await panel.text()).toContain('Cancelled.');
});

/** What the browser keeps for VS Code: open editors, views, states of pages. */
async function keptByBrowser({ window }: Walk): Promise<string> {
  return window.page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    let text = JSON.stringify(localStorage);
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) {
        const values = (await settled(database.transaction(store).objectStore(store).getAll())) as unknown[];
        for (const value of values) {
          text += value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value);
        }
      }
      database.close();
    }
    return text;
  });
}

/** The files below a folder that hold a text; links are not followed. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A file may go while the others are read.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (bytes.includes(text)) found.push(path);
  }
  return found;
}

test('a closed panel keeps nothing, and no value of a row is ever written down (T35)', async () => {
  await using walk = await walks.start({ settings });
  const { window, sandbox } = walk;
  const canary = 'canary-5d1f7e';
  give(walk, [row(`${canary}-id`, `${canary}-plan`), row(null, `${canary}-other`)]);
  const panel = await preview(walk);
  await panel.state('rows', `${canary}-id`);
  expect((await panel.check('null-ids'))?.level).toBe('error');
  const problems = window.page.locator('.part.editor .squiggly-error');
  const values = window.page.locator('.part.editor .view-line').filter({ hasText: `‹${canary}` });
  await problems.first().waitFor();
  await values.first().waitFor();
  await walk.picture('closed-before');
  await window.editors.close(`Preview: ${metric}`);
  await problems.first().waitFor({ state: 'detached' });
  await values.first().waitFor({ state: 'detached' });
  await walk.picture('closed-after');

  // VS Code writes some of its state down when a window goes.
  const places = [walks.server.dataFolder, dirname(sandbox.folder)];
  const search = async (text: string) => [
    ...(await Promise.all(places.map(place => filesWith(place, text)))).flat(),
    ...((await keptByBrowser(walk)).includes(text) ? ['the browser'] : []),
  ];
  expect((await search(metric)).length, 'what is written down is found').toBeGreaterThan(0);
  expect((await search(file)).includes('the browser'), 'the browser keeps something').toBe(true);
  expect(await search(canary)).toEqual([]);
  await window.reload();
  await window.editors.waitForText(`name: ${metric}`);
  expect(await search(canary)).toEqual([]);
});
