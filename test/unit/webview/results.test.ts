import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PreviewVerdict } from '../../../src/core/preview/messages.ts';
import { visibleText } from '../../../src/core/preview/cellText.ts';
import { HeldResults } from '../../../src/webview/results/heldResults.ts';
import type { HeldResult, RowsState } from '../../../src/webview/results/heldResults.ts';
import { hostileTexts } from './hostileTexts.ts';
import { PreviewBrowser, subject } from './previewBrowser.ts';

describe('the results that the page holds', () => {
  const limits = { results: 3, pinned: 2, bytes: 100 };
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const stateOf = (number: number, parts: number): RowsState => ({
    kind: 'rows',
    subject,
    result: { number, rowCount: 1, parts, elapsedMs: 1, finishedAt: '' },
  });
  const take = (held: HeldResults, number: number, rows = '[{"a":1}]', parts = 1): HeldResult => {
    const found = held.read(number, 0, bytes(rows))!;
    found.state = stateOf(number, parts);
    return found;
  };
  const numbers = (held: HeldResults): readonly number[] => held.all.map(({ number }) => number);

  it('are the newest ones, and the oldest goes first', () => {
    const held = new HeldResults(limits);
    for (const number of [1, 2, 3, 4]) take(held, number);
    expect(numbers(held)).toEqual([4, 3, 2]);
  });

  it('are besides those that are pinned, of which there are only so many', () => {
    const held = new HeldResults(limits);
    const [first, second, third] = [take(held, 1), take(held, 2), take(held, 3)];
    expect([held.pin(first, true), held.pin(second, true), held.pin(third, true)]).toEqual([true, true, false]);
    for (const number of [4, 5, 6, 7]) take(held, number);
    expect(numbers(held)).toEqual([7, 6, 5, 2, 1]);
    held.pin(first, false);
    expect(numbers(held)).toEqual([7, 6, 5, 2]);
  });

  it('are no more than their bytes allow, measured in UTF-8, but for the newest, pinned and used ones', () => {
    const held = new HeldResults(limits);
    const first = take(held, 1, '["äääääääääääääääääääää"]');
    expect(first.bytes).toBe(46);
    const second = take(held, 2, `["${'x'.repeat(40)}"]`);
    held.use(first);
    take(held, 3, `["${'x'.repeat(40)}"]`);
    expect(numbers(held)).toEqual([3, 1]);
    expect(second.bytes).toBe(44);
    held.pin(first, true);
    take(held, 4, `["${'x'.repeat(200)}"]`);
    expect(numbers(held)).toEqual([4, 1]);
  });

  it('stay while they are shown or compared, and go when they are not any more', () => {
    const held = new HeldResults(limits);
    const [first, second] = [take(held, 1), take(held, 2)];
    held.use(first, second);
    for (const number of [3, 4, 5]) take(held, number);
    expect(numbers(held)).toEqual([5, 2, 1]);
    held.use();
    take(held, 6);
    expect(numbers(held)).toEqual([6, 5, 2]);
  });

  it('are whole: one whose rows were cut off by a newer run goes with it, and its late parts are dropped', () => {
    const held = new HeldResults(limits);
    take(held, 1);
    take(held, 2, '[{"a":1}]', 2);
    expect(held.whole.map(({ number }) => number)).toEqual([1]);
    take(held, 3);
    expect(numbers(held)).toEqual([3, 1]);
    expect(held.read(2, 1, bytes('[]'))).toBeUndefined();
    expect(held.of(2)).toBeUndefined();
    expect(numbers(held)).toEqual([3, 1]);
  });

  it('take each part once and in order', () => {
    const held = new HeldResults(limits);
    const one = take(held, 1, '[{"a":1}]', 2);
    expect(held.read(1, 0, bytes('[{"a":1}]'))).toBeUndefined();
    expect(held.read(1, 2, bytes('[{"a":3}]'))).toBeUndefined();
    held.read(1, 1, bytes('[{"a":2}]'));
    expect([one.table.rowCount, one.bytes, held.whole.length]).toEqual([2, 18, 1]);
    expect(() => held.read(2, 0, bytes('{}'))).toThrow(SyntaxError);
  });
});

