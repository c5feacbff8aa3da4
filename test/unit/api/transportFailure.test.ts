import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:https';
import { errors } from 'undici';
import { expect, test } from 'vitest';
import type { ApiErrorKind, Resend } from '../../../src/api/apiError.ts';
import { FetchDispatcher } from '../../../src/api/fetchDispatcher.ts';
import { redactor } from '../../../src/api/redaction.ts';
import { transportFailure } from '../../../src/api/transportFailure.ts';
import { canary, clientOf, errorOf, tracesOf } from './support.ts';

const coded = (code: string, syscall?: string) =>
  Object.assign(new Error('x'), { code, ...(syscall !== undefined && { syscall }) });
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause });

type Row = [error: Error, kind: ApiErrorKind, resend: Resend];
const rows = (kind: ApiErrorKind, resend: Resend, list: Error[]): Row[] => list.map(error => [error, kind, resend]);

const table: Row[] = [
  ...rows('offline', 'not_sent', [
    ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'].map(code => coded(code)),
    ...['ENETUNREACH', 'EHOSTUNREACH', 'EHOSTDOWN', 'ETIMEDOUT', 'EACCES', 'EMFILE', 'EADDRNOTAVAIL'].map(code =>
      coded(code, 'connect'),
    ),
    new errors.ConnectTimeoutError(),
    new errors.BalancedPoolMissingUpstreamError(),
    ...[
      'NAME_NOT_RESOLVED',
      'CONNECTION_REFUSED',
      'INTERNET_DISCONNECTED',
      'PROXY_CONNECTION_FAILED',
      'TUNNEL_CONNECTION_FAILED',
      'CONNECTION_TIMED_OUT',
    ].map(name => new Error(`net::ERR_${name}`)),
    Object.assign(new AggregateError([coded('ECONNREFUSED', 'connect'), coded('ECONNREFUSED', 'connect')]), {
      code: 'ECONNREFUSED',
    }),
    new AggregateError([coded('ECONNREFUSED', 'connect')]),
  ]),
  ...rows('untrusted', 'not_sent', [
    ...[
      'CERT_HAS_EXPIRED',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'UND_ERR_PRX_TLS',
    ].map(code => coded(code)),
    new Error('net::ERR_CERT_AUTHORITY_INVALID'),
  ]),
  ...rows('untrusted', 'unknown', [
    coded('EPROTO'),
    coded('ERR_SSL_WRONG_VERSION_NUMBER'),
    new Error('net::ERR_SSL_PROTOCOL_ERROR'),
  ]),
  ...rows('offline', 'unknown', [
    coded('EHOSTUNREACH', 'read'),
    coded('ENETDOWN'),
    new Error('who knows'),
    coded('NEVER_SEEN'),
    coded('UND_ERR_SOCKS5'),
  ]),
  ...rows('timeout', 'unknown', [
    new errors.HeadersTimeoutError(),
    new errors.BodyTimeoutError(),
    coded('ETIMEDOUT', 'read'),
    new Error('net::ERR_TIMED_OUT'),
    new DOMException('late', 'TimeoutError'),
  ]),
  ...rows('cut_off', 'unknown', [
    ...[
      'ECONNRESET',
      'ECONNABORTED',
      'EPIPE',
      'ERR_STREAM_PREMATURE_CLOSE',
      'Z_BUF_ERROR',
      'UND_ERR_INFO',
      'UND_ERR',
    ].map(code => coded(code)),
    new errors.SocketError('other side closed'),
    new errors.ResponseContentLengthMismatchError(),
    new errors.InformationalError('reset'),
    new TypeError('terminated', { cause: new errors.SocketError('other side closed') }),
    new Error('net::ERR_CONNECTION_RESET'),
    new Error('net::ERR_SOMETHING_NEW'),
  ]),
  ...rows('not_the_api', 'unknown', [
    new errors.HeadersOverflowError(),
    Object.assign(new Error('Expected HTTP/'), { name: 'HTTPParserError' }),
    coded('HPE_INVALID_CONSTANT'),
    new Error('net::ERR_INVALID_HTTP_RESPONSE'),
  ]),
  ...rows('too_large', 'unknown', [new errors.ResponseExceededMaxSizeError('x')]),
  ...rows('server', 'unknown', [coded('UND_ERR_REQ_RETRY'), coded('UND_ERR_RESPONSE')]),
  ...rows('redirect', 'unknown', [coded('ERR_REDIRECTED'), new Error('net::ERR_TOO_MANY_REDIRECTS')]),
  ...rows('aborted', 'not_sent', [new errors.ClientClosedError()]),
  ...rows('aborted', 'unknown', [
    new errors.ClientDestroyedError(),
    new errors.RequestAbortedError(),
    new DOMException('stop', 'AbortError'),
    new Error('net::ERR_ABORTED'),
  ]),
  ...rows('bad_request', 'not_sent', [
    new errors.InvalidArgumentError(),
    new errors.NotSupportedError(),
    coded('ERR_INVALID_URL'),
    coded('ERR_INVALID_CHAR'),
  ]),
  ...rows('bad_request', 'unknown', [
    new errors.RequestContentLengthMismatchError(),
    new errors.InvalidReturnValueError(),
  ]),
];

