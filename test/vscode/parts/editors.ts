import type { Locator } from 'playwright-core';
import type { Stage } from '../stage.ts';

/** Editor groups, their tabs, and the text that they show. */
export class Editors {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** The titles of all open tabs, left to right. */
  async tabs(): Promise<string[]> {
    // VS Code draws the end of a file's name apart from the rest of it.
    return (await this.#tabs.locator('.tab-label').allInnerTexts()).map(text => text.replaceAll('\n', ''));
  }

  /** Brings a tab to the front; `title` is a part of its title. */
  async select(title: string | RegExp): Promise<void> {
    await this.#stage.attempt(`select the tab “${String(title)}”`, () =>
      this.#tabs.filter({ hasText: title }).first().click(),
    );
  }

  /** Closes a tab, as the middle mouse button does; `title` is a part of its title. */
  async close(title: string | RegExp): Promise<void> {
    await this.#stage.attempt(`close the tab “${String(title)}”`, async () => {
      const tab = this.#tabs.filter({ hasText: title });
      await tab.first().click({ button: 'middle' });
      await tab.waitFor({ state: 'detached' });
    });
  }

  /** Waits for a tab; `title` is a part of its title. */
  async waitForTab(title: string | RegExp): Promise<void> {
    await this.#stage.attempt(`see the tab “${String(title)}”`, () =>
      this.#tabs.filter({ hasText: title }).first().waitFor(),
    );
  }

  /** The lines in view of the text editor whose accessible name holds `name` (any, without it), joined by line breaks. */
  async text(name?: string): Promise<string> {
    return this.#stage.attempt('read the text of an editor', async () => {
      await this.#lines(name).first().waitFor();
      const lines = await this.#lines(name).evaluateAll(elements =>
        elements.map(line => ({ text: line.textContent, top: line.getBoundingClientRect().top })),
      );
      return lines
        .sort((a, b) => a.top - b.top)
        .map(line => line.text.replaceAll('\u00a0', ' '))
        .join('\n');
    });
  }

  /** Waits until a text editor shows this text, within one line. */
  async waitForText(text: string | RegExp): Promise<void> {
    const spaced = typeof text === 'string' ? new RegExp(literal(text)) : text;
    await this.#stage.attempt(`see “${String(text)}” in an editor`, () =>
      this.#lines().filter({ hasText: spaced }).first().waitFor(),
    );
  }

  /** Waits until a comparison in view shows `left` in a line of its left side and `right` in one of its right side. */
  async waitForDiff(left: string | RegExp, right: string | RegExp): Promise<void> {
    await this.#stage.attempt(`compare “${String(left)}” with “${String(right)}”`, async () => {
      await this.#side('original', left).waitFor();
      await this.#side('modified', right).waitFor();
    });
  }

  /** The lines in view of either side of a comparison, joined by line breaks. */
  async diff(): Promise<{ readonly left: string; readonly right: string }> {
    return this.#stage.attempt('read a comparison', async () => {
      const [left, right] = [this.#side('original', ''), this.#side('modified', '')];
      await right.waitFor();
      return {
        left: (await left.innerText()).replaceAll('\u00a0', ' '),
        right: (await right.innerText()).replaceAll('\u00a0', ' '),
      };
    });
  }

  /** What is shown when the mouse rests on a tab; `title` is a part of its title. */
  async tooltip(title: string | RegExp): Promise<string> {
    return this.#stage.attempt(`read the tooltip of the tab “${String(title)}”`, async () => {
      await this.#stage.dismissHover();
      await this.#tabs.filter({ hasText: title }).first().hover();
      const hover = this.#stage.page.locator('.workbench-hover').filter({ visible: true });
      await hover.waitFor();
      const text = await hover.innerText();
      await this.#stage.dismissHover();
      return text;
    });
  }

  /** Clicks what is offered above the first line; `title` is a part of it. */
  async clickLens(title: string | RegExp): Promise<void> {
    await this.#stage.attempt(`click “${String(title)}” above the first line`, () =>
      this.#stage.page.locator('.part.editor .codelens-decoration a').filter({ hasText: title }).first().click(),
    );
  }

  /** Puts the cursor at the end of the active editor and types. */
  async typeAtEnd(text: string): Promise<void> {
    await this.#stage.attempt('type into the editor', async () => {
      await this.#stage.page.locator('.editor-group-container.active .view-lines').first().click();
      await this.#stage.page.keyboard.press('Control+End');
      await this.#stage.page.keyboard.type(text);
    });
  }

  /** Clicks a button in the title of the active group; `action` is its tooltip. */
  async titleAction(action: string): Promise<void> {
    await this.#stage.attempt(`click “${action}” in the editor title`, () =>
      this.#stage.page
        .locator('.editor-group-container.active .editor-actions')
        .getByRole('button', { name: action })
        .click(),
    );
  }

  /** The names of the buttons in the title of the active editor. */
  async titleActions(): Promise<string[]> {
    const buttons = this.#stage.page.locator('.editor-group-container.active .editor-actions').getByRole('button');
    return buttons.evaluateAll(elements => elements.map(each => each.getAttribute('aria-label') ?? ''));
  }

  get #tabs(): Locator {
    return this.#stage.page.locator('.part.editor .tabs-container .tab');
  }

  #side(side: 'original' | 'modified', text: string | RegExp): Locator {
    const spaced = typeof text === 'string' ? new RegExp(literal(text)) : text;
    const editors = this.#stage.page.locator(`.part.editor .${side}-in-monaco-diff-editor .view-lines`);
    return editors.filter({ hasText: spaced }).first();
  }

  #lines(name?: string): Locator {
    const editors = this.#stage.page.locator('.part.editor .editor-instance .monaco-editor');
    const chosen =
      name === undefined
        ? editors
        : editors.filter({ has: this.#stage.page.locator(`[aria-label*=${JSON.stringify(name)}]`) });
    return chosen.locator('.view-lines .view-line');
  }
}

/** VS Code draws spaces as non-breaking ones; a pattern for either. */
function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[ \\u00a0]');
}
