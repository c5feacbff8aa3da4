import { aimWords, type Kill } from './moment.ts';

/** What came of one kill. */
export interface KillReport {
  readonly kill: Kill;
  /** Where it truly was, whatever it was aimed at. */
  readonly reached: string;
  readonly breaches: readonly string[];
  readonly seconds: number;
}

export function reportLine({ kill, reached, breaches, seconds }: KillReport): string {
  const { seed, operation, aim } = kill;
  const facts = `SEED=${seed} ${operation} (${aimWords(aim)}) → ${reached}, ${seconds.toFixed(1)} s`;
  return [facts, ...breaches.map(breach => `    ${breach}`)].join('\n');
}

/** How many kills there were at each boundary, one line each. */
export function perBoundary(reports: readonly Pick<KillReport, 'reached'>[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { reached } of reports) counts.set(reached, (counts.get(reached) ?? 0) + 1);
  const lines = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  return lines.map(([reached, count]) => `${String(count).padStart(5)}  ${reached}`);
}
