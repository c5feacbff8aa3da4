import type { FrameLocator, Locator } from 'playwright-core';
import { waitFor } from '../waitFor.ts';
import type { VSCodeWindow } from '../window.ts';

const patienceMs = 20_000;

/** The table of the one preview in view, as a person's hands and eyes have it. Rows are counted from zero, as shown. */
export class PreviewTableSeen {
  readonly #window: VSCodeWindow;

  constructor(window: VSCodeWindow) {
    this.#window = window;
  }

  get grid(): Locator {
    return this.#frame.getByRole('grid');
  }

  /** The cell or row that is seen whole. */
  get details(): Locator {
    return this.#frame.locator('.detail-body');
  }

  /** The line in which one looks for a text. */
  get find(): Locator {
    return this.#frame.getByRole('search');
  }

  /** Waits for what the search says of its matches. */
  async waitForFound(text: string): Promise<void> {
    await waitFor(`the search to say “${text}”`, patienceMs, async () =>
      same([await this.find.locator('.found-count').innerText({ timeout: 2_000 })], [text]),
    );
  }

  /** What is filtered, as it stands above the rows. */
  async chips(): Promise<string[]> {
    return this.#frame
      .locator('.chips .chip')
      .evaluateAll(chips => chips.map(chip => chip.firstChild?.textContent ?? ''));
  }

  heading(name: string): Locator {
    return this.#frame.locator(`[role=columnheader]:has(.name:text-is(${JSON.stringify(name)}))`);
  }

  /** The names of the columns in view, left to right. */
  async headings(): Promise<string[]> {
    return this.#frame.locator('[role=columnheader] .name').allInnerTexts();
  }

  /** Waits until these columns are in view, in this order. */
  async waitForHeadings(names: readonly string[]): Promise<void> {
    await waitFor(`the columns ${names.join(', ')}`, patienceMs, async () => same(await this.headings(), names));
  }

  async cell(row: number, column: string): Promise<Locator> {
    const index = await this.heading(column).getAttribute('aria-colindex');
    return this.#frame.locator(`.rows [aria-rowindex="${row + 2}"] [aria-colindex="${index}"]`);
  }

  /** The cells in view of a column, top to bottom. */
  async column(name: string): Promise<string[]> {
    const index = await this.heading(name).getAttribute('aria-colindex');
    return this.#frame
      .locator('.rows [role=row]')
      .evaluateAll(
        (rows, wanted) =>
          rows
            .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
            .map(row => row.querySelector(`[aria-colindex="${wanted}"]`)?.textContent ?? ''),
        index,
      );
  }

  /** Waits until a column shows these cells and no other. */
  async waitForColumn(name: string, cells: readonly string[]): Promise<void> {
    await waitFor(`${name} to show ${cells.join(', ')}`, patienceMs, async () => same(await this.column(name), cells));
  }

  /** Waits until the cell that the keyboard is at shows this. */
  async waitForActive(text: string): Promise<void> {
    await waitFor(`the cell “${text}” to be the active one`, patienceMs, async () => {
      const seen = await this.#active();
      return same([seen], [text]);
    });
  }

  /** Presses a button of the line above the table. */
  async tool(name: string): Promise<void> {
    await this.#frame.getByRole('toolbar').getByRole('button', { name, exact: true }).click();
  }

  /** Chooses an entry of the menu that is open. */
  async choose(entry: string): Promise<void> {
    const item = this.#frame.locator('[role=menuitem], [role=menuitemcheckbox]').filter({ hasText: entry }).first();
    await item.click();
  }

  /** Presses a key until the focus is on the entry of a menu that says this. */
  async pressUntilFocused(key: string, entry: string): Promise<true> {
    const focused = (): Promise<string> =>
      this.#frame.locator('#preview').evaluate(() => document.activeElement?.textContent ?? '');
    await this.#frame.getByRole('menu').waitFor();
    await waitFor(`the focus on “${entry}”`, patienceMs, async () => {
      const seen = await focused();
      if (seen === entry) return true;
      await this.#window.page.keyboard.press(key);
      throw new Error(`It was on “${seen}”.`);
    });
    return true;
  }

  /** Opens a column's menu with the right mouse button and chooses an entry. */
  async columnMenu(column: string, entry: string): Promise<void> {
    await this.heading(column).click({ button: 'right' });
    await this.choose(entry);
  }

  /** Filters a column by what a person types. */
  async filter(column: string, typed: string): Promise<void> {
    await this.columnMenu(column, 'Filter…');
    const box = this.#frame.getByRole('dialog', { name: `Filter ${column}` }).getByRole('textbox');
    await box.fill(typed);
    await box.press('Enter');
  }

  /** Takes a filter away that stands above the rows; `name` is a part of it. */
  async removeFilter(name: string): Promise<void> {
    await this.#frame.locator('.chips .chip').filter({ hasText: name }).getByRole('button').click();
  }

  /** Checks or unchecks a box in the list of columns, which has to be open. */
  async columnBox(label: string, isChecked: boolean): Promise<void> {
    await this.#frame.getByRole('dialog', { name: 'Columns' }).getByLabel(label, { exact: true }).setChecked(isChecked);
  }

  async #active(): Promise<string> {
    return this.grid.evaluate(grid => {
      const id = grid.getAttribute('aria-activedescendant');
      return (id === null ? null : document.getElementById(id))?.textContent ?? 'no cell';
    });
  }

  get #frame(): FrameLocator {
    return this.#window.webviews.only;
  }
}

/** True, or fails with what is there instead. */
function same(seen: readonly string[], wanted: readonly string[]): true {
  if (seen.length === wanted.length && seen.every((each, at) => each === wanted[at])) return true;
  throw new Error(`There is ${seen.join(', ')}.`);
}
