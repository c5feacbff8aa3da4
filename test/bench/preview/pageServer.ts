import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { projectPath } from '../../project.ts';
import { bundled, pathOf, type GridPage } from './gridPages.ts';

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
      const path = pathOf(page.name);
      bodies.set(path, ['text/html', htmlOf(page)]);
      for (const [at, script] of page.scripts) bodies.set(at, ['text/javascript', script]);
      bodies.set(`${path}.css`, ['text/css', page.style]);
    }
    const server = new PageServer(bodies);
    await new Promise<void>(resolve => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  address(page: GridPage): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${pathOf(page.name)}`;
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
  const path = pathOf(page.name);
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
    <script type="module" nonce="abc" src="${path}.js"></script>
  </body>
</html>`;
}
