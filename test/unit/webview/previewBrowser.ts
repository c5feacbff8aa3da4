import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { PreviewWords } from '../../../src/core/preview/words/previewWords.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { gridWords } from './words/gridWords.ts';
import { pictureWords } from './words/pictureWords.ts';
import { resultWords } from './words/resultWords.ts';
import type {
  PreviewResult,
  PreviewState,
  PreviewSubject,
  PreviewVerdict,
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
  cells: { nullCell: 'null', missingCell: 'missing', emptyCell: 'empty' },
  grid: gridWords,
  pictures: pictureWords,
  results: resultWords,
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
  sqlHash: 'SQL {0}',
  sqlHashMeaning: 'SHA-256 of the SQL',
  environment: 'Environment',
  organization: 'Organization',
  protected: 'protected',
  duplicateColumns: 'Some rows name a column twice; the last value is shown: {0}',
  ragged: '{0} rows lack some of the columns.',
  raggedOne: '1 row lacks some of the columns.',
  judging: 'Looking at the rows…',
  levels: { error: 'Problem', warning: 'Warning', info: 'Note', fine: 'Good' },
  passed: '{0} checks found nothing',
  showFound: 'Show rows',
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
  | Exclude<PreviewState, { kind: 'rows' }>
  | {
      kind: 'rows';
      json: string | TableSize;
      subject?: PreviewSubject;
      verdict?: PreviewVerdict;
      moved?: string;
      /** What differs from a result as it usually is. */
      result?: Partial<PreviewResult>;
    };

export const session = 'session-of-the-test';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface BuiltFile {
  readonly text: string;
  /** Whether the page loads it before it draws anything. */
  readonly isFirst: boolean;
}

/** Name → the page's scripts and its style as they ship, without needing a build of the whole project. */
export async function bundle(): Promise<ReadonlyMap<string, BuiltFile>> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { preview: 'src/webview/main.ts', 'preview-style': 'media/preview.css' },
    outdir: 'dist/webview',
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    splitting: true,
    chunkNames: 'preview-[name]-[hash]',
    target: 'chrome134',
    legalComments: 'none',
  });
  const first = new Set(['dist/webview/preview.js']);
  for (const path of first) {
    for (const { path: imported, kind } of metafile.outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') first.add(imported);
    }
  }
  return new Map(
    outputFiles.map(({ path, text }) => [basename(path), { text, isFirst: first.has(relative(root, path)) }]),
  );
}

/** The preview page in a real Chromium, under the policy that its host gives it. */
export class PreviewBrowser {
  readonly page: Page;
  readonly words = words;
  #results = 0;
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(page: Page, browser: Browser, server: Server) {
    this.page = page;
    this.#browser = browser;
    this.#server = server;
  }

  static async open(has: { readonly scrollBars?: boolean } = {}): Promise<PreviewBrowser> {
    const files = await bundle();
    const server = createServer((request, response) => {
      const origin = `http://${request.headers.host}`;
      const policy = `default-src 'none'; script-src 'nonce-abc'; style-src ${origin}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
      const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta http-equiv="Content-Security-Policy" content="script-src ${origin}"><link rel="stylesheet" href="/preview-style.css"></head>
<body><main id="preview" data-session="${session}" data-memory="{&quot;name&quot;:&quot;Signup&quot;}"></main><script type="module" nonce="abc" src="/preview.js"></script></body></html>`;
      const file = files.get(request.url?.slice(1) ?? '')?.text;
      const type = file === undefined ? 'html' : request.url?.endsWith('.css') ? 'css' : 'javascript';
      response.setHeader('content-type', `text/${type}; charset=utf-8`).end(file ?? page);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const browser = await launchBrowser(console.log, has);
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

  /**
   * Sends a state as the host would, rows in parts and the first ones first, and waits until all of it is painted.
   * @returns the milliseconds from the first message to the paint of the first rows
   */
  async show(state: WrittenState): Promise<number> {
    const { json, ...rest } = { json: undefined, ...state };
    const result = { number: ++this.#results, rowCount: 0, parts: 1, elapsedMs: 420, finishedAt: '14:03:22' };
    const whole =
      json === undefined
        ? state
        : {
            subject,
            ...rest,
            result: {
              ...result,
              sqlHash: 'ab'.repeat(32),
              requestId: 'req_abc123',
              ...('result' in rest ? rest.result : undefined),
            },
          };
    // As JSON, because what else crosses into the page loses a key `__proto__`.
    return this.page.evaluate(
      async ([message, rows, signed]) => {
        const parsed = JSON.parse(message) as {
          state: { result?: { number: number; rowCount: number; parts: number } };
        };
        const rowsOf = (text: string): number => {
          try {
            return (JSON.parse(text) as unknown[]).length;
          } catch {
            // What the page has to say about rows that are none is what the test is about.
            return 1;
          }
        };
        const made = ({ rows: count, columns }: TableSize, from: number): string => {
          const names = Array.from({ length: columns }, (_, c) => `"column ${c}"`);
          const row = (r: number): string => `{${names.map((name, c) => `${name}:"${r}/${c}"`).join()}}`;
          return `[${Array.from({ length: count }, (_, r) => row(from + r)).join()}]`;
        };
        const parts: string[] = [];
        if (typeof rows === 'string') parts.push(rows);
        if (typeof rows === 'object') {
          const size = Math.max(200, Math.floor(50_000 / rows.columns));
          for (let at = 0; at < rows.rows; at += parts.length === 1 ? 200 : size) {
            const count = Math.min(rows.rows - at, parts.length === 0 ? 200 : size);
            parts.push(made({ rows: count, columns: rows.columns }, at));
          }
        }
        const { result: shown } = parsed.state;
        if (shown) {
          shown.parts = parts.length;
          shown.rowCount = typeof rows === 'object' ? rows.rows : rowsOf(parts[0] ?? '[]');
        }
        const bytes = parts.map(part => new TextEncoder().encode(part));
        const post = (at: number): void =>
          window.postMessage({ kind: 'rows', session: signed, result: shown?.number, part: at, rows: bytes[at] }, '*');
        const handled = (): Promise<unknown> =>
          new Promise(resolve => window.addEventListener('message', resolve, { once: true }));
        const painted = (): Promise<unknown> =>
          new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
        const begin = performance.now();
        if (parts.length > 0) post(0);
        window.postMessage({ ...parsed, session: signed }, '*');
        await handled();
        if (parts.length > 0) await handled();
        await painted();
        const milliseconds = performance.now() - begin;
        for (let at = 1; at < parts.length; at++) {
          const done = handled();
          post(at);
          await done;
        }
        await painted();
        return milliseconds;
      },
      [JSON.stringify({ kind: 'show', words, state: whole }), json, session] as const,
    );
  }

  /** Sends a state alone, as the host does when more is known of what it showed. */
  async send(state: PreviewState): Promise<void> {
    await this.page.evaluate(
      async ([message, signed]) => {
        const done = new Promise(resolve => window.addEventListener('message', resolve, { once: true }));
        window.postMessage({ ...(JSON.parse(message) as object), session: signed }, '*');
        await done;
      },
      [JSON.stringify({ kind: 'show', words, state }), session] as const,
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
