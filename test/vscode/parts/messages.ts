import type { Locator } from 'playwright-core';
import type { Stage } from '../stage.ts';

/** A notification or a modal dialog as a person reads it. */
export interface ShownMessage {
  readonly text: string;
  /** The smaller text of a modal dialog; empty for a notification. */
  readonly detail: string;
  readonly buttons: readonly string[];
}

type Part = string | RegExp;

/** Notifications in the corner and modal dialogs in the middle. */
export class Messages {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Waits for a notification that holds this text. */
  async notification(part: Part): Promise<ShownMessage> {
    return this.#stage.attempt(`see a notification with “${String(part)}”`, async () => {
      const toast = this.#toast(part);
      await toast.waitFor();
      return {
        text: (await toast.locator('.notification-list-item-message').innerText()).trim(),
        detail: '',
        buttons: await toast.locator('.notification-list-item-buttons-container .monaco-text-button').allInnerTexts(),
      };
    });
  }

  /** Clicks a button of the notification that holds this text. */
  async answerNotification(part: Part, button: string): Promise<void> {
    await this.#stage.attempt(`click “${button}” of the notification with “${String(part)}”`, () =>
      this.#toast(part).getByRole('button', { name: button, exact: true }).click(),
    );
  }

  /** The texts of all notifications in view. */
  async notifications(): Promise<string[]> {
    return this.#stage.page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
  }

  /** Waits for a modal dialog. */
  async dialog(): Promise<ShownMessage> {
    return this.#stage.attempt('see a modal dialog', async () => {
      await this.#box.waitFor();
      const textOf = async (part: string) => (await this.#box.locator(part).allInnerTexts()).join('').trim();
      const [text, detail] = [await textOf('.dialog-message-text'), await textOf('.dialog-message-detail')];
      return {
        // VS Code draws a dialog that has one text only as if that were the smaller one.
        ...(text === '' ? { text: detail, detail: '' } : { text, detail }),
        buttons: await this.#box.locator('.dialog-buttons .monaco-text-button').allInnerTexts(),
      };
    });
  }

  /** Clicks a button of the modal dialog, and waits until it is gone: the next one may stand in its place at once. */
  async answerDialog(button: string): Promise<void> {
    await this.#stage.attempt(`click “${button}” of the modal dialog`, async () => {
      const answered = await this.#box.elementHandle();
      await this.#box.getByRole('button', { name: button, exact: true }).click();
      await answered.waitForElementState('hidden');
    });
  }

  get #box(): Locator {
    return this.#stage.page.locator('.monaco-dialog-box');
  }

  #toast(part: Part): Locator {
    return this.#stage.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: part }).first();
  }
}
