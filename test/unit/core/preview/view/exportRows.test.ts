import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeString } from '../../../../../src/core/json.ts';
import { cellKind } from '../../../../../src/core/preview/cellText.ts';
import { readRows, type PreviewTable } from '../../../../../src/core/preview/rows.ts';
import { everyRow } from '../../../../../src/core/preview/steps.ts';
import { exportRows, type CopyFormat } from '../../../../../src/core/preview/view/exportRows.ts';
import { guardFormula } from '../../../../../src/core/preview/view/formulaGuard.ts';
import { anyRows, tableOf } from './tables.ts';

function exported(table: PreviewTable, format: CopyFormat, headers = true, columns = everyColumn(table)): string {
  return [...exportRows(table, everyRow(table.rowCount), columns, { format, headers })].join('');
}

function everyColumn(table: PreviewTable): number[] {
  return table.columns.map((_, column) => column);
}

/** Reads delimited text as RFC 4180 says; a field tells whether it stood in quotes. */
function fieldsOf(text: string, separator: string, lineEnd: string): { text: string; quoted: boolean }[][] {
  const records: { text: string; quoted: boolean }[][] = [[]];
  let at = 0;
  for (;;) {
    let field = '';
    const quoted = text[at] === '"';
    if (quoted) {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (at >= text.length) throw new Error('A quote is not closed');
        field += text.charAt(at);
        if (text[at] === '"') at++;
      }
      at++;
    } else {
      while (at < text.length && text[at] !== separator && !text.startsWith(lineEnd, at)) field += text.charAt(at++);
    }
    records.at(-1)!.push({ text: field, quoted });
    if (at >= text.length) return records;
    if (text[at] === separator) at++;
    else if (text.startsWith(lineEnd, at)) {
      at += lineEnd.length;
      records.push([]);
    } else throw new Error(`Something stands behind a quote at ${at}`);
  }
}

/** The documented way back: one apostrophe goes where what follows it would have been given one. */
function unguarded(text: string): string {
  const rest = text.slice(1);
  return text.startsWith("'") && guardFormula(rest) !== rest ? rest : text;
}

function valueOf(source: string): string {
  return source.startsWith('"') ? decodeString(source, 0, source.length) : source;
}

const sample = readRows(
  '[{"id":"u,1","n":1.50,"t":"say \\"hi\\"","j":{"a" : 1}},{"id":null,"n":-5,"t":""},{"t":"null","id":"a\\nb","n":1e400},7]',
);

describe('Rows as CSV', () => {
  it('follow RFC 4180; null and missing are empty, an empty text is quoted, numbers are as sent (T34)', () => {
    expect(exported(sample, 'csv')).toBe(
      'id,n,t,j\r\n"u,1",1.50,"say ""hi""","{""a"" : 1}"\r\n,-5,"",\r\n"a\nb",1e400,null,\r\n,,,\r\n',
    );
  });

  it('quote a lone carriage return and a lone line feed', () => {
    expect(exported(tableOf([{ a: 'x\ry' }, { a: 'x\ny' }]), 'csv')).toBe('a\r\n"x\ry"\r\n"x\ny"\r\n');
  });

  it('come without headers, in the columns and the order asked for', () => {
    expect(exported(sample, 'csv', false, [1, 0])).toBe('1.50,"u,1"\r\n-5,\r\n1e400,"a\nb"\r\n,\r\n');
  });

  it.each([
    ['csv', ',', '\r\n'],
    ['tsv', '\t', '\n'],
  ] as const)('give every value back from %s by the documented escape', (format, separator, lineEnd) => {
    fc.assert(
      fc.property(anyRows, json => {
        const table = readRows(json);
        fc.pre(table.columns.length > 0);
        const text = exported(table, format);
        const records = fieldsOf(
          format === 'csv' ? text.slice(0, -2) : text.replace(/\n$/, table.rowCount === 0 ? '' : '\n'),
          separator,
          lineEnd,
        );
        expect(records[0]!.map(field => unguarded(field.text))).toEqual(table.columns);
        expect(records.length).toBe(table.rowCount + 1);
        for (const [row, record] of records.slice(1).entries()) {
          expect(record.length).toBe(table.columns.length);
          for (const [column, field] of record.entries()) {
            const source = table.cell(row, column);
            if (source === undefined || source === 'null') expect(field).toEqual({ text: '', quoted: false });
            else if (source === '""') expect(field).toEqual({ text: '', quoted: true });
            else expect(cellKind(source) === 'text' ? unguarded(field.text) : field.text).toBe(valueOf(source));
          }
        }
      }),
    );
  });
});

describe('Rows as TSV', () => {
  it('quote what would end a cell, and end without a line break', () => {
    const table = tableOf([
      { a: 'x\ty', b: 'line\nbreak' },
      { a: '"q"', b: 'say "hi", you' },
      { a: '=1', b: -1 },
    ]);
    expect(exported(table, 'tsv')).toBe('a\tb\n"x\ty"\t"line\nbreak"\n"""q"""\tsay "hi", you\n\'=1\t-1');
    expect(exported(table, 'tsv', false, [1])).toBe('"line\nbreak"\nsay "hi", you\n-1');
  });
});

describe('Rows as JSON', () => {
  it('have values as the server spelled them, and rows that are no objects as they are (T34)', () => {
    expect(exported(sample, 'json', true, [3, 1, 0])).toBe(
      '[\n  {"j": {"a" : 1}, "n": 1.50, "id": "u,1"},\n  {"n": -5, "id": null},\n  {"n": 1e400, "id": "a\\nb"},\n  7\n]\n',
    );
    expect(JSON.parse(exported(tableOf([]), 'json'))).toEqual([]);
  });

  it('have keys in the order of the columns and parse to equal values', () => {
    fc.assert(
      fc.property(anyRows, json => {
        const table = readRows(json);
        const text = exported(table, 'json');
        expect(JSON.parse(text)).toEqual(JSON.parse(json));
        const again = readRows(text);
        for (let row = 0; row < table.rowCount; row++) {
          expect(again.stray(row)).toBe(table.stray(row));
          for (const [column, name] of table.columns.entries()) {
            const place = again.columns.indexOf(name);
            expect(again.cell(row, place)).toBe(table.cell(row, column));
          }
        }
      }),
    );
  });
});

describe('An export of many rows', () => {
  it.each(['csv', 'tsv', 'json', 'markdown'] as const)('comes in small chunks: %s', format => {
    const table = tableOf(Array.from({ length: 5_000 }, (_, i) => ({ a: i, b: `text ${i}`, c: null })));
    const chunks = [...exportRows(table, everyRow(5_000), [0, 1, 2], { format, headers: true })];
    expect(chunks.length).toBeGreaterThan(25);
    expect(Math.max(...chunks.map(chunk => chunk.length))).toBeLessThan(20_000);
  });

  it('never fails, whatever rows and columns are asked for', () => {
    const format = fc.constantFrom<CopyFormat>('csv', 'tsv', 'json', 'markdown');
    fc.assert(
      fc.property(
        anyRows,
        fc.array(fc.nat(8), { maxLength: 4 }),
        format,
        fc.boolean(),
        (json, columns, as, headers) => {
          const chunks = [...exportRows(readRows(json), Uint32Array.of(0, 2, 99), columns, { format: as, headers })];
          expect(chunks.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
