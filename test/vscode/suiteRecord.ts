/** One line of what the suites in the extension host tell of themselves. */
export type SuiteRecord =
  | { readonly kind: 'started'; readonly title: string }
  | { readonly kind: 'passed'; readonly title: string; readonly ms: number }
  | { readonly kind: 'failed'; readonly title: string; readonly reason: string }
  | { readonly kind: 'ended' };

export interface SuiteTally {
  readonly passed: number;
  readonly failed: number;
  /** What to print, in order: a line for each test that passed, more for each that failed. */
  readonly lines: readonly string[];
}

/**
 * Sums up the records of one run. A run that never ended counts one failure more, and names the test it was in.
 * `text` is the file's text; its last line may be cut, as a dying host leaves it.
 */
export function tallySuites(text: string): SuiteTally {
  const records = text.split('\n').flatMap(parseRecord);
  const lines: string[] = [];
  let passed = 0;
  let failed = 0;
  let current = 'the first test';
  for (const record of records) {
    switch (record.kind) {
      case 'started':
        current = `“${record.title}”`;
        break;
      case 'passed':
        passed += 1;
        lines.push(`  ✓ ${record.title} (${record.ms} ms)`);
        break;
      case 'failed':
        failed += 1;
        lines.push(`  ✗ ${record.title}`, ...record.reason.split('\n').map(line => `      ${line}`));
        break;
      case 'ended':
        break;
    }
  }
  if (!records.some(record => record.kind === 'ended')) {
    failed += 1;
    lines.push(`  ✗ The extension host did not get past ${current}.`);
  }
  return { passed, failed, lines };
}

function parseRecord(line: string): SuiteRecord[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as SuiteRecord];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
