import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extended, selectedRange, selectionAt } from '../../../src/webview/grid/selection.ts';
import { GridPage } from './gridPage.ts';
import { PreviewBrowser } from './previewBrowser.ts';

const at = (row: number, column: number): { row: number; column: number } => ({ row, column });

describe('a selection', () => {
  it('is a cell, and a stretch between two corners in any direction', () => {
    const one = selectionAt(at(4, 2));
    expect(selectedRange(one, 10, 5)).toEqual({ top: 4, left: 2, bottom: 4, right: 2 });
    for (const to of [at(6, 1), at(2, 3)]) {
      const range = selectedRange(extended(one, to), 10, 5)!;
      expect(range.top).toBe(Math.min(4, to.row));
      expect(range.bottom).toBe(Math.max(4, to.row));
      expect(range.left).toBe(Math.min(2, to.column));
      expect(range.right).toBe(Math.max(2, to.column));
    }
  });

  it('is of whole rows, whole columns or everything', () => {
    expect(selectedRange(extended(selectionAt(at(4, 2), 'rows'), at(5, 0)), 10, 5)).toEqual({
      top: 4,
      left: 0,
      bottom: 5,
      right: 4,
    });
    expect(selectedRange(extended(selectionAt(at(-1, 2), 'columns'), at(-1, 3)), 10, 5)).toEqual({
      top: 0,
      left: 2,
      bottom: 9,
      right: 3,
    });
    expect(selectedRange(selectionAt(at(4, 2), 'all'), 10, 5)).toEqual({ top: 0, left: 0, bottom: 9, right: 4 });
  });

  it('has no cell in the row of headings, and none in a table without rows', () => {
    expect(selectedRange(selectionAt(at(-1, 2)), 10, 5)).toBeUndefined();
    expect(selectedRange(selectionAt(at(0, 0), 'all'), 0, 5)).toBeUndefined();
    expect(selectedRange(extended(selectionAt(at(2, 0)), at(-1, 0)), 10, 5)?.top).toBe(0);
  });
});

describe('selecting', () => {
  let browser: PreviewBrowser;
  let table: GridPage;
  const rows = Array.from({ length: 300 }, (_, row) => ({ a: row, b: `b${row}`, c: null, d: row / 4 }));
  beforeAll(async () => {
    browser = await PreviewBrowser.open();
    table = new GridPage(browser);
    await table.show(rows);
  });
  afterAll(() => browser.close());

  const selected = async (): Promise<string[]> => {
    await table.settle();
    return browser.page.locator('.rows [aria-selected=true]').evaluateAll(cells =>
      cells.map(cell => {
        const row = cell.parentElement?.getAttribute('aria-rowindex');
        return `${Number(row) - 2}/${Number(cell.getAttribute('aria-colindex')) - 2}`;
      }),
    );
  };

  it('with Shift and an arrow grows and shrinks from where it began', async () => {
    await table.cell(2, 1).click();
    expect(await selected()).toEqual(['2/1']);
    await table.press('Shift+ArrowDown', 'Shift+ArrowRight');
    expect(await selected()).toEqual(['2/1', '2/2', '3/1', '3/2']);
    await table.press('Shift+ArrowUp', 'Shift+ArrowUp');
    expect(await selected()).toEqual(['1/1', '1/2', '2/1', '2/2']);
    await table.press('ArrowDown');
    expect(await selected()).toEqual(['2/2']);
  });

  it('is told of in full to screen readers: every cell says whether it is selected', async () => {
    expect(await table.grid.getAttribute('aria-multiselectable')).toBe('true');
    const unsaid = await browser.page.locator('.rows [role=gridcell]:not([aria-selected])').count();
    expect(unsaid).toBe(0);
  });

  it('with Shift and a click reaches to the cell, and drawing with the pointer does too', async () => {
    await table.cell(1, 0).click();
    await table.cell(2, 1).click({ modifiers: ['Shift'] });
    expect(await selected()).toEqual(['1/0', '1/1', '2/0', '2/1']);
    const from = (await table.cell(4, 1).boundingBox())!;
    const to = (await table.cell(5, 2).boundingBox())!;
    await browser.page.mouse.move(from.x + 9, from.y + 9);
    await browser.page.mouse.down();
    await browser.page.mouse.move(to.x + 9, to.y + 9, { steps: 4 });
    await browser.page.mouse.up();
    await table.settle();
    expect(await selected()).toEqual(['4/1', '4/2', '5/1', '5/2']);
  });

  it('drawn over the lower edge goes on while the pointer stays there', async () => {
    await table.cell(3, 0).click();
    const from = (await table.cell(3, 0).boundingBox())!;
    const view = (await table.grid.boundingBox())!;
    await browser.page.mouse.move(from.x + 9, from.y + 9);
    await browser.page.mouse.down();
    await browser.page.mouse.move(from.x + 9, view.y + view.height + 60);
    await expect.poll(() => table.grid.evaluate(element => element.scrollTop)).toBeGreaterThan(600);
    await browser.page.mouse.up();
    await table.press('Control+Home');
  });

  it('of a row by its number or Shift+Space, of a column by Ctrl+Space or Ctrl and a click, of all by Ctrl+A', async () => {
    await browser.page.locator('.rows .number').nth(2).click();
    await table.settle();
    expect(await selected()).toEqual(['2/0', '2/1', '2/2', '2/3']);
    await table.press('Shift+ArrowDown');
    expect(await selected()).toHaveLength(8);
    await table.cell(4, 1).click();
    await table.press('Shift+Space');
    expect(await selected()).toEqual(['4/0', '4/1', '4/2', '4/3']);
    await table.cell(4, 1).click();
    await table.press('Control+Space');
    const seen = await browser.page.locator('.rows .row').count();
    expect(await selected()).toHaveLength(seen);
    await table.heading('d').click({ modifiers: ['Control'] });
    await table.settle();
    expect((await selected())[0]).toBe('0/3');
    expect(await table.heading('d').getAttribute('aria-selected')).toBe('true');
    await table.press('Control+a');
    expect(await selected()).toHaveLength(4 * seen);
    await table.press('Escape');
    expect(await selected()).toHaveLength(1);
  });

  it('of several cells tells their number, sum, mean, least and greatest, and how many are null', async () => {
    await table.cell(0, 3).click();
    await table.press('Shift+ArrowDown', 'Shift+ArrowDown');
    const facts = browser.page.locator('.selection-facts');
    await expect.poll(() => facts.textContent()).toBe('Cells: 3  Distinct: 3  Sum: 0.75  Mean: 0.25  Min: 0  Max: 0.5');
    await table.press('Shift+ArrowLeft');
    await expect.poll(() => facts.textContent()).toContain('Cells: 6  Null: 3');
    await table.press('ArrowUp');
    expect(await facts.textContent()).toBe('');
  });

  it('has a line around it, which is there without any colour too', async () => {
    await table.cell(1, 0).click();
    await table.press('Shift+ArrowDown', 'Shift+ArrowRight');
    const lines = await browser.page
      .locator('.rows [data-edge]')
      .evaluateAll(cells => cells.map(cell => (cell as HTMLElement).dataset['edge']));
    expect(lines).toEqual(['tl', 'tr', 'bl', 'br']);
    expect(await table.cell(1, 0).evaluate(cell => getComputedStyle(cell).boxShadow)).toContain('inset');
  });

  it('saw no fault of policy or script in any of this', async () => {
    expect(await browser.faults()).toEqual([]);
  });
});
