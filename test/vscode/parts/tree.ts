import type { Locator } from 'playwright-core';
import type { Stage } from '../stage.ts';

/** A row of a tree as a person sees it. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  readonly level: number;
  /** Undefined for a row without children. */
  readonly expanded: boolean | undefined;
}

/** A tree in the side bar. VS Code draws only the rows that are in view. */
export class Tree {
  readonly #stage: Stage;
  readonly #view: string;

  /** @param view the name of the view that it fills */
  constructor(stage: Stage, view: string) {
    this.#stage = stage;
    this.#view = view;
  }

  /** The rows in view, top to bottom. */
  async rows(): Promise<TreeRow[]> {
    const rows = await this.#side.getByRole('treeitem').evaluateAll(elements =>
      elements.map(row => ({
        label: row.querySelector('.label-name')?.textContent ?? '',
        description: row.querySelector('.label-description')?.textContent ?? '',
        level: Number(row.getAttribute('aria-level')),
        expanded: row.getAttribute('aria-expanded'),
        top: row.getBoundingClientRect().top,
      })),
    );
    return rows
      .sort((a, b) => a.top - b.top)
      .map(({ label, description, level, expanded }) => ({
        label,
        description,
        level,
        expanded: expanded === null ? undefined : expanded === 'true',
      }));
  }

  /** Waits for the row with exactly this label. */
  async item(label: string): Promise<Locator> {
    return this.#stage.attempt(`see “${label}” in the tree`, async () => {
      const row = this.#row(label);
      await row.waitFor();
      await this.#stage.dismissHover();
      return row;
    });
  }

  /** Waits for a row with this label whose description is or becomes like this. */
  async waitForDescription(label: string, description: RegExp): Promise<void> {
    await this.#stage.attempt(`see “${label}” described as ${String(description)}`, async () => {
      const described = this.#stage.page.locator('.label-description').getByText(description);
      await this.#row(label).filter({ has: described }).first().waitFor();
    });
  }

  /** Clicks a row, which runs its command. */
  async click(label: string): Promise<void> {
    const row = await this.item(label);
    await this.#stage.attempt(`click “${label}”`, () => row.locator('.label-name').click());
  }

  /** Shows the children of a row, if they are not shown already. */
  async expand(label: string): Promise<void> {
    const row = await this.item(label);
    await this.#stage.attempt(`expand “${label}”`, async () => {
      if ((await row.getAttribute('aria-expanded')) === 'true') return;
      await row.locator('.monaco-tl-twistie').click();
      await this.#side
        .locator('[role=treeitem][aria-expanded=true]')
        .filter({ has: this.#name(label) })
        .waitFor();
    });
  }

  /** Ticks or unticks the box of a row. */
  async tick(label: string): Promise<void> {
    const row = await this.item(label);
    await this.#stage.attempt(`tick “${label}”`, () => row.locator('.custom-view-tree-node-item-checkbox').click());
  }

  /** Clicks a button in the title of the view; `action` is its tooltip. */
  async titleAction(action: string): Promise<void> {
    await this.#stage.attempt(`click “${action}” in the title of “${this.#view}”`, async () => {
      await this.#side.locator('.pane-header').hover();
      await this.#side.locator('.pane-header').getByRole('button', { name: action }).click();
    });
  }

  /** The names of the buttons in the title of the view, left to right, but for the one that shows more. */
  async titleActions(): Promise<string[]> {
    await this.#side.locator('.pane-header').hover();
    const buttons = this.#side.locator('.pane-header .monaco-action-bar').getByRole('button');
    const names = await buttons.evaluateAll(elements => elements.map(each => each.getAttribute('aria-label') ?? ''));
    return names.filter(name => name !== '' && !/^(Views and )?More Actions/.test(name));
  }

  /** Clicks one of the small buttons that a row shows under the mouse; `action` is its tooltip. */
  async inlineAction(label: string, action: string): Promise<void> {
    const row = await this.item(label);
    await this.#stage.attempt(`click “${action}” of “${label}”`, async () => {
      await row.hover();
      await row.getByRole('button', { name: action }).click();
    });
  }

  /** Opens the context menu of a row: choose from it with the window's `menu`. */
  async openContextMenu(label: string): Promise<void> {
    const row = await this.item(label);
    await this.#stage.attempt(`open the context menu of “${label}”`, () =>
      row.locator('.label-name').click({ button: 'right' }),
    );
  }

  /** What is shown when the mouse rests on a row. */
  async tooltip(label: string): Promise<string> {
    const row = await this.item(label);
    return this.#stage.attempt(`read the tooltip of “${label}”`, async () => {
      await row.locator('.label-name').hover();
      const hover = this.#stage.page.locator('.workbench-hover').filter({ visible: true });
      await hover.waitFor();
      return hover.innerText();
    });
  }

  /** The text in place of rows (welcome content, message of the view), or all that the side bar shows. */
  async text(): Promise<string> {
    return this.#side.innerText();
  }

  /** The text above the rows; empty when there is none. */
  async message(): Promise<string> {
    return (await this.#side.locator('.tree-explorer-viewlet-tree-view > .message').allInnerTexts()).join('\n').trim();
  }

  /** Waits until the side bar shows this text anywhere. */
  async waitForText(text: string | RegExp): Promise<void> {
    await this.#stage.attempt(`see “${String(text)}” in the side bar`, () =>
      this.#side.getByText(text).first().waitFor(),
    );
  }

  /** Clicks a button or a link of the welcome content. */
  async clickButton(name: string): Promise<void> {
    await this.#stage.attempt(`click “${name}” in the side bar`, () =>
      this.#side.getByRole('button', { name }).first().click(),
    );
  }

  /** Waits until no row is left. */
  async waitUntilEmpty(): Promise<void> {
    await this.#stage.attempt('see the tree empty', () =>
      this.#side.getByRole('treeitem').first().waitFor({ state: 'detached' }),
    );
  }

  get #side(): Locator {
    const header = this.#stage.page.locator(`.pane-header[aria-label^="${this.#view}"]`);
    return this.#stage.page.locator('.part.sidebar .pane').filter({ has: header });
  }

  #name(label: string): Locator {
    return this.#stage.page.locator('.label-name').getByText(label, { exact: true });
  }

  #row(label: string): Locator {
    return this.#side.getByRole('treeitem').filter({ has: this.#name(label) });
  }
}
