import fc from 'fast-check';
import { readRows, type PreviewTable } from '../../../../../src/core/preview/rows.ts';
import { everyRow, type Steps } from '../../../../../src/core/preview/steps.ts';

/** A table of these values, spelled as JSON spells them. */
export function tableOf(rows: readonly unknown[]): PreviewTable {
  return readRows(JSON.stringify(rows));
}

/** A table of one column, from the sources of its values; undefined is a row without it. */
export function columnOf(...sources: readonly (string | undefined)[]): PreviewTable {
  const rows = sources.map(source => (source === undefined ? '{}' : `{"c":${source}}`));
  // A first row names the column, so that it is there even when all are missing.
  return readRows(`[{"c":0},${rows.join(',')}]`);
}

/** The rows of `columnOf` without the one that names the column. */
export function columnRows(table: PreviewTable): Uint32Array {
  return everyRow(table.rowCount).slice(1);
}

export function stepsOf(steps: Steps<unknown>): number {
  let count = 1;
  while (steps.next().done !== true) count++;
  return count;
}

/** The JSON source of any value. */
const source = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    'false',
    '""',
    '"null"',
    '0',
    '-0',
    '1e400',
    '-1e400',
    '9007199254740993',
    '1.0',
    '1e-400',
  ),
  fc.constantFrom(
    '"2026-01-01"',
    '"2026-01-01T00:00:00Z"',
    '"2026-01-01 01:00:00.000000001+01"',
    '"-5"',
    '"+5"',
    '"007"',
  ),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(n => JSON.stringify(n)),
  fc.string({ unit: 'binary', maxLength: 8 }).map(text => JSON.stringify(text)),
  fc.string({ maxLength: 8 }).map(text => JSON.stringify(text)),
  fc.jsonValue({ maxDepth: 2 }).map(value => JSON.stringify(value)),
);

const name = fc.constantFrom('a', 'b', 'c', '=cmd', '__proto__', '1', '', '|', '"', 'x\ny');

/** The JSON source of any rows: with keys missing, in any order, and rows that are no objects. */
export const anyRows = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.uniqueArray(fc.tuple(name, source), { maxLength: 5, selector: ([key]) => key }) },
      { weight: 1, arbitrary: source },
    ),
    { maxLength: 30 },
  )
  .map(rows => {
    const sources = rows.map(row =>
      typeof row === 'string' ? row : `{${row.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`,
    );
    return `[${sources.join(',')}]`;
  });
