import { describe, expect, it } from 'vitest';
import { citedIn, misquotedIn } from '../../safety/matrix/citations.ts';
import type { TestOutcome } from '../../safety/matrix/outcome.ts';
import { suiteOutcomes, vitestOutcomes } from '../../safety/matrix/outcome.ts';
import { safetyRows } from '../../safety/matrix/rows.ts';
import { matrixLines, safetyMatrix } from '../../safety/matrix/safetyMatrix.ts';

/** A citation as a title has it; written apart, so that this file cites nothing itself. */
const cite = (text: string): string => `(${text})`;

describe('What a title cites', () => {
  it('stands in round brackets: rows, several of them, and ways from one to another', () => {
    expect(citedIn(`is text ${cite('T15, 7r')} and whole ${cite('14')}`)).toEqual(['T15', '7r', '14']);
    expect(citedIn(cite('6 to 8, T2 to T3, I1'))).toEqual(['6', '7', '7r', '8', 'T2', 'T3', 'I1']);
    expect(citedIn(`at 7 (one) in 15 (2 of 3) ${cite('23')} ${cite('T37')}`)).toEqual([]);
  });

  it('is missed in any other form, and that is told', () => {
    const cited = `is text ${cite('T15, 7r')}`;
    expect(misquotedIn(cited)).toEqual([]);
    for (const title of [`T15: ${cited}`, `7r ${cited}`, `it, T4, ${cited}`, `by I7 ${cited}`]) {
      expect(misquotedIn(title)).toHaveLength(1);
    }
    expect(misquotedIn(cite('T37'))).toEqual(['T37']);
    expect(misquotedIn(cite('8 to 6'))).toEqual(['8 to 6']);
    expect(misquotedIn('at 2026-01-02T10:00:00Z, T of 3')).toEqual([]);
  });
});

describe('The matrix', () => {
  const passed = (title: string): TestOutcome => ({ title, place: 'a.test.ts', kind: 'passed' });
  const whole = safetyRows.map(({ id }) => passed(`is proved ${cite(id)}`));

  it('is whole when every row has a proof', () => {
    expect(safetyMatrix(whole).problems).toEqual([]);
    expect(matrixLines(safetyMatrix(whole)).filter(line => line.startsWith('✗'))).toEqual([]);
  });

  it('names each row that has none', () => {
    const { problems } = safetyMatrix(whole.slice(1));
    expect(problems).toEqual([expect.stringMatching(/^T1 has no proof/)]);
  });

  it('is not whole when a proof failed or was skipped, or a file could not be loaded', () => {
    for (const kind of ['failed', 'skipped'] as const) {
      const outcomes = [...whole, { ...passed(`too ${cite('T3')}`), kind }];
      expect(safetyMatrix(outcomes).problems).toHaveLength(1);
      expect(matrixLines(safetyMatrix(outcomes)).filter(line => line.startsWith('✗ T3 '))).toHaveLength(1);
    }
    const unloaded = JSON.stringify({
      testResults: [{ name: '/p/b.test.ts', status: 'failed', assertionResults: [] }],
    });
    expect(safetyMatrix([...whole, ...vitestOutcomes(unloaded, '/p')]).problems).toHaveLength(1);
  });

  it('counts a suite that began and never ended as failed', () => {
    const lines = [
      { kind: 'started', title: 'one' },
      { kind: 'passed', title: 'one', ms: 1 },
      { kind: 'started', title: 'two' },
    ];
    const kinds = suiteOutcomes(lines.map(line => `${JSON.stringify(line)}\n`).join('')).map(({ kind }) => kind);
    expect(kinds).toEqual(['passed', 'failed']);
  });
});
