import { expect, test } from 'vitest';
import { redactor } from '../../../src/api/redaction.ts';
import { canary, tracesOf } from './support.ts';

const redact = redactor(canary);

test.each([
  ['nothing of it', 'nothing of it'],
  [`a ${canary} b`, 'a [removed] b'],
  [canary, '[removed]'],
  [`${canary} and ${canary}`, '[removed] and [removed]'],
  [`${canary.slice(0, 7)}!`, `${canary.slice(0, 7)}!`],
  [`x${canary.slice(5, 13)}y`, 'x[removed]y'],
  [`İ ${canary}`, 'İ [removed]'],
])('%s', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test('every part of eight characters or more goes, in each spelling (T5)', () => {
  const spellings = [
    canary,
    encodeURIComponent(canary),
    ...['', 'x', 'Bearer ', 'user:'].map(before => Buffer.from(before + canary).toString('base64')),
    ...['', 'x', 'xx'].map(before => Buffer.from(before + canary).toString('base64url')),
  ];
  for (const spelling of spellings) {
    for (let start = 0; start + 8 <= spelling.length; start++) {
      const clean = redact(`before ${spelling.slice(start, start + 8 + (start % 9))} after`);
      expect(tracesOf(canary, clean)).toEqual([]);
    }
  }
});

test('a token shorter than eight characters goes as a whole', () => {
  expect(redactor('abc')('xabcx')).toBe('x[removed]x');
  expect(redactor('')('xabcx')).toBe('xabcx');
});

test('its characters are known with any of them escaped, as in addresses and in JSON (T5)', () => {
  const codes = Array.from(canary, character => character.charCodeAt(0).toString(16).padStart(2, '0'));
  const spellings = [
    codes.map(code => `%${code}`).join(''),
    codes.map(code => `%${code.toUpperCase()}`).join(''),
    codes.map(code => `\\u00${code}`).join(''),
    codes.map((code, at) => (at % 3 === 0 ? `\\u00${code.toUpperCase()}` : canary.charAt(at))).join(''),
    canary.replaceAll('/', '\\/'),
    encodeURIComponent(Buffer.from(canary).toString('base64')),
  ];
  for (const spelling of spellings) expect(redact(`before ${spelling} after`)).toBe('before [removed] after');
  expect(redact('100 % of \\u0041 and %41')).toBe('100 % of \\u0041 and %41');
});
