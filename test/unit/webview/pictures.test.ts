import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visibleText } from '../../../src/core/preview/cellText.ts';
import type { PreviewSubject } from '../../../src/core/preview/messages.ts';
import { hostileTexts } from './hostileTexts.ts';
import { PictureBrowser } from './pictureBrowser.ts';

let browser: PictureBrowser;
beforeAll(async () => {
  browser = await PictureBrowser.open();
});
afterAll(() => browser.close());
beforeEach(async () => {
  await browser.page.setViewportSize({ width: 1280, height: 720 });
});

const metric: PreviewSubject = {
  name: 'Revenue',
  kind: 'metric',
  environment: 'prod',
  isProtected: true,
  roles: { user_id: 'anonymous_id', paid_at: 'timestamp', amount: 'value' },
};
const source: PreviewSubject = {
  ...metric,
  kind: 'assignment_source',
  roles: { user_id: 'anonymous_id', paid_at: 'timestamp', shown: 'variant', headline: 'factors.headline' },
};

const day = (at: number): string => new Date(Date.UTC(2026, 0, 1 + (at % 30), 12)).toISOString();
const rows = Array.from({ length: 200 }, (_, at) => ({
  user_id: at === 0 ? null : `user-${at % 150}`,
  paid_at: day(at),
  amount: at % 50 === 7 ? null : at / 10,
  shown: at % 4 === 0 ? { a: 1, b: 2 } : { b: 3, a: 1 },
  headline: ['big', 'small', 'none'][at % 3],
  country: 'DE',
}));
const json = JSON.stringify(rows);

const figures = () => browser.page.locator('.figure');
const labels = (selector: string): Promise<(string | null)[]> =>
  browser.page.locator(selector).evaluateAll(all => all.map(each => each.getAttribute('aria-label')));
const cardOf = (name: string) =>
  browser.page.locator('.card').filter({ has: browser.page.getByText(name, { exact: true }) });
const nodes = (selector: string): Promise<number> =>
  browser.page.evaluate(place => document.querySelectorAll(`${place}, ${place} *`).length, selector);

describe('At a glance', () => {
  it('a metric shows its events over time, its values and the rows of each id', async () => {
    await browser.draw(json, metric);
    expect(await figures().locator('figcaption').allTextContents()).toEqual([
      'Events over time per day',
      'Values of amount median 9.9 · 2% null',
      'Rows per id 150 ids, 1.33 rows each',
    ]);
    expect(await figures().nth(0).locator('.ends span').allTextContents()).toEqual(['2026-01-01', '2026-01-30']);
  });

  it('each drawing says in a sentence what it shows', async () => {
    await browser.draw(json, metric);
    expect(await labels('.overview svg[role=img]')).toEqual([
      'paid_at: From 2026-01-01T12:00:00.000Z to 2026-01-30T12:00:00.000Z, median 2026-01-15T12:00:00.000Z. The highest bar, from 2026-01-01 to 2026-01-02, has 7 of 200.',
      'amount: From 0 to 19.9, median 9.9. The highest bar, from 1 to 2, has 10 of 196. 4 of 200 rows have no value.',
      'Rows per id: 150 ids, 1.33 rows each. The most frequent: 1 row 67.3%, 2 rows 32.7%.',
    ]);
  });

  it('an assignment source shows the share of each variant and of each factor, as texts over bars', async () => {
    await browser.draw(json, source);
    const [, variants, headline] = await figures().locator('figcaption').allTextContents();
    expect([variants, headline]).toEqual(['Share of each variant 2 distinct', 'Share of each headline 3 distinct']);
    expect(await figures().nth(1).locator('li').allTextContents()).toEqual(['1 · 375%', '1 · 225%']);
    expect(await figures().nth(2).locator('li').allTextContents()).toEqual(['big33.5%', 'small33.5%', 'none33%']);
  });

  it('more variants than there is room for are one line, and rows without one are another', async () => {
    const many = Array.from({ length: 100 }, (_, at) => ({ shown: at < 5 ? null : `v${at % 30}` }));
    await browser.draw(JSON.stringify(many), source);
    const lines = await figures().nth(0).locator('li').allTextContents();
    expect(lines.length).toBe(9);
    expect(lines.slice(7)).toEqual(['23 others69%', 'none5%']);
    expect(await figures().nth(0).locator('.mark').count()).toBe(2);
  });

  it('stands in no more than 110 pixels and few nodes, and is folded away by key', async () => {
    await browser.draw(json, source);
    expect(
      await browser.page.locator('.overview').evaluate((each: HTMLElement) => each.offsetHeight),
    ).toBeLessThanOrEqual(110);
    expect(await nodes('.overview')).toBeLessThan(90);
    await browser.page.locator('.overview summary').focus();
    await browser.page.keyboard.press('Enter');
    expect(await figures().first().isVisible()).toBe(false);
    await browser.page.keyboard.press('Enter');
    expect(await figures().first().isVisible()).toBe(true);
  });

  it('counts nothing while it is folded', async () => {
    await browser.page.evaluate(
      ([text, subject]) => window.pictures.draw(text, JSON.parse(subject) as PreviewSubject, false),
      [json, JSON.stringify(metric)] as const,
    );
    expect(await figures().count()).toBe(0);
    await browser.page.locator('.overview summary').click();
    await figures().locator('svg').first().waitFor();
  });

  it('is not there where no column is mapped', async () => {
    await browser.draw('[{"a":1}]', metric);
    expect(await browser.page.locator('.overview').isVisible()).toBe(false);
  });
});

