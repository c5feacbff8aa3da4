import fc from 'fast-check';
import { corpus } from '../../unit/core/sql/corpus.ts';

const words = (text: string): readonly string[] => text.split(' ');

/** Texts of a grammar's own pieces, of anything, and of one piece over and over. */
function textsOf(pieces: readonly string[], most: number): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...pieces);
  return fc.oneof(
    { weight: 6, arbitrary: fc.array(piece, { maxLength: most }).map(all => all.join('')) },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: most })
        .map(all => all.join('')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(piece, piece, fc.integer({ min: 1, max: 2_000 }))
        .map(([one, other, count]) => one.repeat(count) + other),
    },
  );
}

/** A good text with a piece put in, a part taken out, or its end cut off. */
function damaged(texts: fc.Arbitrary<string>, pieces: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(texts, fc.nat(), fc.nat({ max: 12 }), fc.constantFrom('', ...pieces), fc.boolean())
    .map(([text, place, cut, put, ends]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + put + (ends ? '' : text.slice(at + cut));
    });
}

const yamlPieces = [
  ...words('[ ] { } : , - ? | > & * ! % @ ` # " \' \\ --- ... <<: &a *a !!int ~ null true 0x1F 1e5 .inf 12:30:00'),
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '\n  ',
    '\n\n',
    ': ',
    '- ',
    '# c\n',
    '\0',
    '\u2028',
    '\uFEFF',
    '\uD800',
    '😀',
  ],
  ...[
    'id: ',
    'name: ',
    'kind: metric',
    'kind: assignment_source',
    'column_mapping:\n',
    '  anonymous_id: a\n',
    '__proto__: ',
  ],
  ...['/*---\n', '---*/\n', '*/', '/*', '---\n', 'SELECT 1', "E'\\''", '$$', '--'],
];
const goodDocument = fc
  .record({
    fence: fc.constantFrom(['/*---', '---*/'] as const, ['---', '---'] as const),
    name: fc.string({ maxLength: 20 }),
    id: fc.constantFrom('', 'id: 6f1f2c0e-0000-4000-8000-000000000000\n', 'id: {prod: a, testing: b}\n'),
    column: fc.constantFrom('user_id', '"odd name"', "'a''b'", '[a, b]', '{a: b}', '|\n    text', '>-\n    text'),
    lineBreak: fc.constantFrom('\n', '\r\n'),
    sql: fc.constantFrom(...corpus.map(({ sql }) => sql)),
  })
  .map(({ fence: [open, close], name, id, column, lineBreak, sql }) =>
    `${open}\n${id}kind: metric\nname: ${JSON.stringify(name)}\ncolumn_mapping:\n  anonymous_id: ${column}\n  timestamp: t\n${close}\n${sql}\n`.replaceAll(
      '\n',
      lineBreak,
    ),
  );

/** Definition files, good, damaged and none at all. */
export const documents = fc.oneof(
  goodDocument,
  damaged(goodDocument, yamlPieces),
  textsOf(yamlPieces, 60).map(yaml => `/*---\n${yaml}\n---*/\nSELECT 1\n`),
  textsOf(yamlPieces, 60),
);

const sqlPieces = words(
  'select from where with as ( ) [ ] { } , ; . * :: : -> |> => \' " ` $$ $1 -- /* */ # // {{ }} {% %} union all by case end over exclude except unnest lateral group order using join natural qualify array<int64> struct \\ 1e5 0x @x ?',
).flatMap(word => [word, ` ${word} `]);

/** Queries of the corpus, damaged, and what has only words in common with a query. */
export const queries = fc.oneof(
  damaged(damaged(fc.constantFrom(...corpus.map(({ sql }) => sql)), sqlPieces), sqlPieces),
  textsOf([...sqlPieces, '\n', 'a', ' b ', '\0', '😀'], 80),
);

const jsonPieces = [
  ...words('{ } [ ] , : " \\ \\" \\u \\ud800 \\u006f 1 -0 1e400 .5 01 true null nul NaN // /*'),
  ...[' ', '\n', '\t', '\0', '\u2028', '\uD800', '😀', '"a":', '{"a":1}', '"rows":[', '{"rows":[{'],
];
const row = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
const goodRows = fc
  .tuple(fc.array(row, { maxLength: 8 }), fc.constantFrom(0, 1))
  .map(([rows, space]) => JSON.stringify(rows, null, space));
const goodAnswer = fc
  .tuple(goodRows, fc.jsonValue({ maxDepth: 2 }))
  .map(([rows, meta]) => `{"before":${JSON.stringify(meta)},"rows":${rows},"meta":{}}`);

/** Answers of a preview. */
export const answers = fc.oneof(goodAnswer, damaged(goodAnswer, jsonPieces), textsOf(jsonPieces, 60));

/** JSON of any kind, arrays of rows above all. */
export const jsonTexts = fc.oneof(
  goodRows,
  fc.json({ maxDepth: 4 }),
  damaged(goodRows, jsonPieces),
  textsOf(jsonPieces, 60),
);

/** What somebody may type into the box of a filter. */
export const filters = textsOf(
  [
    ...words('! ! = != < <= > >= ^ case: null empty missing blank " "" \' 5 -1.5e3 1e999 2026-01-01 T10:00 Z +02:00'),
    ' ',
    '\t',
    'Abc',
    'ß',
    'İ',
    '\0',
    '😀',
  ],
  20,
);

/** What stands in a column of times. */
export const times = fc.oneof(
  textsOf(
    [
      ...words('2026 0000 9999 -02-30 -03-28 - : . , T t Z z UTC GMT + -07 :00 14:00 :60 24:00 .123456789 BC infinity'),
      ' ',
      '0',
      '9',
      '１',
      '\0',
    ],
    16,
  ),
  damaged(
    fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
    words('Z + - : . T 0 9 UTC'),
  ),
);
