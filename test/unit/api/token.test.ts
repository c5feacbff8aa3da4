import { expect, test } from 'vitest';
import { longestToken, parseToken, type TokenProblem } from '../../../src/api/token.ts';

const good = 'eyJhbGciOi.J9~x_y-z+a/b==';

function accepted(): string[] {
  const quotes = ['', '"', "'", '`'];
  const prefixes = [
    '',
    'Bearer ',
    'bearer  ',
    'BEARER\t',
    'Authorization: Bearer ',
    'authorization:bearer ',
    '  ',
    '\ufeff',
  ];
  return [
    ...quotes.flatMap(quote => prefixes.map(prefix => `${quote}${prefix}${good}${quote}`)),
    ...quotes.map(quote => `Bearer ${quote}${good}${quote}\r\n`),
    ...['\n', '\r\n', '\t ', '\u00a0', '\u2028'].flatMap(blank => [blank + good, good + blank]),
  ];
}

const refused: [string, TokenProblem][] = [
  ...['', ' ', '\n', '""', 'Bearer', 'bearer ', '"Bearer "', 'Authorization:', '\u200a'].map(
    (text): [string, TokenProblem] => [text, 'empty'],
  ),
  ...['a b', 'a\nb', 'a\r\nX-Evil: 1', 'Bearer a Bearer b', 'a\tb', 'a\u2028b', 'a\u00a0b'].map(
    (text): [string, TokenProblem] => [text, 'white_space'],
  ),
  ...['tökén', 'a😀', '“abc”', 'a\u200bb', 'аbс', 'ａｂｃ', '…', 'a\ud800'].map((text): [string, TokenProblem] => [
    text,
    'not_ascii',
  ]),
  ...Array.from('!"#$%&\'()*,:;<>?@[\\]^`{|}\0\u0007\u007f').map((text): [string, TokenProblem] => [
    `a${text}b`,
    'character',
  ]),
  ['=', 'character'],
  ['a=b', 'character'],
  ['{"session_token":"x"}', 'character'],
  ['x'.repeat(longestToken + 1), 'too_long'],
  ['x'.repeat(1024 * 1024), 'too_long'],
  ['"'.repeat(3 * longestToken), 'too_long'],
];

test('a hundred entries (T29)', () => {
  expect(accepted().length + refused.length).toBeGreaterThanOrEqual(100);
});

test.each(accepted())('%j is the token that it holds (T29)', text => {
  expect(parseToken(text)).toEqual({ kind: 'token', token: good });
});

test('a token of exactly 8 KiB is accepted (T29)', () => {
  expect(parseToken('x'.repeat(longestToken)).kind).toBe('token');
});

test.each(refused.map(([text, code]) => [code, text] as const))(
  'refused as %s, without an echo (T29)',
  (code, text) => {
    // The whole value: nothing else is in it that could hold a part of the text.
    expect(parseToken(text)).toEqual({ kind: 'problem', code });
  },
);
