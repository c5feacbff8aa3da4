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

const chips = (): Promise<string[]> => browser.page.locator('.chip').allTextContents();
const shown = (): Promise<string | null> => browser.page.locator('.shown-rows').textContent();
const plans = [
  { id: 'a', plan: 'pro', n: 10 },
  { id: 'b', plan: 'free', n: 9 },
  { id: 'c', plan: 'pro', n: 9 },
  { id: 'd', plan: null, n: 2 },
  { id: 'e', plan: '', n: null },
  { id: 'f' },
];

describe('sorting', () => {
  it('by a press on a heading goes up, down and back to the order of the query; null and missing stay last', async () => {
    await table.show(plans);
    const sort = (): Promise<string | null> => table.heading('n').getAttribute('aria-sort');
    expect(await sort()).toBeNull();
    await table.heading('n').click();
    await expect.poll(() => table.column(0)).toEqual(['d', 'b', 'c', 'a', 'e', 'f']);
    expect(await sort()).toBe('ascending');
    await expect.poll(() => table.said()).toBe('Sorted by n');
    await table.heading('n').click();
    await expect.poll(() => table.column(0)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(await sort()).toBe('descending');
    await table.heading('n').click();
    await expect.poll(sort).toBeNull();
    expect(await table.column(0)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(await table.said()).toBe('In the order of the query');
  });

  it('with Shift adds a column, and the headings tell which comes first', async () => {
    await table.show(plans);
    await table.heading('plan').click();
    await table.heading('n').click({ modifiers: ['Shift'] });
    await expect.poll(() => table.column(0)).toEqual(['e', 'b', 'c', 'a', 'd', 'f']);
    const orders = await browser.page
      .locator('.heading .name')
      .evaluateAll(names => names.map(name => getComputedStyle(name, '::before').content));
    expect(orders).toEqual(['none', '"↑1 "', '"↑2 "']);
    await table.heading('plan').click({ modifiers: ['Shift'] });
    await expect.poll(() => table.heading('plan').getAttribute('aria-sort')).toBe('descending');
    expect(await table.column(0)).toEqual(['c', 'a', 'b', 'e', 'd', 'f']);
    await expect.poll(() => table.said()).toBe('Sorted by plan, n');
  });

  it('by keyboard: up from the first row to the headings, then Enter', async () => {
    await table.show(plans);
    await table.grid.focus();
    await table.press('ArrowRight', 'ArrowRight', 'ArrowUp');
    expect(await table.active()).toBe('n');
    expect(await table.grid.getAttribute('aria-activedescendant')).toBe('active-cell');
    await table.press('Enter', 'Enter');
    await expect.poll(() => table.column(0)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    await expect.poll(() => table.heading('n').getAttribute('aria-sort')).toBe('descending');
    await table.press('ArrowLeft', 'Shift+Enter', 'ArrowDown');
    await expect.poll(() => table.heading('plan').getAttribute('aria-sort')).toBe('ascending');
    expect(await table.active()).toBe('pro');
  });

  it('keeps the numbers of the rows as they came, and the values as they were spelled (T34)', async () => {
    await table.show('[{"n":9007199254740993},{"n":1e400},{"n":9007199254740992},{"n":-0.0}]');
    await table.heading('n').click();
    await expect.poll(() => table.column(0)).toEqual(['-0.0', '9007199254740992', '9007199254740993', '1e400']);
    expect(await browser.page.locator('.rows .number').allTextContents()).toEqual(['4', '3', '1', '2']);
  });

  it('of 100,000 rows lets the page live: no task of its own holds it for long', async () => {
    await browser.show({ kind: 'rows', json: { rows: 100_000, columns: 20 } });
    await table.heading('column 3').click();
    await expect.poll(() => table.heading('column 3').getAttribute('aria-sort'), { timeout: 20_000 }).toBe('ascending');
    // The frames from the press on, until the order is another one.
    const counted = browser.page.evaluate(async () => {
      const first = (): string | null | undefined => document.querySelector('.rows .row .number')?.textContent;
      await new Promise(resolve => document.addEventListener('click', resolve, { capture: true, once: true }));
      const begin = performance.now();
      let count = 0;
      while (first() !== '100,000') {
        await new Promise(resolve => requestAnimationFrame(resolve));
        count++;
      }
      return [count, performance.now() - begin] as const;
    });
    await table.heading('column 3').click();
    const [frames, milliseconds] = await counted;
    console.log(`sorting 100,000 rows: ${Math.round(milliseconds)} ms, in which the page painted ${frames} times`);
    // One frame would be a page that was held all the time; a slow machine is as slow to sort as to paint.
    expect(frames).toBeGreaterThan(4);
  });
});

describe('filtering', () => {
  const filter = async (name: string, typed: string): Promise<void> => {
    await table.chooseForColumn(name, 'Filter…');
    await browser.page.keyboard.type(typed);
    await table.press('Enter');
  };

  it('by what is typed leaves the rows that pass, says how many, and can be taken back at its chip', async () => {
    await table.show(plans);
    await filter('plan', 'PRO');
    await expect.poll(() => table.column(0)).toEqual(['a', 'c']);
    expect(await shown()).toBe('2 of 6 rows');
    expect(await table.grid.getAttribute('aria-rowcount')).toBe('3');
    expect(await chips()).toEqual(['plan: PRO×']);
    await filter('n', '>9');
    await expect.poll(() => table.column(0)).toEqual(['a']);
    expect(await chips()).toEqual(['plan: PRO×', 'n: >9×']);
    await browser.page.getByRole('button', { name: 'Remove filter plan: PRO' }).click();
    await expect.poll(() => table.column(0)).toEqual(['a']);
    await browser.page.getByRole('button', { name: 'Remove filter n: >9' }).press('Enter');
    await expect.poll(() => shown()).toBe('');
    expect(await table.focused()).toBe('grid');
  });

  it('tells null, empty text, a missing key and the text "null" apart', async () => {
    await table.show([{ id: 'a', v: null }, { id: 'b', v: '' }, { id: 'c' }, { id: 'd', v: 'null' }]);
    for (const [typed, left] of [
      ['null', ['a']],
      ['!null', ['b', 'c', 'd']],
      ['empty', ['b']],
      ['missing', ['c']],
      ['"null"', ['d']],
    ] as const) {
      await table.chooseForColumn('v', 'Filter…');
      await browser.page.getByRole('dialog').getByRole('textbox').fill(typed);
      await table.press('Enter');
      await expect.poll(() => table.column(0)).toEqual(left);
    }
    for (const [name, left] of [
      ['Null', ['a']],
      ['Not Null', ['b', 'c', 'd']],
      ['Empty Text', ['b']],
      ['Missing', ['c']],
    ] as const) {
      await table.chooseForColumn('v', 'Filter…');
      await browser.page.getByRole('button', { name, exact: true }).click();
      await expect.poll(() => table.column(0)).toEqual(left);
    }
  });

  it('says what is wrong with a text that is no filter, and stays open', async () => {
    await table.show(plans);
    await filter('n', '>abc');
    expect(await browser.page.getByRole('alert').textContent()).toMatch(/^Neither a number nor a date/);
    await browser.page.keyboard.press('Escape');
    expect(await browser.page.getByRole('dialog').count()).toBe(0);
    expect(await table.focused()).toBe('grid');
  });

  it('that leaves no row says so, and keeps the way back', async () => {
    await table.show(plans);
    await filter('id', 'nobody');
    await expect.poll(() => browser.page.locator('.none-left').isVisible()).toBe(true);
    expect(await shown()).toBe('0 of 6 rows');
    await table.press('ArrowDown', 'ArrowUp', 'Control+a', 'Enter', 'Control+End');
    await browser.page.locator('.chip button').click();
    await expect.poll(() => table.column(0)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('saw no fault of policy or script in any of this', async () => {
    expect(await browser.faults()).toEqual([]);
  });
});
