import { percentOf, type Score } from './score.ts';

/** What came of a part. */
export interface Row {
  readonly part: string;
  readonly score: Score;
  /** Of its lines, in (0, 1]. */
  readonly share: number;
  readonly seed: number;
  /** ISO 8601, a day. */
  readonly day: string;
  readonly machine: string;
}

const heading = ['part', 'mutants', 'killed', 'survived', 'no coverage', 'timeout', 'score', 'lines'] as const;

/** The rows as columns of plain text, for a terminal. */
export function textTable(rows: readonly Row[]): string {
  const lines = [heading, ...rows.map(cells)];
  const widths = heading.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)));
  return lines.map(line => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

/** The text of docs/mutation.md. */
export function mutationPage(rows: readonly Row[]): string {
  const lines = [heading, heading.map(() => '---'), ...rows.map(cells)].map(line => `| ${line.join(' | ')} |`);
  const runs = rows.map(({ part, day, machine }) => `- ${part}: ${day}, ${machine}`);
  return `# How much the tests notice

Written by \`npm run test:mutation -- --write\`. Each mutant is one small change of the sources: a condition turned, a text
emptied, a call left out. It is killed when a quick unit test of its part fails. Tests that need a browser, a database or
many runs, and the matrix of faults of core/apply, are left out of the first look and would kill more; \`--again\` changes
once more what was not noticed, with the slower ones too. The score is the share of mutants that are killed or end in a
timeout. Where not all lines are changed, they are drawn in blocks, by the seed. A part that is absent was not run yet.

${lines.join('\n')}

Run on:

${runs.join('\n')}
`;
}

function cells({ part, score, share, seed }: Row): readonly string[] {
  const { killed, survived, uncovered, late } = score;
  const numbers = [killed + survived + uncovered + late, killed, survived, uncovered, late].map(String);
  const lines = share === 1 ? 'all' : `${Math.round(share * 100)} %, seed ${seed}`;
  return [part, ...numbers, `${percentOf(score).toFixed(1)} %`, lines];
}
