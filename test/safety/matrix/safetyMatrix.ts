import { citedIn, misquotedIn } from './citations.ts';
import type { TestOutcome } from './outcome.ts';
import { type SafetyRow, safetyRows } from './rows.ts';

/** A row and the tests that prove it. */
interface ProvedRow extends SafetyRow {
  readonly proofs: readonly TestOutcome[];
}

export interface SafetyMatrix {
  readonly rows: readonly ProvedRow[];
  /** What keeps the matrix from being whole, as sentences. */
  readonly problems: readonly string[];
}

/**
 * Finds the proofs of every row. A row without any is a problem, and so are a test that cites a row and did not pass, a
 * file that could not be loaded, and a citation that nobody would count.
 */
export function safetyMatrix(outcomes: readonly TestOutcome[]): SafetyMatrix {
  const cited = outcomes.map(outcome => ({ outcome, ids: citedIn(outcome.title) }));
  const rows = safetyRows.map(row => ({
    ...row,
    proofs: cited.filter(({ ids }) => ids.includes(row.id)).map(({ outcome }) => outcome),
  }));
  const unproved = rows
    .filter(({ proofs }) => proofs.length === 0)
    .map(({ id, what }) => `${id} has no proof: ${what}.`);
  const failed = outcomes
    .filter(({ kind, title }) => kind !== 'passed' && (citedIn(title).length > 0 || title.startsWith('the whole file')))
    .map(({ kind, place, title }) => `A proof ${kind === 'failed' ? 'failed' : 'was skipped'}: ${title} (${place}).`);
  const misquoted = outcomes.flatMap(({ title, place }) =>
    misquotedIn(title).map(text => `“${text}” in the title of a test is no citation: ${title} (${place}).`),
  );
  return { rows, problems: [...unproved, ...failed, ...new Set(misquoted)] };
}

/** The matrix as lines: each row with where its proofs are and how many there are at each place. */
export function matrixLines({ rows }: SafetyMatrix): readonly string[] {
  return rows.flatMap(({ id, what, proofs }) => {
    const places = new Map<string, TestOutcome[]>();
    for (const proof of proofs) places.set(proof.place, [...(places.get(proof.place) ?? []), proof]);
    const isProved = proofs.length > 0 && proofs.every(({ kind }) => kind === 'passed');
    const lines = [...places].map(([place, tests]) => `        ${place}: ${titlesOf(tests)}`);
    return [`${isProved ? '✓' : '✗'} ${id.padEnd(4)} ${what}`, ...lines];
  });
}

function titlesOf(tests: readonly TestOutcome[]): string {
  const [first] = tests;
  const title = `“${(first?.title ?? '').slice(0, 110)}”`;
  return tests.length === 1 ? title : `${title} and ${tests.length - 1} more`;
}