let browser: PreviewBrowser;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
});
afterAll(() => browser.close());
beforeEach(async () => {
  await browser.page.setViewportSize({ width: 1100, height: 800 });
  await browser.page.reload();
});

const shown = () => browser.page.getByRole('combobox', { name: 'Result shown' });
const other = () => browser.page.getByRole('combobox', { name: 'Result to compare with' });
const control = (name: string) => browser.page.getByRole('button', { name, exact: true });
const options = (): Promise<string[]> => shown().locator('option').allTextContents();
const chosen = (): Promise<string> => shown().evaluate((e: HTMLSelectElement) => e.selectedOptions[0]!.textContent);
const status = (): Promise<string | null> => browser.page.getByRole('status').textContent();
const cells = (): Promise<string[]> => browser.page.locator('.rows .cell').allTextContents();
const focused = (): Promise<string | null> =>
  browser.page.evaluate(() => {
    const { activeElement: active } = document;
    return active === document.body ? 'nothing' : (active?.role ?? active?.ariaLabel ?? active?.textContent ?? null);
  });
const violations = (): Promise<readonly string[]> =>
  browser.page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(where: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    // The rows have tests of their own.
    const found = await axe.run({ include: ['#preview'], exclude: ['.table', '.pictures'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
const compared = (): Promise<unknown> => browser.page.locator('.whole').waitFor();
const rows = (name: string) =>
  browser.page.locator('.compared tr', { has: browser.page.getByText(name, { exact: true }) });

const warned: PreviewVerdict = {
  summary: '1 warning',
  sample: 'A sample.',
  checks: [{ code: 'x', level: 'warning', title: 'Some ids are blank.', line: 'Line 5' }],
};

async function show(
  time: string,
  json: string,
  more: { verdict?: PreviewVerdict; moved?: string } = {},
): Promise<void> {
  await browser.show({ kind: 'rows', json, result: { finishedAt: time }, ...more });
}

describe('the results of a panel', () => {
  it('are no line of their own as long as there is only one', async () => {
    await show('10:00:00', '[{"a":1}]');
    expect(await browser.page.locator('.results').isVisible()).toBe(false);
  });

  it('are named by time, rows, query and worst check, the newest first, and a new one is shown at once', async () => {
    await show('10:00:00', '[{"a":1}]', { verdict: warned });
    await show('10:00:05', '[{"a":2},{"a":3}]');
    expect(await options()).toEqual([
      '10:00:05 · 2 rows · SQL abababa · newest',
      '10:00:00 · 1 row · SQL abababa · Warning',
    ]);
    expect(await chosen()).toMatch(/^10:00:05/);
    await shown().selectOption({ index: 1 });
    await expect.poll(cells).toEqual(['1']);
    await show('10:00:09', '[{"a":4}]');
    await expect.poll(cells).toEqual(['4']);
    expect(await chosen()).toMatch(/^10:00:09/);
    expect(await browser.page.locator('.earlier').isVisible()).toBe(false);
  });

  it('can be looked at again as they were, told to be earlier ones, by keys alone and back by one', async () => {
    await show('10:00:00', '[{"a":1}]', { verdict: warned, moved: 'The file has changed.' });
    await show('10:00:05', '[{"a":2}]');
    await shown().focus();
    await browser.page.keyboard.press('ArrowDown');
    await expect.poll(cells).toEqual(['1']);
    expect(await browser.page.locator('.earlier').textContent()).toBe(
      'An earlier result, from 10:00:00.Show the newest',
    );
    expect(await browser.page.locator('.facts').textContent()).toContain('10:00:00');
    expect(await browser.page.locator('.verdict h2').textContent()).toBe('1 warning');
    expect(await browser.page.locator('.moved').textContent()).toBe('The file has changed.');
    expect(await status()).toBe('An earlier result, from 10:00:00. 1 row, 0.42 s. 1 warning');
    // The host knows checks by their place among those of the newest result.
    expect(await browser.page.getByRole('button', { name: /^Line 5/ }).count()).toBe(0);
    expect(await focused()).toBe('Result shown');
    await browser.page.keyboard.press('Escape');
    await expect.poll(cells).toEqual(['2']);
    expect(await focused()).toBe('Result shown');
    await shown().selectOption({ index: 1 });
    await control('Show the newest').focus();
    await browser.page.keyboard.press('Enter');
    await expect.poll(cells).toEqual(['2']);
    expect(await focused()).toBe('Result shown');
    expect(await browser.faults()).toEqual([]);
  });

  it('stay in view while more is said of the newest', async () => {
    await show('10:00:00', '[{"a":1}]');
    const number = 1_000;
    await browser.show({ kind: 'rows', json: '[{"a":2}]', result: { number, finishedAt: '10:00:05' } });
    await shown().selectOption({ index: 1 });
    const newest = { number, rowCount: 1, parts: 1, elapsedMs: 420, finishedAt: '10:00:05' };
    await browser.send({ kind: 'rows', subject, result: newest, verdict: warned });
    await expect.poll(cells).toEqual(['1']);
    expect(await browser.page.locator('.verdict h2').textContent()).toBe('These rows were not judged.');
    expect((await options())[0]).toContain('Warning');
    await browser.page.keyboard.press('Escape');
    expect(await browser.page.locator('.verdict h2').textContent()).toBe('1 warning');
  });

  it('can be looked at while a query runs and when one has failed, and the time goes on', async () => {
    await show('10:00:00', '[{"a":1}]');
    await browser.show({ kind: 'running', subject, elapsedMs: 60_000 });
    expect(await options()).toEqual(['Earlier results', '10:00:00 · 1 row · SQL abababa · newest']);
    await shown().selectOption({ index: 1 });
    await expect.poll(cells).toEqual(['1']);
    await browser.show({ kind: 'running', subject, elapsedMs: 60_500 });
    await expect.poll(cells).toEqual(['1']);
    await browser.page.keyboard.press('Escape');
    expect(await browser.page.locator('.elapsed').textContent()).toMatch(/^6\d\.\d s$/);
    await shown().selectOption({ index: 1 });
    await browser.show({ kind: 'cancelled', subject, elapsedMs: 1 });
    expect(await browser.page.locator('.notice').isVisible()).toBe(true);
    expect(await browser.page.evaluate(() => window.timers.size)).toBe(0);
  });

  it('can be pinned, two of them, and say so', async () => {
    for (const at of [0, 1, 2, 3, 4, 5, 6, 7]) {
      await show(`10:00:0${at}`, `[{"a":${at}}]`);
      if (at === 0 || at > 2) continue;
      await control('Pin').focus();
      await browser.page.keyboard.press('Space');
      expect(await control('Pin').getAttribute('aria-pressed')).toBe('true');
    }
    expect((await options()).map(text => text.slice(0, 8))).toEqual([
      '10:00:07',
      '10:00:06',
      '10:00:05',
      '10:00:04',
      '10:00:03',
      '10:00:02',
      '10:00:01',
    ]);
    expect((await options()).at(-1)).toContain('pinned');
    expect(await control('Pin').getAttribute('aria-disabled')).toBe('true');
    await control('Pin').focus();
    await browser.page.keyboard.press('Enter');
    expect(await status()).toContain('2 results are pinned already');
    expect(await focused()).toBe('Pin');
    await shown().selectOption({ index: 6 });
    await control('Pin').click();
    expect(await control('Pin').getAttribute('aria-pressed')).toBe('false');
  });

  it('keep the focus when what had it is replaced by something new', async () => {
    await show('10:00:00', '[{"a":1}]');
    await browser.page.getByRole('grid').focus();
    await show('10:00:05', '[{"a":2}]');
    expect(await focused()).toBe('grid');
    await browser.show({ kind: 'running', subject, elapsedMs: 0 });
    expect(await focused()).toBe('Cancel');
  });
});

describe('two results compared', () => {
  const before = '[{"id":"u1","n":1,"gone":1,"same":"x"},{"id":"u2","n":2,"gone":1,"same":"x"}]';
  const after = '[{"id":"u2","n":"2","fresh":1,"same":"x"},{"id":"u3","n":null,"fresh":1,"same":"x"}]';

  it('are shown column by column, what differs told by sign and word, and what does not folded away', async () => {
    await browser.show({
      kind: 'rows',
      json: before,
      result: { finishedAt: '10:00:00' },
      subject: { ...subject, roles: { id: 'anonymous_id' } },
    });
    await browser.show({
      kind: 'rows',
      json: after,
      result: { finishedAt: '10:00:05' },
      subject: { ...subject, roles: { id: 'anonymous_id' } },
    });
    await control('Compare with').focus();
    await browser.page.keyboard.press('Enter');
    await compared();
    expect(await focused()).toBe('Compare with');
    expect(await browser.page.locator('.sides li').allTextContents()).toEqual([
      'A: 10:00:00 · 2 rows · SQL abababa',
      'B: 10:00:05 · 2 rows · SQL abababa',
    ]);
    const whole = await browser.page.locator('.whole dd').allTextContents();
    expect(whole[0]).toContain('A 2, B 2: 0 in both, 2 only in A, 2 only in B');
    expect(whole[0]).toContain('A preview is a sample');
    expect(whole[1]).toBe('A 2, B 2: 1 in both, 1 only in A, 1 only in B');
    const table = browser.page.getByRole('table', { name: 'Columns that differ' });
    expect(await table.getByRole('rowheader').allTextContents()).toEqual(['gone', 'fresh', 'id', 'n']);
    expect(await table.locator('.changes').allTextContents()).toEqual([
      '− only in A',
      '+ only in B',
      '≠ shares of values',
      '≠ type, nulls, distinct values, shares of values',
    ]);
    expect(await rows('n').locator('td').allTextContents()).toEqual([
      '≠ type, nulls, distinct values, shares of values',
      'numbers → numbers as texts',
      '0% → 50%',
      '2 → 1',
      '1 – 2 → 2 – 2',
      '100% moved',
    ]);
    expect(await rows('n').getByRole('img').getAttribute('aria-label')).toMatch(/^n: 100% of the rows have moved/);
    expect(await status()).toBe('Compared. Columns that differ: 4.');
    await browser.page.getByText('Columns that do not differ: 1').first().click();
    await rows('same').waitFor();
    expect(await rows('same').locator('.changes').textContent()).toBe('= no difference');
    expect(await browser.faults()).toEqual([]);
  });

  it('lead to the rows that only one of them has, and back, with the focus never lost', async () => {
    await show('10:00:00', '[{"a":1},{"a":2},{"a":3}]');
    await show('10:00:05', '[{"a":3},{"a":4}]');
    await control('Compare with').click();
    await compared();
    await control('Show the rows only in A').focus();
    await browser.page.keyboard.press('Enter');
    await browser.page.waitForFunction(() => document.querySelectorAll('.rows .cell').length === 2);
    await expect.poll(cells).toEqual(['1', '2']);
    expect(await focused()).toBe('grid');
    expect(await browser.page.locator('.chip').textContent()).toContain('Only in A, not in the result from 10:00:05');
    expect(await browser.page.locator('.earlier').isVisible()).toBe(true);
    await control('Compare with').click();
    await compared();
    await control('Show the rows only in B').click();
    await browser.page.waitForFunction(() => document.querySelectorAll('.rows .cell').length === 1);
    await expect.poll(cells).toEqual(['4']);
    expect(await browser.page.locator('.earlier').isVisible()).toBe(false);
    await control('Compare with').click();
    await compared();
    await browser.page.locator('.comparison').focus();
    await browser.page.keyboard.press('Escape');
    await expect.poll(cells).toEqual(['3', '4']);
    expect(await focused()).toBe('Compare with');
    expect(await control('Compare with').getAttribute('aria-pressed')).toBe('false');
  });

  it('are the one that is shown and a pinned one, until another is chosen', async () => {
    await show('10:00:00', '[{"a":1}]');
    await control('Compare with').waitFor({ state: 'hidden' });
    await show('10:00:01', '[{"a":1}]');
    await shown().selectOption({ index: 1 });
    await control('Pin').click();
    await show('10:00:02', '[{"a":1}]');
    await show('10:00:03', '[{"a":1}]');
    expect(await other().evaluate((e: HTMLSelectElement) => e.selectedOptions[0]!.textContent)).toMatch(/^10:00:00/);
    await control('Compare with').click();
    await compared();
    expect(await browser.page.locator('.no-changes').textContent()).toBe('= No column differs.');
    await other().selectOption({ index: 0 });
    await browser.page.getByText('A: 10:00:02').waitFor();
    await compared();
    await shown().selectOption({ index: 3 });
    await browser.page.getByText('A: 10:00:00').waitFor();
    await show('10:00:04', '[{"a":1}]');
    await expect.poll(cells).toEqual(['1']);
    expect(await browser.page.locator('.comparison').count()).toBe(0);
  });

  it('are found without a fault by axe, as are the line above them and an earlier result', async () => {
    // By the browser's own console, which the policy of the page does not bind.
    await browser.page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    await show('10:00:00', before);
    await show('10:00:05', after, { verdict: warned });
    await shown().selectOption({ index: 1 });
    await expect.poll(cells).toContain('u1');
    expect(await violations()).toEqual([]);
    await control('Compare with').click();
    await compared();
    await browser.page.locator('.same-columns summary').click();
    await rows('same').waitFor();
    expect(await violations()).toEqual([]);
  });

  it('stop being compared when something else is wanted, and say nothing late', async () => {
    await browser.show({ kind: 'rows', json: { rows: 30_000, columns: 8 }, result: { finishedAt: '10:00:00' } });
    await browser.show({ kind: 'rows', json: { rows: 30_000, columns: 8 }, result: { finishedAt: '10:00:05' } });
    await control('Compare with').evaluate(async (button: HTMLButtonElement) => {
      button.click();
      while (!document.querySelector('progress')) await new Promise(requestAnimationFrame);
    });
    await browser.show({ kind: 'rows', json: '[{"a":1}]', result: { finishedAt: '10:00:09' } });
    await expect.poll(cells).toEqual(['1']);
    await browser.page.evaluate(() => new Promise(resolve => setTimeout(resolve, 0)));
    expect(await browser.page.locator('.comparison').count()).toBe(0);
    expect(await status()).toBe('1 row, 0.42 s');
    expect(await browser.faults()).toEqual([]);
  });

  it('have hostile column names, values and times as texts and nothing else (T15, T16)', async () => {
    const own = ['BUTTON', 'CODE', 'DD', 'DETAILS', 'DIV', 'DL', 'DT', 'H1', 'H2', 'HEADER', 'LI', 'OPTION', 'P'];
    const more = ['SECTION', 'SELECT', 'SPAN', 'SUMMARY', 'TABLE', 'CAPTION', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'UL'];
    for (let from = 0; from < hostileTexts.length; from += 300) {
      const some = [...new Set(hostileTexts.slice(from, from + 300))];
      const row = (value: (text: string) => string): string =>
        `[{${some.map(text => `${JSON.stringify(text)}:${JSON.stringify(value(text))}`).join()}}]`;
      await show(
        some[0]!,
        row(text => text),
      );
      await show(
        some[1]!,
        row(text => `${text}!`),
      );
      await control('Compare with').click();
      await compared();
      const names = await browser.page.locator('.compared .name').allTextContents();
      expect(names).toEqual(some.map(text => (text === '' ? 'empty' : visibleText(text, 60))));
      const tags = await browser.page.evaluate(() => [
        ...new Set([...document.querySelectorAll('#preview *')].map(e => e.tagName)),
      ]);
      expect(tags.filter(tag => ![...own, ...more, 'svg', 'path'].includes(tag))).toEqual([]);
      expect(await browser.faults()).toEqual([]);
    }
  });
});
