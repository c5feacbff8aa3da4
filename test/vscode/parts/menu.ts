import type { Stage } from '../stage.ts';

/** The context menu, or any other pop-up menu, that is open. */
export class Menu {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** The texts of its entries. */
  async items(): Promise<string[]> {
    return this.#stage.attempt('see a menu', async () => {
      await this.#entries.first().waitFor();
      return this.#entries.locator('.action-label').allInnerTexts();
    });
  }

  /** Chooses an entry, through submenus: `choose('Ann (Levered)', 'Sign Out')`. */
  async choose(...path: string[]): Promise<void> {
    for (const [depth, name] of path.entries()) {
      await this.#stage.attempt(`choose “${name}” in the menu`, async () => {
        const entry = this.#stage.page.getByRole('menuitem', { name }).filter({ visible: true }).last();
        await entry.waitFor();
        // A menu ignores a click that comes within the moment in which it opened; a person cannot be that fast.
        if (depth < path.length - 1) await entry.hover();
        else await entry.click({ delay: 50 });
      });
    }
  }

  get #entries() {
    return this.#stage.page.locator('.monaco-menu .action-item:not(.disabled)');
  }
}
