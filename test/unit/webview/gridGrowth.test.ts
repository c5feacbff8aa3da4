import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GridPage } from './gridPage.ts';
import { PreviewBrowser, session, subject } from './previewBrowser.ts';

let browser: PreviewBrowser;
let table: GridPage;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
  table = new GridPage(browser);
});
afterAll(() => browser.close());

const status = (): Promise<string | null> => browser.page.locator('.shown-rows').textContent();
let result = 1_000;

/** Sends the next part of the rows, as the host does. */
async function part(number: number, rows: readonly unknown[]): Promise<void> {
  await browser.page.evaluate(
    async ([signed, of, at, json]) => {
      const done = new Promise(resolve => window.addEventListener('message', resolve, { once: true }));
      window.postMessage(
        { kind: 'rows', session: signed, result: of, part: at, rows: new TextEncoder().encode(json) },
        '*',
      );
      await done;
    },
    [session, result, number, JSON.stringify(rows)] as const,
  );
  await table.settle();
}

/** Shows a result of which the first part is there. */
async function begin(first: readonly unknown[], rowCount: number, parts: number): Promise<void> {
  result++;
  await part(0, first);
  await browser.page.evaluate(
    async ([message]) => {
      const done = new Promise(resolve => window.addEventListener('message', resolve, { once: true }));
      window.postMessage(JSON.parse(message), '*');
      await done;
    },
    [
      JSON.stringify({
        kind: 'show',
        session,
        words: browser.words,
        state: {
          kind: 'rows',
          subject,
          result: { number: result, rowCount, parts, elapsedMs: 420, finishedAt: '14:03:22' },
        },
      }),
    ] as const,
  );
  await table.settle();
}

const rows = (from: number, to: number): unknown[] =>
  Array.from({ length: to - from }, (_, at) => ({ id: `r${from + at}`, n: 1_000 - from - at }));

describe('rows that are still being read', () => {
  it('have their place and their number, and fill it when they come', async () => {
    await begin(rows(0, 5), 1_000, 2);
    expect(await table.grid.getAttribute('aria-rowcount')).toBe('1001');
    expect(await table.row(4)).toEqual(['r4', '996']);
    expect(await table.row(5)).toEqual(['…', '…']);
    const waiting = browser.page.locator('.rows .row[aria-rowindex="7"]');
    expect(await waiting.getAttribute('aria-busy')).toBe('true');
    expect(await waiting.locator('.number').textContent()).toBe('6');
    expect(await status()).toBe('Reading rows: 5 of 1,000');
    await table.grid.focus();
    await table.press('Control+End');
    expect(await table.active()).toBe('…');
    await part(1, rows(5, 1_000));
    expect(await table.active()).toBe('1');
    expect(await status()).toBe('');
    expect(await browser.page.locator('.rows [aria-busy]').count()).toBe(0);
  });

  it('are waited for by a sort and a filter, which then begin by themselves', async () => {
    await begin(rows(0, 5), 20, 2);
    await table.heading('n').click();
    await table.settle();
    expect(await status()).toBe('Reading rows: 5 of 20 As soon as all rows have been read…');
    expect((await table.column(0)).slice(0, 2)).toEqual(['r0', 'r1']);
    expect(await table.heading('n').getAttribute('aria-sort')).toBe('ascending');
    await part(1, rows(5, 20));
    await expect.poll(() => table.column(0).then(column => column[0])).toBe('r19');
  });

  it('are waited for by find', async () => {
    await begin(rows(0, 5), 20, 2);
    await table.press('Control+f');
    await browser.page.keyboard.type('r17');
    const found = browser.page.locator('.found-count');
    await expect.poll(() => found.textContent()).toMatch(/^As soon as/);
    await part(1, rows(5, 20));
    await expect.poll(() => found.textContent()).toBe('1 found');
    await table.press('Enter');
    await expect.poll(() => found.textContent()).toBe('1 of 1');
    expect(await table.active()).toBe('r17');
    await table.press('Escape');
  });

  it('are waited for by an export', async () => {
    await begin(rows(0, 5), 20, 2);
    const before = (await browser.posted()).length;
    await browser.page.getByRole('button', { name: 'Export', exact: true }).click();
    await browser.page.getByRole('menuitem', { name: 'Export as CSV…' }).click();
    expect((await browser.posted()).length).toBe(before);
    await part(1, rows(5, 20));
    await expect.poll(async () => (await browser.posted()).length).toBe(before + 1);
    const lines = await browser.page.evaluate(() => {
      const last = window.posted.at(-1);
      return last?.kind === 'export' ? new TextDecoder().decode(last.text).trim().split('\r\n').length : 0;
    });
    expect(lines).toBe(21);
  });

  it('may bring columns of their own; what a person did to the others stays', async () => {
    await begin(rows(0, 5), 6, 2);
    await table.chooseForColumn('id', 'Hide');
    await part(1, [{ id: 'late', n: 1, extra: true }]);
    expect(await table.headings()).toEqual(['n', 'extra']);
    expect(await table.row(5)).toEqual(['1', 'true']);
    expect(await table.row(0)).toEqual(['1000', 'missing']);
    expect(await table.grid.getAttribute('aria-colcount')).toBe('3');
  });

  it('saw no fault of policy or script in any of this', async () => {
    expect(await browser.faults()).toEqual([]);
  });
});

describe('the rows that a check found', () => {
  it('are shown alone, with the check at a chip, and all of them again', async () => {
    await begin([{ a: 1 }, { a: null }, { a: 3 }, { a: null }], 4, 1);
    await browser.page.evaluate(
      async ([message]) => {
        const parsed = JSON.parse(message) as { state: { verdict: { checks: { rows: Uint32Array }[] } } };
        parsed.state.verdict.checks[0]!.rows = new Uint32Array([1, 3]);
        const done = new Promise(resolve => window.addEventListener('message', resolve, { once: true }));
        window.postMessage(parsed, '*');
        await done;
      },
      [
        JSON.stringify({
          kind: 'show',
          session,
          words: browser.words,
          state: {
            kind: 'rows',
            subject,
            result: { number: result, rowCount: 4, parts: 1, elapsedMs: 420, finishedAt: '14:03:22' },
            verdict: {
              summary: '1 problem',
              sample: '4 rows',
              checks: [{ code: 'null-ids', level: 'error', title: '2 of 4 ids are null.' }],
            },
          },
        }),
      ] as const,
    );
    await browser.page.getByRole('button', { name: /Show rows/ }).click();
    await expect.poll(() => table.column(0)).toEqual(['null', 'null']);
    expect(await browser.page.locator('.rows .number').allTextContents()).toEqual(['2', '4']);
    expect(await status()).toBe('2 of 4 rows');
    expect(await browser.page.locator('.chip').textContent()).toBe('2 of 4 ids are null.×');
    await browser.page.getByRole('button', { name: 'Remove filter 2 of 4 ids are null.' }).click();
    await expect.poll(() => table.column(0)).toEqual(['1', 'null', '3', 'null']);
    expect(await browser.faults()).toEqual([]);
  });
});
