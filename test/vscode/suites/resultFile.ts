import { appendFileSync } from 'node:fs';
import type { Runner, Test } from 'mocha';
import type { SuiteRecord } from '../suiteRecord.ts';

/**
 * Writes what happens to each test to the file that `LEVERED_SUITE_RESULTS` names, a line of JSON each and at once: a
 * host that dies leaves what it had, and a desktop and a server build tell it the same way.
 */
export function recordResults(runner: Runner): void {
  const path = process.env['LEVERED_SUITE_RESULTS'];
  if (path === undefined) throw new Error('LEVERED_SUITE_RESULTS names no file. Start the suites through npm test.');
  const write = (record: SuiteRecord) => appendFileSync(path, `${JSON.stringify(record)}\n`);
  runner.on('test', (test: Test) => write({ kind: 'started', title: test.fullTitle() }));
  runner.on('pass', test => write({ kind: 'passed', title: test.fullTitle(), ms: test.duration ?? 0 }));
  runner.on('fail', (test, error: unknown) => {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    write({ kind: 'failed', title: test.fullTitle(), reason });
  });
  runner.on('end', () => write({ kind: 'ended' }));
}
