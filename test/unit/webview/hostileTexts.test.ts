import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cellText, visibleLines, visibleText } from '../../../src/core/preview/cellText.ts';
import { hostileTexts } from './hostileTexts.ts';
import { PreviewBrowser, session, subject } from './previewBrowser.ts';

let browser: PreviewBrowser;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
});
afterAll(() => browser.close());
beforeEach(() => browser.page.setViewportSize({ width: 1440, height: 900 }));

/** The elements and attributes that the page draws by itself; whatever else is there came out of a text. */
const ownElements =
  'BUTTON CODE DETAILS DIV H1 H2 HEADER LI OL OPTION P PRE SECTION SELECT SPAN SUMMARY UL path svg'.split(' ');

async function elements(): Promise<readonly string[]> {
  return browser.page.evaluate(() => [...new Set([...document.querySelectorAll('#preview *')].map(e => e.tagName))]);
}

async function expectOnlyText(): Promise<void> {
  expect((await elements()).filter(tag => !ownElements.includes(tag))).toEqual([]);
  expect(
    await browser.page.evaluate(
      () => document.querySelectorAll('a, script:not([nonce]), body > :not(main, script)').length,
    ),
  ).toBe(0);
  const handlers = await browser.page.evaluate(() =>
    [...document.querySelectorAll('#preview *')].flatMap(e =>
      e.getAttributeNames().filter(name => name.startsWith('on')),
    ),
  );
  expect(handlers).toEqual([]);
  expect(await browser.faults()).toEqual([]);
}

const texts = (selector: string): Promise<(string | null)[]> =>
  browser.page.evaluate(s => [...document.querySelectorAll(s)].map(e => e.textContent), selector);

describe(`${hostileTexts.length} hostile texts`, () => {
  it('are at least a thousand', () => {
    expect(hostileTexts.length).toBeGreaterThanOrEqual(1_000);
  });

  it('are text and nothing else as cells, alone and inside JSON (T15)', async () => {
    // A window tall enough for all of them, so that each is truly drawn.
    await browser.page.setViewportSize({ width: 800, height: 24 * hostileTexts.length + 400 });
    await browser.show({ kind: 'rows', json: JSON.stringify(hostileTexts.map(text => ({ text, json: [text] }))) });
    const drawn = await browser.page.evaluate(() =>
      [...document.querySelectorAll('.rows .row')].map(row =>
        [...row.querySelectorAll('.cell')].map(c => c.textContent),
      ),
    );
    expect(drawn).toEqual(
      hostileTexts.map(text => [
        text === '' ? 'empty' : cellText(JSON.stringify(text)),
        cellText(JSON.stringify([text])),
      ]),
    );
    await expectOnlyText();
  });

  it('are text and nothing else as column names, roles and tooltips (T16)', async () => {
    for (let from = 0; from < hostileTexts.length; from += 120) {
      const some = hostileTexts.slice(from, from + 120);
      await browser.page.setViewportSize({ width: 120 * 400, height: 300 });
      const row = `{${some.map((name, at) => `${JSON.stringify(name)}:${at}`).join()}}`;
      // `fromEntries` defines what an assignment to `__proto__` would not.
      const roles = Object.fromEntries(some.map(name => [name, name]));
      await browser.show({ kind: 'rows', json: `[${row}]`, subject: { ...subject, roles } });
      expect(await texts('.heading .name')).toEqual(some.map(name => (name === '' ? 'empty' : visibleText(name))));
      const tooltips = await browser.page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.heading')].map(heading => heading.title),
      );
      expect(tooltips).toEqual(
        some.map(name => `${name === '' ? 'empty' : visibleText(name)}\nMapped to ${visibleText(name)}`),
      );
    }
    await expectOnlyText();
  });

  it('are text and nothing else as names, notes, ids and the words of an error (T15, T16)', async () => {
    const drawn = await browser.page.evaluate(
      async ([all, given, words, session]) => {
        const shown: (string | null | undefined)[][] = [];
        for (const text of all) {
          const named = { ...given, name: text, environment: text, organization: text, note: text };
          const failure = {
            reason: 'warehouse',
            title: text,
            advice: `${text}.`,
            detail: text,
            requestId: text,
            actions: [{ kind: 'run', label: text }],
          };
          const state = { kind: 'failed', subject: named, failure, elapsedMs: 1 };
          const done = new Promise(resolve => window.addEventListener('message', resolve, { once: true }));
          window.postMessage({ kind: 'show', session, words, state }, '*');
          await done;
          const at = (selector: string): string | null | undefined => document.querySelector(selector)?.textContent;
          shown.push(
            [
              'h1',
              '.environment .value',
              '.note span',
              'h2',
              '.advice',
              '.detail',
              '.actions button',
              '.notice code',
            ].map(at),
          );
        }
        return shown;
      },
      [hostileTexts, subject, browser.words, session] as const,
    );
    expect(drawn).toEqual(
      hostileTexts.map(text => {
        const lines = visibleLines(text);
        const name = visibleText(text, 200);
        return [name, name, lines, lines, visibleLines(`${text}.`), lines, lines, name];
      }),
    );
    await expectOnlyText();
  });

  it('are text and nothing else in the verdict and in what is said of rows that are out of date (T15, T17)', async () => {
    for (let from = 0; from < hostileTexts.length; from += 200) {
      const some = hostileTexts.slice(from, from + 200);
      const checks = some.map(text => ({
        code: 'null-ids',
        level: 'error' as const,
        title: text,
        advice: text,
        line: text,
      }));
      const [summary = '', sample = '', moved = ''] = some;
      await browser.show({ kind: 'rows', json: '[{"a":1}]', verdict: { summary, sample, checks }, moved });
      const lines = some.map(text => visibleLines(text));
      expect(await texts('.check .text')).toEqual(lines.map(line => `Problem: ${line} ${line}`));
      expect(await texts('.check button')).toEqual(lines);
      expect(await texts('.moved span, .summary, .sample')).toEqual([moved, summary, sample].map(t => visibleLines(t)));
    }
    await expectOnlyText();
  });
});
