import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Levered } from '../../levered/server.ts';

/** Stands before a local Levered: previews are answered from memory, and only when the bench says so. */
export class RowsService implements AsyncDisposable {
  readonly #server: Server;
  readonly #levered: Levered;
  #waiting: ServerResponse | undefined;
  #requests = 0;

  private constructor(levered: Levered) {
    this.#levered = levered;
    this.#server = createServer((request, response) => {
      if (request.url?.endsWith('/preview') === true) {
        this.#requests++;
        this.#waiting = response;
      } else {
        void this.#pass(request, response);
      }
    });
  }

  static async start(levered: Levered): Promise<RowsService> {
    const service = new RowsService(levered);
    await new Promise<void>(resolve => service.#server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Whether a preview waits for its answer. */
  get isAsked(): boolean {
    return this.#waiting !== undefined;
  }

  /**
   * Answers the preview that waits.
   * @param rows JSON text of an array
   * @returns when the last byte was given to the connection, by `Date.now()`
   */
  async answer(rows: Buffer): Promise<number> {
    const response = this.#waiting;
    if (response === undefined) throw new Error('No preview waits for its answer.');
    this.#waiting = undefined;
    const meta = { request_id: `req_bench${this.#requests}`, organization_id: this.#levered.organizationId };
    const body = Buffer.concat([Buffer.from('{"rows":'), rows, Buffer.from(`,"meta":${JSON.stringify(meta)}}`)]);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    await new Promise<void>((resolve, reject) => {
      response.once('finish', resolve);
      response.once('close', () => reject(new Error('The connection was closed before the answer was whole.')));
      response.end(body);
    });
    return Date.now();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise(resolve => this.#server.close(() => resolve()));
  }

  /** Only reads are passed on: a preview of a saved query writes nothing. */
  async #pass({ method = 'GET', url = '/', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await fetch(this.#levered.url + url, {
      method,
      headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
    response.end(await answer.text());
  }
}
