import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonText, hasConflictMarkers, withMarkers } from '../../../src/sync/mergeMarkers.ts';

const names = { mine: 'File', theirs: 'Levered (prod)' };

test('what differs stands between markers, what both have stands once', () => {
  const text = withMarkers('a\nb\nc\n', 'a\nB\nc\n', names);
  expect(text).toBe('a\n<<<<<<< File\nb\n=======\nB\n>>>>>>> Levered (prod)\nc\n');
  expect(hasConflictMarkers(text)).toBe(true);
});

test('a last line without a line break gets one, because a marker needs a line of its own', () => {
  expect(withMarkers('a', 'b', names)).toBe('<<<<<<< File\na\n=======\nb\n>>>>>>> Levered (prod)\n');
});

test('CRLF stays', () => {
  expect(withMarkers('a\r\nb\r\n', 'a\r\nc\r\n', names)).not.toMatch(/(?<!\r)\n/);
});

test.each(['SELECT 1', 'a << b', ' <<<<<<< x', '-- =======', 'x <<<<<<<', ''])('%j holds no conflict', text => {
  expect(hasConflictMarkers(text)).toBe(false);
});

test.each(['<<<<<<< x', 'a\n>>>>>>> b', 'a\r\n<<<<<<<\r\n'])('%j holds a conflict', text => {
  expect(hasConflictMarkers(text)).toBe(true);
});

describe('what two texts without a known base have in common', () => {
  test('the lines that both have, in their order', () => {
    expect(commonText('a\nb\nc\nd\n', 'a\nx\nc\ny\nd\n')).toBe('a\nc\nd\n');
  });

  test('nothing of one alone, so that each of its lines is a change of that side', () => {
    expect(commonText('a\n', 'b\n')).toBe('');
    expect(commonText('', 'b\n')).toBe('');
  });

  const lines = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
    .map(each => each.map(line => `${line}\n`).join(''));

  test('property: a subsequence of both, the same from either side in length, and all of equal texts', () => {
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const common = commonText(one, other);
        expect(isWithin(common, one)).toBe(true);
        expect(isWithin(common, other)).toBe(true);
        expect(countLines(commonText(other, one))).toBe(countLines(common));
        expect(commonText(one, one)).toBe(one);
      }),
      { numRuns: 500 },
    );
  });

  test('very long texts keep their common head and end', () => {
    const many = 'x\n'.repeat(2_000);
    expect(commonText(`a\n${many}b\n`, `a\ny\nb\n`)).toBe('a\nb\n');
  });
});

function countLines(text: string): number {
  return text.split('\n').length;
}

function isWithin(part: string, whole: string): boolean {
  const lines = whole.split('\n');
  let at = 0;
  for (const line of part.split('\n').slice(0, -1)) {
    at = lines.indexOf(line, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
