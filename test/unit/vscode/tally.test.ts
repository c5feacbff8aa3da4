import { describe, expect, test } from 'vitest';
import { tallySuites, type SuiteRecord } from '../../vscode/suiteRecord.ts';

const text = (...records: readonly SuiteRecord[]) => records.map(record => `${JSON.stringify(record)}\n`).join('');

describe('the tally of suites in the extension host', () => {
  test('counts what passed and what failed, with the reason of a failure', () => {
    const tally = tallySuites(
      text(
        { kind: 'started', title: 'tree fills' },
        { kind: 'passed', title: 'tree fills', ms: 12 },
        { kind: 'failed', title: 'tree empties', reason: 'Error: 3 rows\n  at line 1' },
        { kind: 'ended' },
      ),
    );
    expect(tally).toEqual({
      passed: 1,
      failed: 1,
      lines: ['  ✓ tree fills (12 ms)', '  ✗ tree empties', '      Error: 3 rows', '        at line 1'],
    });
  });

  test('a host that dies within a test is a failure that names the test, even when its last line is cut', () => {
    const begun = text({ kind: 'passed', title: 'a', ms: 1 }, { kind: 'started', title: 'b' });
    const { passed, failed, lines } = tallySuites(`${begun}{"kind":"pas`);
    expect({ passed, failed }).toEqual({ passed: 1, failed: 1 });
    expect(lines.at(-1)).toContain('did not get past “b”');
  });

  test('a host that never began is a failure', () => {
    expect(tallySuites('')).toMatchObject({ passed: 0, failed: 1 });
  });
});
