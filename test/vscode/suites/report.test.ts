import * as assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { Outcome } from '../../../src/core/apply/outcome.ts';
import type { Log } from '../../../src/platform/log.ts';
import { RunReport } from '../../../src/sync/runReport.ts';
import type { PlanView } from '../../../src/views/planView.ts';

/** What stands in the log of a run: the lines as they are handed over, since the server build keeps no log files. */
function noted(outcome: Outcome): readonly string[] {
  const lines: string[] = [];
  const log = {
    info: (line: string) => lines.push(`info ${line}`),
    error: (line: string) => lines.push(`error ${line}`),
  };
  const view: unknown = undefined;
  new RunReport(log as unknown as Log, view as PlanView).note(outcome);
  return lines;
}

describe('The log of a push', () => {
  it('has each definition with its end, its steps and its requests (16)', () => {
    const outcome: Outcome = {
      key: 'file:///a',
      name: 'Page Seen',
      kind: 'done',
      code: 'created',
      newId: 'm1',
      requestIds: ['req_1', 'req_2'],
      steps: [
        { step: 'send', kind: 'done' },
        { step: 'read_back', kind: 'done' },
        { step: 'write_id', kind: 'done' },
      ],
    };
    assert.deepEqual(noted(outcome), [
      'info Page Seen: done (sent: done, read back as sent: done, id written into the file: done, req_1, req_2). Created as m1.',
    ]);
  });

  it('says what is not done and what is not known, before a reason of any length; a name adds no line (16, T17)', () => {
    const message = 'x'.repeat(4_000);
    const error = new ApiError('createMetric', { kind: 'rejected', resend: 'refused', serverMessage: message });
    const failure = { kind: 'failed', effect: 'refused', reason: 'other', stops: false, error } as const;
    const lines = noted({
      key: 'file:///a',
      name: 'Page\nSeen',
      kind: 'unknown',
      code: 'outcome_unknown',
      requestIds: ['req_3'],
      steps: [
        { step: 'send', kind: 'unknown', failure },
        { step: 'look_up', kind: 'not_done' },
      ],
      failure,
    });
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /^error Page\\nSeen: unknown \(sent: unknown, found when looked up: not done, req_3\)\. /);
    assert.ok(lines[0]!.includes('x'.repeat(100)));
  });
});
