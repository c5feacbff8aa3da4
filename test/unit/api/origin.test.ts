import { expect, test } from 'vitest';
import { type OriginProblem, parseOrigin } from '../../../src/api/origin.ts';
import { canary, clientOf, errorOf, originOf } from './support.ts';

const real = 'https://api.levered.dev';

test.each([
  [real, real],
  [`${real}/`, real],
  [`  ${real}\n`, real],
  ['HTTPS://API.Levered.DEV', real],
  [`${real}:443`, real],
  ['http://localhost:3100', 'http://localhost:3100'],
  ['http://127.0.0.1:3100/', 'http://127.0.0.1:3100'],
  ['http://127.9.8.7', 'http://127.9.8.7'],
  ['http://[::1]:80', 'http://[::1]'],
  ['https://10.0.0.1:8443', 'https://10.0.0.1:8443'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
])('%j is the origin %s', (text, origin) => {
  expect(parseOrigin(text)).toEqual({ kind: 'origin', origin });
});

test.each<[string, OriginProblem]>([
  ['', 'empty'],
  ['api.levered.dev', 'syntax'],
  ['//api.levered.dev', 'syntax'],
  ['https:api.levered.dev', 'syntax'],
  ['https:///api.levered.dev', 'syntax'],
  ['https:\\\\api.levered.dev', 'syntax'],
  ['https://api.levered.dev\\@evil.example', 'syntax'],
  ['https://api.leve\tred.dev', 'syntax'],
  ['https://api.levered.dev:99999', 'syntax'],
  [`https://${'a'.repeat(600)}`, 'syntax'],
  ['http://api.levered.dev', 'scheme'],
  ['http://[::ffff:127.0.0.1]', 'unusual_host'],
  ['http://127.0.0.1.evil.example', 'scheme'],
  ['http://localhost.evil.example', 'scheme'],
  ['ftp://api.levered.dev', 'scheme'],
  ['javascript://api.levered.dev', 'scheme'],
  ['https://api.levered.dev@evil.example', 'user_info'],
  ['https://:@api.levered.dev', 'user_info'],
  [`${real}/v2`, 'not_an_origin'],
  [`${real}//`, 'not_an_origin'],
  [`${real}?`, 'not_an_origin'],
  [`${real}/#`, 'not_an_origin'],
  ['https://api.levered.dev.', 'unusual_host'],
  ['https://api%2elevered.dev', 'unusual_host'],
  ['https://ａｐｉ.levered.dev', 'unusual_host'],
  ['https://api。levered。dev', 'unusual_host'],
  ['http://2130706433', 'unusual_host'],
  ['http://0x7f.1', 'unusual_host'],
  ['http://[0:0:0:0:0:0:0:1]', 'unusual_host'],
  ['https://api.levered.dev:0443', 'unusual_host'],
])('%j is refused: %s', (text, code) => {
  expect(parseOrigin(text)).toEqual({ kind: 'problem', code });
});

/** Spellings that a person or a lax comparison takes for the real one. */
function lookAlikes(): string[] {
  const host = 'api.levered.dev';
  const swaps: Record<string, string[]> = {
    a: ['а', 'ɑ', 'ａ', 'á'],
    e: ['е', 'ｅ', 'é', '℮'],
    p: ['р', 'ｐ', 'ρ'],
    i: ['і', '1', 'l', 'ı', 'í'],
    v: ['ѵ', 'ν', 'u', 'ｖ'],
    l: ['1', 'I1', 'ӏ', 'ⅼ'],
    r: ['г', 'ｒ', 'rn'],
    d: ['ԁ', 'ｄ', 'cl', 'ⅾ'],
    '.': ['-', '。', '．', '%2e', '..', ''],
  };
  const letters = Array.from(host).flatMap((letter, at) =>
    (swaps[letter] ?? []).map(swap => `https://${host.slice(0, at)}${swap}${host.slice(at + 1)}`),
  );
  const ends = ['.', '.evil.example', 'x', '-evil.example', ':8443', ':0443', ':80', '%00', '%20', '%2f.evil.example'];
  const starts = ['x', 'www.', 'evil-', 'a.', 'xn--', '-', '.', '*.', '[', '0.'];
  const before = ['evil.example', 'user', 'user:pass', ':', '', '%40', 'api.levered.dev', 'api.levered.dev:443'];
  const paths = ['/..', '/x', '//evil.example', '?', '?x', '#', '#@evil.example', '/;@evil.example', '/%2e%2e', '/.'];
  const schemes = ['http:', 'ftp:', 'ws:', 'wss:', 'file:', 'blob:https:', 'https', 'httpss:', 'javascript:', 'data:'];
  const slashes = [':', ':/', ':///', ':\\\\', ':/\\', '://\\', ':\t//', '://\n', '://\u00a0', '://\u200b.', '::'];
  const inner = [
    '\t',
    '\n',
    ' ',
    '\\',
    '/',
    '@',
    ':',
    '#',
    '?',
    '\0',
    '\u00a0',
    '\u3000',
    ';',
    ',',
    '|',
    '^',
    '"',
    '<',
  ];
  const numbers = ['2130706433', '0x7f000001', '017700000001', '127.1', '[::ffff:7f00:1]', '[::]', '0', '1.1.1.1'];
  return [
    ...letters,
    ...ends.map(end => `https://${host}${end}`),
    ...starts.map(start => `https://${start}${host}`),
    ...before.map(user => `https://${user}@${host}`),
    ...before.map(user => `https://${host}@${user}`),
    ...before.map(user => `https://${user}\\@${host}`),
    ...paths.map(path => `https://${host}${path}`),
    ...schemes.map(scheme => `${scheme}//${host}`),
    ...slashes.map(slash => `https${slash}${host}`),
    ...inner.flatMap(text => [3, 8, 11].map(at => `https://${host.slice(0, at)}${text}${host.slice(at)}`)),
    ...numbers.flatMap(number => [`https://${number}`, `http://${number}`, `http://${number}:3100`]),
    ...['com', 'de', 'dev.com', 'deve', 'de.v', 'net', 'xn--dev'].map(end => `https://api.levered.${end}`),
    ...[
      1, 22, 80, 81, 440, 441, 442, 444, 445, 1443, 3100, 4433, 4443, 8080, 8443, 9443, 10_443, 44_300, 44_443, 65_535,
    ].map(port => `https://${host}:${port}`),
    ...Array.from({ length: 60 }, (_, at) => `https://${'api.levered.dev'.repeat(1 + (at % 3))}${at}.example`),
  ];
}

test('none of 300 look-alikes is taken for the real origin (T3)', () => {
  const texts = lookAlikes();
  expect(new Set(texts).size).toBeGreaterThanOrEqual(300);
  const taken = texts.filter(text => {
    const parsed = parseOrigin(text);
    return parsed.kind === 'origin' && parsed.origin === real;
  });
  expect(taken).toEqual([]);
});

test('the token goes to the origin of the client and nowhere else (T3)', async () => {
  const asked: string[] = [];
  const hostFetch = ((url: string) => {
    asked.push(new URL(url).origin);
    return Promise.reject(new TypeError('fetch failed'));
  }) as typeof fetch;
  const { FetchDispatcher } = await import('../../../src/api/fetchDispatcher.ts');
  for (const text of lookAlikes()) {
    const parsed = parseOrigin(text);
    if (parsed.kind === 'problem') continue;
    const { client } = clientOf(parsed.origin, canary, { dispatcher: new FetchDispatcher(() => hostFetch) });
    await errorOf(
      client.createMetric({ kind: 'metric', name: '', sql: '', column_mapping: { anonymous_id: '', timestamp: '' } }),
    );
    expect(asked.splice(0)).toEqual([parsed.origin]);
    expect(parsed.origin).not.toBe(originOf(real));
  }
});
