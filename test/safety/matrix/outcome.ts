import type { SuiteRecord } from '../../vscode/suiteRecord.ts';

/** What became of one test. */
export interface TestOutcome {
  /** With the titles of the suites that it is in. */
  readonly title: string;
  /** Where it is run, e.g. a test file, or VS Code's extension host. */
  readonly place: string;
  readonly kind: 'passed' | 'failed' | 'skipped';
}

interface VitestReport {
  readonly startTime: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/**
 * Reads vitest's JSON report. A file that could not be loaded is a failed test of its own.
 * @param root folder that the paths of the report lie in
 */
export function vitestOutcomes(report: string, root: string): readonly TestOutcome[] {
  const { testResults } = JSON.parse(report) as VitestReport;
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const place = name.startsWith(root) ? name.slice(root.length + 1) : name;
    if (status === 'failed' && assertionResults.length === 0) {
      return [{ title: 'the whole file could not be loaded', place, kind: 'failed' } as const];
    }
    return assertionResults.map(({ fullName, status: each }) => ({ title: fullName, place, kind: kindOf(each) }));
  });
}

function kindOf(status: string): TestOutcome['kind'] {
  if (status === 'passed') return 'passed';
  return status === 'failed' ? 'failed' : 'skipped';
}

/** When a run of vitest began, in milliseconds since 1970. */
export function reportTime(report: string): number {
  return (JSON.parse(report) as VitestReport).startTime;
}

/** Reads the report of the suites in the extension host. A test that began and has no end failed. */
export function suiteOutcomes(report: string): readonly TestOutcome[] {
  const outcomes = new Map<string, TestOutcome>();
  for (const line of report.split('\n').filter(text => text.endsWith('}'))) {
    const record = JSON.parse(line) as SuiteRecord;
    if (record.kind === 'ended') continue;
    const kind = record.kind === 'passed' ? 'passed' : 'failed';
    outcomes.set(record.title, { title: record.title, place: 'suites in the extension host', kind });
  }
  return [...outcomes.values()];
}
