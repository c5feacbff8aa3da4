import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../../../src/core/preview/cellText.ts';
import { readRows, type PreviewTable } from '../../../../../src/core/preview/rows.ts';
import { everyRow } from '../../../../../src/core/preview/steps.ts';
import { exportRows } from '../../../../../src/core/preview/view/exportRows.ts';
import { markdownCell } from '../../../../../src/core/preview/view/markdownCell.ts';
import { hostileTexts } from '../../../webview/hostileTexts.ts';
import { anyRows, tableOf } from './tables.ts';

function markdown(table: PreviewTable, headers = true): string {
  const columns = table.columns.map((_, column) => column);
  return [...exportRows(table, everyRow(table.rowCount), columns, { format: 'markdown', headers })].join('');
}

/** The cells of each line, as every reader of Markdown tables finds them: at pipes without a backslash before them. */
function cellsOf(text: string): string[][] {
  const lines = text.split(/\r\n|[\n\r\v\f\x85\u2028\u2029]/);
  expect(lines.pop()).toBe('');
  return lines.map(line => {
    const cells = line.split(/(?<!\\)\|/);
    expect([cells.shift(), cells.pop()]).toEqual(['', '']);
    return cells.map(cell => cell.trim());
  });
}

/** What a reader of Markdown shows of a cell in which nothing acts: escapes and code spans of `@` undone. */
function shownOf(cell: string): string {
  return cell.replace(/\\([!-/:-@[-`{-~])|`(@+)`/g, (_, escaped?: string, code?: string) => escaped ?? code ?? '');
}

/** What is left of a cell without its escapes and code spans: only this can act. */
function activeOf(cell: string): string {
  return cell.replace(/\\[!-/:-@[-`{-~]|`@+`/g, '\0');
}

const texts = [
  ...hostileTexts,
  ...[
    'a|b',
    'a\\|b',
    '\\',
    'a\\',
    '||',
    '`',
    '``',
    '`a`',
    '@',
    'a@b.de',
    '`@`',
    '\\`@',
    '*a*',
    '_a_',
    '__a__',
    '~~a~~',
  ],
  ...[
    '[a](http://b.de)',
    '![a](b)',
    '[a]: b',
    '<b>',
    '&lt;',
    '&#124;',
    '$x$',
    '---',
    ':-:',
    '# a',
    '- a',
    '1. a',
    '> a',
  ],
  ...['https://a.de', 'HTTP://A.de', 'www.a.de', 'a.de', '//a.de', 'mailto:a@b.de', 'ftp://a', 'xmpp:a@b.de', 'a\r\nb'],
];

describe('Rows as a Markdown table', () => {
  it('have headings, numbers on the right, and what is hidden made visible (T22)', () => {
    const table = readRows(
      '[{"id":"a|b","n":1.50,"x":null},{"id":"x\\ny\\u202e","n":null,"x":""},{"n":1e400,"id":" "}]',
    );
    expect(markdown(table)).toBe(
      '| id | n | x |\n| --- | ---: | --- |\n| a\\|b | 1.50 |  |\n| x↵y\\\\u202e |  | "" |\n| · | 1e400 |  |\n',
    );
    expect(markdown(tableOf([{ a: 1 }]), false)).toBe('|  |\n| ---: |\n| 1 |\n');
  });

  it('keep exactly their rows and columns for hostile texts, as cells and as headings (T15, T16)', () => {
    const cells = cellsOf(markdown(tableOf(texts.map(text => ({ a: text, b: 1 })))));
    expect(cells.length).toBe(texts.length + 2);
    for (const row of cells) expect(row.length).toBe(2);
    for (const [index, text] of texts.entries()) {
      const expected = text === '' ? '""' : visibleText(text, text.length);
      expect(shownOf(cells[index + 2]![0]!)).toBe(expected.trim());
    }
    for (const text of texts) {
      const heading = cellsOf(markdown(tableOf([{ [text]: 1, [`${text}2`]: 2 }])));
      expect(heading.map(row => row.length)).toEqual([2, 2, 2]);
    }
  });

  it('leave nothing in a cell that is markup or becomes a link by itself', () => {
    for (const text of texts) {
      const active = activeOf(markdownCell(text));
      expect(active).not.toMatch(/[\\`*_[\]<>!|~&$@]/);
      expect(active).not.toMatch(/\p{L}:|\/\/|\.\p{L}/u);
    }
  });

  it('keep their rows and columns for any rows', () => {
    fc.assert(
      fc.property(anyRows, json => {
        const table = readRows(json);
        fc.pre(table.columns.length > 0);
        const cells = cellsOf(markdown(table));
        expect(cells.length).toBe(table.rowCount + 2);
        for (const row of cells) expect(row.length).toBe(table.columns.length);
      }),
    );
  });
});
