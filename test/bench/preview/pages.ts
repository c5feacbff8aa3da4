import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { projectPath } from '../../project.ts';

/** A page with one grid. */
export interface GridPage {
  readonly name: 'ours' | 'SlickGrid' | 'Tabulator' | 'AG Grid';
  readonly script: string;
  readonly style: string;
  /** What it needs beyond the policy of our page, as words for `style-src`. */
  readonly styleSources: string;
  /** The element that scrolls down. */
  readonly scroller: string;
}

const shared = {
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  target: 'chrome134',
  legalComments: 'none',
} as const;

async function bundled(path: string, modules?: string): Promise<string> {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: [path],
    nodePaths: modules === undefined ? [] : [modules],
  });
  return outputFiles[0]?.text ?? '';
}

/** Our page as it ships. */
export async function ourPage(): Promise<GridPage> {
  return {
    name: 'ours',
    script: await bundled(projectPath('src/webview/main.ts')),
    style: await bundled(projectPath('media/preview.css')),
    styleSources: '',
    scroller: '.grid',
  };
}

/** The peers' pages, from the `node_modules` folder that has the peers. */
export async function peerPages(modules: string): Promise<readonly GridPage[]> {
  const page = (name: string): Promise<string> =>
    bundled(projectPath('test/bench/preview/page', `${name}.ts`), modules);
  const peerStyle = 'html, body, #preview { height: 100%; margin: 0; }\n';
  return [
    {
      name: 'SlickGrid',
      script: await page('slickgrid'),
      style: peerStyle + (await bundled(`${modules}/slickgrid/dist/styles/css/slick.grid.css`)),
      // It measures rows and columns by a style element of its own.
      styleSources: " 'nonce-abc'",
      scroller: '.slick-viewport-top.slick-viewport-left',
    },
    {
      name: 'Tabulator',
      script: await page('tabulator'),
      style: peerStyle + (await bundled(`${modules}/tabulator-tables/dist/css/tabulator.min.css`)),
      styleSources: '',
      scroller: '.tabulator-tableholder',
    },
    {
      name: 'AG Grid',
      script: await page('agGrid'),
      style: peerStyle,
      // Its theme is a style element.
      styleSources: " 'nonce-abc'",
      scroller: '.ag-grid-viewport',
    },
  ];
}

/** Serves the pages and the rows on 127.0.0.1. Its owner closes it. */
export class PageServer {
  readonly #server: Server;
  readonly #bodies: ReadonlyMap<string, readonly [type: string, body: string | Buffer]>;

  private constructor(bodies: ReadonlyMap<string, readonly [type: string, body: string | Buffer]>) {
    this.#bodies = bodies;
    this.#server = createServer((request, response) => {
      const [type, body] = this.#bodies.get(request.url ?? '') ?? [];
      if (type === undefined) response.writeHead(404).end();
      else response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
    });
  }

  /** @param rows path → bytes */
  static async start(pages: readonly GridPage[], rows: ReadonlyMap<string, Buffer>): Promise<PageServer> {
    const bodies = new Map<string, readonly [string, string | Buffer]>();
    const probe = await bundled(projectPath('test/bench/preview/page/probe.ts'));
    bodies.set('/probe.js', ['text/javascript', probe]);
    for (const [path, body] of rows) bodies.set(path, ['application/json', body]);
    for (const page of pages) {
      const path = PageServer.pathOf(page);
      bodies.set(path, ['text/html', htmlOf(page)]);
      bodies.set(`${path}.js`, ['text/javascript', page.script]);
      bodies.set(`${path}.css`, ['text/css', page.style]);
    }
    const server = new PageServer(bodies);
    await new Promise<void>(resolve => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  static pathOf({ name }: GridPage): string {
    return `/${name.toLowerCase().replace(' ', '-')}`;
  }

  address(page: GridPage): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${PageServer.pathOf(page)}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** The page's session text, which our page wants in every message. */
export const session = 'session-of-the-bench';

/** The policy is the one that our page's host gives it, but for the connection by which the rows are fetched. */
function htmlOf(page: GridPage): string {
  const policy = [
    "default-src 'none'",
    "script-src 'nonce-abc'",
    `style-src 'self'${page.styleSources}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const path = PageServer.pathOf(page);
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="${path}.css">
    <title>${page.name}</title>
  </head>
  <body>
    <main id="preview" data-session="${session}" data-memory="null"></main>
    <script nonce="abc" src="/probe.js"></script>
    <script nonce="abc" src="${path}.js"></script>
  </body>
</html>`;
}
