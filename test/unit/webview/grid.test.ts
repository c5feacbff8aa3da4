import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PreviewBrowser, subject } from './previewBrowser.ts';

let browser: PreviewBrowser;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
});
afterAll(() => browser.close());
beforeEach(async () => {
  await browser.page.setViewportSize({ width: 1440, height: 900 });
});

const grid = () => browser.page.getByRole('grid');
const nodes = (): Promise<number> => browser.page.evaluate(() => document.querySelectorAll('#preview *').length);
const active = (): Promise<string | null> => browser.page.locator('#active-cell').textContent();
const cellTexts = (row: number): Promise<string[]> =>
  browser.page.locator(`.rows .row[aria-rowindex="${row + 2}"] [role=gridcell]`).allTextContents();

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await browser.page.keyboard.press(key);
  await browser.page.evaluate(
    () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

async function scrollTo(left: number, top: number): Promise<void> {
  await grid().evaluate((element, [x, y]) => element.scrollTo(x, y), [left, top] as const);
  await press();
}

describe('cells', () => {
  it('tell null, empty text, a missing key and the text "null" apart, in text and not by colour alone', async () => {
    await browser.show({ kind: 'rows', json: '[{"a":null,"b":"","c":"null","d":0},{"a":1}]' });
    expect(await cellTexts(0)).toEqual(['null', 'empty', 'null', '0']);
    expect(await cellTexts(1)).toEqual(['1', 'missing', 'missing', 'missing']);
    const marks = await browser.page.evaluate(() =>
      [...document.querySelectorAll('.rows .row:first-child .cell')].map(
        cell => getComputedStyle(cell, '::before').content,
      ),
    );
    expect(marks).toEqual(['"‹"', '"‹"', 'none', 'none']);
    expect(await browser.page.locator('.warning').textContent()).toBe('1 row lacks some of the columns.');
  });

  it('show numbers as the server spelled them, at the right (T34)', async () => {
    await browser.show({ kind: 'rows', json: '[{"n":9007199254740993,"e":1e400,"z":-0.0,"t":"x"}]' });
    expect(await cellTexts(0)).toEqual(['9007199254740993', '1e400', '-0.0', 'x']);
    const sides = await browser.page
      .locator('.cell')
      .evaluateAll(cells => cells.map(c => getComputedStyle(c).textAlign));
    expect(sides).toEqual(['end', 'end', 'end', 'start']);
  });

  it('stand in columns in the order of the query, integer-like names included, with repeated ones told (13)', async () => {
    await browser.show({ kind: 'rows', json: '[{"b":1,"10":2,"__proto__":3,"9":4,"b":5}]' });
    expect(await browser.page.locator('.heading .name').allTextContents()).toEqual(['b', '10', '__proto__', '9']);
    expect(await cellTexts(0)).toEqual(['5', '2', '3', '4']);
    expect(await browser.page.locator('.warning').textContent()).toContain('twice; the last value is shown: b');
  });

  it('are one for the whole row where a row is not an object (13)', async () => {
    await browser.show({ kind: 'rows', json: '[{"a":1,"b":2},"stray",null]' });
    expect(await cellTexts(1)).toEqual(['stray']);
    expect(await cellTexts(2)).toEqual(['null']);
    const stray = browser.page.locator('.rows .row[aria-rowindex="3"] .cell');
    expect(await stray.getAttribute('aria-colspan')).toBe('2');
    expect(await browser.page.locator('.warning').textContent()).toContain('2 rows');
  });

  it('carry the part that the mapping gives their column, as text', async () => {
    await browser.show({ kind: 'rows', json: '[{"anonymous_id":"u","converted_at":"t","other":1}]' });
    expect(await browser.page.getByRole('columnheader').allTextContents()).toEqual([
      '#',
      'anonymous_idanonymous_id',
      'converted_attimestamp',
      'other',
    ]);
    expect(await browser.page.locator('.heading').nth(1).getAttribute('title')).toBe(
      'converted_at\nMapped to timestamp',
    );
  });
});

describe('size', () => {
  it('100,000 rows × 20 columns are at most 500 elements in a large window', async () => {
    const milliseconds = await browser.show({ kind: 'rows', json: { rows: 100_000, columns: 20 } });
    const count = await nodes();
    console.log(`100,000 rows × 20 columns: ${Math.round(milliseconds)} ms from message to paint, ${count} elements`);
    expect(count).toBeLessThanOrEqual(500);
    expect(await grid().getAttribute('aria-rowcount')).toBe('100001');
    expect(await grid().getAttribute('aria-colcount')).toBe('21');
  });

  it('draws what is in view, wherever that is, and no row twice', async () => {
    await scrollTo(1_000, 24 * 50_000);
    const rows = await browser.page
      .locator('.rows .row')
      .evaluateAll(all => all.map(row => [row.getAttribute('aria-rowindex'), row.querySelector('.cell')?.textContent]));
    expect(rows.length).toBeGreaterThan(20);
    const first = Number(rows[0]![0]) - 2;
    expect(rows.map(([index]) => Number(index) - 2)).toEqual(rows.map((_, at) => first + at));
    for (const [at, [, text]] of rows.entries()) expect(text).toMatch(new RegExp(`^${first + at}/`));
    await scrollTo(1_000, 24 * 50_000 - 100);
    await scrollTo(0, 24 * 50_000 - 70);
    const again = await browser.page.locator('.rows .row .number').allTextContents();
    expect(again).toEqual([...new Set(again)].sort());
    expect(await nodes()).toBeLessThanOrEqual(500);
  });

  it('shows in each visible place the cell that belongs there', async () => {
    const misplaced = await grid().evaluate(async element => {
      const wrong: string[] = [];
      for (let step = 0; step < 40; step++) {
        element.scrollTo((step * 37) % 900, (step * 104_729) % 2_000_000);
        await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        for (const row of element.querySelectorAll('.rows .row')) {
          for (const cell of row.querySelectorAll('.cell')) {
            const name = `${Number(row.getAttribute('aria-rowindex')) - 2}/${Number(cell.getAttribute('aria-colindex')) - 2}`;
            if (cell.textContent !== name) wrong.push(`${name}: ${cell.textContent}`);
            const heading = element.querySelector(`.heading[aria-colindex="${cell.getAttribute('aria-colindex')}"]`);
            const shift = (heading?.getBoundingClientRect().left ?? NaN) - cell.getBoundingClientRect().left;
            if (!(Math.abs(shift) < 0.5)) wrong.push(`${name} is ${shift} px beside its heading`);
          }
        }
      }
      return wrong;
    });
    expect(misplaced).toEqual([]);
  });

  it('draws one row anew when it is scrolled by one, and none when by less', async () => {
    await scrollTo(0, 240_000);
    const drawn = await grid().evaluate(async element => {
      const frame = (): Promise<unknown> => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
      const changed = new Set<Element | null>();
      const observer = new MutationObserver(records => {
        for (const { target } of records) changed.add((target as Element).closest('.row'));
        changed.delete(null);
      });
      const body = element.querySelector('.rows')!;
      observer.observe(body, { subtree: true, childList: true, attributeFilter: ['aria-rowindex', 'title', 'class'] });
      const counts: number[] = [];
      for (const step of [5, 24, 24 * 3, -24]) {
        changed.clear();
        element.scrollTop += step;
        await frame();
        counts.push(changed.size);
      }
      observer.disconnect();
      return counts;
    });
    // The first step also brings the row at the lower edge into view, if it was not there already.
    expect(drawn[0]).toBeLessThanOrEqual(1);
    expect(drawn.slice(1)).toEqual([1, 3, 1]);
  });

  it('5,000 columns are drawn as few at a time and all reached', async () => {
    const milliseconds = await browser.show({ kind: 'rows', json: { rows: 40, columns: 5_000 } });
    console.log(`40 rows × 5,000 columns: ${Math.round(milliseconds)} ms from message to paint`);
    expect(await nodes()).toBeLessThanOrEqual(700);
    await grid().focus();
    await press('End');
    expect(await active()).toBe('0/4999');
    await press('Home');
    expect(await active()).toBe('0/0');
  });

  it('the last of 1,000,000 rows is reached by key, by scrolling and by the wheel', async () => {
    const milliseconds = await browser.show({ kind: 'rows', json: { rows: 1_000_000, columns: 1 } });
    console.log(`1,000,000 rows: ${Math.round(milliseconds)} ms from message to paint`);
    expect(await grid().evaluate(element => element.scrollHeight)).toBeLessThan(2 ** 24);
    const lastIsSeen = (): Promise<boolean> =>
      browser.page.evaluate(() => {
        const last = document.querySelector('[aria-rowindex="1000001"]')?.getBoundingClientRect();
        const view = document.querySelector('.grid')?.getBoundingClientRect();
        return last !== undefined && view !== undefined && last.bottom <= view.bottom + 1 && last.top > view.top;
      });
    await grid().focus();
    await press('Control+End');
    expect(await active()).toBe('999999/0');
    expect(await lastIsSeen()).toBe(true);
    await press('ArrowUp', 'ArrowUp', 'ArrowUp');
    expect(await active()).toBe('999996/0');
    await press('Control+Home');
    expect(await active()).toBe('0/0');
    expect(await lastIsSeen()).toBe(false);
    await scrollTo(0, 1e9);
    expect(await lastIsSeen()).toBe(true);
    // A turn of the wheel moves by its own length, though the scroll bar stands for a content three times as long.
    const top = (): Promise<number> =>
      browser.page.locator('.rows .row').first().getAttribute('aria-rowindex').then(Number);
    const before = await top();
    await grid().hover();
    await browser.page.mouse.wheel(0, -240);
    await expect.poll(top).toBe(before - 10);
    await browser.page.mouse.wheel(0, 1_000);
    await expect.poll(lastIsSeen).toBe(true);
  });
});

describe('keys', () => {
  it('move the active cell by the pattern of a data grid and keep it in view', async () => {
    await browser.show({ kind: 'rows', json: { rows: 500, columns: 60 } });
    await grid().focus();
    expect(await active()).toBe('0/0');
    await press('ArrowDown', 'ArrowDown', 'ArrowRight');
    expect(await active()).toBe('2/1');
    await press('End');
    expect(await active()).toBe('2/59');
    await press('Control+End');
    expect(await active()).toBe('499/59');
    await press('Home', 'PageUp');
    const row = Number((await active())!.split('/')[0]);
    expect(row).toBeGreaterThan(440);
    expect(row).toBeLessThan(490);
    await press('PageDown', 'PageDown');
    expect(await active()).toBe('499/0');
    await press('Control+Home', 'ArrowLeft');
    expect(await active()).toBe('0/0');
  });

  it('show the active cell to the eye and to screen readers, and only while it is on the page', async () => {
    expect(await grid().getAttribute('aria-activedescendant')).toBe('active-cell');
    const outline = await browser.page.locator('#active-cell').evaluate(cell => getComputedStyle(cell).outlineStyle);
    expect(outline).toBe('solid');
    await scrollTo(0, 3_000);
    expect(await grid().getAttribute('aria-activedescendant')).toBeNull();
    await press('ArrowDown');
    expect(await active()).toBe('1/0');
  });

  it('and a click makes a cell the active one', async () => {
    await browser.page.locator('.rows .row[aria-rowindex="7"] .cell').nth(2).click();
    await press();
    expect(await active()).toBe('5/2');
    await press('ArrowDown');
    expect(await active()).toBe('6/2');
  });
});

describe('the window', () => {
  it('may change its size: more rows are drawn, the same ones stay on top', async () => {
    await browser.page.setViewportSize({ width: 600, height: 400 });
    await browser.show({ kind: 'rows', json: { rows: 500, columns: 60 }, subject });
    await scrollTo(0, 2_400);
    const before = await browser.page.locator('.rows .row').count();
    await browser.page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(() => browser.page.locator('.rows .row').count()).toBeGreaterThan(before + 10);
    expect(await browser.page.locator('.rows .row').first().getAttribute('aria-rowindex')).toBe('102');
  });

  it('saw no fault of policy or script in any of this', async () => {
    expect(await browser.faults()).toEqual([]);
  });
});
