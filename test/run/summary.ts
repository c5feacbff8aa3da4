/** How many checks of a step passed and failed. */
export interface StepResult {
  readonly passed: number;
  readonly failed: number;
}

/** The last line of a test run. */
export function summaryLine(results: readonly StepResult[]): string {
  const { passed, failed } = sum(results);
  return `${passed} passed, ${failed} failed`;
}

export function sum(results: readonly StepResult[]): StepResult {
  return {
    passed: results.reduce((total, { passed }) => total + passed, 0),
    failed: results.reduce((total, { failed }) => total + failed, 0),
  };
}

/** The counts that vitest's JSON report has. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/**
 * What a vitest run comes to. `exitCode` is vitest's; `report` the text of its JSON report, undefined when it wrote none.
 * A file that could not even be loaded, a skipped test, a failure outside any test and a run without tests each count
 * as a failure, because each hides one.
 */
export function vitestResult(exitCode: number, report: string | undefined): StepResult {
  if (report === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    report,
  ) as VitestReport;
  const unloaded = testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0).length;
  const failed = numFailedTests + numPendingTests + numTodoTests + unloaded;
  const hidden = failed === 0 && (exitCode !== 0 || numPassedTests === 0) ? 1 : 0;
  return { passed: numPassedTests, failed: failed + hidden };
}
