/** How the mutants of a part ended. */
export interface Score {
  readonly killed: number;
  readonly survived: number;
  readonly uncovered: number;
  readonly late: number;
  /** Changes that are no program any more, and those that a comment excepts. */
  readonly invalid: number;
}

/** A change that no test noticed. */
export interface Survivor {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly change: string;
  readonly isReached: boolean;
}

interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly mutants: readonly {
          readonly status: string;
          readonly mutatorName: string;
          readonly replacement?: string;
          readonly location: { readonly start: { readonly line: number; readonly column: number } };
        }[];
      }
    >
  >;
}

export function scoreOf(text: string): Score {
  const report = JSON.parse(text) as Report;
  const statuses = Object.values(report.files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...these: readonly string[]): number => statuses.filter(status => these.includes(status)).length;
  return {
    killed: count('Killed'),
    survived: count('Survived'),
    uncovered: count('NoCoverage'),
    late: count('Timeout'),
    invalid: count('CompileError', 'RuntimeError', 'Ignored', 'Pending'),
  };
}

/** In percent: of the mutants, those that a test noticed. */
export function percentOf({ killed, survived, uncovered, late }: Score): number {
  return (100 * (killed + late)) / (killed + late + survived + uncovered);
}

export function survivorsOf(text: string): readonly Survivor[] {
  const report = JSON.parse(text) as Report;
  return Object.entries(report.files).flatMap(([path, { mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ status, mutatorName, replacement, location: { start } }) => ({
        path,
        line: start.line,
        column: start.column,
        change: `${mutatorName}: ${(replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 100)}`,
        isReached: status === 'Survived',
      })),
  );
}
