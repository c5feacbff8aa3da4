import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowsReader } from '../../../src/api/rowsReader.ts';
import { parseDocument } from '../../../src/core/document/documentParser.ts';
import { toDraft } from '../../../src/core/document/draft.ts';
import { elements, members } from '../../../src/core/json.ts';
import { readRows } from '../../../src/core/preview/rows.ts';
import { readTimestamp, whyNoTimestamp } from '../../../src/core/preview/timestamp.ts';
import { filterText, parseFilter } from '../../../src/core/preview/view/condition.ts';
import { analyseQuery } from '../../../src/core/sql/analyseQuery.ts';
import { cpuTime, timeBound } from '../../cpuTime.ts';
import { answers, documents, filters, jsonTexts, queries, times } from './texts.ts';

/** `DOCUMENTS=100000` tries that many for each reader, and `SEED=7` others than usual. */
const { DOCUMENTS: number = '300', SEED: seed = '1' } = process.env;
// 50 ms where all of them are tried.
const limit = timeBound(25);

/** A reader, and whether it may refuse a text by a SyntaxError, as JSON.parse does. */
interface Reader {
  readonly title: string;
  readonly row: string;
  readonly texts: fc.Arbitrary<string>;
  readonly read: (text: string) => void;
  readonly mayRefuse: boolean;
}

const dialects = ['bigquery', 'snowflake', 'postgres', 'duckdb', 'unknown'] as const;

/** The dialect, or the length of a piece, that goes with a text: any, but always the same. */
function pick(text: string, below: number): number {
  return text.length % below;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function readAnswer(text: string): void {
  const reader = new RowsReader();
  const length = 1 + pick(text, 40);
  for (let at = 0; at < text.length; at += length) reader.push(text.slice(at, at + length));
  const { rest, rows } = reader.end();
  JSON.parse(rest);
  // What was taken in pieces is JSON as a whole, with as many rows.
  if (!isJson(text)) throw new Error('taken, and no JSON');
  const whole = JSON.parse(text) as { readonly rows?: unknown } | null;
  const expected = Array.isArray(whole?.rows) ? whole.rows.length : 0;
  if (rows.rowCount !== expected) throw new Error(`${rows.rowCount} rows instead of ${expected}`);
}

function walkJson(text: string): void {
  const parts = text.trimStart().startsWith('{') ? members(text) : elements(text);
  for (const { start, end } of parts) {
    if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`${start} to ${end} is outside`);
  }
  // Rows are read from what JSON.parse has accepted, and from nothing else.
  if (!isJson(text) || !text.trimStart().startsWith('[')) return;
  const table = readRows(text);
  for (let at = 0; at < table.rowCount; at++) expect(table.cell(at, 0) ?? table.stray(at) ?? '').toBeTypeOf('string');
}

const readers: readonly Reader[] = [
  {
    title: 'a definition file',
    row: 'T13',
    texts: documents,
    read: text => void toDraft(parseDocument(text)),
    mayRefuse: false,
  },
  {
    title: 'a query',
    row: 'T13',
    texts: queries,
    read: text => void analyseQuery(text, dialects[pick(text, dialects.length)] ?? 'unknown'),
    mayRefuse: false,
  },
  { title: 'the answer of a preview, in pieces', row: 'T25', texts: answers, read: readAnswer, mayRefuse: true },
  { title: 'the spans of JSON', row: 'T25', texts: jsonTexts, read: walkJson, mayRefuse: true },
  {
    title: 'what is typed into a filter',
    row: 'T14',
    texts: filters,
    read: text => {
      const condition = parseFilter(text);
      if (condition.kind !== 'problem') filterText(condition);
    },
    mayRefuse: false,
  },
  {
    title: 'a time',
    row: 'T34',
    texts: times,
    read: text => {
      const read = readTimestamp(text);
      if (read === undefined) whyNoTimestamp(text);
      else if (!Number.isSafeInteger(read.milliseconds)) throw new Error('no whole number');
    },
    mayRefuse: false,
  },
];

describe('A text of any kind', () => {
  test.each(readers.map(reader => [reader.title, reader.row, reader] as const))(
    'is read as %s in 50 ms, without an error of ours (%s)',
    { timeout: 600_000 },
    (title, row, { texts, read, mayRefuse }) => {
      let count = 0;
      let refused = 0;
      const attempt = (text: string): void => {
        try {
          read(text);
        } catch (error) {
          if (!mayRefuse || !(error instanceof SyntaxError)) throw error;
          refused++;
        }
      };
      fc.assert(
        fc.property(texts, text => {
          count++;
          expect(cpuTime(() => attempt(text), limit)).toBeLessThanOrEqual(limit);
          expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
        }),
        { numRuns: Number(number), seed: Number(seed) },
      );
      // Neither all good nor all bad: else the texts would say little.
      if (mayRefuse) expect(refused / count).toBeGreaterThan(0.1);
      expect(refused / count).toBeLessThan(0.9);
      console.log(`${row} generated: ${count} texts read as ${title}, none took more than ${limit} ms`);
    },
  );
});
