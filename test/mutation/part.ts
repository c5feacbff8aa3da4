/** A part of the sources, and the tests that are to notice any change of it. */
export interface Part {
  readonly name: string;
  /** A file, or the folder of several, below the project's folder. */
  readonly source: string;
  /** Globs, from the project's folder. */
  readonly tests: readonly string[];
  /** Whether there are generated tests among them, which are then cut short. */
  readonly hasLaws: boolean;
  /** Whether a slow test file runs the sources before its first test: then that says nothing about who reaches what. */
  readonly startsEarly?: boolean;
}

interface More {
  readonly hasLaws?: boolean;
  readonly tests?: readonly string[];
}

function corePart(name: string, { hasLaws = false, tests = [] }: More = {}): Part {
  const own = `test/unit/core/${name}/**/*.test.ts`;
  return { name: `core/${name}`, source: `src/core/${name}`, tests: [own, ...tests], hasLaws };
}

/** What needs a database, a bundle or a clock. */
export const neverRun: readonly string[] = [
  'test/unit/core/document/{definitionEditLaws,hostileDocuments}.test.ts',
  'test/unit/core/lint/queryProblems.test.ts',
  'test/unit/core/preview/checks/sampleWarehouse.test.ts',
  'test/unit/core/sql/duckdb.test.ts',
  'test/unit/api/{bundle,connection,contract}.test.ts',
];

/** That, and what takes longer than all the rest of its part: it runs for what the others did not notice. */
export const slowTests: readonly string[] = [...neverRun, 'test/unit/core/apply/{matrix,schedules}.test.ts'];

/** What guards the data comes first. */
export const parts: readonly Part[] = [
  { ...corePart('apply'), startsEarly: true },
  corePart('plan'),
  corePart('journal', { hasLaws: true }),
  corePart('merge', { hasLaws: true }),
  corePart('document', { hasLaws: true }),
  { name: 'api', source: 'src/api', tests: ['test/unit/api/**/*.test.ts'], hasLaws: true },
  corePart('text', { hasLaws: true }),
  { name: 'core/json', source: 'src/core/json.ts', tests: ['test/unit/core/json.test.ts'], hasLaws: true },
  corePart('lint'),
  {
    name: 'core/definition',
    source: 'src/core/definition.ts',
    tests: ['test/unit/core/{document,plan,merge}/**/*.test.ts'],
    hasLaws: true,
  },
  corePart('preview', { hasLaws: true, tests: ['test/unit/core/{cellText,rows}.test.ts'] }),
  corePart('sql'),
  corePart('authoring'),
];
