/* A program that includes this file needs the types beside it, whichever tsconfig it is compiled under. */
/* eslint-disable-next-line @typescript-eslint/triple-slash-reference */
/// <reference path="./undici.d.ts" />
import { Readable } from 'node:stream';
import type { Dispatcher as DispatcherType } from 'undici';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import { ClientClosedError, ClientDestroyedError, InvalidArgumentError } from 'undici/lib/core/errors.js';
import WrapHandler from 'undici/lib/handler/wrap-handler.js';
import { FetchController } from './fetchController.ts';
import { requestHeaders, responseHeaders } from './fetchHeaders.ts';

type Options = DispatcherType.DispatchOptions;
type Handler = Required<DispatcherType.DispatchHandler>;

/** An answer that the host's fetch hid because it points elsewhere, or that it fetched from elsewhere against our word. */
class RedirectedError extends Error {
  override readonly name = 'RedirectedError';
  readonly code = 'ERR_REDIRECTED';
}

function bodyOf(body: Options['body']): string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>;
  if (body instanceof Readable) return Readable.toWeb(body) as ReadableStream<Uint8Array>;
  throw new InvalidArgumentError('a body is text, bytes or a stream');
}

function urlOf(options: Options): string {
  if (options.origin === undefined) throw new InvalidArgumentError('a request needs an origin');
  if (options.upgrade !== undefined || options.method === 'CONNECT') throw new InvalidArgumentError('no upgrades');
  if (options.query !== undefined) throw new InvalidArgumentError('the query belongs into the path');
  const origin = new URL(options.origin).origin;
  const url = new URL(origin + options.path);
  if (url.origin !== origin) throw new InvalidArgumentError('the path must not change the origin');
  return url.href;
}

/**
 * An undici Dispatcher whose transport is the host's `fetch`, so that a proxy, PAC file and system certificates that
 * the host has put behind it apply. Taken at call time, because hosts patch it after start-up.
 *
 * Redirects are not followed: they arrive as answers, or as an error with code `ERR_REDIRECTED` where the host hides
 * them. Bodies stream both ways and wait for the reader. Time limits are the caller's: use a signal.
 */
export class FetchDispatcher extends Dispatcher {
  readonly #fetch: () => typeof fetch;
  readonly #running = new Map<FetchController, Promise<void>>();
  #state: 'open' | 'closed' | 'destroyed' = 'open';

  constructor(hostFetch: () => typeof fetch) {
    super();
    this.#fetch = hostFetch;
  }

  override dispatch(options: Options, handler: DispatcherType.DispatchHandler): boolean {
    const wrapped = WrapHandler.wrap(handler);
    const controller = new FetchController();
    const failure = { open: undefined, closed: ClientClosedError, destroyed: ClientDestroyedError }[this.#state];
    if (failure !== undefined) {
      wrapped.onResponseError(controller, new failure());
      return false;
    }
    // Whatever goes wrong is told to the handler; nothing is left to reject.
    const run = this.#exchange(options, wrapped, controller)
      .catch((thrown: unknown) => {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        controller.abort(error);
        wrapped.onResponseError(controller, error);
      })
      .finally(() => {
        controller.finish();
        this.#running.delete(controller);
      });
    this.#running.set(controller, run);
    return true;
  }

  async #exchange(options: Options, handler: Handler, controller: FetchController): Promise<void> {
    const url = urlOf(options);
    handler.onRequestStart(controller, {});
    controller.throwIfAborted();
    const init: RequestInit & { duplex: 'half' } = {
      method: options.method,
      headers: requestHeaders(options.headers),
      body: bodyOf(options.body),
      redirect: 'manual',
      signal: controller.signal,
      duplex: 'half',
    };
    const response = await controller.unlessAborted(
      this.#fetch()(url, init),
      late => void late.body?.cancel().catch(String),
    );
    if (response.type === 'opaqueredirect' || response.redirected) {
      controller.abort(new RedirectedError('the answer is a redirect'));
    }
    controller.throwIfAborted();
    handler.onResponseStart(controller, response.status, responseHeaders(response.headers), response.statusText);
    await this.#body(response, handler, controller);
    handler.onResponseEnd(controller, {});
  }

  async #body(response: Response, handler: Handler, controller: FetchController): Promise<void> {
    if (response.body === null) return;
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    try {
      for (;;) {
        await controller.whenResumed();
        const { done, value } = await controller.unlessAborted(reader.read());
        if (done) return;
        handler.onResponseData(controller, Buffer.from(value.buffer, value.byteOffset, value.byteLength));
      }
    } catch (error) {
      // A host's fetch that is deaf to its signal stops here; the error that counts is already in hand.
      reader.cancel(error).catch(() => undefined);
      throw error;
    }
  }

  override close(): Promise<void>;
  override close(callback: () => void): void;
  override close(callback?: () => void): Promise<void> | undefined {
    if (this.#state === 'open') this.#state = 'closed';
    return this.#settle(callback);
  }

  override destroy(error?: Error | null): Promise<void>;
  override destroy(callback: () => void): void;
  override destroy(error: Error | null, callback: () => void): void;
  override destroy(error?: Error | null | (() => void), callback?: () => void): Promise<void> | undefined {
    this.#state = 'destroyed';
    const reason = error instanceof Error ? error : new ClientDestroyedError();
    for (const controller of this.#running.keys()) controller.abort(reason);
    return this.#settle(typeof error === 'function' ? error : callback);
  }

  #settle(callback: (() => void) | undefined): Promise<void> | undefined {
    const settled = Promise.all(this.#running.values()).then(() => undefined);
    if (callback === undefined) return settled;
    void settled.then(callback);
    return undefined;
  }
}
