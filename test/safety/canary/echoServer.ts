import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What an echoing server does with one request. `token`: what it was given, spelled in the way that is tried. */
export interface Echo {
  readonly name: string;
  /** The bytes of the answer; the connection is closed behind them. */
  answer(token: string): string;
  /** Breaks the connection off in place of closing it. */
  readonly resets?: boolean;
}

const json = 'content-type: application/json';

function answer(status: string, headers: readonly string[], body: string): string {
  const lines = [`HTTP/1.1 ${status}`, ...headers, `content-length: ${Buffer.byteLength(body)}`, 'connection: close'];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** A text within JSON text, as it is: an escape in it is the server's own. */
const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;

const refused = (code: string, message: string): string =>
  `{"error":{"code":${quoted(code)},"message":${quoted(message)}}}`;

/** Every place of an answer in which a server can put what it was given. */
export const echoes: readonly Echo[] = [
  ...['400 Bad Request', '401 Unauthorized', '403 Forbidden', '409 Conflict', '422 Unprocessable', '500 Oops'].map(
    (status): Echo => ({
      name: `the message of ${status}`,
      answer: token => answer(status, [json], refused('odd', `Do not send ${token} to me.`)),
    }),
  ),
  { name: 'the code', answer: token => answer('422 No', [json], refused(token, 'No.')) },
  { name: 'an error that is a text', answer: token => answer('400 No', [json], `{"error":${quoted(token)}}`) },
  { name: 'the reason phrase', answer: token => answer(`500 ${token}`, [json], '{}') },
  { name: 'the request id', answer: token => answer('500 No', [json, `x-request-id: ${token}`], '{}') },
  {
    name: 'the ids of the answer',
    answer: token =>
      answer(
        '200 OK',
        [json],
        `{"metrics":7,"meta":{"request_id":${quoted(token)},"organization_id":${quoted(token)}}}`,
      ),
  },
  { name: 'the content type', answer: token => answer('200 OK', [`content-type: text/${token}`], 'x') },
  { name: 'the time to wait', answer: token => answer('503 No', [json, `retry-after: ${token}`], '{}') },
  { name: 'an own header', answer: token => answer('500 No', [json, `x-${token}: ${token}`], '{}') },
  { name: 'a challenge', answer: token => answer('401 No', [`www-authenticate: Bearer ${token}`], '') },
  { name: 'a cookie', answer: token => answer('500 No', [json, `set-cookie: a=${token}`], '{}') },
  {
    name: 'a redirect',
    answer: token => answer('302 Found', [`location: https://evil.example/${token}?a=${token}#${token}`], ''),
  },
  { name: "a redirect's host", answer: token => answer('307 Go', [`location: https://${token}.example/`], '') },
  { name: "a redirect's user", answer: token => answer('308 Go', [`location: http://u:${token}@127.0.0.1:9/`], '') },
  { name: 'a page', answer: token => answer('200 OK', ['content-type: text/html'], `<h1>${token}</h1>`) },
  { name: 'what is no JSON', answer: token => answer('200 OK', [json], `{"a": ${token}`) },
  { name: 'JSON of another shape', answer: token => answer('200 OK', [json], `{${quoted(token)}:${quoted(token)}}`) },
  {
    name: 'a metric that is none',
    answer: token => answer('200 OK', [json], `{"metrics":[{"id":"m","name":${quoted(token)},"sql":7}]}`),
  },
  {
    name: 'the warehouse',
    answer: token => answer('200 OK', [json], `{"warehouse_error":{"message":${quoted(`Near ${token}.`)}}}`),
  },
  {
    name: 'a body that ends early',
    resets: true,
    answer: token => answer('200 OK', [json], `{"error":${quoted(token)}}`).replace(/length: \d+/, 'length: 9999'),
  },
  { name: 'no HTTP', answer: token => `${token}\r\n\r\n` },
  { name: 'no header line', answer: token => `HTTP/1.1 200 OK\r\n${token}\r\n\r\n` },
  { name: 'a bad header name', answer: token => `HTTP/1.1 200 OK\r\nx ${token}: 1\r\n\r\n` },
  { name: 'a bad length', answer: token => `HTTP/1.1 200 OK\r\ncontent-length: ${token}\r\n\r\n` },
  {
    name: 'a bad chunk',
    answer: token => `HTTP/1.1 200 OK\r\n${json}\r\ntransfer-encoding: chunked\r\n\r\n${token}\r\n${token}\r\n`,
  },
  {
    name: 'what is not compressed as it says',
    answer: token => answer('500 No', [json, 'content-encoding: gzip'], token),
  },
];

export interface EchoServer extends AsyncDisposable {
  readonly url: string;
  /** What the next requests are answered with, and how the token is spelled there. */
  echo: Echo;
  spelling: string;
  readonly requests: number;
}

/** A server on a plain socket, because a server of HTTP would refuse to send most of this. */
export async function startEcho(): Promise<EchoServer> {
  const sockets = new Set<Socket>();
  const state = { echo: echoes[0]!, spelling: '', requests: 0 };
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let text = '';
    socket.on('data', chunk => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (text.length < end + 4 + length) return;
      text = '';
      state.requests += 1;
      const bytes = state.echo.answer(state.spelling);
      if (state.echo.resets === true) socket.write(bytes, () => socket.resetAndDestroy());
      else socket.end(bytes);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
}
