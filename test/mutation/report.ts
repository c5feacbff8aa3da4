/** A report as it is kept: the part of its schema that is read here. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

/** Counted from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** A change that no test noticed. */
export interface Survivor extends Mutant {
  readonly path: string;
}

const isUnnoticed = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage';

export function survivorsOf({ files }: Report): readonly Survivor[] {
  return Object.entries(files).flatMap(([path, { mutants }]) =>
    mutants.filter(isUnnoticed).map(mutant => ({ path, ...mutant })),
  );
}

/** Where it is, as a source for another run: exactly this range, whose columns are counted from 0. */
export function rangeOf({ path, location: { start, end } }: Survivor): string {
  return `${path}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

/** The first report, in which what another run noticed after all is noticed. */
export function withLater(first: Report, later: Report): Report {
  const noticed = new Map<string, string>();
  for (const [path, { mutants }] of Object.entries(later.files)) {
    for (const mutant of mutants) {
      if (['Killed', 'Timeout', 'Survived'].includes(mutant.status)) noticed.set(identity(path, mutant), mutant.status);
    }
  }
  const files = Object.entries(first.files).map(([path, file]) => {
    const mutants = file.mutants.map(mutant =>
      isUnnoticed(mutant) ? { ...mutant, status: noticed.get(identity(path, mutant)) ?? mutant.status } : mutant,
    );
    return [path, { ...file, mutants }] as const;
  });
  return { ...first, files: Object.fromEntries(files) };
}

function identity(path: string, { mutatorName, replacement, location }: Mutant): string {
  return JSON.stringify([path, mutatorName, replacement, location.start, location.end]);
}
