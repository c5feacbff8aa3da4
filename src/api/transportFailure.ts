/**
 * What an error of the transport means: undici's own, Node's, those that a `fetch` wraps as the cause of a `TypeError`,
 * and Chromium's `net::ERR_…` that a desktop host's fetch may give.
 */
import type { ApiErrorKind, Failure, Resend } from './apiError.ts';

type Meaning = readonly [kind: ApiErrorKind, resend: Resend];

function table(meaning: Meaning, codes: string): [string, Meaning][] {
  return codes.split(' ').map(code => [code, meaning]);
}

/** Codes with one meaning. Sources: undici lib/core/errors.js, Node's `errors` page, OpenSSL's verify(1). */
const meanings: ReadonlyMap<string, Meaning> = new Map([
  ...table(['offline', 'not_sent'], 'ECONNREFUSED ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA EAI_NONAME'),
  ...table(['offline', 'not_sent'], 'UND_ERR_CONNECT_TIMEOUT UND_ERR_BPL_MISSING_UPSTREAM UND_ERR_MAX_ORIGINS_REACHED'),
  ...table(
    ['untrusted', 'not_sent'],
    'UND_ERR_PRX_TLS ERR_TLS_CERT_ALTNAME_INVALID CERT_HAS_EXPIRED CERT_NOT_YET_VALID',
  ),
  ...table(
    ['untrusted', 'not_sent'],
    'CERT_REVOKED CERT_REJECTED CERT_UNTRUSTED CERT_CHAIN_TOO_LONG HOSTNAME_MISMATCH',
  ),
  ...table(['untrusted', 'not_sent'], 'CERT_SIGNATURE_FAILURE DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN'),
  ...table(['untrusted', 'not_sent'], 'UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY INVALID_CA'),
  ...table(['untrusted', 'not_sent'], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE PATH_LENGTH_EXCEEDED INVALID_PURPOSE'),
  // A handshake alert may also come after the request went out.
  ...table(['untrusted', 'unknown'], 'EPROTO'),
  ...table(['offline', 'unknown'], 'UND_ERR_SOCKS5'),
  ...table(
    ['timeout', 'unknown'],
    'UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT ETIMEDOUT ERR_SOCKET_CONNECTION_TIMEOUT',
  ),
  ...table(['aborted', 'not_sent'], 'UND_ERR_CLOSED'),
  ...table(['aborted', 'unknown'], 'UND_ERR_DESTROYED UND_ERR_ABORT UND_ERR_ABORTED ABORT_ERR'),
  ...table(
    ['cut_off', 'unknown'],
    'ECONNRESET ECONNABORTED EPIPE UND_ERR_SOCKET UND_ERR_INFO UND_ERR UND_ERR_WS_MESSAGE_SIZE_EXCEEDED',
  ),
  ...table(
    ['cut_off', 'unknown'],
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH ERR_STREAM_PREMATURE_CLOSE ERR_STREAM_DESTROYED',
  ),
  ...table(['cut_off', 'unknown'], 'Z_BUF_ERROR Z_DATA_ERROR ERR_HTTP2_STREAM_ERROR ERR_HTTP2_SESSION_ERROR'),
  ...table(['not_the_api', 'unknown'], 'UND_ERR_HEADERS_OVERFLOW'),
  ...table(['too_large', 'unknown'], 'UND_ERR_RES_EXCEEDED_MAX_SIZE'),
  ...table(['server', 'unknown'], 'UND_ERR_REQ_RETRY UND_ERR_RESPONSE'),
  ...table(['redirect', 'unknown'], 'ERR_REDIRECTED'),
  ...table(['bad_request', 'not_sent'], 'UND_ERR_INVALID_ARG UND_ERR_NOT_SUPPORTED ERR_INVALID_URL ERR_INVALID_CHAR'),
  ...table(['bad_request', 'not_sent'], 'ERR_HTTP_INVALID_HEADER_VALUE'),
  ...table(['bad_request', 'unknown'], 'UND_ERR_INVALID_RETURN_VALUE UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'),
]);

/** Chromium's net_error_list.h: names after `net::ERR_`. */
const chromium: readonly (readonly [RegExp, Meaning])[] = [
  [/^(NAME_|DNS_|ADDRESS_|INTERNET_DISCONNECTED|CONNECTION_(REFUSED|FAILED|TIMED_OUT))/, ['offline', 'not_sent']],
  [/^(PROXY_|TUNNEL_|SOCKS_|NETWORK_ACCESS_DENIED|BLOCKED_|UNSAFE_PORT)/, ['offline', 'not_sent']],
  [/^CERT_/, ['untrusted', 'not_sent']],
  [/^(SSL_|BAD_SSL)/, ['untrusted', 'unknown']],
  [/^TIMED_OUT/, ['timeout', 'unknown']],
  [/^ABORTED/, ['aborted', 'unknown']],
  [/^(TOO_MANY_REDIRECTS|UNSAFE_REDIRECT|INVALID_REDIRECT)/, ['redirect', 'unknown']],
  [/^(INVALID_HTTP_RESPONSE|INVALID_RESPONSE|RESPONSE_HEADERS)/, ['not_the_api', 'unknown']],
  [/./, ['cut_off', 'unknown']],
];

/** These are about the way to the server; only `connect` says that the request did not set out on it. */
const network = new Set(
  'ENETUNREACH ENETDOWN EHOSTUNREACH EHOSTDOWN EADDRNOTAVAIL EACCES EPERM EMFILE ENFILE'.split(' '),
);

function text(value: object, key: string): string | undefined {
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : undefined;
}

function meaningOf(error: object): readonly [Meaning, code: string] | undefined {
  const code = text(error, 'code');
  if (code !== undefined) {
    const isConnecting = text(error, 'syscall') === 'connect';
    if (isConnecting && (network.has(code) || code === 'ETIMEDOUT')) return [['offline', 'not_sent'], code];
    if (network.has(code)) return [['offline', 'unknown'], code];
    const meaning = meanings.get(code);
    if (meaning !== undefined) return [meaning, code];
    if (code.startsWith('HPE_')) return [['not_the_api', 'unknown'], code];
    if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return [['untrusted', 'unknown'], code];
  }
  const netError = /^net::ERR_([A-Z0-9_]+)/.exec(text(error, 'message') ?? '')?.[1];
  const meaning = netError === undefined ? undefined : chromium.find(([names]) => names.test(netError))?.[1];
  if (netError !== undefined && meaning !== undefined) return [meaning, `ERR_${netError}`];
  // Its code is missing where llhttp has none, and its `data` holds what the server sent.
  if (text(error, 'name') === 'HTTPParserError') return [['not_the_api', 'unknown'], code ?? 'HPE'];
  if (text(error, 'name') === 'AbortError') return [['aborted', 'unknown'], code ?? 'ABORT_ERR'];
  if (text(error, 'name') === 'TimeoutError') return [['timeout', 'unknown'], code ?? 'ETIMEDOUT'];
  return undefined;
}

function chainOf(error: unknown): object[] {
  const chain: object[] = [];
  for (let at = error; typeof at === 'object' && at !== null && chain.length < 8 && !chain.includes(at);) {
    chain.push(at);
    at = (at as { cause?: unknown }).cause ?? (at as { errors?: unknown[] }).errors?.at(0);
  }
  return chain;
}

/** Names, codes and messages of an error and its causes, redacted; none of what else hangs on them (headers, sockets). */
function plainCause(chain: readonly object[], redact: (text: string) => string): Error | undefined {
  return chain.reduceRight<Error | undefined>((cause, link) => {
    const copy = new Error(redact((text(link, 'message') ?? '').slice(0, 2000)), cause === undefined ? {} : { cause });
    copy.name = redact(text(link, 'name') ?? 'Error');
    // The place of the copy tells nothing, and the original's stack begins with its unredacted message.
    copy.stack = `${copy.name}: ${copy.message}`;
    const code = text(link, 'code');
    return code === undefined ? copy : Object.assign(copy, { code: redact(code) });
  }, undefined);
}

/** Sorts an error that a dispatcher gave. One that nobody knows counts as no answer to a request that may have arrived. */
export function transportFailure(error: unknown, redact: (text: string) => string): Failure {
  const chain = chainOf(error);
  // The innermost known one: `fetch failed` and `terminated` are wrappers.
  const [[kind, resend], code] = chain.map(meaningOf).findLast(found => found !== undefined) ?? [
    ['offline', 'unknown'],
  ];
  const cause = plainCause(chain, redact);
  return { kind, resend, ...(code !== undefined && { code: redact(code) }), ...(cause !== undefined && { cause }) };
}
