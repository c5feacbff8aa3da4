import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain, type Sink } from '../../../../src/core/text/plain.ts';
import { timeBound } from '../../../cpuTime.ts';

const sinks: readonly Sink[] = ['label', 'icons', 'markdownish', 'multiline', 'log'];

/** What VS Code 1.139 makes a live link of in notifications, progress, prompts and validation messages. */
const liveLink = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i;
/** What it draws as an icon in quick picks, the status bar and validation messages. */
const drawnIcon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;

/** Code points that nobody sees, or that move the text around them, listed one by one and not by Unicode property. */
const invisible: readonly (readonly [from: number, to: number])[] = [
  ...([
    [0x00, 0x1f],
    [0x7f, 0x9f],
    [0xad, 0xad],
    [0x034f, 0x034f],
    [0x061c, 0x061c],
    [0x115f, 0x1160],
  ] as const),
  ...([
    [0x1680, 0x1680],
    [0x17b4, 0x17b5],
    [0x180b, 0x180f],
    [0x2000, 0x200c],
    [0x200e, 0x200f],
    [0x2028, 0x202e],
  ] as const),
  ...([
    [0x205f, 0x206f],
    [0x2800, 0x2800],
    [0x3164, 0x3164],
    [0xd800, 0xdfff],
    [0xe000, 0xf8ff],
    [0xfe00, 0xfe0e],
  ] as const),
  ...([
    [0xfeff, 0xfeff],
    [0xffa0, 0xffa0],
    [0xfff0, 0xfffb],
    [0x13430, 0x1343f],
    [0x1bca0, 0x1bca3],
    [0x1d173, 0x1d17a],
  ] as const),
  ...([
    [0xe0000, 0xe0fff],
    [0xf0000, 0xffffd],
  ] as const),
];

function isInvisible(codePoint: number): boolean {
  return invisible.some(([from, to]) => from <= codePoint && codePoint <= to);
}

/** What is wrong with an output, by rules that know nothing of how it was made. */
function faults(output: string, sink: Sink): string[] {
  const found: string[] = [];
  if ((sink === 'markdownish' || sink === 'icons') && liveLink.test(output)) found.push('live link');
  // A quick pick shows its details as Markdown when the mouse rests on them.
  if (sink === 'icons' && output.includes('://')) found.push('live address');
  if ((sink === 'markdownish' || sink === 'icons') && drawnIcon.test(output)) found.push('icon');
  const kept = sink === 'multiline' ? output.replace(/\r\n|[\n\t]/g, '') : output;
  for (const character of kept)
    if (isInvisible(character.codePointAt(0)!)) found.push(`U+${character.codePointAt(0)!.toString(16)}`);
  return found;
}

describe('plain text', () => {
  test.each([
    'Signup Conversion',
    'Umsatz: 12 % (brutto) [EUR]',
    'prix 1\u202F000\u00A0€',
    'コンバージョン　率',
    'אבג دخل ไทย हिन्दी Việt e\u0301',
    '👩‍💻 ❤️ 1️⃣ 🇩🇪 👍🏽 ☎️',
    'SELECT $1, arr[1], f(x) FROM "a$b"',
    'a literal \\u202e',
    '',
  ])('that is harmless stays as it is: %s', text => {
    for (const sink of sinks) expect(plain(text, sink)).toBe(text);
  });

  test.each([
    ['[L](command:x)', 'markdownish', '[L] (command:x)'],
    ['[L](command:x)', 'label', '[L](command:x)'],
    ['$(flame)', 'icons', '$ (flame)'],
    ['![](https://a.b/c)', 'icons', '![] (https: //a.b/c)'],
    ['a: b/c //d', 'icons', 'a: b/c //d'],
    ['$(flame)', 'markdownish', '$ (flame)'],
    ['\\$(flame~spin)', 'icons', '\\$ (flame~spin)'],
    ['a\nb\tc\r', 'label', 'a\\nb\\tc\\r'],
    ['a\nb\tc\r\nd\re', 'multiline', 'a\nb\tc\r\nd\\re'],
    ['a\r\r\nb', 'multiline', 'a\\r\r\nb'],
    ['a\uFE0F\u200D❤', 'label', 'a\\ufe0f\\u200d❤'],
    ['admin\u202Etxt.exe', 'label', 'admin\\u202etxt.exe'],
    ['a\u{E0041}', 'log', 'a\\u{e0041}'],
    ['\uD800', 'log', '\\ud800'],
    ['\u0301a', 'label', '\\u0301a'],
    ['a\uFE0F b\u200Dc', 'label', 'a\\ufe0f b\\u200dc'],
    ['2026-01-01 ok\n2026-01-02 forged', 'log', '2026-01-01 ok\\n2026-01-02 forged'],
  ] as const)('%j as %s', (text, sink, expected) => {
    expect(plain(text, sink)).toBe(expected);
  });

  test('shows at most a few of the marks piled on one letter', () => {
    expect(plain(`a${'\u0301'.repeat(50)}`, 'label', 1_000)).toBe(`a${'\u0301'.repeat(6)}${'\\u0301'.repeat(44)}`);
  });
});

