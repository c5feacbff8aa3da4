import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import { idFor } from '../../../../src/core/document/draft.ts';
import { withId } from '../../../../src/core/document/idEdit.ts';
import { applyEdits } from '../../../../src/core/document/textEdit.ts';

function lines(...content: string[]): string {
  return ['/*---', ...content, 'name: a', '---*/', 'SELECT 1', ''].join('\n');
}

function written(text: string, environment: string, id: string, other?: string): string | undefined {
  const edits = withId(parseDocument(text), environment, id, other);
  return edits === undefined ? undefined : applyEdits(text, edits);
}

describe('writing an id', () => {
  test.each([
    ['adds a first line where there is none', lines('# mine'), lines('# mine', 'id: x'), undefined],
    ['keeps a comment and the space before it', lines('id: old   # c'), lines('id: x   # c'), undefined],
    ['keeps quotes', lines('"id":  "old"'), lines('"id":  "x"'), undefined],
    ['keeps single quotes', lines("id: 'old' #"), lines("id: 'x' #"), undefined],
    ['fills an empty one', lines('id: # later'), lines('id: x # later'), undefined],
    ['replaces a null', lines('id: ~'), lines('id: x'), undefined],
    ['turns one id into two', lines('id: old # c'), lines('id: {prod: old, testing: x} # c'), 'prod'],
    ['replaces the id of its own environment', lines('id: old'), lines('id: x'), 'testing'],
    ['adds to a map on one line', lines('id: {prod: a}'), lines('id: {prod: a, testing: x}'), 'prod'],
    ['adds to an empty map', lines('id: {}'), lines('id: {testing: x}'), undefined],
    ['replaces in a map', lines('id: {testing: "a", prod: b}'), lines('id: {testing: "x", prod: b}'), undefined],
    [
      'adds a line to a map in lines',
      lines('id:', '    prod: a # c'),
      lines('id:', '    prod: a # c', '    testing: x'),
      undefined,
    ],
    [
      'replaces in a map in lines',
      lines('id:', '  testing: a # c', '  z: b'),
      lines('id:', '  testing: x # c', '  z: b'),
      undefined,
    ],
    [
      'keeps the indentation of the whole',
      lines().replace('name', '  name'),
      lines('  id: x').replace('name', '  name'),
      undefined,
    ],
    ['goes into a front matter on one line', '---\n{name: a}\n---\n1', '---\n{id: x, name: a}\n---\n1', undefined],
    ['goes into an empty front matter', '---\n---\n1', '---\nid: x\n---\n1', undefined],
  ])('%s', (_, before, after, other) => {
    expect(written(before, 'testing', 'x', other)).toBe(after);
  });

  test.each([
    ['no front matter', 'SELECT 1'],
    ['a front matter that is not closed', '/*---\nname: a\n'],
    ['broken YAML', lines('a: [')],
    ['an alias', lines('a: *b')],
    ['an assignment source', lines('kind: assignment_source')],
    ['a list in its place', lines('id: [a]')],
    ['something that is no id', lines('id: a/b')],
    ['a form in which it would not read back', lines('? id', 'description: b')],
  ])('is refused: %s', (_, text) => {
    expect(written(text, 'testing', 'x', 'prod')).toBeUndefined();
  });

  test('refuses an id that could leave its path', () => {
    expect(written(lines(), 'prod', '../x')).toBeUndefined();
  });

  const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,36}$/);
  const environment = fc.oneof(
    fc.constantFrom('prod', 'testing', 'local', 'my env', '*/', 'a: b', '{', 'null', '12', '__proto__', '#', ''),
    fc.string({ maxLength: 8 }),
  );
  const comment = fc.constantFrom('', '', ' # c', '   # written: by {push}', '\t# "x"');
  const quoted = fc
    .tuple(fc.stringMatching(/^[a-z][a-z0-9_-]{1,20}[a-z]$/), fc.constantFrom('', '"', "'"))
    .filter(([value]) => !['true', 'null', 'false'].includes(value))
    .map(([value, quote]) => quote + value + quote);
  const idLines = fc.oneof(
    fc.constant<string[]>([]),
    fc.tuple(quoted, comment).map(([value, after]) => [`id: ${value}${after}`]),
    fc.tuple(quoted, comment).map(([value, after]) => ['id:', `   ${value}${after}`]),
    comment.map(after => [`id:${after}`]),
    fc
      .tuple(quoted, quoted, comment)
      .map(([one, other, after]) => [`id: {prod: ${one}, 'testing': ${other} }${after}`]),
    fc
      .tuple(quoted, quoted, comment)
      .map(([one, other, after]) => ['id: {', `  prod: ${one},${after}`, `  testing: ${other}${after}`, '  }']),
    fc
      .tuple(quoted, quoted, comment)
      .map(([one, other, after]) => [`id:${after}`, `  prod: ${one}${after}`, '', `  testing: ${other}${after}`]),
  );
  const others = fc.subarray([
    ...['# a comment', 'kind: metric', 'name: "a: b" # c', '', 'description: |', 'x-y: [a, {b: c}]'],
    ...['column_mapping: # c', '  # inside'],
  ]);
  const documents = fc
    .record({
      ids: idLines,
      before: others,
      after: others,
      indent: fc.constantFrom('', '', '  '),
      ending: fc.constantFrom('\n', '\r\n', '\r'),
      fence: fc.constantFrom(
        ['/*---', '---*/'] as const,
        ['---', '---'] as const,
        ['\uFEFF/*---  ', '---*/\t'] as const,
      ),
      body: fc.string({ unit: 'binary', maxLength: 30 }),
    })
    .map(({ ids, before, after, indent, ending, fence, body }) => {
      const rest = after.filter(line => !before.includes(line) || line === '' || line.startsWith('#'));
      const inner = [...before, ...ids, ...rest, 'last: 1'].map(line => indent + line);
      return [fence[0], ...inner, fence[1], body].join(ending);
    });

  test('changes one line or adds one, nothing else, and reads back', () => {
    let runs = 0;
    let edited = 0;
    fc.assert(
      fc.property(
        documents,
        environment,
        id,
        fc.option(environment, { nil: undefined }),
        (text, where, newId, other) => {
          runs++;
          const document = parseDocument(text);
          const result = written(text, where, newId, other);
          if (result === undefined) {
            expect(document.problems.map(({ code }) => code)).toContainEqual(
              expect.stringMatching(/^yaml-|^front-|^bad-id|^wrong-type/),
            );
            return;
          }
          edited++;
          const read = parseDocument(result);
          const found = idFor(read, where);
          expect(found.kind === 'none' ? undefined : found.id).toBe(newId);
          if (other !== undefined && other !== where && document.id?.kind === 'single') {
            expect(idFor(read, other)).toEqual({ kind: 'mapped', id: document.id.id });
          }
          expectOneLine(text, result);
          expect(read.sql.text).toBe(document.sql.text);
          expect(read.name?.value).toBe(document.name?.value);
          expect(read.problems.filter(({ severity }) => severity === 'error').length).toBeLessThanOrEqual(
            document.problems.length,
          );
        },
      ),
      { numRuns: 6_000 },
    );
    expect(edited).toBeGreaterThan(runs / 3);
  });

  /** Lines with their line breaks, so that a changed line end is a changed line. */
  function expectOneLine(before: string, after: string): void {
    const split = (text: string) => text.split(/(?<=\r\n|\n|\r(?!\n))/);
    const [old, now] = [split(before), split(after)];
    let head = 0;
    while (head < old.length && old[head] === now[head]) head++;
    let tail = 0;
    while (tail < old.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
    expect(now.length - old.length).toBeOneOf([0, 1]);
    expect(old.length - head - tail).toBe(now.length === old.length ? (before === after ? 0 : 1) : 0);
  }
});

describe('edits', () => {
  test('that were made for another text are refused', () => {
    expect(() => applyEdits('abc', [{ start: 2, end: 4, text: '' }])).toThrow(RangeError);
    expect(() =>
      applyEdits('abc', [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ]),
    ).toThrow(RangeError);
    expect(() => applyEdits('abc', [{ start: 2, end: 1, text: '' }])).toThrow(RangeError);
  });

  test('at one place come in their order', () => {
    expect(
      applyEdits('ab', [
        { start: 1, end: 1, text: 'x' },
        { start: 1, end: 1, text: 'y' },
        { start: 0, end: 1, text: '-' },
      ]),
    ).toBe('-xyb');
  });
});
