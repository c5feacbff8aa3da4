/** How many checks of a step passed and failed. */
export interface StepResult {
  readonly passed: number;
  readonly failed: number;
  /** What failed, each in a line or a few, where the step can tell. */
  readonly failures?: readonly string[];
}

/** The last line of a test run. */
export function summaryLine(results: readonly StepResult[]): string {
  const { passed, failed } = sum(results);
  return `${passed} passed, ${failed} failed`;
}

/** What failed in a whole run, step by step, as lines: far above the last line it would not be found. */
export function failureLines(steps: readonly (StepResult & { readonly title: string })[]): readonly string[] {
  return steps
    .filter(({ failed }) => failed > 0)
    .flatMap(({ title, failed, failures = [] }) => [
      `✗ ${title}: ${failed} failed`,
      ...failures.flatMap(failure => failure.split('\n').map(line => `    ${line}`)),
    ]);
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
  readonly testResults: readonly VitestFile[];
}

interface VitestFile {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages?: readonly string[] | null;
  }[];
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
  return { passed: numPassedTests, failed: failed + hidden, failures: testResults.flatMap(fileFailures) };
}

/** The tests of a file that did not pass, each with the first lines of why. */
function fileFailures({ name, status, message, assertionResults }: VitestFile): readonly string[] {
  if (status === 'failed' && assertionResults.length === 0) return [`${name}\n${firstLines(message)}`];
  return assertionResults
    .filter(({ status: each }) => each !== 'passed')
    .map(test => `${test.fullName} (${name})\n${firstLines(test.failureMessages?.join('\n') ?? test.status)}`);
}

/** Without the lines of a stack that are not ours. */
function firstLines(text = ''): string {
  const lines = text.split('\n').filter(line => !/^\s+at .*(?:node_modules|node:|new Promise)/.test(line));
  return lines.slice(0, 12).join('\n');
}
