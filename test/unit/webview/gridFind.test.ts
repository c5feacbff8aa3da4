import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GridPage } from './gridPage.ts';
import { PreviewBrowser } from './previewBrowser.ts';

let browser: PreviewBrowser;
let table: GridPage;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
  table = new GridPage(browser);
});
afterAll(() => browser.close());

const found = (): Promise<string | null> => browser.page.locator('.found-count').textContent();
const rows = Array.from({ length: 500 }, (_, row) => ({
  id: `user-${row}`,
  plan: row % 100 === 7 ? 'Gold' : 'free',
  n: row,
}));

describe('find', () => {
  it('begins with Ctrl+F, counts, and goes on with Enter and back with Shift+Enter, around the end', async () => {
    await table.show(rows);
    await table.grid.focus();
    await table.press('Control+f');
    await browser.page.keyboard.type('gold');
    await expect.poll(found).toBe('1 of 5');
    expect(await table.active()).toBe('Gold');
    await table.press('Enter', 'Enter');
    await expect.poll(found).toBe('3 of 5');
    expect(await table.cell(207, 1).getAttribute('id')).toBe('active-cell');
    await table.press('Shift+Enter', 'Shift+Enter', 'Shift+Enter');
    await expect.poll(found).toBe('5 of 5');
    await table.press('Enter');
    await expect.poll(found).toBe('1 of 5');
    await browser.page.getByRole('button', { name: 'Next match (Enter)' }).click();
    await expect.poll(found).toBe('2 of 5');
    await browser.page.getByRole('button', { name: 'Previous match (Shift+Enter)' }).click();
    await expect.poll(found).toBe('1 of 5');
  });

  it('begins at the active cell, wherever the person has gone meanwhile', async () => {
    await table.grid.focus();
    await table.press('Control+End', 'F3');
    await expect.poll(found).toBe('1 of 5');
    await table.press('Control+End', 'Shift+F3');
    await expect.poll(found).toBe('5 of 5');
  });

  it('minds capitals when asked to, and says when there is nothing', async () => {
    await browser.page.getByRole('button', { name: 'Match case' }).click();
    await expect.poll(found).toBe('Nothing found');
    await browser.page.getByRole('search').getByRole('textbox').fill('Gold');
    await expect.poll(found).toBe('5 of 5');
  });

  it('marks the matches, looks only into what is shown, and counts anew when that changes', async () => {
    await table.press('Control+f');
    await table.chooseForColumn('plan', 'Hide');
    await expect.poll(found).toBe('Nothing found');
    await browser.page.getByRole('search').getByRole('textbox').fill('49');
    await expect.poll(found).toMatch(/ of 30$/);
    await expect.poll(() => browser.page.locator('.rows .cell.found').count()).toBeGreaterThan(0);
    await table.chooseForColumn('n', 'Filter…');
    await browser.page.keyboard.type('<100');
    await table.press('Enter');
    await expect.poll(found).toBe('2 found');
  });

  it('ends with Escape, and the focus is the grid again', async () => {
    await browser.page.getByRole('search').getByRole('textbox').press('Escape');
    expect(await browser.page.getByRole('search').count()).toBe(0);
    expect(await table.focused()).toBe('grid');
    expect(await browser.page.locator('.cell.found').count()).toBe(0);
  });

  it('looks through a million cells without holding the page', async () => {
    await browser.show({ kind: 'rows', json: { rows: 50_000, columns: 20 } });
    await table.press('Control+f');
    await browser.page.keyboard.type('49999/19');
    await expect.poll(found, { timeout: 20_000 }).toBe('1 of 1');
    expect(await table.active()).toBe('49999/19');
    expect(await browser.faults()).toEqual([]);
  });
});
