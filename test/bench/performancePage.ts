import type { BenchResult } from './bench.ts';
import { markdownTable } from './table.ts';

/** The text of docs/performance.md: the tables of all benches, and what they were measured on. */
export function performancePage(
  machine: string,
  results: readonly (BenchResult & { readonly title: string })[],
): string {
  const parts = results.map(
    ({ title, rows, notes }) =>
      `## ${title}\n\n${markdownTable(rows)}\n\n${notes.map(note => `- ${note}`).join('\n')}\n`,
  );
  return `# How fast it is

Written by \`npm run bench -- --write\`. Bars are ratios, sizes and counts: \`npm run bench -- --check\` fails when one is
missed. Milliseconds depend on the machine; they are printed beside what is aimed at, and fail nothing. Times are medians
with the lowest and the highest reading.

Measured on ${machine}.

${parts.join('\n')}`;
}
