import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessStates } from './accessStates.ts';
import { axeFaults } from './axePage.ts';
import { PreviewBrowser } from './previewBrowser.ts';
import { dark2026 } from './themes/dark2026.ts';
import { darkModern } from './themes/darkModern.ts';
import { highContrastDark } from './themes/highContrastDark.ts';
import { highContrastLight } from './themes/highContrastLight.ts';
import { light2026 } from './themes/light2026.ts';
import { lightModern } from './themes/lightModern.ts';
import { wear } from './themes/webviewTheme.ts';

const themes = [light2026, dark2026, lightModern, darkModern, highContrastDark, highContrastLight];

let browser: PreviewBrowser;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
});
afterAll(() => browser.close());
beforeEach(() => browser.page.reload());

describe('axe-core finds no fault in any of VS Code’s own themes', () => {
  it.each(accessStates)('$name', async ({ show }) => {
    await browser.page.setViewportSize({ width: 1000, height: 900 });
    await wear(browser.page, light2026);
    await show(browser);
    for (const theme of themes) {
      await wear(browser.page, theme);
      expect.soft(await axeFaults(browser.page), theme.id).toEqual([]);
    }
    expect(await browser.faults()).toEqual([]);
  });
});

/** At a zoom of 200 % a page has half the pixels of the panel's width and height. */
const sizes = [
  { name: 'at 200 % in a panel of 1000 × 900 pixels', size: { width: 500, height: 450 } },
  { name: 'in a panel that is 320 pixels wide', size: { width: 320, height: 720 } },
];

describe.each(sizes)('$name', ({ size }) => {
  it.each(accessStates)('$name: axe-core finds no fault, and nothing is out of reach', async ({ show }) => {
    const { page } = browser;
    await page.setViewportSize(size);
    await wear(page, dark2026);
    await show(browser);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate(outOfReach)).toEqual([]);
  });
});

/** Runs in the page: what cannot be scrolled into view, or has the page itself scroll sideways (WCAG 2.2, 1.4.10). */
function outOfReach(): string[] {
  const faults: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth} pixels wide`);
  for (const control of document.querySelectorAll('button, input, select, summary, [tabindex="0"]')) {
    if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('.heading')) continue;
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, right, top, bottom } = control.getBoundingClientRect();
    const isIn = left >= -1 && right <= innerWidth + 1 && bottom > 0 && top < innerHeight && bottom - top > 4;
    if (!isIn) {
      const box = [left, top, right, bottom].map(Math.round).join(' ');
      faults.push(`${control.className} ${control.ariaLabel ?? control.textContent.slice(0, 40)}: ${box}`);
    }
  }
  return faults;
}
