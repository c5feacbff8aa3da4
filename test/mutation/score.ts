import type { Report } from './report.ts';

/** How the mutants of a part ended. */
export interface Score {
  readonly killed: number;
  readonly survived: number;
  readonly uncovered: number;
  readonly late: number;
}

export function scoreOf({ files }: Report): Score {
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (one: string): number => statuses.filter(status => status === one).length;
  return {
    killed: count('Killed'),
    survived: count('Survived'),
    uncovered: count('NoCoverage'),
    late: count('Timeout'),
  };
}

/** In percent: of the mutants, those that a test noticed. */
export function percentOf({ killed, survived, uncovered, late }: Score): number {
  return (100 * (killed + late)) / (killed + late + survived + uncovered);
}
