import { expect, test } from 'vitest';
import { columnTieAt } from '../../../../src/core/authoring/columnTie.ts';
import { renameColumn, renameTargetAt } from '../../../../src/core/authoring/columnRename.ts';
import { commonTableAt } from '../../../../src/core/authoring/commonTableUses.ts';
import { expectedAliases } from '../../../../src/core/authoring/expectedAliases.ts';
import { foldings } from '../../../../src/core/authoring/foldings.ts';
import { frontMatterPlaceAt } from '../../../../src/core/authoring/frontMatterPlace.ts';
import { outline, type OutlinePart } from '../../../../src/core/authoring/outline.ts';
import { sqlPlaceAt } from '../../../../src/core/authoring/sqlPlace.ts';
import { wantedAt } from '../../../../src/core/authoring/wanted.ts';
import type { TextRange } from '../../../../src/core/document/problem.ts';
import { read } from './cursor.ts';

const mapping = 'column_mapping:\n  anonymous_id: user\n  timestamp: at\n';
const matters = [
  `kind: metric\nname: a\n${mapping}  reward_type: numeric\n  value: "v"\n`,
  `id: {prod: c4763496-5ab0-414c-a3db-5f0edbfec967, testing: x}\nname: 'it''s'\n${mapping}`,
  `kind: assignment_source # one\nname: >\n  long\n${mapping}  factors:\n    a: x\n    b: {c: d}\n`,
  '{name: a, column_mapping: {anonymous_id: [u], timestamp: "t\\"}"}, id: &a b}\n',
  '? a\n: - b\n- c\n"x": \'y\n  \t z:\n',
];
const queries = [
  "SELECT id AS user, at FROM t WHERE a > 'x' -- \"\nORDER BY user, 2;",
  'WITH r AS (SELECT * FROM t), s (x) AS (VALUES (1)) SELECT r.*, CAST(x AS int) AS v FROM r, s GROUP BY 1',
  '{% if a %}SELECT {{ b }} AS user{% endif %} FROM `p.d.t` QUALIFY row_number() OVER (PARTITION BY user) = 1',
  "SELECT $$a$$ \"user\", E'\\'' UNION ALL (SELECT count(*), /* ( */ x.y.z FROM (SELECT 1) x)",
];
const documents = matters.flatMap((matter, index) =>
  queries.map(query => {
    const [open, close] = index % 2 === 0 ? ['/*---', '---*/'] : ['---', '---'];
    const text = `${open}\n${matter}${close}\n${query}`;
    return index === 1 ? text.replaceAll('\n', '\r\n') : text;
  }),
);

/** Everything that is asked of a text while the cursor is at its end. */
function askAll(text: string): readonly TextRange[] {
  const document = read(text);
  const { sql, sqlToSend } = document.document;
  const at = text.length;
  const place = frontMatterPlaceAt(text, at);
  if (place !== undefined) wantedAt(place, document.document.kind);
  const sqlPlace = sqlPlaceAt(sql.text, at - sql.start, 'unknown');
  if (sqlPlace !== undefined) expectedAliases(document, sqlPlace.range);
  const tie = columnTieAt(document, at);
  renameTargetAt(document, at);
  const renamed = renameColumn(document, at, 'new_name');
  commonTableAt(sqlToSend, document.analysis, 'unknown', at - sql.start);
  const lines = text.split(/\r\n|[\r\n]/).length;
  for (const { start, end } of foldings(text, sql.start, document.analysis)) {
    expect(start >= 0 && start < end && end < lines).toBe(true);
  }
  const parts = (all: readonly OutlinePart[]): readonly OutlinePart[] =>
    all.flatMap(part => [part, ...parts(part.parts)]);
  const outlined = parts(outline(document));
  // VS Code throws at a symbol without a name, and at one that selects what lies outside of it.
  for (const { label, range, selection } of outlined) {
    expect(label.trim()).not.toBe('');
    expect(selection.start >= range.start && selection.end <= range.end, text).toBe(true);
  }
  return [
    ...outlined.flatMap(({ range, selection }) => [range, selection]),
    ...(place === undefined ? [] : [place.range]),
    ...(tie === undefined ? [] : [tie.range]),
    ...(renamed.kind === 'edits' ? renamed.edits : []),
  ];
}

test('every prefix of twenty documents is answered, with places inside of it (T13)', () => {
  expect(documents).toHaveLength(20);
  let asked = 0;
  for (const document of documents) {
    for (let length = 0; length <= document.length; length++) {
      const text = document.slice(0, length);
      const ranges = askAll(text);
      asked += ranges.length;
      for (const { start, end } of ranges) expect(start >= 0 && start <= end && end <= length, text).toBe(true);
    }
  }
  expect(asked).toBeGreaterThan(10_000);
});
