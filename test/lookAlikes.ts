/** What stands for a character to the eye, or to a comparison that normalizes. */
const swaps: Readonly<Record<string, readonly string[]>> = {
  a: ['а', 'ɑ', 'ａ', 'á'],
  e: ['е', 'ｅ', 'é', '℮'],
  p: ['р', 'ｐ', 'ρ'],
  i: ['і', '1', 'l', 'ı', 'í'],
  v: ['ѵ', 'ν', 'u', 'ｖ'],
  l: ['1', 'I1', 'ӏ', 'ⅼ'],
  r: ['г', 'ｒ', 'rn'],
  d: ['ԁ', 'ｄ', 'cl', 'ⅾ'],
  '0': ['o', 'O', '０', '٠', '00'],
  '1': ['l', 'I', '１', '¹', '01'],
  '2': ['Z', '２', '²'],
  '7': ['７', '٧', '1'],
  '.': ['-', '。', '．', '%2e', '..', ''],
};

const ends = ['.', '.evil.example', 'x', '-evil.example', ':8443', ':0443', ':80', '%00', '%20', '%2f.evil.example'];
const starts = ['x', 'www.', 'evil-', 'a.', 'xn--', '-', '.', '*.', '[', '0.'];
const before = ['evil.example', 'user', 'user:pass', ':', '', '%40', 'api.levered.dev', 'api.levered.dev:443'];
const paths = ['/..', '/x', '//evil.example', '?', '?x', '#', '#@evil.example', '/;@evil.example', '/%2e%2e', '/.'];
const schemes = [
  ...['http:', 'https:', 'ftp:', 'ws:', 'wss:', 'file:', 'blob:https:', 'https', 'httpss:', 'javascript:', 'data:'],
];
const slashes = [':', ':/', ':///', ':\\\\', ':/\\', '://\\', ':\t//', '://\n', '://\u00a0', '://\u200b.', '::'];
const inner = [
  ...['\t', '\n', ' ', '\\', '/', '@', ':', '#', '?', '\0', '\u00a0', '\u3000', ';', ',', '|', '^', '"', '<'],
];
const numbers = ['2130706433', '0x7f000001', '017700000001', '127.1', '[::ffff:7f00:1]', '[::]', '0', '1.1.1.1'];
const tops = ['com', 'de', 'dev.com', 'deve', 'de.v', 'net', 'xn--dev'];
const ports = [
  ...[1, 22, 80, 81, 440, 441, 442, 444, 445, 1443, 3100, 4433, 4443, 8080, 8443, 9443],
  ...[10_443, 44_300, 44_443, 65_535],
];

/**
 * At least 300 spellings that a person or a lax comparison takes for an origin, such as `https://api.levered.dev`: look
 * alike letters and digits, what is put before, behind or into it, other ports, schemes and ways to write a number. None
 * of them is the origin itself.
 */
export function lookAlikes(origin: string): string[] {
  const { protocol, host, hostname } = new URL(origin);
  const scheme = protocol.slice(0, -1);
  const letters = Array.from(host).flatMap((letter, at) =>
    (swaps[letter] ?? []).map(swap => `${scheme}://${host.slice(0, at)}${swap}${host.slice(at + 1)}`),
  );
  const all = [
    ...letters,
    ...ends.map(end => `${scheme}://${host}${end}`),
    ...starts.map(start => `${scheme}://${start}${host}`),
    ...before.map(user => `${scheme}://${user}@${host}`),
    ...before.map(user => `${scheme}://${host}@${user}`),
    ...before.map(user => `${scheme}://${user}\\@${host}`),
    ...paths.map(path => `${scheme}://${host}${path}`),
    ...schemes.filter(each => each !== protocol).map(each => `${each}//${host}`),
    ...slashes.map(slash => `${scheme}${slash}${host}`),
    ...inner.flatMap(text => [3, 8, 11].map(at => `${scheme}://${host.slice(0, at)}${text}${host.slice(at)}`)),
    ...numbers.flatMap(number => [`https://${number}`, `http://${number}`, `http://${number}:3100`]),
    ...tops.map(top => `${scheme}://${hostname.slice(0, hostname.lastIndexOf('.') + 1)}${top}`),
    ...ports.map(port => `${scheme}://${hostname}:${port}`),
    ...Array.from({ length: 90 }, (_, at) => `${scheme}://${hostname.repeat(1 + (at % 3))}${at}.example`),
  ];
  return [...new Set(all)].filter(text => text !== origin);
}
