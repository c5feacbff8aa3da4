import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { PreviewSubject } from '../../../src/core/preview/messages.ts';
import type { ColumnProfile } from '../../../src/core/preview/profile/columnProfile.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { pictureWords } from './words/pictureWords.ts';

/** What the page's script below offers to a test. */
interface PicturePage {
  /** Draws the row of figures and the pane of columns for rows as JSON text; `isOpen`: of the figures. */
  draw(json: string, subject: PreviewSubject, isOpen?: boolean): void;
  /** Resolves with the profiles of all columns; their sparklines are put above the figures. */
  sparklines(): Promise<readonly ColumnProfile[]>;
  openColumns(): void;
  closeColumns(): void;
  dispose(): void;
}

declare global {
  interface Window {
    pictures: PicturePage;
    /** Faults that the page's own handlers saw. */
    faults: string[];
  }
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const words = {
  cells: { nullCell: 'null', missingCell: 'missing', emptyCell: 'empty' },
  pictures: pictureWords,
};

const script = `
import { GrowingTable } from './src/core/preview/rows.ts';
import { ColumnsPane } from './src/webview/pictures/columnsPane.ts';
import { Overview } from './src/webview/pictures/overview.ts';
import { Profiler } from './src/webview/pictures/profiler.ts';
import { sparkline } from './src/webview/pictures/sparkline.ts';

const words = ${JSON.stringify(words)};
const root = document.getElementById('preview');
window.faults = [];
document.addEventListener('securitypolicyviolation', event => window.faults.push(event.violatedDirective));
window.addEventListener('error', event => window.faults.push(event.message));
let table, profiler, pane;
window.pictures = {
  draw(json, subject, isOpen = true) {
    profiler?.dispose();
    pane?.dispose();
    table = new GrowingTable();
    table.append(json);
    profiler = new Profiler(table, subject);
    pane = new ColumnsPane(table, subject, words, profiler);
    const overview = new Overview(table, subject, words, profiler, isOpen);
    const sparklines = document.createElement('div');
    sparklines.id = 'sparklines';
    root.replaceChildren(sparklines, overview.element, pane.element);
  },
  sparklines() {
    const profiles = table.columns.map((name, column) => new Promise(resolve => profiler.column(column, resolve)));
    return Promise.all(profiles).then(all => {
      document.getElementById('sparklines').replaceChildren(...all.map(profile => sparkline(profile, words)));
      return all;
    });
  },
  openColumns: () => pane.open(),
  closeColumns: () => pane.close(),
  dispose() {
    profiler.dispose();
    pane.dispose();
  },
};
`;

async function bundle(): Promise<readonly [string, string]> {
  const shared = { bundle: true, write: false, target: 'chrome134' } as const;
  const [page, style] = await Promise.all([
    build({ ...shared, stdin: { contents: script, resolveDir: root, loader: 'js' }, format: 'iife' }),
    build({ ...shared, entryPoints: [`${root}media/preview.css`] }),
  ]);
  return [page.outputFiles[0]!.text, style.outputFiles[0]!.text];
}

/** The pictures alone in a real Chromium, under the policy and with the style sheet of the preview page. */
export class PictureBrowser {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(page: Page, browser: Browser, server: Server) {
    this.page = page;
    this.#browser = browser;
    this.#server = server;
  }

  static async open(): Promise<PictureBrowser> {
    const [code, style] = await bundle();
    const server = createServer((request, response) => {
      const origin = `http://${request.headers.host}`;
      const policy = `default-src 'none'; script-src 'nonce-abc'; style-src ${origin}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;
      const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pictures</title>
<meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="stylesheet" href="/preview.css"></head>
<body><main id="preview"></main><script nonce="abc" src="/page.js"></script></body></html>`;
      const files: Record<string, readonly [string, string]> = {
        '/page.js': ['text/javascript', code],
        '/preview.css': ['text/css', style],
      };
      const [type, body] = files[request.url ?? ''] ?? ['text/html', page];
      response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const browser = await launchBrowser(console.log);
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return new PictureBrowser(page, browser, server);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }

  /** Draws rows and waits until the figures show what was counted. */
  async draw(json: string, subject: PreviewSubject): Promise<void> {
    await this.page.evaluate(([rows, whose]) => window.pictures.draw(rows, JSON.parse(whose) as PreviewSubject), [
      json,
      JSON.stringify(subject),
    ] as const);
    await this.#counted('.figure .note-text');
  }

  /** Opens the cards and waits until those in sight are drawn. */
  async openColumns(): Promise<void> {
    await this.page.evaluate(() => window.pictures.openColumns());
    await this.page.waitForFunction(() => document.querySelector('.card .column-facts') !== null);
    await this.#counted('.card .column-facts');
  }

  /** Policy violations and errors of the page, and the mark that a payload leaves. */
  faults(): Promise<readonly string[]> {
    return this.page.evaluate(() => [
      ...window.faults,
      ...(window.sentinel === undefined ? [] : ['a payload was run']),
    ]);
  }

  async #counted(where: string): Promise<void> {
    await this.page.waitForFunction(
      ([selector, counting]) =>
        [...document.querySelectorAll(selector)].every(element => element.textContent !== counting),
      [where, pictureWords.counting] as const,
    );
  }
}
