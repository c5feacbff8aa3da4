import type { PreviewSubject, SignedHostMessage } from '../../../src/core/preview/messages.ts';
import type { PreviewWords } from '../../../src/core/preview/words/previewWords.ts';
import { session } from './pageServer.ts';
import type { ServedRows } from './reading.ts';

const subject: PreviewSubject = {
  name: 'Signup Conversion',
  kind: 'metric',
  environment: 'prod',
  isProtected: true,
  organization: 'org_xyz',
  roles: { anonymous_id: 'anonymous_id', converted_at: 'timestamp' },
};

/** What our host says around the rows: the state that names them, and what every part of them is signed with. */
export function hostMessages(words: PreviewWords, { rows, parts }: ServedRows): readonly [SignedHostMessage, object] {
  const result = {
    number: 1,
    rowCount: rows,
    parts: parts.length,
    elapsedMs: 420,
    finishedAt: '14:03:22',
    sqlHash: 'ab'.repeat(32),
    requestId: 'req_abc123',
  };
  return [
    { kind: 'show', session, words, state: { kind: 'rows', subject, result } },
    { kind: 'rows', session, result: result.number },
  ];
}
