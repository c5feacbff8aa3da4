import type { Locator } from 'playwright-core';
import { patienceMs, type Stage } from '../stage.ts';
import { waitFor } from '../waitFor.ts';

/** The box at the top: command palette, quick pick, input box. */
export class QuickInput {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /**
   * Runs a command of the palette by its whole title, e.g. `Levered: Refresh`. Tries until the palette has it, because
   * a window that has just opened does not know the commands of extensions yet.
   */
  async runCommand(title: string): Promise<void> {
    await this.#stage.attempt(`run the command “${title}”`, async () => {
      const deadline = Date.now() + 30_000;
      for (;;) {
        await this.#stage.page.keyboard.press('F1');
        await this.#input.fill(`>${title}`);
        try {
          await this.#row(title).click({ timeout: 3_000 });
          return;
        } catch (error) {
          if (Date.now() > deadline) throw error;
          await this.#stage.page.keyboard.press('Escape');
        }
      }
    });
  }

  /** Opens a file of the workspace by its whole name, without its folder, as Go to File does. */
  async openFile(name: string): Promise<void> {
    await this.#stage.attempt(`open the file “${name}”`, async () => {
      const opened = this.#stage.page.locator('.part.editor .tab.active').filter({ hasText: name }).first();
      const deadline = Date.now() + patienceMs;
      for (;;) {
        await this.#stage.page.keyboard.press('Control+P');
        await this.#input.fill(name);
        try {
          await this.#row(name).click({ timeout: 5_000 });
          await opened.waitFor({ timeout: 5_000 });
          return;
        } catch (error) {
          // The rows changed places while the mouse was on its way, and another file was opened; or the box answered
          // from what it knew of the folder before a file was made.
          if (Date.now() > deadline) throw error;
          await this.#stage.page.keyboard.press('Escape');
        }
      }
    });
  }

  /** What the pick offers, top to bottom, labels only. */
  async options(): Promise<string[]> {
    return this.#stage.attempt('see what the quick pick offers', async () => {
      await this.#rows.first().waitFor();
      const labels = await this.#rows.locator('.label-name:not(.quick-input-list-label-meta *)').allInnerTexts();
      // An icon is a character for private use, drawn by a font.
      return labels.map(label => label.replaceAll(/[\ue000-\uf8ff]/g, '').trim());
    });
  }

  /** Everything that the box shows: title, prompt, options, validation message. */
  async text(): Promise<string> {
    return this.#stage.attempt('see a quick pick or an input box', async () => {
      await this.#box.waitFor();
      return this.#box.innerText();
    });
  }

  /** Waits until the box shows this text anywhere, as when one question follows another. */
  async waitForText(part: string | RegExp): Promise<void> {
    await this.#stage.attempt(`see “${String(part)}” in the quick input`, () =>
      this.#box.filter({ hasText: part }).waitFor(),
    );
  }

  /** Waits until such a text stands where one types: a dialog for files makes its proposal step by step. */
  async waitForProposal(end: string): Promise<void> {
    await this.#stage.attempt(`see “${end}” proposed`, () =>
      waitFor(
        `“${end}” to be proposed`,
        patienceMs,
        async () => (await this.#input.inputValue()).endsWith(end) || undefined,
      ),
    );
  }

  async isOpen(): Promise<boolean> {
    return this.#box.isVisible();
  }

  /** Waits until the box is gone. */
  async waitUntilClosed(): Promise<void> {
    await this.#stage.attempt('see the quick input close', () => this.#box.waitFor({ state: 'hidden' }));
  }

  /** Chooses the option with exactly this label. */
  async pick(label: string): Promise<void> {
    await this.#stage.attempt(`pick “${label}”`, () => this.#row(label).click());
  }

  /** Types into the input box and presses Enter. */
  async enter(text: string): Promise<void> {
    await this.#stage.attempt('answer the input box', async () => {
      await this.#input.fill(text);
      await this.#input.press('Enter');
    });
  }

  /** Types into the input box without finishing, and gives the validation message that appears. */
  async validationMessage(text: string): Promise<string> {
    return this.#stage.attempt('see a validation message', async () => {
      await this.#input.fill(text);
      const shown = this.#box.locator('.quick-input-message');
      await this.#box.locator('.monaco-inputbox.error, .monaco-inputbox.warning').waitFor();
      return shown.innerText();
    });
  }

  /** Whether what is typed is hidden, as a secret should be. */
  async hidesInput(): Promise<boolean> {
    return this.#stage.attempt('see an input box', async () => (await this.#input.getAttribute('type')) === 'password');
  }

  async cancel(): Promise<void> {
    await this.#stage.attempt('close the quick input', async () => {
      await this.#stage.page.keyboard.press('Escape');
      await this.#box.waitFor({ state: 'hidden' });
    });
  }

  get #box(): Locator {
    return this.#stage.page.locator('.quick-input-widget');
  }

  get #input(): Locator {
    return this.#box.locator('.quick-input-box input');
  }

  get #rows(): Locator {
    return this.#box.locator('.quick-input-list .monaco-list-row');
  }

  #row(label: string): Locator {
    const name = this.#stage.page.locator('.label-name').getByText(label, { exact: true });
    return this.#rows.filter({ has: name }).first();
  }
}
