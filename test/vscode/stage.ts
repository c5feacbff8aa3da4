import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { projectPath } from '../project.ts';
import { waitFor } from './waitFor.ts';

/** How long a person would wait for VS Code to react before calling it broken, in milliseconds. */
export const patienceMs = 20_000;

let failures = 0;

/** The page that holds a VS Code window, and the one way to act on it. */
export class Stage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(patienceMs);
  }

  /**
   * Does one thing that a person would do or see. When it fails, the error names it and the path of a screenshot of
   * what was there instead.
   */
  async attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StageError) throw error;
      throw new StageError(what, await this.#picture(what), error);
    }
  }

  /** Takes the mouse off whatever shows a hover: it would cover the rows below, and catch a click meant for them. */
  async dismissHover(): Promise<void> {
    const hover = this.page.locator('.workbench-hover').filter({ visible: true }).first();
    await waitFor('hovers to go', patienceMs, async () => {
      // One that opened late has missed that the mouse is gone: it sees the mouse come and go.
      const box = (await hover.isVisible()) ? await hover.boundingBox({ timeout: 500 }) : null;
      if (box !== null) await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      // The middle of the title bar, where nothing listens; it also calls off a hover that is about to show.
      await this.page.mouse.move((this.page.viewportSize()?.width ?? 0) / 2, 5);
      await hover.waitFor({ state: 'hidden', timeout: 1_000 });
      return true;
    });
  }

  async #picture(what: string): Promise<string> {
    const folder = projectPath('out', 'failures');
    mkdirSync(folder, { recursive: true });
    failures += 1;
    const name = what
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 60);
    const path = `${folder}/${process.pid}-${failures}-${name}.png`;
    try {
      await this.page.screenshot({ path, timeout: 5_000 });
      return path;
    } catch (error) {
      return `no screenshot (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`;
    }
  }
}

class StageError extends Error {
  constructor(what: string, picture: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message.split('\n').slice(0, 6).join('\n') : String(cause);
    super(`Could not ${what}: ${why}\nScreenshot: ${picture}`, { cause });
  }
}