describe('The cards of the columns', () => {
  it('say name, role, kind, nulls, different values and range, as the server spelled them (T34)', async () => {
    await browser.draw('[{"amount":9007199254740993},{"amount":1.50},{"amount":null},{"amount":"n/a"}]', metric);
    await browser.openColumns();
    const card = cardOf('amount');
    expect(await card.locator('h2, p, .role').allTextContents()).toEqual([
      'amount',
      'value',
      'numbers · 25% null · 3 distinct · 1 of another kind',
      'min 1.50median 1.50max 9007199254740993',
    ]);
  });

  it('list the most frequent texts with their shares, and the others as one', async () => {
    const many = Array.from({ length: 20 }, (_, at) => ({ c: at < 10 ? 'often' : `t${at}`, d: '' }));
    await browser.draw(JSON.stringify(many), metric);
    await browser.openColumns();
    expect(await cardOf('c').locator('li').allTextContents()).toEqual([
      'often50%',
      't105%',
      't115%',
      't125%',
      '7 others35%',
    ]);
    expect(await cardOf('d').locator('p').allTextContents()).toEqual(['no values · 0% null · 100% empty · 1 distinct']);
  });

  it('show the keys that objects have, and how many values are arrays', async () => {
    await browser.draw('[{"c":{"b":1,"a":2}},{"c":{"a":1,"b":2}},{"c":[1]},{"c":{}}]', metric);
    await browser.openColumns();
    expect(await cardOf('c').locator('li').allTextContents()).toEqual(['{a, b}50%', '{}25%', 'arrays25%']);
  });

  it('tell times without a zone, and in what steps the bars are', async () => {
    await browser.draw('[{"c":"2026-01-01 10:00:00"},{"c":"2026-01-01T12:00:00Z"}]', metric);
    await browser.openColumns();
    expect(await cardOf('c').locator('.note-line').textContent()).toBe('per 5 minutes · 1 without a zone, read as UTC');
  });

  it('are made near the visible part only, so that 5,000 columns cost little', async () => {
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`column ${at}`, at]));
    await browser.draw(JSON.stringify([wide, wide]), metric);
    await browser.page.locator('.columns-pane').evaluate(pane => {
      pane.style.height = '500px';
      pane.style.flex = 'none';
    });
    await browser.openColumns();
    expect(await nodes('.columns-pane')).toBeLessThan(400);
    expect(await cardOf('column 4999').count()).toBe(0);
    // By steps to some far place: those that went out of sight are empty again.
    for (let step = 0; step < 10; step++) {
      await browser.page.locator('.columns-pane').evaluate(pane => pane.scrollTo(0, pane.scrollHeight));
      await browser.page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))));
    }
    await browser.page.waitForFunction(() => document.querySelector('.card')?.childElementCount === 0);
    await browser.page.locator('.columns-pane').evaluate(pane => pane.scrollTo(0, 0));
    await cardOf('column 0').locator('svg.upright').waitFor();
    expect(await browser.page.locator('.card:not(:empty)').count()).toBeLessThan(40);
  });

  it('go when the pane is closed', async () => {
    await browser.draw(json, metric);
    await browser.openColumns();
    await browser.page.evaluate(() => window.pictures.closeColumns());
    expect(await nodes('.columns-pane')).toBe(1);
    expect(await browser.page.locator('.columns-pane').isVisible()).toBe(false);
  });
});

describe('Sparklines', () => {
  it('are one drawing of one or two paths, each with its sentence', async () => {
    await browser.draw(json, metric);
    await browser.page.evaluate(async () => {
      await window.pictures.sparklines();
    });
    expect(await browser.page.locator('#sparklines svg').count()).toBe(6);
    const paths = await browser.page
      .locator('#sparklines svg')
      .evaluateAll(all => all.map(each => each.querySelectorAll('*').length));
    expect(Math.max(...paths)).toBeLessThanOrEqual(2);
    const [, , , shown, , country] = await labels('#sparklines svg');
    expect([shown, country]).toEqual([
      'shown: The most frequent: objects 100%.',
      'country: The most frequent: DE 100%.',
    ]);
  });
});

