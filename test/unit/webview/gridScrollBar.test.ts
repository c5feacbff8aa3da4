import { afterAll, beforeAll, expect, it } from 'vitest';
import { PreviewBrowser } from './previewBrowser.ts';

let browser: PreviewBrowser;
beforeAll(async () => {
  browser = await PreviewBrowser.open({ scrollBars: true });
});
afterAll(() => browser.close());

const numbers = (): Promise<number[]> =>
  browser.page
    .locator('.rows .row')
    .evaluateAll(rows => rows.map(row => Number(row.getAttribute('aria-rowindex')) - 2));

it('the last of 1,000,000 rows is reached by dragging the scroll bar, and the middle and the first again', async () => {
  await browser.page.setViewportSize({ width: 900, height: 700 });
  await browser.show({ kind: 'rows', json: { rows: 1_000_000, columns: 3 } });
  const box = (await browser.page.getByRole('grid').boundingBox())!;
  const bar = await browser.page.getByRole('grid').evaluate((grid: HTMLElement) => grid.offsetWidth - grid.clientWidth);
  expect(bar, 'the browser draws scroll bars').toBeGreaterThan(0);
  const x = box.x + box.width - bar / 2;
  // Behind the arrow at the bar's upper end; the thumb of so long a table is as short as it can be.
  const top = box.y + bar + 5;
  await browser.page.mouse.move(x, top);
  await browser.page.mouse.down();
  await browser.page.mouse.move(x, box.y + box.height + 40, { steps: 12 });
  await expect.poll(async () => (await numbers()).at(-1)).toBe(999_999);
  const last = browser.page.locator('.rows .row[aria-rowindex="1000001"]');
  await expect
    .poll(
      async () => {
        const row = (await last.boundingBox())!;
        return row.y + row.height <= box.y + box.height + 1;
      },
      { message: 'the last row is seen whole' },
    )
    .toBe(true);
  await browser.page.mouse.move(x, box.y + box.height / 2, { steps: 6 });
  await expect.poll(async () => Math.abs((await numbers())[0]! - 500_000) < 60_000).toBe(true);
  const shown = await numbers();
  expect(shown).toEqual(shown.map((_, at) => shown[0]! + at));
  await browser.page.mouse.move(x, box.y - 40, { steps: 6 });
  await browser.page.mouse.up();
  await expect.poll(async () => (await numbers())[0]).toBe(0);
});
