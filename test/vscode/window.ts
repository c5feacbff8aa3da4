import type { Browser, BrowserContext, Page } from 'playwright-core';
import { isNoise } from './noise.ts';
import { Editors } from './parts/editors.ts';
import { Menu } from './parts/menu.ts';
import { Messages } from './parts/messages.ts';
import { QuickInput } from './parts/quickInput.ts';
import { Tree } from './parts/tree.ts';
import { Webviews } from './parts/webview.ts';
import type { VSCodeServer } from './server.ts';
import { Stage } from './stage.ts';
import { windowAddress, type WindowAddress } from './windowAddress.ts';

export interface WindowOptions extends WindowAddress {
  readonly browser: Browser;
  readonly server: VSCodeServer;
  /** In CSS pixels; 1440 × 900 without it. */
  readonly size?: { readonly width: number; readonly height: number };
}

const openTimeoutMs = 60_000;

/**
 * A VS Code window in a browser, to be used as a person would. Everything waits for what it needs and fails, after
 * a while, with an error that names the step and a screenshot.
 */
export class VSCodeWindow implements AsyncDisposable {
  readonly page: Page;
  /** The definitions. */
  readonly tree: Tree;
  /** What a push would do, or did. */
  readonly plan: Tree;
  readonly messages: Messages;
  readonly quickInput: QuickInput;
  readonly editors: Editors;
  readonly menu: Menu;
  readonly webviews: Webviews;
  readonly #stage: Stage;
  readonly #context: BrowserContext;
  readonly #consoleErrors: string[] = [];
  #isUnloading = false;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    this.#stage = new Stage(page);
    this.tree = new Tree(this.#stage, 'Definitions');
    this.plan = new Tree(this.#stage, 'Plan');
    this.messages = new Messages(this.#stage);
    this.quickInput = new QuickInput(this.#stage);
    this.editors = new Editors(this.#stage);
    this.menu = new Menu(this.#stage);
    this.webviews = new Webviews(this.#stage);
    page.on('console', message => {
      if (message.type() === 'error') this.#keepError(message.text());
    });
    page.on('pageerror', error => this.#keepError(error.message));
    // The browser's own "leave this page?" on a reload with unsaved text.
    page.on('dialog', dialog => void dialog.accept());
  }

  /** Opens a folder in a window with storage of its own. The caller disposes of it before the server. */
  static async open(options: WindowOptions): Promise<VSCodeWindow> {
    const context = await options.browser.newContext({ viewport: options.size ?? { width: 1440, height: 900 } });
    try {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: options.server.origin });
      const window = new VSCodeWindow(context, await context.newPage());
      await window.#load(() =>
        window.page.goto(windowAddress(options.server.origin, options), { timeout: openTimeoutMs }),
      );
      return window;
    } catch (error) {
      await context.close();
      throw error;
    }
  }

  /** What VS Code and the pages in it wrote to the console as errors, without what the server build always writes. */
  get consoleErrors(): readonly string[] {
    return this.#consoleErrors;
  }

  /** Runs a command of the palette by its whole title, e.g. `Levered: Refresh`. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  /** Opens a file of the workspace by its whole name, without its folder. */
  async openFile(name: string): Promise<void> {
    await this.quickInput.openFile(name);
  }

  /** Shows a view container by its name in the activity bar, if it is not shown already. */
  async openView(name: string): Promise<void> {
    await this.#stage.attempt(`open the view “${name}”`, async () => {
      // A badge adds to the name what it counts.
      const tab = this.page.locator('.part.activitybar').getByRole('tab', { name: new RegExp(`^${name}( - |$)`) });
      await tab.waitFor({ timeout: openTimeoutMs });
      const title = this.page.locator('.part.sidebar .composite.title').filter({ hasText: name, visible: true });
      const isShown = (timeout: number): Promise<boolean> =>
        title.waitFor({ timeout }).then(
          () => true,
          () => false,
        );
      // After a reload VS Code may be about to bring the view back by itself; a click closes it then.
      for (let tries = 0; tries < 4; tries++) {
        if ((await tab.getAttribute('aria-selected')) !== 'true' || tries > 0) await tab.click();
        if (await isShown(5_000)) return;
      }
      await title.waitFor();
    });
  }

  /** Opens the Accounts menu: choose from it with `menu`. */
  async openAccounts(): Promise<void> {
    await this.#stage.attempt('open the Accounts menu', () =>
      this.page.locator('.part.activitybar').getByRole('button', { name: 'Accounts' }).click(),
    );
  }

  /** Waits for a status bar entry that holds this text, and gives its whole text. */
  async statusBar(part: string | RegExp): Promise<string> {
    return this.#stage.attempt(`see “${String(part)}” in the status bar`, async () => {
      const entry = this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: part }).first();
      await entry.waitFor();
      return (await entry.innerText()).trim();
    });
  }

  async clickStatusBar(part: string | RegExp): Promise<void> {
    await this.#stage.attempt(`click “${String(part)}” in the status bar`, () =>
      this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: part }).first().locator('a').click(),
    );
  }

  /** Waits until a preview shows rows, and gives how many cells are in view. */
  async waitForRows(): Promise<number> {
    return this.#stage.attempt('see rows in the preview', async () => {
      const cells = this.webviews.only.getByRole('grid').getByRole('gridcell').filter({ hasText: /\S/ });
      await cells.first().waitFor({ timeout: openTimeoutMs });
      return cells.count();
    });
  }

  /** Takes the mouse off everything, so that a screenshot shows no hover. */
  async restMouse(): Promise<void> {
    await this.#stage.dismissHover();
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Reloads the window, as the command Reload Window does; its storage stays. */
  async reload(): Promise<void> {
    await this.#load(() => this.page.reload({ timeout: openTimeoutMs }));
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** Closes the window, and its storage with it. */
  async dispose(): Promise<void> {
    await this.#context.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }

  async #load(navigate: () => Promise<unknown>): Promise<void> {
    await this.#stage.attempt('open the window', async () => {
      // A page that is being left complains about everything that it can no longer reach.
      this.#isUnloading = true;
      await navigate();
      this.#isUnloading = false;
      await this.page
        .locator('.monaco-workbench .part.statusbar .statusbar-item')
        .first()
        .waitFor({ timeout: openTimeoutMs });
    });
  }

  #keepError(text: string): void {
    if (!this.#isUnloading && !isNoise(text)) this.#consoleErrors.push(text);
  }
}
