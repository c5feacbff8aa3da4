import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeSlug, slug, slugKey } from '../../../../src/core/text/slug.ts';

describe('the stem of a file name (T21)', () => {
  test.each([
    ['Signup Conversion', 'signup-conversion'],
    ['  Umsatz (brutto) / Café  ', 'umsatz-brutto-cafe'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Windows', 'c-windows'],
    ['.hidden.', 'hidden'],
    ['CON', 'definition-con'],
    ['com¹', 'definition-com1'],
    ['nul.txt', 'nul-txt'],
    ['日本語', 'definition'],
    ['', 'definition'],
    ['\u202E', 'definition'],
    ['a\0b', 'a-b'],
    ['K', 'k'],
  ])('of %j is %s', (name, expected) => {
    expect(slug(name)).toBe(expected);
  });

  const allowed = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const device = /^(?:con|prn|aux|nul|com\d|lpt\d|conin|conout|clock)$/;

  test('is allowed in every file system, whatever the name and id', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.string({ unit: 'binary' }),
        fc.nat(3),
        (name, id, refusals) => {
          let left = refusals;
          const stem = freeSlug(name, id, () => left-- > 0);
          for (const each of [slug(name), stem]) {
            expect(each).toMatch(allowed);
            expect(each).not.toMatch(device);
            expect(each.length).toBeLessThanOrEqual(60);
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test('two thousand names, many of them twins, give two thousand files', () => {
    const shapes = [
      ...[
        '..',
        '/abs/olute',
        'a\0',
        'CON',
        'con',
        'aux.',
        'x.',
        'x ',
        'X',
        'é',
        'e\u0301',
        'É',
        '\u202Ex',
        'x\u202E',
        '日本',
        '',
      ],
      ...['a'.repeat(300), `${'a'.repeat(300)}b`, 'a/b', 'a\\b', 'a:b', 'lpt1', 'ﬁ', 'fi', 'İ', 'ı', 'K', 'k'],
    ];
    const taken = new Set(['README', 'Signup'].map(slugKey));
    for (let index = 0; index < 2_000; index++) {
      // The ids are twins too: equal at their ends, equal but for case.
      const id = index % 3 === 0 ? 'metric-uuid' : `ID${index % 50}-0000-${index % 7 === 0 ? 'abcdefgh' : index}`;
      const stem = freeSlug(shapes[index % shapes.length]!, id, key => taken.has(key));
      expect(stem).toMatch(allowed);
      expect(taken.has(slugKey(stem))).toBe(false);
      taken.add(slugKey(stem));
    }
    expect(taken.size).toBe(2_002);
    expect(freeSlug('Readme', 'id-12345678', key => taken.has(key))).toBe('readme-12345678');
  });

  test('stays short with a suffix too', () => {
    let refusals = 3;
    const stem = freeSlug('word '.repeat(50), 'x'.repeat(128), () => refusals-- > 0);
    expect(stem).toMatch(/^word-word-[a-z-]+-2$/);
    expect(stem.length).toBeLessThanOrEqual(60);
    expect(freeSlug('word '.repeat(50), 'x'.repeat(128), key => !key.endsWith('x'.repeat(9)))).toMatch(/^.{1,60}$/);
  });

  test('compares as file systems do', () => {
    expect(slugKey('CAFE\u0301')).toBe(slugKey('caf\u00E9'));
  });
});
