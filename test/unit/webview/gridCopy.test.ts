import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GridPage } from './gridPage.ts';
import { hostileTexts } from './hostileTexts.ts';
import { PreviewBrowser } from './previewBrowser.ts';

let browser: PreviewBrowser;
let table: GridPage;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
  table = new GridPage(browser);
  await browser.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(() => browser.close());

const clipboard = (): Promise<string> => browser.page.evaluate(() => navigator.clipboard.readText());
const rows = [
  { id: 'a', n: 1.5, note: '=1+1' },
  { id: 'b', n: null, note: 'x\ty' },
  { id: '', note: '|' },
];

async function copyAs(name: string): Promise<string> {
  await browser.page.getByRole('button', { name: 'Copy', exact: true }).click();
  await browser.page.getByRole('menuitem', { name }).click();
  await expect.poll(() => table.said()).toMatch(/copied/);
  return clipboard();
}

describe('a copy', () => {
  it('of one cell is its text as the server sent it', async () => {
    await table.show('[{"n":9007199254740993,"t":"=a\\u0001\\nb","j":{"a": [1.50]},"z":null}]');
    const texts: string[] = [];
    for (const column of [0, 1, 2, 3]) {
      await table.cell(0, column).click();
      texts.push(await table.copied());
    }
    expect(texts).toEqual(['9007199254740993', '=a\u0001\nb', '{"a": [1.50]}', 'null']);
    expect(await table.said()).toBe('1 cell copied');
  });

  it('of several cells is TSV of what is shown, in the order shown, guarded against formulas (T20)', async () => {
    await table.show(rows);
    await table.heading('id').click();
    await expect.poll(() => table.column(0)).toEqual(['empty', 'a', 'b']);
    await table.grid.focus();
    await table.press('Control+a');
    expect(await table.copied()).toBe(`""\t\t|\na\t1.5\t'=1+1\nb\t\t"x\ty"`);
    expect(await table.said()).toBe('9 cells copied');
  });

  it('by the menu is TSV, CSV, JSON or Markdown, with headers when they are asked for', async () => {
    await table.show(rows.slice(0, 2));
    await table.grid.focus();
    await table.press('Control+a');
    expect(await copyAs('Copy as CSV')).toBe(`a,1.5,'=1+1\r\nb,,x\ty\r\n`);
    expect(JSON.parse(await copyAs('Copy as JSON'))).toEqual(rows.slice(0, 2));
    await browser.page.getByRole('button', { name: 'Copy', exact: true }).click();
    const headers = browser.page.getByRole('menuitemcheckbox', { name: 'With Headers' });
    await headers.press('Enter');
    expect(await headers.getAttribute('aria-checked')).toBe('true');
    await table.press('Escape');
    expect(await copyAs('Copy as TSV')).toBe(`id\tn\tnote\na\t1.5\t'=1+1\nb\t\t"x\ty"`);
    expect(await copyAs('Copy as Markdown')).toContain('| id | n | note |\n| --- | ---: | --- |\n');
    expect(await table.copied()).toMatch(/^id\tn\tnote\n/);
  });

  it('of a column by its menu is its shown cells, one to a line', async () => {
    await table.show(rows);
    await table.chooseForColumn('id', 'Copy Column');
    await expect.poll(() => table.said()).toBe('3 cells copied');
    expect(await clipboard()).toBe('a\nb\n""');
  });

  it('goes another way where the clipboard is closed to the page', async () => {
    await table.show(rows);
    await browser.page.evaluate(() => {
      const closed = (): Promise<void> => Promise.reject(new Error('denied'));
      Object.defineProperty(navigator.clipboard, 'writeText', { value: closed, configurable: true });
    });
    await table.cell(0, 0).click();
    expect(await copyAs('Copy as CSV')).toBe('a\r\n');
    await browser.page.evaluate(() => Reflect.deleteProperty(navigator.clipboard, 'writeText'));
  });

  it('is allowed to the editor, which copies by a command and not by the keys', async () => {
    await table.show(rows);
    await table.cell(1, 0).click();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- It is what the editor calls.
    const done = await browser.page.evaluate(() => document.execCommand('copy'));
    expect(done).toBe(true);
    expect(await clipboard()).toBe('b');
  });

  it('of a text that is looked for or filtered by is that of the text box, not of the grid', async () => {
    await table.show(rows);
    await table.press('Control+f');
    await browser.page.keyboard.type('find me');
    await table.press('Control+a', 'Control+c');
    expect(await clipboard()).toBe('find me');
    await table.press('Escape');
  });

  it('gives hostile texts back character by character, and nothing of them runs (T15, T16)', async () => {
    // What a clipboard of text cannot hold: half a pair.
    const texts = hostileTexts.filter(text => text !== '' && !/\p{Surrogate}/u.test(text)).slice(0, 120);
    await table.show(texts.map(text => ({ text })));
    await table.grid.focus();
    const copied: string[] = [];
    while (copied.length < texts.length) {
      copied.push(await table.copied());
      await browser.page.keyboard.press('ArrowDown');
    }
    expect(copied).toEqual(texts);
    expect(await browser.faults()).toEqual([]);
  });
});

describe('an export', () => {
  const exported = async (entry: string): Promise<{ format: string; text: string } | undefined> => {
    const before = (await browser.posted()).length;
    await browser.page.getByRole('button', { name: 'Export', exact: true }).click();
    await browser.page.getByRole('menuitem', { name: entry }).click();
    await expect.poll(async () => (await browser.posted()).length).toBe(before + 1);
    return browser.page.evaluate(() => {
      const last = window.posted.at(-1);
      if (last?.kind !== 'export') return undefined;
      return { format: last.format, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(last.text) };
    });
  };

  it('is what is shown: rows that pass the filter, in their order, without hidden columns', async () => {
    await table.show(rows);
    await table.heading('id').click();
    await table.heading('id').click();
    await table.chooseForColumn('id', 'Filter…');
    await browser.page.keyboard.type('!empty');
    await table.press('Enter');
    await table.chooseForColumn('n', 'Hide');
    await expect.poll(() => table.column(0)).toEqual(['b', 'a']);
    expect(await exported('Export as CSV…')).toEqual({ format: 'csv', text: `id,note\r\nb,x\ty\r\na,'=1+1\r\n` });
    const json = await exported('Export as JSON…');
    expect(json?.format).toBe('json');
    expect(JSON.parse(json?.text ?? '')).toEqual([
      { id: 'b', note: 'x\ty' },
      { id: 'a', note: '=1+1' },
    ]);
  });

  it('saw no fault of policy or script in any of this', async () => {
    expect(await browser.faults()).toEqual([]);
  });
});
