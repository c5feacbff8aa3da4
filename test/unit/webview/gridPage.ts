import type { Locator } from 'playwright-core';
import type { PreviewBrowser } from './previewBrowser.ts';

/** The table on the preview page, as a person's hands and eyes have it. */
export class GridPage {
  readonly browser: PreviewBrowser;

  constructor(browser: PreviewBrowser) {
    this.browser = browser;
  }

  get grid(): Locator {
    return this.browser.page.getByRole('grid');
  }

  /** Shows rows, given as values; a number with digits that JavaScript would lose goes as JSON text. */
  async show(rows: string | readonly unknown[]): Promise<void> {
    await this.browser.show({ kind: 'rows', json: typeof rows === 'string' ? rows : JSON.stringify(rows) });
  }

  async settle(): Promise<void> {
    await this.browser.page.evaluate(
      () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.browser.page.keyboard.press(key);
    await this.settle();
  }

  async scrollTo(left: number, top: number): Promise<void> {
    await this.grid.evaluate((element, [x, y]) => element.scrollTo(x, y), [left, top] as const);
    await this.settle();
  }

  active(): Promise<string | null> {
    return this.browser.page.locator('#active-cell').textContent();
  }

  heading(name: string): Locator {
    return this.browser.page.locator('.heading').filter({ has: this.browser.page.getByText(name, { exact: true }) });
  }

  cell(row: number, column: number): Locator {
    return this.browser.page.locator(`.rows .row[aria-rowindex="${row + 2}"] [aria-colindex="${column + 2}"]`);
  }

  /** What stands in a shown row. */
  row(row: number): Promise<string[]> {
    return this.browser.page.locator(`.rows .row[aria-rowindex="${row + 2}"] [role=gridcell]`).allTextContents();
  }

  /** What stands in a column, by its place, in the rows that are on the page. */
  column(column: number): Promise<string[]> {
    return this.browser.page.locator(`.rows .row [aria-colindex="${column + 2}"]`).allTextContents();
  }

  headings(): Promise<string[]> {
    return this.browser.page.locator('.heading .name').allTextContents();
  }

  /** The text of the live region. */
  said(): Promise<string | null> {
    return this.browser.page.locator('.announcement').textContent();
  }

  focused(): Promise<string | null | undefined> {
    return this.browser.page.evaluate(
      () => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName,
    );
  }

  /** Chooses an entry of the menu of a column, by the keyboard alone. */
  async chooseForColumn(name: string, entry: string): Promise<void> {
    await this.heading(name).click({ button: 'right' });
    await this.browser.page.getByRole('menuitem', { name: entry, exact: true }).click();
    await this.settle();
  }

  /** What the selected cells put on the clipboard by the event of a copy. */
  copied(): Promise<string> {
    return this.grid.evaluate(element => {
      const clipboardData = new DataTransfer();
      element.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData('text/plain');
    });
  }
}
