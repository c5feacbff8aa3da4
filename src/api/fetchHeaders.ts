/** Header lists in undici's many forms and in fetch's one. */
import type { Dispatcher } from 'undici';

type Pair = readonly [name: string, value: string | readonly string[] | undefined];

function* pairs(headers: Dispatcher.DispatchOptions['headers']): Generator<Pair> {
  if (headers === null || headers === undefined) return;
  if (Array.isArray(headers) && headers.every(item => typeof item === 'string')) {
    // A flat list: name, value, name, value.
    for (let at = 0; at + 1 < headers.length; at += 2) yield [headers[at] ?? '', headers[at + 1]];
  } else if (Symbol.iterator in headers) {
    yield* headers as Iterable<Pair>;
  } else {
    yield* Object.entries(headers);
  }
}

export function requestHeaders(headers: Dispatcher.DispatchOptions['headers']): [string, string][] {
  const list: [string, string][] = [];
  for (const [name, value] of pairs(headers)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) list.push([name, one]);
  }
  return list;
}

/** As undici's handlers take them: lower-case names, a list where a name comes more than once. */
export function responseHeaders(headers: Headers): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = {};
  // A fetch hands over the decoded body with the headers of the encoded one.
  const isDecoded = headers.has('content-encoding');
  for (const [name, value] of headers) {
    if (isDecoded && (name === 'content-encoding' || name === 'content-length')) continue;
    const before = result[name];
    result[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return result;
}
