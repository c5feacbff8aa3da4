import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visibleText } from '../../../src/core/preview/cellText.ts';
import { GridPage } from './gridPage.ts';
import { hostileTexts } from './hostileTexts.ts';
import { PreviewBrowser } from './previewBrowser.ts';

let browser: PreviewBrowser;
let table: GridPage;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
  table = new GridPage(browser);
});
afterAll(() => browser.close());

const menuItems = (): Promise<string[]> => browser.page.getByRole('menuitem').allTextContents();
const focusedText = (): Promise<string | null | undefined> =>
  browser.page.evaluate(() => document.activeElement?.textContent);
const wide = Array.from({ length: 60 }, (_, row) =>
  Object.fromEntries(Array.from({ length: 30 }, (_, column) => [`c${column}`, `${row}/${column}`])),
);
const mapped = [{ other: 1, converted_at: 't', more: 2, anonymous_id: 'u' }];

describe('a column’s menu', () => {
  it('is opened by the menu key, Shift+F10 and Alt+Down, and gone through by arrows and letters', async () => {
    await table.show(wide);
    await table.grid.focus();
    await table.press('ArrowUp', 'ArrowRight');
    for (const keys of ['ContextMenu', 'Shift+F10', 'Alt+ArrowDown']) {
      await table.press(keys);
      expect(await browser.page.getByRole('menu').getAttribute('aria-label')).toBe('Column c1');
      expect(await focusedText()).toBe('Sort Ascending');
      await table.press('ArrowDown');
      expect(await focusedText()).toBe('Sort Descending');
      await table.press('End');
      expect(await focusedText()).toBe('Copy Column');
      await table.press('ArrowDown');
      expect(await focusedText()).toBe('Sort Ascending');
      await table.press('p');
      expect(await focusedText()).toBe('Pin');
      await table.press('Escape');
      expect(await browser.page.getByRole('menu').count()).toBe(0);
      expect(await table.focused()).toBe('grid');
      expect(await table.active()).toBe('c1');
    }
  });

  it('is opened by the button that a heading shows to the pointer, and closed by a press elsewhere', async () => {
    await table.heading('c2').hover();
    const button = browser.page.getByRole('button', { name: 'Column menu' });
    await button.click();
    expect(await menuItems()).toEqual([
      'Sort Ascending',
      'Sort Descending',
      'Filter…',
      'Hide',
      'Pin',
      'Fit Width',
      'Copy Column',
    ]);
    await button.click();
    expect(await browser.page.getByRole('menu').count()).toBe(0);
    await button.click();
    await table.cell(5, 0).click();
    expect(await browser.page.getByRole('menu').count()).toBe(0);
    expect(await table.focused()).toBe('grid');
    expect(await table.active()).toBe('5/0');
  });

  it('sorts, and offers the way back', async () => {
    await table.chooseForColumn('c2', 'Sort Descending');
    await expect.poll(() => table.heading('c2').getAttribute('aria-sort')).toBe('descending');
    await table.chooseForColumn('c2', 'Do Not Sort');
    await expect.poll(() => table.heading('c2').getAttribute('aria-sort')).toBeNull();
  });

  it('hides a column; the active one stays the active one, and the last one cannot go', async () => {
    await table.show([{ a: 1, b: 2, c: 3 }]);
    await table.cell(0, 2).click();
    await table.chooseForColumn('a', 'Hide');
    expect(await table.headings()).toEqual(['b', 'c']);
    expect(await table.active()).toBe('3');
    expect(await table.grid.getAttribute('aria-colcount')).toBe('3');
    await table.chooseForColumn('c', 'Hide');
    await table.heading('b').click({ button: 'right' });
    expect(await menuItems()).not.toContain('Hide');
    await table.press('Escape');
  });

  it('pins a column: it stays in view beside the numbers, and is reached by the keys like the others', async () => {
    await table.show(wide);
    await table.chooseForColumn('c5', 'Pin');
    await table.chooseForColumn('c7', 'Pin');
    expect((await table.headings()).slice(0, 4)).toEqual(['c5', 'c7', 'c0', 'c1']);
    await table.scrollTo(900, 0);
    expect((await table.headings()).slice(0, 2)).toEqual(['c5', 'c7']);
    expect((await table.row(0)).slice(0, 2)).toEqual(['0/5', '0/7']);
    const misplaced = await browser.page.evaluate(
      () =>
        [...document.querySelectorAll('.rows .row:first-child .cell')].filter(cell => {
          const heading = document.querySelector(`.heading[aria-colindex="${cell.getAttribute('aria-colindex')}"]`);
          return heading?.getBoundingClientRect().left !== cell.getBoundingClientRect().left;
        }).length,
    );
    expect(misplaced).toBe(0);
    await table.cell(3, 1).click();
    await table.press('End', 'Home', 'ArrowRight', 'ArrowRight');
    expect(await table.active()).toBe('3/0');
    const cell = (await browser.page.locator('#active-cell').boundingBox())!;
    const kept = (await table.cell(3, 1).boundingBox())!;
    expect(cell.x).toBeGreaterThanOrEqual(kept.x + kept.width - 1);
    await table.chooseForColumn('c5', 'Unpin');
    expect((await table.headings())[0]).toBe('c7');
  });

  it('fits the width; so does a double click on the edge, which is also drawn, and moved by Alt+Shift+arrows', async () => {
    const long = 'x'.repeat(60);
    await table.show([{ a: long, b: 1 }]);
    const width = async (): Promise<number> => Math.round((await table.heading('a').boundingBox())!.width);
    const before = await width();
    await table.chooseForColumn('a', 'Fit Width');
    const fitting = await width();
    expect(fitting).toBeGreaterThan(before);
    expect(await table.cell(0, 0).evaluate(cell => cell.scrollWidth <= cell.clientWidth)).toBe(true);
    const drag = async (by: number): Promise<void> => {
      const box = (await table.heading('a').boundingBox())!;
      await browser.page.mouse.move(box.x + box.width - 3, box.y + 5);
      await browser.page.mouse.down();
      await browser.page.mouse.move(box.x + box.width - 3 + by, box.y + 5, { steps: 3 });
      await browser.page.mouse.up();
      await table.settle();
    };
    await drag(-200);
    expect(await width()).toBe(fitting - 200);
    expect(await table.heading('a').getAttribute('aria-sort')).toBeNull();
    const box = (await table.heading('a').boundingBox())!;
    await browser.page.mouse.dblclick(box.x + box.width - 3, box.y + 5);
    await table.settle();
    expect(await width()).toBe(fitting);
    await table.cell(0, 0).click();
    await table.press('ArrowUp', 'Alt+Shift+ArrowRight');
    expect(await width()).toBe(fitting + 12);
    expect(await table.said()).toBe(`a: ${fitting + 12} pixels wide`);
    await table.press('Alt+Shift+ArrowLeft');
    expect(await width()).toBe(fitting);
  });
});

