import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessStates } from './accessStates.ts';
import { focusContrast } from './focusContrast.ts';
import { PreviewBrowser, subject } from './previewBrowser.ts';
import { dark2026 } from './themes/dark2026.ts';
import { highContrastDark } from './themes/highContrastDark.ts';
import { highContrastLight } from './themes/highContrastLight.ts';
import { light2026 } from './themes/light2026.ts';
import { wear } from './themes/webviewTheme.ts';

const themes = [light2026, dark2026, highContrastDark, highContrastLight];

let browser: PreviewBrowser;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
});
afterAll(() => browser.close());
beforeEach(async () => {
  await browser.page.emulateMedia({ reducedMotion: null, forcedColors: null });
  await browser.page.setViewportSize({ width: 1000, height: 900 });
  await browser.page.reload();
});

const open = async (name: string): Promise<void> => {
  const state = accessStates.find(each => each.name.startsWith(name));
  if (state === undefined) throw new Error(`There is no state “${name}”.`);
  await state.show(browser);
};

/** Those that show all controls there are, but for what opens over the table, which keeps the focus to itself. */
const states = [
  'idle',
  'running',
  'a failure: warehouse',
  'no rows',
  'rows with a verdict',
  'all columns in pictures',
  'a sorted, filtered',
  'the find bar',
  'the details: Cell',
  'the details: Row',
  'an earlier result',
  'two results compared',
];

/** Runs in the page: every control in view gets a number, and those that Tab has to reach are given, in their order. */
function numberControls(): string[] {
  const wanted = 'button, input, select, summary, [role=grid], [role=separator], [tabindex="0"]';
  const named = (control: HTMLElement): string => control.ariaLabel ?? control.textContent.slice(0, 60);
  return [...document.querySelectorAll<HTMLElement>(wanted)].flatMap((control, at) => {
    const isOff = 'disabled' in control && control.disabled === true;
    // A heading's button is the pointer's way to the menu that a key opens on the heading.
    if (isOff || !control.checkVisibility({ visibilityProperty: true }) || control.closest('.heading')) return [];
    control.dataset['stop'] = String(at);
    return [`${at} ${named(control)}`];
  });
}

/** Runs in the page: the next Tab is as the one by which the focus comes in from the editor. */
function goToTop(): void {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}

describe('by Tab alone', () => {
  it.each(states)(
    '%s: every control is reached, in the order of the page, and the focus leaves it again',
    async name => {
      await open(name);
      const wanted = await browser.page.evaluate(numberControls);
      expect(wanted.length).toBeGreaterThan(0);
      await browser.page.evaluate(goToTop);
      const reached: (string | undefined)[] = [];
      while (reached.length < wanted.length) {
        await browser.page.keyboard.press('Tab');
        reached.push(await browser.page.evaluate(() => (document.activeElement as HTMLElement).dataset['stop']));
      }
      expect(reached).toEqual(wanted.map(text => text.split(' ')[0]));
      await browser.page.keyboard.press('Tab');
      expect(await browser.page.evaluate(() => document.activeElement === document.body)).toBe(true);
    },
  );
});

/** Each kind of control once, as the pictures take their time. */
const differing = [
  'rows with a verdict',
  'a sorted, filtered',
  'the find bar',
  'the details: Row',
  'two results compared',
];

describe('the focus is seen', () => {
  it.each(differing)(
    '%s: each stop looks different with it, in every theme',
    async name => {
      const { page } = browser;
      await wear(page, light2026);
      await open(name);
      const stops = (await page.evaluate(numberControls)).length;
      for (const theme of themes) {
        await wear(page, theme);
        await page.evaluate(goToTop);
        for (let stop = 0; stop < stops; stop++) {
          await page.keyboard.press('Tab');
          const { control, pixels } = await focusContrast(page);
          expect.soft(pixels, `${theme.id}: ${control}`).toBeGreaterThan(15);
        }
      }
    },
    60_000,
  );
});

describe('reduced motion', () => {
  it.each(states)('%s: nothing moves by itself', async name => {
    await browser.page.emulateMedia({ reducedMotion: 'reduce' });
    await open(name);
    expect(await browser.page.evaluate(() => document.getAnimations().map(({ playState }) => playState))).toEqual([]);
  });

  it('is a choice: a running query is seen to run otherwise', async () => {
    await browser.page.emulateMedia({ reducedMotion: 'no-preference' });
    await open('running');
    expect(await browser.page.evaluate(() => document.getAnimations().length)).toBe(1);
  });
});

describe('the live region', () => {
  it('tells what happens from the press of Run to the verdict, politely and once', async () => {
    const { page } = browser;
    await page.evaluate(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      const region = document.querySelector('[role=status]')!;
      new MutationObserver(() => told.push(region.textContent)).observe(region, { childList: true, subtree: true });
    });
    await open('idle');
    await open('running');
    await browser.send({ kind: 'running', subject, elapsedMs: 6_000 });
    await open('cancelled');
    await open('rows with a verdict');
    expect(await page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual([
      'Nothing was run yet. Press Run to let the warehouse run the saved query.',
      'Running…',
      'Cancelled. The warehouse may go on with the query.',
      '301 rows, 0.42 s. 1 problem, 1 warning and 1 note in these rows.',
    ]);
    expect(await page.getByRole('status').count()).toBe(1);
  });
});
