import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyRow } from '../../../../../src/core/preview/steps.ts';
import { exportRows } from '../../../../../src/core/preview/view/exportRows.ts';
import { guardFormula } from '../../../../../src/core/preview/view/formulaGuard.ts';
import { tableOf } from './tables.ts';
import { timeBound } from '../../../../cpuTime.ts';

const bodies = [
  '1+1',
  'SUM(A1:A9)',
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://127.0.0.1:9/?x="&A1,"click")',
  'WEBSERVICE("http://127.0.0.1:9/")',
  'IMPORTXML("http://127.0.0.1:9/","//a")',
  'DDE("cmd";"/C calc";"x")',
  '10-5+5',
  '"a"&"b"',
];
const signs = ['=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20'];
const payloads = [
  ...signs.flatMap(sign => bodies.map(body => sign + body)),
  ...['\t', '\r', '\n', '\0', ' ', '\ufeff', '\u200b', '\u00a0', '\u3000', ' \t', '\u202e'].map(lead => `${lead}=1+1`),
  ...[
    '\t',
    '\r',
    '\0',
    '\tx',
    '\rx',
    '\0x',
    '=',
    '+',
    '@',
    '-',
    '--1',
    '+5',
    '+49 30 1234',
    '-1-1',
    '-1e',
    '-.5',
    '-x',
  ],
  "'=1+1",
  "''=1+1",
  "'@x",
];
const harmless = [
  '-5',
  '-5.25',
  '-1e-7',
  '5',
  '1+1',
  'a=1',
  'user@example.com',
  "it's",
  "'",
  "'quoted'",
  '',
  ' ',
  'x\t=1',
];

function fields(text: unknown, format: 'csv' | 'tsv'): string {
  const table = tableOf([{ [String(text)]: text }]);
  return [...exportRows(table, everyRow(1), [0], { format, headers: true })].join('');
}

describe('What could run as a formula in a spreadsheet (T20)', () => {
  it('is known in more than sixty forms', () => {
    expect(new Set(payloads).size).toBeGreaterThanOrEqual(60);
  });

  it.each(payloads)('has an apostrophe before it, as a cell and as a heading: %j', payload => {
    expect(guardFormula(payload)).toBe(`'${payload}`);
    for (const [format, lineEnd] of [
      ['csv', '\r\n'],
      ['tsv', '\n'],
    ] as const) {
      const text = fields(payload, format);
      const cell = text.slice(0, text.length / 2).replace(/\r?\n?$/, '');
      expect(cell).toMatch(/^"?'/);
      expect(text.startsWith(cell + lineEnd + cell)).toBe(true);
    }
  });

  it.each(harmless)('is not seen where there is none: %j', text => {
    expect(guardFormula(text)).toBe(text);
  });

  it('is not seen in numbers, which stay numbers', () => {
    expect(fields(-5, 'csv')).toBe('-5\r\n-5\r\n');
    expect(fields('-5', 'tsv')).toBe('-5\n-5');
    expect(fields(-1e300, 'csv')).toBe('-1e+300\r\n-1e+300\r\n');
  });

  it('never makes two texts one', () => {
    const hostile = fc.array(fc.constantFrom("'", '=', '-', '5', ' ', '\t', 'a', '\uff1d'), { maxLength: 5 });
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const [x, y] = [a.join(''), b.join('')];
        expect(guardFormula(x) === guardFormula(y)).toBe(x === y);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is told in linear time', () => {
    for (const lead of ["'", ' ', "' ", '\u200b']) {
      const began = performance.now();
      guardFormula(lead.repeat(500_000));
      expect(performance.now() - began).toBeLessThan(timeBound(1_000));
    }
  });
});
