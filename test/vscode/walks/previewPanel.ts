import type { FrameLocator, Locator } from 'playwright-core';
import { waitFor } from '../waitFor.ts';
import type { VSCodeWindow } from '../window.ts';

/** How long a state of a preview may take to come, in milliseconds. */
const patienceMs = 40_000;

export type PreviewStateName = 'idle' | 'running' | 'rows' | 'empty' | 'failed' | 'cancelled';

export interface ShownFailure {
  /** Its kind, which decides its drawing and colour. */
  readonly reason: string;
  readonly text: string;
  readonly buttons: readonly string[];
}

/** A line of the verdict. */
export interface ShownCheck {
  readonly level: string;
  readonly title: string;
  readonly advice: string;
}

/** The one preview in view, as a person sees it. */
export class PreviewPanelSeen {
  readonly #window: VSCodeWindow;

  constructor(window: VSCodeWindow) {
    this.#window = window;
  }

  /** Waits until the preview shows this state, and this text within it; gives all its text. */
  async state(name: PreviewStateName, part: string | RegExp = ''): Promise<string> {
    return waitFor(`the preview to be “${name}” with “${String(part)}”`, patienceMs, async () => {
      // While one tab takes the place of another, both pages are there: the next try sees one.
      const shown = await this.#root.getAttribute('data-state', { timeout: 2_000 });
      const text = await this.text();
      if (shown === name && (typeof part === 'string' ? text.includes(part) : part.test(text))) return text;
      throw new Error(`It was “${shown}”: ${text.slice(0, 300)}`);
    });
  }

  /** Waits until nothing is running, whatever came of it. */
  async ended(): Promise<void> {
    await waitFor('the preview to end', patienceMs, async () => {
      const shown = await this.#root.getAttribute('data-state', { timeout: 2_000 });
      return ['rows', 'empty', 'failed'].includes(shown ?? '') || undefined;
    });
  }

  async text(): Promise<string> {
    return this.#root.innerText({ timeout: 2_000 });
  }

  /** Waits for a failure with this text, and gives what is shown of it. */
  async failure(part: string | RegExp): Promise<ShownFailure> {
    await this.state('failed', part);
    const notice = this.#frame.locator('.failure');
    return {
      reason: (await notice.getAttribute('data-reason')) ?? '',
      text: await notice.innerText(),
      buttons: await notice.getByRole('button').allInnerTexts(),
    };
  }

  /** Waits for the verdict, and gives what it says of a check; undefined when it does not speak of it. */
  async check(code: string): Promise<ShownCheck | undefined> {
    await this.#frame.locator('.verdict').waitFor({ timeout: patienceMs });
    const check = this.#frame.locator(`.check[data-code="${code}"]`);
    if ((await check.count()) === 0) return undefined;
    const text = (await check.locator('.text').textContent()) ?? '';
    const advice = (await check.locator('.advice').allTextContents()).join('');
    const level = (await check.locator('.level').textContent()) ?? '';
    return {
      level: (await check.getAttribute('data-level')) ?? '',
      title: text.slice(level.length, text.length - advice.length).trim(),
      advice,
    };
  }

  /** The line with the results of this panel, from which one is chosen. */
  get results(): Locator {
    return this.#frame.locator('.results');
  }

  /** What is said of rows that are no longer what a run would give; empty while nothing is. */
  async banner(): Promise<string> {
    return (await this.#frame.locator('.moved').allInnerTexts()).join('');
  }

  /** Waits until the banner holds this text; an empty one waits until it is gone. */
  async waitForBanner(part: string): Promise<void> {
    await waitFor(`the banner to say “${part}”`, patienceMs, async () => {
      const seen = await this.banner();
      if (part === '' ? seen === '' : seen.includes(part)) return true;
      throw new Error(`It said “${seen}”.`);
    });
  }

  /** The time that a run has taken, as it stands there. */
  async elapsed(): Promise<string> {
    return this.#frame.locator('.facts .elapsed').innerText({ timeout: 2_000 });
  }

  /** Presses Cancel and gives how long the page took to show that it was heard, in milliseconds by the page's clock. */
  async cancelTime(): Promise<number> {
    await this.#root.evaluate(root => {
      root.addEventListener('click', () => (root.dataset['clicked'] = String(performance.now())), { capture: true });
      new MutationObserver(() => {
        if (root.dataset['state'] === 'cancelled') root.dataset['heard'] ??= String(performance.now());
      }).observe(root, { attributeFilter: ['data-state'] });
    });
    await this.press('Cancel');
    await this.state('cancelled');
    const [clicked, heard] = await this.#root.evaluate(({ dataset }) => [dataset['clicked'], dataset['heard']]);
    return Number(heard) - Number(clicked);
  }

  /** What the mouse resting on a value would show. */
  async titleOf(value: string): Promise<string> {
    const fact = this.#frame.locator('.facts [title]').filter({ hasText: value });
    return (await fact.getAttribute('title')) ?? '';
  }

  /** The column names in view. */
  async header(): Promise<string[]> {
    return this.#frame.getByRole('columnheader').locator('.name').allInnerTexts();
  }

  /** The cells in view, row by row, without the row numbers. */
  async rows(): Promise<string[][]> {
    return waitFor('rows in the preview', patienceMs, async () => {
      const rows = await this.#frame
        .locator('.rows [role=row]')
        .evaluateAll(elements =>
          elements.map(row => [...row.querySelectorAll('[role=gridcell]')].map(cell => cell.textContent)),
        );
      return rows.length > 0 ? rows : undefined;
    });
  }

  async press(button: string): Promise<void> {
    await this.#frame.getByRole('button', { name: button, exact: true }).first().click({ timeout: patienceMs });
  }

  /** Presses a button of a check's line; `button` is what stands on it. */
  async pressOfCheck(code: string, button: string | RegExp): Promise<void> {
    const line = this.#frame.locator(`.check[data-code="${code}"]`);
    await line.locator('button').filter({ hasText: button }).click({ timeout: patienceMs });
  }

  async isEnabled(button: string): Promise<boolean> {
    return this.#frame.getByRole('button', { name: button, exact: true }).first().isEnabled();
  }

  get #frame(): FrameLocator {
    return this.#window.webviews.only;
  }

  get #root(): Locator {
    return this.#frame.locator('#preview');
  }
}