const name = (error: Error) => (error as { code?: string }).code ?? error.message;

test.each(table.map(row => [name(row[0]), ...row] as const))('%s', (_, error, kind, resend) => {
  const same = (text: string) => text;
  expect(transportFailure(error, same)).toMatchObject({ kind, resend });
  expect(transportFailure(fetchFailed(error), same)).toMatchObject({ kind, resend });
  expect(transportFailure(fetchFailed(fetchFailed(error)), same)).toMatchObject({ kind, resend });
});

test("no error code of undici's is left to chance", () => {
  const codes = Object.values(errors)
    .filter(type => typeof type === 'function')
    .map(type => {
      const make = type as unknown as new (...args: unknown[]) => Error & { code?: string };
      return new make('x', undefined, { headers: {}, data: {} });
    })
    .map(error => transportFailure(error, text => text))
    .filter(failure => failure.code === undefined);
  expect(codes).toEqual([]);
});

test.each([undefined, null, 'text', 7, {}])('thrown %j is no answer to a request that may have arrived', thrown => {
  expect(transportFailure(thrown, text => text)).toMatchObject({ kind: 'offline', resend: 'unknown' });
});

test('a chain of causes that bites its own tail has an end', () => {
  const error = new Error('a');
  error.cause = new Error('b', { cause: error });
  expect(transportFailure(error, text => text)).toMatchObject({ kind: 'offline' });
});

test('a cause keeps names, codes and messages, and nothing that may hold the token (T5)', () => {
  const source = Object.assign(
    new Error(`Headers.append: "Bearer ${canary}" is invalid`, { cause: coded(`E${canary}`) }),
    {
      headers: { authorization: `Bearer ${canary}` },
      name: canary,
    },
  );
  const failure = transportFailure(source, redactor(canary));
  expect(tracesOf(canary, failure)).toEqual([]);
  expect(tracesOf(canary, failure.cause)).toEqual([]);
  expect(failure.cause).toMatchObject({ message: 'Headers.append: "Bearer [removed]" is invalid' });
});

test.each(['Agent', 'fetch'])('real sockets, %s: refused, not TLS, not HTTP', async transport => {
  const tcp = createTcpServer(socket =>
    socket.on('error', () => undefined).end('SSH-2.0-x\r\n', () => socket.destroy()),
  );
  await new Promise<void>(resolve => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  const tls = createTlsServer({});
  await new Promise<void>(resolve => tls.listen(0, '127.0.0.1', resolve));
  const tlsPort = (tls.address() as AddressInfo).port;
  const failure = async (url: string) => {
    const dispatcher = transport === 'fetch' ? { dispatcher: new FetchDispatcher(() => globalThis.fetch) } : {};
    await using own = clientOf(url, canary, dispatcher);
    const error = await errorOf(own.client.deleteAssignmentSource());
    expect(tracesOf(canary, error)).toEqual([]);
    return [error.kind, error.resend, own.events.length];
  };
  expect(await failure(`http://127.0.0.1:${port}`)).toEqual(['not_the_api', 'unknown', 1]);
  expect((await failure(`https://127.0.0.1:${tlsPort}`))[0]).toBe('untrusted');
  await new Promise(resolve => tcp.close(resolve));
  tls.closeAllConnections();
  await new Promise(resolve => tls.close(resolve));
  expect(await failure(`http://127.0.0.1:${port}`)).toEqual(['offline', 'not_sent', 3]);
});
