import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { fixesOf } from '../../../../src/core/lint/fixes.ts';
import { linted, pointedAt } from './lintedText.ts';
import { validDocuments } from './validDocuments.ts';

describe('a document that is as it should be', () => {
  test('there are a hundred', () => {
    expect(new Set(validDocuments.map(({ text }) => text)).size).toBeGreaterThanOrEqual(100);
  });

  test.each(validDocuments.map(({ dialect, text }) => [dialect, text] as const))(
    'for %s has no problem: %j',
    (dialect, text) => {
      expect(pointedAt(text, { dialect })).toEqual([]);
    },
  );
});

describe('while a document is typed', () => {
  test('every problem and every fix stays inside the text (T13)', () => {
    const outside: string[] = [];
    let seen = 0;
    for (const { dialect, text } of validDocuments.slice(0, 50)) {
      for (let length = 0; length <= text.length; length++) {
        const typed = text.slice(0, length);
        const { problems, subject } = linted(typed, { dialect, isHosted: true, rivals: ['a.levered.sql'] });
        for (const problem of problems) {
          const { code, start, end } = problem;
          if (start < 0 || end < start || end > length) outside.push(`${code} in ${typed}`);
          // An edit outside the text would throw here.
          if (length % 17 === 0) fixesOf(problem, subject);
          seen++;
        }
      }
    }
    expect(outside).toEqual([]);
    expect(seen).toBeGreaterThan(1_000);
  });

  test('a document of a thousand lines is read and judged in one go', () => {
    const columns = Array.from({ length: 990 }, (_, at) => `  coalesce(t.column_${at}, 0) AS c${at},`);
    const header = ['/*---', 'name: a', 'column_mapping:', '  anonymous_id: user_id', '  timestamp: at_', '---*/'];
    const text = [...header, 'SELECT', ...columns, '  user_id, at', 'FROM t', 'WHERE at > @start_date'].join('\n');
    const times = Array.from({ length: 12 }, () => {
      const start = performance.now();
      expect(linted(text, { dialect: 'bigquery' }).problems.map(({ code }) => code)).toEqual(['column-not-returned']);
      return performance.now() - start;
    }).toSorted((one, other) => one - other);
    console.log(`1,000 lines: ${times[6]?.toFixed(1)} ms (median), ${times.at(-1)?.toFixed(1)} ms (first or slowest)`);
  });
});
