import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../vscode/browser.ts';
import type {
  PreviewState,
  PreviewSubject,
  PreviewWords,
  SignedPageMessage,
} from '../../../src/core/preview/messages.ts';

declare global {
  /** What the test's init script leaves in the page. */
  interface Window {
    posted: SignedPageMessage[];
    kept: unknown[];
    violations: string[];
    errors: string[];
    /** The intervals that are set and not yet cleared. */
    timers: Set<number | undefined>;
    /** Set by a payload that was run. */
    sentinel?: unknown;
  }
}

const words: PreviewWords = {
  metric: 'Metric',
  assignmentSource: 'Assignment source',
  run: 'Run',
  runAgain: 'Run again',
  cancel: 'Cancel',
  idle: 'Nothing was run yet. Press Run to let the warehouse run the saved query.',
  running: 'Running…',
  cancelled: 'Cancelled. The warehouse may go on with the query.',
  rowCount: '{0} rows',
  oneRow: '1 row',
  empty: 'The query returned no rows.',
  emptyAdvice: 'Check its filters, and whether its tables hold data yet.',
  elapsed: '{0} s',
  requestId: 'Request {0}',
  environment: 'Environment',
  organization: 'Organization',
  protected: 'protected',
  nullCell: 'null',
  missingCell: 'missing',
  emptyCell: 'empty',
  duplicateColumns: 'Some rows name a column twice; the last value is shown: {0}',
  ragged: '{0} rows lack some of the columns.',
  mappedTo: 'Mapped to {0}',
  grid: 'Rows of the preview',
};

export const subject: PreviewSubject = {
  name: 'Signup Conversion',
  kind: 'metric',
  environment: 'prod',
  isProtected: true,
  organization: 'org_xyz',
  roles: { anonymous_id: 'anonymous_id', converted_at: 'timestamp' },
};

/** A table that the page makes itself, because megabytes are slow to hand to it; a cell says `row/column`. */
interface TableSize {
  readonly rows: number;
  readonly columns: number;
}

/** A state as a test writes it: the rows as JSON text, because bytes do not cross into the page as they are. */
export type WrittenState =
  Exclude<PreviewState, { kind: 'rows' }> | { kind: 'rows'; json: string | TableSize; subject?: PreviewSubject };

export const session = 'session-of-the-test';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The page's script as it ships, without needing a build of the whole project. */
export async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [`${root}src/webview/main.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'chrome134',
    legalComments: 'none',
  });
  return result.outputFiles[0]!.text;
}

/** The preview page in a real Chromium, under the policy that its host gives it. */
export class PreviewBrowser {
  readonly page: Page;
  readonly words = words;
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(page: Page, browser: Browser, server: Server) {
    this.page = page;
    this.#browser = browser;
    this.#server = server;
  }

  static async open(): Promise<PreviewBrowser> {
    const [script, style] = await Promise.all([bundle(), readFile(`${root}media/preview.css`, 'utf8')]);
    const server = createServer((request, response) => {
      const origin = `http://${request.headers.host}`;
      const policy = `default-src 'none'; script-src 'nonce-abc'; style-src ${origin}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;
      const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title>
<meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="stylesheet" href="/preview.css"></head>
<body><main id="preview" data-session="${session}" data-memory="{&quot;name&quot;:&quot;Signup&quot;}"></main><script nonce="abc" src="/preview.js"></script></body></html>`;
      const [type, body] =
        request.url === '/preview.js'
          ? ['text/javascript', script]
          : request.url === '/preview.css'
            ? ['text/css', style]
            : ['text/html', page];
      response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const browser = await launchBrowser(console.log);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(() => {
      window.posted = [];
      window.kept = [];
      window.violations = [];
      window.errors = [];
      window.timers = new Set();
      const set = window.setInterval.bind(window);
      const clear = window.clearInterval.bind(window);
      Object.assign(window, {
        setInterval: (run: () => void, step: number) => {
          const timer = set(run, step);
          window.timers.add(timer);
          return timer;
        },
        clearInterval: (timer: number | undefined) => {
          window.timers.delete(timer);
          clear(timer);
        },
      });
      Object.assign(window, {
        acquireVsCodeApi: () => ({
          postMessage: (message: SignedPageMessage) => window.posted.push(message),
          setState: (state: unknown) => window.kept.push(state),
        }),
      });
      document.addEventListener('securitypolicyviolation', event =>
        window.violations.push(`${event.violatedDirective} ${event.sample}`),
      );
      window.addEventListener('error', event => window.errors.push(event.message));
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return new PreviewBrowser(page, browser, server);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }

  /** Sends a state as the host would and waits until it is painted; gives the milliseconds from message to paint. */
  async show(state: WrittenState): Promise<number> {
    const { json, ...rest } = { json: undefined, ...state };
    const whole =
      json === undefined
        ? state
        : { subject, elapsedMs: 420, finishedAt: '14:03:22', requestId: 'req_abc123', ...rest };
    // As JSON, because what else crosses into the page loses a key `__proto__`.
    return this.page.evaluate(
      async ([message, rows]) => {
        const parsed = JSON.parse(message) as { state: { rows?: Uint8Array } };
        const made = ({ rows: count, columns }: TableSize): string => {
          const names = Array.from({ length: columns }, (_, c) => `"column ${c}"`);
          const row = (r: number): string => `{${names.map((name, c) => `${name}:"${r}/${c}"`).join()}}`;
          return `[${Array.from({ length: count }, (_, r) => row(r)).join()}]`;
        };
        const text = typeof rows === 'object' ? made(rows) : rows;
        if (text !== undefined) parsed.state.rows = new TextEncoder().encode(text);
        const begin = performance.now();
        return new Promise<number>(resolve => {
          const painted = (): unknown => setTimeout(() => resolve(performance.now() - begin));
          window.addEventListener('message', () => requestAnimationFrame(painted), { once: true });
          window.postMessage(parsed, '*');
        });
      },
      [JSON.stringify({ kind: 'show', words, state: whole }), json] as const,
    );
  }

  posted(): Promise<SignedPageMessage[]> {
    return this.page.evaluate(() => window.posted);
  }

  /** What must stay empty whatever is shown: policy violations, script errors and the mark that a payload leaves. */
  async faults(): Promise<readonly string[]> {
    return this.page.evaluate(() => [
      ...window.violations,
      ...window.errors,
      ...(window.sentinel === undefined ? [] : ['a payload was run']),
    ]);
  }
}
