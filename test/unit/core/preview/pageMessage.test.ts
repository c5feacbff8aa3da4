import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePageMessage } from '../../../../src/core/preview/pageMessage.ts';

const session = 'session-of-the-panel';
const text = new Uint8Array([1, 2, 3]);

describe('a message of the page (T18)', () => {
  it.each(['ready', 'run', 'cancel', 'signIn', 'refresh', 'showLog'])('is the verb %s and nothing beside it', kind => {
    const message = { kind, session, command: 'workbench.action.quit', url: 'https://evil.example' };
    expect(parsePageMessage(message, session)).toEqual({ kind });
  });

  it('is an export of bytes in a known form', () => {
    expect(parsePageMessage({ kind: 'export', format: 'csv', text, path: '/etc/passwd', session }, session)).toEqual({
      kind: 'export',
      format: 'csv',
      text,
    });
    for (const wrong of [
      { format: 'exe', text },
      { format: '__proto__', text },
      { format: ['csv'], text },
      { format: 'csv', text: 'a,b' },
      { format: 'csv', text: [1, 2] },
      { format: 'csv' },
    ]) {
      expect(parsePageMessage({ kind: 'export', session, ...wrong }, session)).toBeUndefined();
    }
  });

  it('is a check by its place, which is a whole number', () => {
    expect(parsePageMessage({ kind: 'reveal', check: 3, session }, session)).toEqual({ kind: 'reveal', check: 3 });
    for (const check of [-1, 0.5, Number.NaN, Infinity, 2 ** 60, '0', null, undefined, {}]) {
      expect(parsePageMessage({ kind: 'reveal', check, session }, session)).toBeUndefined();
    }
  });

  it.each([undefined, null, '', 'other', [session], 7])('is nothing under the session %j', found => {
    expect(parsePageMessage({ kind: 'run', session: found }, session)).toBeUndefined();
  });

  it('is none of 10,000 that a script could make up without the session, and at most a known verb with it', () => {
    const kind = fc.oneof(
      fc.constantFrom('run', 'export', 'reveal', 'ready', 'constructor', '__proto__', 'toString', 'levered.push'),
      fc.anything(),
    );
    const shape = fc.record(
      {
        kind,
        session: fc.oneof(fc.constant(session), fc.anything()),
        format: fc.anything(),
        text: fc.anything(),
        check: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const verbs = ['ready', 'run', 'cancel', 'signIn', 'refresh', 'showLog', 'export', 'reveal'];
    fc.assert(
      fc.property(fc.oneof(shape, fc.anything()), message => {
        const read = parsePageMessage(message, session);
        if (read === undefined) return;
        expect((message as { session: unknown }).session).toBe(session);
        expect(verbs).toContain(read.kind);
      }),
      { numRuns: 10_000 },
    );
  });
});
