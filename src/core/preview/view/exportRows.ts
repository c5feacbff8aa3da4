import { cellKind } from '../cellText.ts';
import { valueText } from '../cellValue.ts';
import type { PreviewTable } from '../rows.ts';
import { guardFormula } from './formulaGuard.ts';
import { markdownCell } from './markdownCell.ts';

export type CopyFormat = 'tsv' | 'csv' | 'json' | 'markdown';

export interface ExportSetting {
  readonly format: CopyFormat;
  /** Names of the columns in the first line. JSON names its values always; Markdown has an empty line instead. */
  readonly headers: boolean;
}

/** So many cells at most make one chunk. */
const cellsAChunk = 500;

interface Writer {
  /** Before the first row. */
  readonly start: string;
  /** Between two rows. */
  readonly between: string;
  /** Behind the last row; there may be none. */
  readonly end: string;
  /** Between two cells. */
  readonly separator: string;
  readonly rowStart: string;
  readonly rowEnd: string;
  /** The text of a cell; undefined leaves it out, separator and all. */
  cell(source: string | undefined, place: number): string | undefined;
  /** What stands for a row that is no object; undefined where it is a row of missing cells. */
  stray(source: string): string | undefined;
}

const quotedInCsv = /[",\r\n]/;
const quotedInTsv = /^"|[\t\r\n]/;

/** Empty for null and missing, `""` for an empty text. */
function delimited(source: string | undefined, quoted: RegExp): string {
  if (source === undefined || source === 'null') return '';
  const text = cellKind(source) === 'text' ? guardFormula(valueText(source)) : valueText(source);
  return text === '' || quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function delimitedWriter(names: readonly string[], headers: boolean, isCsv: boolean): Writer {
  const [separator, quoted] = isCsv ? [',', quotedInCsv] : ['\t', quotedInTsv];
  const lineEnd = isCsv ? '\r\n' : '\n';
  const head = names.map(name => delimited(JSON.stringify(name), quoted)).join(separator);
  return {
    start: headers ? head + lineEnd : '',
    // A CSV file ends with a line break; what is pasted does not, or it would empty the cell below.
    between: isCsv ? '' : lineEnd,
    end: '',
    separator,
    rowStart: '',
    rowEnd: isCsv ? lineEnd : '',
    cell: source => delimited(source, quoted),
    stray: () => undefined,
  };
}

function jsonWriter(names: readonly string[]): Writer {
  const keys = names.map(name => `${JSON.stringify(name)}: `);
  return {
    start: '[',
    between: ',',
    end: '\n]\n',
    separator: ', ',
    rowStart: '\n  {',
    rowEnd: '}',
    cell: (source, place) => (source === undefined ? undefined : (keys[place] ?? '') + source),
    stray: source => `\n  ${source}`,
  };
}

function markdownWriter(names: readonly string[], headers: boolean, isNumeric: readonly boolean[]): Writer {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return {
    start:
      line(names.map(name => (headers ? markdownCell(name) : ''))) +
      line(isNumeric.map(right => (right ? '---:' : '---'))),
    between: '',
    end: '',
    separator: ' | ',
    rowStart: '| ',
    rowEnd: ' |\n',
    cell: source => {
      if (source === undefined || source === 'null') return '';
      const kind = cellKind(source);
      if (kind === 'empty') return '""';
      return kind === 'number' ? source : markdownCell(valueText(source));
    },
    stray: () => undefined,
  };
}

/** Whether the first values of each column are numbers and nothing else. */
function numericColumns(table: PreviewTable, rows: Uint32Array, columns: readonly number[]): boolean[] {
  const sample = rows.subarray(0, Math.max(1, Math.floor(2_000 / columns.length)));
  return columns.map(column => {
    const kinds = new Set(Array.from(sample, row => cellKind(table.cell(row, column))));
    return kinds.has('number') && [...kinds].every(kind => kind === 'number' || kind === 'null' || kind === 'missing');
  });
}

function writerFor(
  table: PreviewTable,
  rows: Uint32Array,
  columns: readonly number[],
  { format, headers }: ExportSetting,
): Writer {
  const names = columns.map(column => table.columns[column] ?? '');
  switch (format) {
    case 'csv':
    case 'tsv':
      return delimitedWriter(names, headers, format === 'csv');
    case 'json':
      return jsonWriter(names);
    case 'markdown':
      return markdownWriter(names, headers, numericColumns(table, rows, columns));
    default:
      return format satisfies never;
  }
}

/**
 * Rows × columns as text for the clipboard or a file, in chunks of about a millisecond's work.
 *
 * CSV is RFC 4180. In CSV and TSV a text that could run as a formula begins with `'` (T20; see `guardFormula`). JSON has
 * every value as the server spelled it, and what is missing stays missing; a row that is no object stands as it is, and
 * is a row of missing cells in the other formats. Markdown is a table for readers: hidden characters are made visible,
 * and no cell is more than text.
 */
export function* exportRows(
  table: PreviewTable,
  rows: Uint32Array,
  columns: readonly number[],
  setting: ExportSetting,
): Generator<string, void, undefined> {
  const writer = writerFor(table, rows, columns, setting);
  let chunk = writer.start;
  let cells = 0;
  let isFirst = true;
  for (const row of rows) {
    if (!isFirst) chunk += writer.between;
    isFirst = false;
    const stray = table.stray(row);
    const text = stray === undefined ? undefined : writer.stray(stray);
    if (text !== undefined) {
      chunk += text;
      cells++;
    } else {
      chunk += writer.rowStart;
      let separator = '';
      for (const [place, column] of columns.entries()) {
        const cell = writer.cell(table.cell(row, column), place);
        if (cell !== undefined) {
          chunk += separator + cell;
          separator = writer.separator;
        }
        if (++cells >= cellsAChunk) {
          yield chunk;
          chunk = '';
          cells = 0;
        }
      }
      chunk += writer.rowEnd;
    }
  }
  yield chunk + writer.end;
}
