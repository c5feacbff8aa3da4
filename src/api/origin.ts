/**
 * The one address that a client talks to. A token is kept per exact origin and goes only to that one (T3), so a text
 * becomes an origin only if it says plainly which host is meant.
 */

declare const checked: unique symbol;

/** An exact `URL.origin`, e.g. `https://api.levered.dev`: lower case, punycode, no default port. */
export type ApiOrigin = string & { readonly [checked]: 'ApiOrigin' };

/**
 * Why a text is no origin:
 * `empty` · `syntax`: not an absolute http(s) URL, or with blanks, control characters or backslashes · `scheme`: plain
 * http to a host that is not this machine, or another scheme · `user_info`: a name or password before the host ·
 * `not_an_origin`: has a path, a query or a fragment · `unusual_host`: a spelling that resolves to something other than
 * what it shows, e.g. a decimal IP address, an escaped or full-width host name, a trailing dot.
 */
export type OriginProblem = 'empty' | 'syntax' | 'scheme' | 'user_info' | 'not_an_origin' | 'unusual_host';

export type ParsedOrigin =
  { readonly kind: 'origin'; readonly origin: ApiOrigin } | { readonly kind: 'problem'; readonly code: OriginProblem };

const longest = 512;
const shape = /^(https?):\/\/([^/?#]+)(\/?)$/i;

/** Blanks, control characters and backslashes, which `new URL` drops or turns into something else. */
function hasUnsafeCharacter(text: string): boolean {
  for (const character of text) {
    if (character <= ' ' || character === '\\' || character === '\u007f' || /\s/u.test(character)) return true;
  }
  return false;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Whether the host that a person reads in the text is the one that a request would go to. */
function isPlainHost(written: string, url: URL): boolean {
  if (url.hostname.endsWith('.') || url.hostname.includes('..')) return false;
  const isAscii = /^[!-~]+$/.test(written);
  // Letters beyond ASCII that do not end in punycode were folded into ASCII ones: the text showed another host.
  if (!isAscii) return url.hostname.split('.').some(label => label.startsWith('xn--'));
  const defaultPort = url.protocol === 'https:' ? ':443' : ':80';
  const lower = written.toLowerCase();
  return lower === url.host || lower === url.host + defaultPort;
}

/**
 * Reads a base URL that a person or a setting gave. https, or http for this machine only (127.0.0.0/8, `[::1]`,
 * `localhost`). One trailing slash, capitals and the default port are dropped; anything else must be exact.
 */
export function parseOrigin(text: string): ParsedOrigin {
  const trimmed = text.trim();
  const problem = (code: OriginProblem): ParsedOrigin => ({ kind: 'problem', code });
  if (trimmed === '') return problem('empty');
  if (trimmed.length > longest || hasUnsafeCharacter(trimmed)) return problem('syntax');
  if (trimmed.includes('@')) return problem('user_info');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) && !/^https?:/i.test(trimmed)) return problem('scheme');
  const written = shape.exec(trimmed)?.[2];
  if (written === undefined) return problem(/^https?:\/\/[^/]/i.test(trimmed) ? 'not_an_origin' : 'syntax');
  if (!URL.canParse(trimmed)) return problem('syntax');
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '') return problem('user_info');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return problem('not_an_origin');
  if (!isPlainHost(written, url)) return problem('unusual_host');
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) return problem('scheme');
  return { kind: 'origin', origin: url.origin as ApiOrigin };
}
