import type { Browser, Page } from 'playwright-core';
import type { ShowTimes } from './page/probe.ts';
import type { GridPage } from './gridPages.ts';
import type { PageServer } from './pageServer.ts';
import { idOf } from './sampleRows.ts';

/** A table as the server has it. */
export interface ServedRows {
  readonly rows: number;
  readonly columns: number;
  /** Addresses of the parts that our host would send, and of the one array that the peers get. */
  readonly parts: readonly string[];
  readonly whole: string;
}

/** `bytes`: as messages, as they come to a page · `objects`: the peer is given rows that were read before. */
export type Way = 'bytes' | 'objects';

export interface OpenPage {
  readonly page: Page;
  readonly times: ShowTimes;
}

/** Opens pages and shows rows in them; each page is new, in a context of its own, so that none finds anything warm. */
export class GridReader {
  readonly #browser: Browser;
  readonly #server: PageServer;
  readonly #around: (rows: ServedRows) => readonly object[];

  /** @param around what our host says around the rows: the state, and what each part is signed with */
  constructor(browser: Browser, server: PageServer, around: (rows: ServedRows) => readonly object[]) {
    this.#browser = browser;
    this.#server = server;
    this.#around = around;
  }

  /** Shows the rows once and gives `use` the page to work with. Fails with what the page complains about. */
  async withPage<T>(grid: GridPage, rows: ServedRows, way: Way, use: (open: OpenPage) => Promise<T>): Promise<T> {
    const context = await this.#browser.newContext({ viewport: { width: 1440, height: 900 } });
    try {
      const page = await context.newPage();
      const complaint = firstComplaint(page, grid.name);
      await page.goto(this.#server.address(grid));
      const isOurs = grid.name === 'ours';
      await page.evaluate(paths => window.probe.fetch(paths), isOurs ? rows.parts : [rows.whole]);
      // The first screen is there when its first rows and its twentieth are.
      const first = [idOf(0), idOf(Math.min(19, rows.rows - 1))];
      const look = { first, last: idOf(rows.rows - 1), scroller: grid.scroller };
      const how = isOurs ? 'parts' : way === 'objects' ? 'objects' : 'whole';
      const shown = page.evaluate(([chosen, around, wanted]) => window.probe.show(chosen, around, wanted), [
        how,
        this.#around(rows),
        look,
      ] as const);
      const times = await Promise.race([shown, complaint]);
      return await Promise.race([use({ page, times }), complaint]);
    } finally {
      await context.close();
    }
  }
}

/** Fails as soon as the page has an error or breaks its policy, or when it is still open after two minutes. */
function firstComplaint(page: Page, name: string): Promise<never> {
  const complaint = new Promise<never>((_, reject) => {
    const complain = (what: string): void => reject(new Error(`The page of ${name}: ${what}`));
    page.on('pageerror', error => complain(error.message));
    page.on('console', message => {
      if (message.type() === 'error') complain(message.text());
    });
    const clock = setTimeout(() => complain('not done after two minutes'), 120_000);
    page.on('close', () => clearTimeout(clock));
  });
  // A page that closes while nobody waits has nothing more to say.
  complaint.catch(() => undefined);
  return complaint;
}
