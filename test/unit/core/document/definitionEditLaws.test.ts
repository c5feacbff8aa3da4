import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withDefinition } from '../../../../src/core/document/definitionEdit.ts';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import { toDraft } from '../../../../src/core/document/draft.ts';
import { sameMeaning } from '../../../../src/core/document/meaning.ts';
import { applyEdits } from '../../../../src/core/document/textEdit.ts';
import { printYamlInline } from '../../../../src/core/document/yamlMap.ts';
import { quotedYamlText } from '../../../../src/core/document/yamlText.ts';
import { definitions } from './definitions.ts';
import { mixed } from './mixedDefinitions.ts';

/** A line of a generated file: what must stay unless the values at its path differ or are gone. */
interface Line {
  readonly text: string;
  readonly path: readonly string[];
}

const note = fc.constantFrom('', '', '  # c', ' # it: {is}, "so"');
const above = fc.constantFrom<readonly string[]>([], [], ['# above'], ['', '#']);
const style = fc.record({ quote: fc.constantFrom('', '"', "'"), note, above, isFlow: fc.boolean() });
type Style = typeof style extends fc.Arbitrary<infer T> ? T : never;

function scalar(value: unknown, quote: string, inComment: boolean): string {
  if (typeof value !== 'string' || quote === '') return printYamlInline(value, { inComment });
  return quote === "'" && /^[\w :#{}-]*$/.test(value) ? `'${value}'` : quotedYamlText(value, { inComment });
}

function linesOf(record: object, styles: () => Style, indent: string, inComment: boolean, path: string[] = []): Line[] {
  return Object.entries(record).flatMap(([key, value]: [string, unknown]) => {
    const { quote, note: after, above: before, isFlow } = styles();
    const here = [...path, key];
    const head = indent.repeat(path.length) + scalar(key, quote, inComment);
    const isBlock =
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
    // Never in flow form at the top: a comment can then stand on each line.
    const own =
      isBlock && !(isFlow && path.length > 0)
        ? [{ text: `${head}:${after}`, path: here }, ...linesOf(value, styles, indent, inComment, here)]
        : [{ text: `${head}: ${scalar(value, quote, inComment)}${after}`, path: here }];
    return [...before.map(text => ({ text: text === '' ? '' : indent.repeat(path.length) + text, path })), ...own];
  });
}

const documents = fc
  .record({
    definition: definitions,
    other: definitions,
    // Which parts the other definition has of its own: about one in four.
    fromOther: fc.infiniteStream(fc.integer({ min: 0, max: 3 }).map(draw => draw === 0)),
    styles: fc.infiniteStream(style),
    indent: fc.constantFrom('  ', '    '),
    lineBreak: fc.constantFrom('\n', '\r\n'),
    inComment: fc.boolean(),
    tail: fc.constantFrom('', '\n', '\r\n', ' \n\n'),
    id: fc.constantFrom<object>({}, { id: 'abc' }, { id: { prod: 'abc', 'my env': 'd' } }),
  })
  .map(({ definition, other, fromOther, styles, indent, lineBreak, inComment, tail, id }) => {
    const { kind, name, column_mapping } = definition;
    const record = { ...(kind === 'metric' ? id : {}), kind, name, column_mapping };
    const printed = linesOf(record, () => next(styles), indent, inComment);
    const [open, close] = inComment ? ['/*---', '---*/'] : ['---', '---'];
    const front = [open, ...printed.map(({ text }) => text), close].map(text => text + lineBreak).join('');
    const sql = definition.sql.trimEnd();
    return {
      text: front + sql + tail,
      lines: printed.map(({ text, path }) => ({ text: text + lineBreak, path })),
      definition: { ...definition, sql },
      wanted: mixed(definition, other, () => next(fromOther)),
      tail,
    };
  });

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An infinite stream never ends. */
function next<T>(stream: fc.Stream<T>): T {
  const { value } = stream.next() as { readonly value: T };
  return value;
}

function valueAt(definition: object, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined),
    definition,
  );
}

test('laws: it reads back, nothing else changes, and equal meaning is left alone', () => {
  let edits = 0;
  fc.assert(
    fc.property(documents, ({ text, lines: printed, definition, wanted, tail }) => {
      const document = parseDocument(text);
      expect(sameMeaning(toDraft(document)!, definition)).not.toBe('different');
      expect(withDefinition(document, definition)).toEqual([]);

      const made = withDefinition(document, wanted);
      if (made === undefined) throw new Error('it could not be done');
      const after = applyEdits(text, made);
      const read = parseDocument(after);
      expect(sameMeaning(toDraft(read)!, { ...wanted, sql: wanted.sql.trimEnd() })).not.toBe('different');
      expect(withDefinition(read, wanted)).toEqual([]);
      expect(after.endsWith(tail)).toBe(true);
      expect([...read.segments.slice(0, 1), read.segments[2]]).toEqual([document.segments[0], document.segments[2]]);
      if (sameMeaning(definition, { ...definition, sql: wanted.sql.trimEnd() }) !== 'different') {
        expect(read.sql.text).toBe(document.sql.text);
      }
      if (after !== text) edits++;

      // What stays, stays in its order; a line stays when its value does, or its map does.
      let from = document.segments[0]!.length;
      for (const { text: line, path } of printed) {
        if (!stays(path, line, definition, wanted)) continue;
        const at = after.indexOf(line, from);
        expect(at, `${JSON.stringify(line)} in ${JSON.stringify(after)}`).toBeGreaterThanOrEqual(from);
        from = at + line.length;
      }
    }),
    { numRuns: 2_000 },
  );
  expect(edits).toBeGreaterThan(1_000);
});

function stays(path: readonly string[], line: string, before: object, after: object): boolean {
  if (path.length === 0 || path[0] === 'id' || path[0] === 'kind') return true;
  for (let depth = 1; depth <= path.length; depth++) {
    const [old, now] = [valueAt(before, path.slice(0, depth)), valueAt(after, path.slice(0, depth))];
    if (JSON.stringify(old) === JSON.stringify(now)) return true;
    // A map in lines stays as long as there is something in it; one on a line changes with what is in it.
    const isMap = isObject(old) && isObject(now) && Object.keys(old).length > 0 && Object.keys(now).length > 0;
    if (!isMap) return false;
  }
  return /^\s*(?:#|$)/.test(line) || /:\s*(?:#.*)?$/.test(line.trimEnd());
}
