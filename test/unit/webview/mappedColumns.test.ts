import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PreviewBrowser, subject } from './previewBrowser.ts';

let browser: PreviewBrowser;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
});
afterAll(() => browser.close());

describe('Columns that a warehouse has written in a case of its own', () => {
  it('are marked in the headings, in the pictures above the rows and on their cards', async () => {
    const json = JSON.stringify([
      { PLAN: 'free', ANONYMOUS_ID: 'u-1', CONVERTED_AT: '2026-03-28T10:00:00Z' },
      { PLAN: 'team', ANONYMOUS_ID: 'u-2', CONVERTED_AT: '2026-03-28T11:00:00Z' },
    ]);
    await browser.show({ kind: 'rows', json, subject });
    const { page } = browser;
    const marked = (selector: string): Promise<(string | null)[]> =>
      page.locator(selector).evaluateAll(all => all.map(each => each.querySelector('.role')?.textContent ?? null));
    expect(await marked('.heading')).toEqual([null, 'anonymous_id', 'timestamp']);
    await page.locator('.figure').nth(1).waitFor();
    expect(await page.locator('.figure').count(), 'events over time, and rows per id').toBe(2);
    await page.getByRole('button', { name: browser.words.pictures.allColumns }).click();
    await page.locator('.card .role').nth(1).waitFor();
    expect(await marked('.card')).toEqual([null, 'anonymous_id', 'timestamp']);
  });

  it('are not marked where two leave open which one is meant', async () => {
    await browser.show({ kind: 'rows', json: '[{"ANONYMOUS_ID":1},{"Anonymous_Id":2}]', subject });
    expect(await browser.page.locator('.heading').count()).toBe(2);
    expect(await browser.page.locator('.heading .role').count()).toBe(0);
  });
});
