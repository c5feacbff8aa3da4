import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeSql } from '../../../../src/core/merge/mergeSql.ts';

test.each<[string, string | undefined, string, string, string]>([
  ['white space at line ends', 'a  \nb\nc\n', 'a\nb\nmine\n', 'a\t\nb  \nc\n', 'a\nb  \nmine\n'],
  ['a side that has CRLF', 'a\nb\nc', 'mine\nb\nc', 'a\r\nb\r\ntheirs', 'mine\nb\ntheirs'],
  ['two sides that have CRLF now', 'a\nb\nc', 'mine\r\nb\r\nc', 'a\r\nb\r\ntheirs', 'mine\r\nb\r\ntheirs'],
  ['the end of the text', 'a\nx\nb', 'a\nx\nmine\n', 'theirs\nx\nb\n\n', 'theirs\nx\nmine\n'],
  ['a last line that got a successor', 'a\nb', 'mine\nb', 'a\nb\ntheirs', 'mine\nb\ntheirs'],
  ['the same lines added by both', 'a\nb', 'a\nx\nb', 'a\nx  \nb\nt', 'a\nx\nb\nt'],
  ['lines added to nothing', '', 'a', '', 'a'],
  ['no base, but only white space between them', undefined, 'a\nb ', 'a\r\nb', 'a\nb '],
])('merges: %s', (_, base, mine, theirs, sql) => {
  expect(mergeSql(base, mine, theirs)).toEqual({ kind: 'merged', sql });
});

test.each<[string, string | undefined, string, string]>([
  ['the same line', 'a\nb\nc', 'a\nm\nc', 'a\nt\nc'],
  ['lines beside each other', 'a\nb', 'm\nb', 'a\nt'],
  ['lines added at one place', 'a\nb', 'a\nm\nb', 'a\nt\nb'],
  ['a changed line and a removed one', 'a\nb\nc', 'a\nm\nc', 'a\nc'],
  ['no base', undefined, 'a', 'a\nb'],
])('in conflict: %s', (_, base, mine, theirs) => {
  expect(mergeSql(base, mine, theirs).kind).toBe('conflict');
  expect(mergeSql(base, theirs, mine).kind).toBe('conflict');
});

test('a million equal lines are merged as a whole instead of being compared (T13)', () => {
  const many = 'x\n'.repeat(500_000);
  for (const base of [undefined, `${many}a`]) {
    expect(mergeSql(base, `${many}m`, `y\n${many}t`)).toEqual({
      kind: 'conflict',
      sqlWithMarkers: [
        ...['<<<<<<< mine', `${many}m`, ...(base === undefined ? [] : ['||||||| base', base])],
        ...['=======', `y\n${many}t`, '>>>>>>> theirs'],
      ].join('\n'),
    });
  }
});

test('some thousand equal lines between different ones are not compared one by one (T13)', () => {
  const many = 'x\n'.repeat(5_000);
  const sql = (word: string) => `${word}\n${many}${word}`;
  const marked = mergeSql(sql('base'), sql('m'), sql('t'));
  expect(marked.kind === 'conflict' && marked.sqlWithMarkers.split('\n').length).toBe(3 * 5_002 + 4);
});

/** What becomes of a line of the base, and what comes before it. */
const change = fc.record({
  becomes: fc.constantFrom(...(['same', 'same', 'same', 'same', 'same', 'gone', 'other'] as const)),
  adds: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2),
  blank: fc.constantFrom('', '', '', ' ', '\t '),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
const changes = fc.array(change, { minLength: 12, maxLength: 12 });

/** A version of a base in which each line is unique, so that it can be told what became of it. */
function version(of: readonly string[], side: string, plan: readonly Change[], lineBreak: string): string {
  return of
    .flatMap((line, at) => {
      const { becomes, adds, blank } = plan[at]!;
      const added = Array.from({ length: adds }, (_, index) => `${side} added ${at}.${index}`);
      const own = { same: [line + blank], gone: [], other: [`${side} changed ${at}${blank}`] }[becomes];
      return [...added, ...own];
    })
    .join(lineBreak);
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map(line => line.trimEnd())
    .filter(line => line !== '');

test('each line that a side added or removed is added or removed in the merge, or stands between markers', () => {
  const seen = { merged: 0, conflict: 0 };
  const lineBreak = fc.constantFrom('\n', '\n', '\r\n');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.tuple(changes, changes),
      fc.tuple(lineBreak, lineBreak),
      (count, [forMine, forTheirs], [ofMine, ofTheirs]) => {
        const lines = Array.from({ length: count }, (_, at) => `base ${at}`);
        const base = lines.join('\n');
        const mine = version(lines, 'mine', forMine, ofMine);
        const theirs = version(lines, 'theirs', forTheirs, ofTheirs);
        const merge = mergeSql(base, mine, theirs);
        seen[merge.kind]++;
        expect(mergeSql(base, theirs, mine).kind).toBe(merge.kind);

        const [own, foreign] = [linesOf(mine), linesOf(theirs)];
        if (merge.kind === 'merged') {
          const result = linesOf(merge.sql);
          const kept = (line: string) => own.includes(line) && foreign.includes(line);
          const expected = [...lines.filter(kept), ...[...own, ...foreign].filter(line => !line.startsWith('base'))];
          expect(result.toSorted()).toEqual(expected.toSorted());
          for (const side of [own, foreign]) {
            expect(result.filter(line => side.includes(line))).toEqual(side.filter(line => result.includes(line)));
          }
          if (ofMine === ofTheirs) expect(merge.sql.includes('\r\n') && /(?<!\r)\n/.test(merge.sql)).toBe(false);
        } else {
          const marked = linesOf(merge.sqlWithMarkers);
          const changed = [...own, ...foreign].filter(line => !line.startsWith('base'));
          expect(marked).toEqual(expect.arrayContaining(changed));
          const count = (mark: string) => marked.filter(line => line.startsWith(mark)).length;
          expect(count('<<<<<<< mine')).toBeGreaterThan(0);
          expect(new Set(['<<<<<<<', '|||||||', '=======', '>>>>>>>'].map(count)).size).toBe(1);
        }
      },
    ),
    { numRuns: 3_000 },
  );
  expect(Math.min(seen.merged, seen.conflict)).toBeGreaterThan((seen.merged + seen.conflict) / 10);
});