describe('Whatever the rows hold', () => {
  it('texts are texts: as values, names of columns, variants and keys (T15, T16)', async () => {
    await browser.page.setViewportSize({ width: 1280, height: 9_000 });
    const texts = hostileTexts.filter((_, at) => at % 9 === 0);
    // As JSON text, because an object of JavaScript would not keep a column named `__proto__`.
    const column = (name: string, value: string): string => `${JSON.stringify(name)}:${value}`;
    const wide = texts.map((text, at) => column(text, JSON.stringify(texts[(at + 1) % texts.length]))).join();
    const keys = texts.map(text => `{${column('user_id', JSON.stringify({ [text]: text }))}}`).join();
    await browser.draw(`[{${wide}}]`, { ...metric, roles: Object.fromEntries(texts.map(text => [text, text])) });
    await browser.openColumns();
    await browser.page.evaluate(async () => {
      await window.pictures.sparklines();
    });
    const names = texts.map(text => (text === '' ? 'empty' : visibleText(text, 60)));
    await browser.page.waitForFunction(
      length => document.querySelectorAll('.card .picture.blank').length === length,
      names.length,
    );
    expect(await browser.page.locator('.card h2').allTextContents()).toEqual(names);
    await browser.draw(`[${keys}]`, { ...source, roles: { user_id: 'variant, anonymous_id' } });
    await browser.openColumns();
    expect(await browser.faults()).toEqual([]);
    const tags = await browser.page.evaluate(() => [
      ...new Set([...document.querySelectorAll('#preview *')].map(each => each.localName)),
    ]);
    const own = 'details div figcaption figure h2 li ol p path section span summary svg ul'.split(' ');
    expect(tags.filter(tag => !own.includes(tag))).toEqual([]);
  });

  it('a hostile factor and column stand in the captions as they are', async () => {
    const name = '<img src=x onerror="window.sentinel=1">{0}$&';
    await browser.draw(`[{${JSON.stringify(name)}:"{1}"}]`, { ...source, roles: { [name]: `factors.${name}` } });
    expect(await figures().locator('figcaption').allTextContents()).toEqual([`Share of each ${name} 1 distinct`]);
    expect(await figures().locator('li').allTextContents()).toEqual(['{1}100%']);
    expect(await browser.faults()).toEqual([]);
  });

  it('nothing is drawn once the pictures were let go', async () => {
    const first = await browser.page.evaluateHandle(
      ([text, subject]) => {
        window.pictures.draw(text, JSON.parse(subject) as PreviewSubject);
        window.pictures.dispose();
        return document.querySelector('.overview')!;
      },
      [json, JSON.stringify(metric)] as const,
    );
    // The same again has the same to do, so that the first would have been drawn by the time that this is.
    await browser.draw(json, metric);
    expect(await figures().first().locator('svg').count()).toBe(1);
    const texts = await first.evaluate(each => [...each.querySelectorAll('figure')].map(figure => figure.textContent));
    expect(texts).toEqual(['Events over time Counting…', 'Values of amount Counting…', 'Rows per id Counting…']);
  });

  it('the page gets its turn again and again while 100,000 rows are counted', async () => {
    const turns = await browser.page.evaluate(async subject => {
      const text = JSON.stringify(
        Array.from({ length: 100_000 }, (_, at) => ({
          user_id: `user-${(at * 7919) % 90_001}`,
          paid_at: new Date(1.77e12 + at * 60_000).toISOString(),
          amount: ((at * 104_729) % 1_000_003) / 100,
        })),
      );
      window.pictures.draw(text, JSON.parse(subject) as PreviewSubject);
      let [count, isDone] = [0, false];
      const turn = (): void => {
        count++;
        if (!isDone) setTimeout(turn);
      };
      turn();
      await window.pictures.sparklines();
      isDone = true;
      return count;
    }, JSON.stringify(metric));
    expect(turns).toBeGreaterThan(10);
  });

  it('drawings are seen in forced colours, and nothing moves', async () => {
    await browser.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await browser.draw(json, metric);
    const fill = await browser.page
      .locator('.upright .bars')
      .first()
      .evaluate(path => getComputedStyle(path).fill);
    const ground = await browser.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(fill).not.toBe(ground);
    expect(await browser.page.evaluate(() => document.getAnimations().length)).toBe(0);
    await browser.page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
  });
});