test('an emoji is joined of so many pictures as there are emoji for, and no more', () => {
  expect(plain(`👩${'\u200D👩'.repeat(7)}`, 'label')).toBe(`👩${'\u200D👩'.repeat(6)}\\u200d👩`);
});

describe('what cannot be seen is shown (T22)', () => {
  const controls = [
    ...Array.from({ length: 32 }, (_, code) => code),
    ...[0x7f, 0x80, 0x85, 0x9f, 0x200b, 0x2060, 0xfeff, 0x2028, 0x2029, 0x061c],
  ];
  const trojan = [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f];

  test.each([...controls, ...trojan].map(code => [code.toString(16).padStart(4, '0'), String.fromCodePoint(code)]))(
    'U+%s',
    (_, character) => {
      for (const sink of sinks) {
        const output = plain(`a${character}b`, sink);
        if (sink === 'multiline' && /[\n\t]/.test(character)) expect(output).toBe(`a${character}b`);
        else expect(output).toMatch(/^a\\(?:[nrt]|u[0-9a-f]{4})b$/);
      }
    },
  );

  test('a name with line breaks cannot add lines', () => {
    for (const sink of sinks.filter(each => each !== 'multiline')) {
      expect(plain('Delete?\r\n\u2028\u2029\u0085\vAll is well.', sink)).toMatch(/^[ -~]+$/);
    }
  });
});

describe('length', () => {
  test('is eighty characters on one line, the last of them telling that there is more', () => {
    expect(plain('x'.repeat(80), 'label')).toBe('x'.repeat(80));
    expect(plain('x'.repeat(81), 'label')).toBe(`${'x'.repeat(79)}…`);
  });

  test('counts an emoji or a letter with its marks once, and cuts none of them', () => {
    const family = '👩‍👩‍👧';
    expect(plain(family.repeat(5), 'label', 5)).toBe(family.repeat(5));
    expect(plain(family.repeat(6), 'label', 5)).toBe(`${family.repeat(4)}…`);
    expect(plain('e\u0301'.repeat(6), 'label', 5)).toBe(`${'e\u0301'.repeat(4)}…`);
  });

  test('counts an escape as what it shows, and cuts none', () => {
    expect(plain('\u202E'.repeat(9), 'label', 13)).toBe('\\u202e\\u202e…');
    expect(plain('\u202E'.repeat(9), 'label', 3)).toBe('…');
  });

  test('does not make reading a huge text long', () => {
    const start = performance.now();
    for (const sink of sinks) plain('\u202E['.repeat(5_000_000), sink);
    expect(performance.now() - start).toBeLessThan(timeBound(500));
  });
});

describe('no text comes alive in any place (T16, T17)', () => {
  const seeds = [
    ...[
      '[a](command:workbench.action.terminal.new)',
      '[a](https://x.test)',
      '[a](file:///etc/passwd "t")',
      '$(flame)',
      '$(sync~spin)',
    ],
    ...[
      '[a]\u200B(command:x)',
      '[a]\uFE0F(command:x)',
      '$\u200D(flame)',
      '\\[a](command:x)',
      '[a]](command:x)',
      '[[a](command:x)',
      '\\$(x)',
    ],
    ...[
      '<b>',
      '<img src=x onerror=alert(1)>',
      '![i](https://x.test/i.png)',
      '`$(x)`',
      '[a](COMMAND:x)',
      "[a](command:x 'y')",
      '$$(x)',
      '](',
      '$(',
    ],
  ];
  const hostile = [
    ...seeds,
    ...seeds.flatMap(seed => seeds.map(other => seed + other)),
    ...seeds.flatMap(seed =>
      ['\u202E', '\0', '\n', '❤', '👩‍', 'e\u0301', '\uD83D'].map(piece => `${piece}${seed}${piece}`),
    ),
  ];

  test('five hundred hostile texts', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(500);
    expect(hostile.filter(text => liveLink.test(text) || drawnIcon.test(text)).length).toBeGreaterThan(300);
    for (const text of hostile)
      for (const sink of sinks) expect([text, faults(plain(text, sink), sink)]).toEqual([text, []]);
  });

  test('any text, cut anywhere, alone and inside a wording', () => {
    const pieces = fc.constantFrom(
      ...seeds,
      '[',
      ']',
      '(',
      ')',
      '$',
      'command:x',
      'a',
      '\u200D',
      '\uFE0F',
      '❤',
      '\u20E3',
      '1',
      '\u0301',
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map(parts => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(fc.nat(0xffff), { maxLength: 30 }).map(units => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...sinks), fc.integer({ min: 1, max: 60 }), (text, sink, limit) => {
        const output = plain(text, sink, limit);
        expect(faults(plainJoiners(output), sink)).toEqual([]);
        expect(faults(plainJoiners(`Delete “${output}”? (prod)`), sink)).toEqual([]);
        expect(plain(output, sink, 10_000)).toBe(output);
      }),
      { numRuns: 10_000 },
    );
  });

  /** Emoji sequences may keep the joiners that they are made of. */
  function plainJoiners(output: string): string {
    return output.replace(
      /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=[\p{Extended_Pictographic}\p{Emoji_Modifier}])/gu,
      '',
    );
  }
});
