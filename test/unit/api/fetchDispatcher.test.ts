import { once } from 'node:events';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import request from 'undici/lib/api/api-request.js';
import { expect, test } from 'vitest';
import { FetchDispatcher } from '../../../src/api/fetchDispatcher.ts';
import { canary, clientOf, errorOf, serve, settle } from './support.ts';

const real = () => new FetchDispatcher(() => globalThis.fetch);

test('a request arrives as it was given, and the answer as it was sent', async () => {
  await using server = await serve((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      response.writeHead(
        201,
        'Made',
        [
          ['Set-Cookie', 'a=1'],
          ['set-cookie', 'b=2'],
          ['X-Two', '1'],
          ['x-two', '2'],
        ].flat(),
      );
      response.end(
        JSON.stringify([incoming.method, incoming.url, incoming.headers['x-sent'], Buffer.concat(chunks).toString()]),
      );
    });
  });
  for (const body of ['text', Buffer.from('text'), Readable.from([Buffer.from('te'), Buffer.from('xt')])]) {
    const answer = await request.call(real(), {
      origin: server.url,
      path: '/a?b',
      method: 'PUT',
      headers: { 'x-sent': ['1', '2'] },
      body,
    });
    expect([answer.statusCode, answer.statusText]).toEqual([201, 'Made']);
    expect(answer.headers).toMatchObject({ 'set-cookie': ['a=1', 'b=2'], 'x-two': '1, 2' });
    expect(await answer.body.json()).toEqual(['PUT', '/a?b', '1, 2', 'text']);
  }
});

test.each([[['x-sent', '1', 'y', '2']], [new Map([['x-sent', '1']])], [{ 'x-sent': '1', z: undefined }]])(
  'headers in the form %#',
  async headers => {
    await using server = await serve((incoming, response) => response.end(incoming.headers['x-sent']));
    const answer = await request.call(real(), { origin: server.url, path: '/', method: 'GET', headers });
    expect(await answer.body.text()).toBe('1');
  },
);

test('a compressed answer arrives decoded, without the headers of the compressed one', async () => {
  const packed = gzipSync('x'.repeat(5000));
  await using server = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed);
  });
  const answer = await request.call(real(), { origin: server.url, path: '/', method: 'GET' });
  expect(answer.headers).not.toHaveProperty('content-length');
  expect(answer.headers).not.toHaveProperty('content-encoding');
  expect(await answer.body.text()).toHaveLength(5000);
});

test('the server is held back while nobody reads (T26)', async () => {
  let sent = 0;
  await using server = await serve((_, response) => {
    const block = Buffer.alloc(1024 * 1024);
    const more = () => {
      while (sent < 200 && !response.destroyed) {
        sent++;
        if (!response.write(block)) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
  });
  const answer = await request.call(real(), { origin: server.url, path: '/', method: 'GET' });
  const body: AsyncIterator<Buffer> = answer.body[Symbol.asyncIterator]();
  await body.next();
  let before = -1;
  while (before !== sent) {
    before = sent;
    for (let turn = 0; turn < 20; turn++) await settle();
  }
  expect(sent).toBeLessThan(50);
  let size = 0;
  for (let part = await body.next(); part.done !== true; part = await body.next()) size += part.value.length;
  expect(sent).toBe(200);
  expect(size).toBeGreaterThan(199 * 1024 * 1024);
});

test('an abort reaches the server, before and in the body', async () => {
  await using server = await serve((incoming, response) => {
    if (incoming.url === '/body') response.write('x');
  });
  for (const path of ['/silent', '/body']) {
    const stop = new AbortController();
    const answer = request.call(real(), { origin: server.url, path, method: 'GET', signal: stop.signal });
    if (path === '/body') {
      const { body } = await answer;
      stop.abort(new Error('enough'));
      await expect(body.text()).rejects.toThrow('enough');
    } else {
      await expect.poll(() => server.seen.length).toBe(1);
      stop.abort(new Error('enough'));
      await expect(answer).rejects.toThrow('enough');
    }
  }
});

test("an abort ends an exchange whose host's fetch is deaf to its signal", async () => {
  const deaf = new FetchDispatcher(() => () => new Promise<Response>(() => undefined));
  const stop = new AbortController();
  const answer = request.call(deaf, { origin: 'https://a.example', path: '/', method: 'GET', signal: stop.signal });
  await settle();
  stop.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
  await deaf.close();
});

test('an aborted request never reaches the fetch', async () => {
  let calls = 0;
  const counting = new FetchDispatcher(() => () => {
    calls++;
    return Promise.resolve(new Response());
  });
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(
    request.call(counting, { origin: 'https://a.example', path: '/', method: 'GET', signal }),
  ).rejects.toThrow('enough');
  expect(calls).toBe(0);
});

test("the host's fetch is taken at call time", async () => {
  let hostFetch = () => Promise.resolve(new Response('old'));
  const dispatcher = new FetchDispatcher(() => hostFetch);
  hostFetch = () => Promise.resolve(new Response('new'));
  const answer = await request.call(dispatcher, { origin: 'https://a.example', path: '/', method: 'GET' });
  expect(await answer.body.text()).toBe('new');
});

test('a redirect that the host hides or has followed is an error (T4)', async () => {
  const hidden = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
  const followed = Object.defineProperty(new Response('{}'), 'redirected', { value: true });
  for (const response of [hidden, followed]) {
    const dispatcher = new FetchDispatcher(() => () => Promise.resolve(response));
    await using own = clientOf('https://a.example', canary, { dispatcher });
    expect(await errorOf(own.client.listMetrics())).toMatchObject({ kind: 'redirect', resend: 'unknown' });
  }
});

test('a closed one takes no more; a destroyed one ends what runs', async () => {
  await using server = await serve(() => undefined);
  const options = { origin: server.url, path: '/', method: 'GET' } as const;
  const dispatcher = real();
  const running = request.call(dispatcher, options);
  await expect.poll(() => server.seen.length).toBe(1);
  const closed = dispatcher.close();
  await expect(request.call(dispatcher, options)).rejects.toMatchObject({ code: 'UND_ERR_CLOSED' });
  await Promise.all([expect(running).rejects.toMatchObject({ code: 'UND_ERR_DESTROYED' }), dispatcher.destroy()]);
  await closed;
  await expect(request.call(dispatcher, options)).rejects.toMatchObject({ code: 'UND_ERR_DESTROYED' });
  expect(server.seen).toHaveLength(1);
});

test.each([
  [{ path: '/', method: 'GET' }],
  [{ origin: 'https://a.example', path: '/', method: 'CONNECT' }],
  [{ origin: 'https://a.example', path: '.evil.example/', method: 'GET' }],
  [{ origin: 'https://a.example', path: '@evil.example/', method: 'GET' }],
  [{ origin: 'https://a.example', path: '/', method: 'GET', query: { a: 1 } }],
] as const)('%j is not a request that it sends', async options => {
  const dispatcher = new FetchDispatcher(() => () => Promise.reject(new Error('sent')));
  const failed = new Promise((_, reject) => {
    dispatcher.dispatch(options, {
      onRequestStart: () => undefined,
      onResponseError: (_controller, error) => reject(error),
    });
  });
  await expect(failed).rejects.toMatchObject({ code: 'UND_ERR_INVALID_ARG' });
});

test('the connection of a cut answer is an error, not an end', async () => {
  await using server = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('x', () => response.destroy());
  });
  const answer = await request.call(real(), { origin: server.url, path: '/', method: 'GET' });
  await once(answer.body.resume(), 'close').catch(() => undefined);
  expect(answer.body.errored).toBeInstanceOf(Error);
});
