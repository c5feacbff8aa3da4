import { describe, expect, test } from 'vitest';
import { runSteps } from '../../run/step.ts';
import { failureLines, summaryLine, vitestResult } from '../../run/summary.ts';

const report = (counts: { passed?: number; failed?: number; skipped?: number; unloaded?: number }) =>
  JSON.stringify({
    numPassedTests: counts.passed ?? 0,
    numFailedTests: counts.failed ?? 0,
    numPendingTests: counts.skipped ?? 0,
    numTodoTests: 0,
    testResults: Array.from({ length: counts.unloaded ?? 0 }, () => ({
      name: 'a.test.ts',
      status: 'failed',
      assertionResults: [],
    })),
  });

describe('the sum of a test run', () => {
  test('adds up its steps in the words that the last line has', () => {
    expect(
      summaryLine([
        { passed: 40, failed: 0 },
        { passed: 2, failed: 3 },
      ]),
    ).toBe('42 passed, 3 failed');
  });

  test('a step that throws counts as one failure and hides no later step', async () => {
    const results = await runSteps([
      { title: 'breaks', run: () => Promise.reject(new Error('no browser')) },
      { title: 'works', run: () => Promise.resolve({ passed: 5, failed: 0 }) },
    ]);
    expect(results).toEqual([
      { title: 'breaks', passed: 0, failed: 1, failures: [expect.stringContaining('no browser')] },
      { title: 'works', passed: 5, failed: 0 },
    ]);
  });
});

describe('what a vitest run comes to', () => {
  test.each([
    ['all passed', 0, report({ passed: 7 }), { passed: 7, failed: 0 }],
    ['some failed', 1, report({ passed: 7, failed: 2 }), { passed: 7, failed: 2 }],
    ['a skipped test is a failure', 0, report({ passed: 7, skipped: 1 }), { passed: 7, failed: 1 }],
    ['a file that could not be loaded is a failure', 1, report({ passed: 7, unloaded: 1 }), { passed: 7, failed: 1 }],
    ['an error outside any test is a failure', 1, report({ passed: 7 }), { passed: 7, failed: 1 }],
    ['no test at all is a failure', 0, report({}), { passed: 0, failed: 1 }],
    ['no report is a failure', 137, undefined, { passed: 0, failed: 1 }],
  ])('%s', (_, exitCode, text, result) => {
    expect(vitestResult(exitCode, text)).toMatchObject(result);
  });

  test('names each test that did not pass, with the reason', () => {
    const text = JSON.stringify({
      ...(JSON.parse(report({ passed: 1, failed: 1 })) as object),
      testResults: [
        {
          name: '/project/push.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'push sends', status: 'passed', failureMessages: [] },
            { fullName: 'push waits', status: 'failed', failureMessages: ['Error: too early\n at line 3'] },
          ],
        },
      ],
    });
    expect(failureLines([{ title: 'Unit tests', ...vitestResult(1, text) }])).toEqual([
      '✗ Unit tests: 1 failed',
      '    push waits (/project/push.test.ts)',
      '    Error: too early',
      '     at line 3',
    ]);
  });
});
