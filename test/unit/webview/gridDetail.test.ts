import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visibleLines, visibleText } from '../../../src/core/preview/cellText.ts';
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

const pane = () => browser.page.getByRole('region', { name: 'Details' });
const body = (): Promise<string | null> => browser.page.locator('.detail-body').textContent();
const facts = (): Promise<string | null> => browser.page.locator('.detail-facts').textContent();

describe('details', () => {
  it('show a value whole, JSON in lines, also JSON within a text, every number as it was spelled (T34)', async () => {
    await table.show(
      '[{"j":{"a": [1.50,1e400], "a":2},"t":"{\\"x\\":[9007199254740993]}","l":"one\\ntwo","n":-0.0,"z":null}]',
    );
    await table.cell(0, 0).dblclick();
    expect(await body()).toBe('{\n  "a": [\n    1.50,\n    1e400\n  ],\n  "a": 2\n}');
    expect(await facts()).toBe('object · 26 characters');
    await table.press('ArrowRight');
    expect(await body()).toBe('{\n  "x": [\n    9007199254740993\n  ]\n}');
    expect(await facts()).toBe('text with JSON · 24 characters');
    await table.press('ArrowRight');
    expect(await body()).toBe('one\ntwo');
    await table.press('ArrowRight');
    expect([await body(), await facts()]).toEqual(['-0.0', 'number · 4 characters']);
    await table.press('ArrowRight');
    expect(await body()).toBe('null');
    expect(await browser.page.locator('.detail-body pre').getAttribute('class')).toBe('mark');
  });

  it('open with Enter and close with Escape, from the grid and from within', async () => {
    await table.show([{ a: 1, b: 'x' }]);
    await table.grid.focus();
    await table.press('Enter');
    expect(await pane().count()).toBe(1);
    await table.press('Escape');
    expect(await pane().count()).toBe(0);
    const button = browser.page.getByRole('button', { name: 'Details', exact: true });
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await browser.page.locator('.detail-body').focus();
    await table.press('Escape');
    expect(await pane().count()).toBe(0);
    expect(await table.focused()).toBe('grid');
  });

  it('of a row list all columns by name, hidden ones too; a row that is no object is shown as it is', async () => {
    await table.show('[{"a":1,"b":"x"},{"a":null},"stray"]');
    await table.chooseForColumn('b', 'Hide');
    await table.cell(0, 0).dblclick();
    await browser.page.getByRole('button', { name: 'Row', exact: true }).click();
    expect(await browser.page.locator('dt').allTextContents()).toEqual(['a', 'b']);
    expect(await browser.page.locator('dd').allTextContents()).toEqual(['1', 'x']);
    await table.cell(1, 0).click();
    expect(await browser.page.locator('dd').allTextContents()).toEqual(['null', 'missing']);
    await table.cell(2, 0).click();
    expect(await body()).toBe('stray');
  });

  it('follow the row when the rows are put into another order', async () => {
    await table.show([{ a: 2 }, { a: 1 }]);
    await table.cell(0, 0).dblclick();
    expect(await body()).toBe('2');
    await table.heading('a').click();
    await expect.poll(() => table.column(0)).toEqual(['1', '2']);
    await table.grid.focus();
    await table.press('ArrowDown');
    expect(await body()).toBe('1');
  });

  it('are made higher and lower by the arrows on their edge, which tells its value', async () => {
    const edge = browser.page.getByRole('separator');
    const now = async (): Promise<number> => Number(await edge.getAttribute('aria-valuenow'));
    const height = await now();
    await edge.press('ArrowUp');
    expect(await now()).toBe(height + 24);
    await edge.press('Home');
    expect(await now()).toBe(Number(await edge.getAttribute('aria-valuemin')));
    await edge.press('End');
    expect(await now()).toBe(Number(await edge.getAttribute('aria-valuemax')));
    expect((await table.grid.boundingBox())!.height).toBeGreaterThan(40);
    const box = (await edge.boundingBox())!;
    await browser.page.mouse.move(box.x + 100, box.y + 2);
    await browser.page.mouse.down();
    await browser.page.mouse.move(box.x + 100, box.y + 102, { steps: 3 });
    await browser.page.mouse.up();
    expect(await now()).toBe(Number(await edge.getAttribute('aria-valuemax')) - 100);
  });

  it('of hostile texts are text and nothing else, as values and as names (T15, T16)', async () => {
    const texts = hostileTexts.filter((_, at) => at % 6 === 0 && hostileTexts[at] !== '');
    const names = texts.map((text, at) => `${text}${at}`);
    await table.show(`[${texts.map(text => JSON.stringify({ text })).join()}]`);
    await table.grid.focus();
    await table.press('Enter');
    const shown: (string | null)[] = [];
    while (shown.length < texts.length) {
      shown.push(await body());
      await browser.page.keyboard.press('ArrowDown');
    }
    expect(shown).toEqual(texts.map(text => visibleLines(text, 200_000)));
    await table.show(`[{${names.map((name, at) => `${JSON.stringify(name)}:${JSON.stringify(texts[at])}`).join()}}]`);
    await table.grid.focus();
    await table.press('Enter');
    await browser.page.getByRole('button', { name: 'Row', exact: true }).click();
    expect(await browser.page.locator('dt').allTextContents()).toEqual(names.map(name => visibleText(name)));
    expect(await browser.page.locator('dd').allTextContents()).toEqual(texts.map(text => visibleLines(text, 4_000)));
    const elements = await browser.page
      .locator('.detail-body *')
      .evaluateAll(all => [...new Set(all.map(e => e.tagName))]);
    expect(elements.sort()).toEqual(['DD', 'DL', 'DT']);
    expect(await browser.faults()).toEqual([]);
  });
});
