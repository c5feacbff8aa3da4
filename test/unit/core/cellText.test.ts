import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellKind, cellText, visibleLines, visibleText } from '../../../src/core/preview/cellText.ts';
import { timeBound } from '../../cpuTime.ts';

describe('cellKind', () => {
  it.each([
    [undefined, 'missing'],
    ['null', 'null'],
    ['""', 'empty'],
    ['"null"', 'text'],
    ['" "', 'text'],
    ['-0', 'number'],
    ['1e400', 'number'],
    ['true', 'boolean'],
    ['false', 'boolean'],
    ['{}', 'json'],
    ['[]', 'json'],
  ])('tells %s to be %s', (source, kind) => {
    expect(cellKind(source)).toBe(kind);
  });
});

describe('cellText', () => {
  it('decodes a text and leaves everything else as the server spelled it (T34)', () => {
    expect(['"a\\u00e4\\"b"', '1.10', 'true', 'null', '{"a": [1]}', undefined].map(s => cellText(s))).toEqual([
      'aä"b',
      '1.10',
      'true',
      'null',
      '{"a": [1]}',
      '',
    ]);
  });

  it('leaves ordinary text alone', () => {
    const ordinary = fc.stringMatching(/^[a-zA-Z0-9äßçñ漢字אב😀](?:[ -~äß漢אב😀]{0,40}[!-~])?$/u);
    fc.assert(
      fc.property(ordinary, text => {
        expect(cellText(JSON.stringify(text))).toBe(text);
      }),
    );
  });

  it('shows what cannot be seen: controls, bidi marks, blanks, lone surrogates, spaces at the ends (T22)', () => {
    expect(visibleText('a\nb\tc\r\u0000\u007f')).toBe('a↵b→c\\r\\u0000\\u007f');
    expect(visibleText('x\u202ey\u2066z\u200b\ufeff')).toBe('x\\u202ey\\u2066z\\u200b\\ufeff');
    expect(visibleText('\u00a0a\u3164\ud800\u{e0041}')).toBe('\\u00a0a\\u3164\\ud800\\u{e0041}');
    expect(visibleText('  id 7 ')).toBe('··id 7·');
  });

  it('keeps the lines of a text of several, and what stands under what in them', () => {
    expect(visibleLines('ERROR\r\n  SELECT\t1\n  ^\u202e ')).toBe('ERROR\n  SELECT\t1\n  ^\\u202e ');
    expect(visibleLines('x'.repeat(30), 10)).toBe('xxxxxxxxxx…');
  });

  it('leaves no character that is invisible or moves others, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('cuts a long value with a mark, whole characters only, wherever the cut falls in an escape', () => {
    expect(cellText(JSON.stringify('x'.repeat(1_000)))).toBe('x'.repeat(1_000));
    expect(cellText(JSON.stringify('x'.repeat(1_001)))).toBe(`${'x'.repeat(1_000)}…`);
    expect(cellText('9'.repeat(2_000))).toBe(`${'9'.repeat(1_000)}…`);
    const unit = fc.constantFrom('x', '\\u00e4', '\\ud83d\\ude00', '\\\\', '\\"', '😀');
    fc.assert(
      fc.property(fc.array(unit, { minLength: 60, maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (units, limit) => {
        const whole = JSON.parse(`"${units.join('')}"`) as string;
        const shown = cellText(`"${units.join('')}"`, limit);
        expect(shown.endsWith('…')).toBe(true);
        expect(whole.startsWith(shown.slice(0, -1))).toBe(true);
        expect(shown.length).toBeGreaterThanOrEqual(limit);
      }),
      { numRuns: 500 },
    );
  });

  it('does not decode fifty megabytes to show a thousand characters (T26)', () => {
    const source = Buffer.from(JSON.stringify('é\n'.repeat(12_000_000))).toString();
    const before = performance.now();
    expect(cellText(source)).toHaveLength(1_001);
    expect(performance.now() - before).toBeLessThan(timeBound(200));
  });
});