describe('the list of columns', () => {
  it('shows and hides, puts mapped columns first, and resets', async () => {
    await table.show(mapped);
    await browser.page.getByRole('button', { name: 'Columns', exact: true }).click();
    const box = browser.page.getByRole('dialog', { name: 'Columns' });
    await box.getByLabel('Mapped Columns First').check();
    await table.settle();
    expect(await table.headings()).toEqual(['converted_at', 'anonymous_id', 'other', 'more']);
    await box.getByLabel('other').uncheck();
    await table.settle();
    expect(await table.headings()).toEqual(['converted_at', 'anonymous_id', 'more']);
    await box.getByRole('button', { name: 'Reset' }).click();
    await table.settle();
    expect(await table.headings()).toEqual(['other', 'converted_at', 'more', 'anonymous_id']);
    for (const name of ['other', 'converted_at', 'more', 'anonymous_id'])
      await box.getByLabel(name).setChecked(name === 'more');
    await box.getByLabel('more').click();
    expect(await box.getByLabel('more').isChecked()).toBe(true);
    await table.press('Escape');
    expect(await focusedText()).toBe('Columns');
    expect(await table.headings()).toEqual(['more']);
  });

  it('of thousands is searched and not drawn whole', async () => {
    await browser.show({ kind: 'rows', json: { rows: 3, columns: 5_000 } });
    await browser.page.getByRole('button', { name: 'Columns', exact: true }).click();
    const box = browser.page.getByRole('dialog', { name: 'Columns' });
    expect(await box.getByRole('checkbox').count()).toBe(100);
    expect(await box.textContent()).toContain('4,900 more; search for them');
    await box.getByRole('textbox').fill('column 4321');
    await box.getByLabel('column 4321').uncheck();
    await table.press('Escape');
    expect(await table.grid.getAttribute('aria-colcount')).toBe('5000');
  });
});

describe('the line of tools', () => {
  it('is one toolbar: the arrows go from button to button', async () => {
    await table.show(mapped);
    const bar = browser.page.getByRole('toolbar', { name: 'Table' });
    await bar.getByRole('button', { name: 'Columns', exact: true }).focus();
    await table.press('ArrowRight');
    expect(await focusedText()).toBe('Find');
    await table.press('ArrowLeft', 'ArrowLeft');
    expect(await focusedText()).toBe('Details');
  });

  it('shows hostile names and filters as text and nothing else (T15, T16)', async () => {
    const texts = hostileTexts.filter(text => text.trim() !== '' && !/[\n\r\0]/.test(text) && text.length < 200);
    for (let from = 0; from < texts.length; from += 150) {
      const name = texts[from]!;
      await table.show(`[{${JSON.stringify(name)}:1,"b":2}]`);
      await table.grid.focus();
      await table.press('ArrowUp', 'ContextMenu');
      expect(await browser.page.getByRole('menu').getAttribute('aria-label')).toBe(`Column ${visibleText(name)}`);
      await browser.page.getByRole('menuitem', { name: 'Filter…' }).click();
      expect(await browser.page.locator('.box-title').textContent()).toBe(`Filter ${visibleText(name)}`);
      await browser.page
        .getByRole('dialog')
        .getByRole('textbox')
        .fill(`="${name.replaceAll('"', '""')}"`);
      await table.press('Enter');
      await expect.poll(() => browser.page.locator('.chip').textContent()).toContain(visibleText(name, 40));
      await browser.page.getByRole('button', { name: 'Columns', exact: true }).click();
      const labels = await browser.page.locator('.column-list .list .check').allTextContents();
      expect(labels[0]).toBe(visibleText(name));
      await table.press('Escape');
    }
    expect(await browser.page.locator('a, script:not([nonce]), img, iframe, input:not([type])').count()).toBe(0);
    expect(await browser.faults()).toEqual([]);
  });
});
