import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PreviewFailure } from '../../../src/core/preview/messages.ts';
import { PreviewBrowser, bundle, session, subject } from './previewBrowser.ts';

let browser: PreviewBrowser;
beforeAll(async () => {
  browser = await PreviewBrowser.open();
});
afterAll(() => browser.close());
beforeEach(async () => {
  await browser.page.setViewportSize({ width: 1440, height: 900 });
});

const text = (selector: string): Promise<string | null> => browser.page.locator(selector).textContent();
const state = (): Promise<string | null> => browser.page.locator('#preview').getAttribute('data-state');
const status = (): Promise<string | null> => browser.page.getByRole('status').textContent();

function failure(reason: PreviewFailure['reason']): PreviewFailure {
  return {
    reason,
    title: `It failed: ${reason}.`,
    advice: 'Do something about it.',
    detail: 'ERROR: no such column\nLINE 1: SELECT x\n               ^',
    requestId: 'req_9',
    actions: [
      { kind: 'run', label: 'Try again' },
      { kind: 'signIn', label: 'Sign in' },
      { kind: 'refresh', label: 'Refresh' },
      { kind: 'showLog', label: 'Show log' },
    ],
  };
}

const reasons: readonly PreviewFailure['reason'][] = [
  'warehouse',
  'not_found',
  'unauthorized',
  'rate_limited',
  'timeout',
  'offline',
  'refused',
  'unexpected',
];

describe('the script', () => {
  it('is at most 60 kB', async () => {
    const scripts = [...(await bundle())].filter(([name]) => name.endsWith('.js')).map(([, file]) => file);
    const sizeOf = (files: typeof scripts): number => files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    const size = sizeOf(scripts.filter(({ isFirst }) => isFirst));
    console.log(`the page's script has ${size} bytes, with all that can be asked for ${sizeOf(scripts)}`);
    expect(size).toBeLessThanOrEqual(60_000);
  });

  it('says that it is ready, with the session, and keeps the identity that the host gave and nothing else (T35)', async () => {
    expect((await browser.posted())[0]).toEqual({ kind: 'ready', session });
    expect(await browser.page.evaluate(() => window.kept)).toEqual([{ name: 'Signup' }]);
  });
});

describe('the head', () => {
  it('names definition, kind, environment and organization, and marks a protected environment in words', async () => {
    await browser.show({ kind: 'idle', subject: { ...subject, note: 'The open file differs.' } });
    expect(await text('h1')).toBe('Signup Conversion');
    expect(await text('.kind')).toBe('Metric');
    expect(await text('.environment')).toBe('Environmentprodprotected');
    expect(await browser.page.locator('.environment svg').count()).toBe(1);
    expect(await text('.organization')).toBe('Organizationorg_xyz');
    expect(await text('.note')).toBe('The open file differs.');
  });

  it('has no mark, note or organization where there is none', async () => {
    const { organization, ...rest } = subject;
    expect(organization).toBeDefined();
    await browser.show({ kind: 'idle', subject: { ...rest, kind: 'assignment_source', isProtected: false } });
    expect(await text('.kind')).toBe('Assignment source');
    expect(await text('.environment')).toBe('Environmentprod');
    expect(await browser.page.locator('.environment svg, .organization, .note:visible').count()).toBe(0);
  });
});

describe('the states', () => {
  it('idle says that nothing was run and offers to', async () => {
    await browser.show({ kind: 'idle', subject });
    expect(await state()).toBe('idle');
    expect(await status()).toMatch(/^Nothing was run yet/);
    expect(await browser.page.getByRole('button', { name: 'Run', exact: true }).isEnabled()).toBe(true);
    expect(await browser.page.getByRole('button', { name: 'Cancel' }).isDisabled()).toBe(true);
  });

  it('running counts on from the time it was given and can be cancelled', async () => {
    await browser.show({ kind: 'running', subject, elapsedMs: 5_000 });
    expect(await state()).toBe('running');
    expect(await status()).toBe('Running…');
    expect(await browser.page.getByRole('button', { name: 'Run again' }).isDisabled()).toBe(true);
    expect(await browser.page.getByRole('button', { name: 'Cancel' }).isEnabled()).toBe(true);
    await browser.page.waitForFunction(() => /^5\.[2-9]/.test(document.querySelector('.elapsed')?.textContent ?? ''));
  });

  it('stops counting when it no longer runs', async () => {
    const timers = (): Promise<number> => browser.page.evaluate(() => window.timers.size);
    await browser.show({ kind: 'running', subject, elapsedMs: 0 });
    await browser.show({ kind: 'running', subject, elapsedMs: 100 });
    expect(await timers()).toBe(1);
    await browser.show({ kind: 'cancelled', subject, elapsedMs: 1_234 });
    expect(await timers()).toBe(0);
    expect(await text('.elapsed')).toBe('1.23 s');
  });

  it('rows tell their number, the time it took, when it was and the request id', async () => {
    await browser.show({ kind: 'rows', json: '[{"a":1},{"a":2}]' });
    expect(await state()).toBe('rows');
    expect(await browser.page.locator('.facts > *').allTextContents()).toEqual([
      '2 rows',
      '0.42 s',
      '14:03:22',
      'SQLabababababab',
      'Requestreq_abc123',
    ]);
    expect(await status()).toBe('2 rows, 0.42 s');
    await browser.show({ kind: 'rows', json: '[{"a":1}]' });
    expect(await text('.count')).toBe('1 row');
  });

  it('no rows is a state of its own with advice, not an empty grid', async () => {
    await browser.show({ kind: 'rows', json: '[]' });
    expect(await state()).toBe('empty');
    expect(await text('.notice')).toContain('The query returned no rows.');
    expect(await text('.advice')).toMatch(/^Check its filters/);
    expect(await text('.facts')).toContain('req_abc123');
    expect(await browser.page.getByRole('grid').count()).toBe(0);
  });

  it('cancelled says that the warehouse may go on', async () => {
    await browser.show({ kind: 'cancelled', subject, elapsedMs: 900 });
    expect(await state()).toBe('cancelled');
    expect(await status()).toContain('may go on');
    expect(await browser.page.getByRole('button', { name: 'Run again' }).isEnabled()).toBe(true);
  });

  it('each failure has its own drawing, its words, its detail line by line and its request id', async () => {
    const drawings = new Set<string | null>();
    for (const reason of reasons) {
      await browser.show({ kind: 'failed', subject, failure: failure(reason), elapsedMs: 10 });
      expect(await state()).toBe('failed');
      const shown = browser.page.locator(`.failure[data-reason=${reason}]`);
      expect(await shown.locator('h2').textContent()).toBe(`It failed: ${reason}.`);
      expect(await shown.locator('pre').textContent()).toBe(failure(reason).detail);
      expect(await shown.locator('code').textContent()).toBe('req_9');
      expect(await status()).toContain('Do something about it.');
      drawings.add(await shown.locator('path').getAttribute('d'));
    }
    expect(drawings.size).toBe(reasons.length);
  });

  it('rows that cannot be read are a failure and never no rows', async () => {
    await browser.show({ kind: 'rows', json: '[{"a":' });
    expect(await state()).toBe('failed');
    expect(await text('.failure h2')).toContain('JSON ends early');
    expect(await browser.faults()).toEqual([]);
  });
});

describe('the verbs (T18)', () => {
  it('are run, cancel, and those of a failure, each with the session', async () => {
    const before = (await browser.posted()).length;
    await browser.show({ kind: 'idle', subject });
    await browser.page.getByRole('button', { name: 'Run', exact: true }).click();
    await browser.show({ kind: 'running', subject, elapsedMs: 0 });
    await browser.page.getByRole('button', { name: 'Cancel' }).click();
    await browser.show({ kind: 'failed', subject, failure: failure('unauthorized'), elapsedMs: 10 });
    for (const name of ['Try again', 'Sign in', 'Refresh', 'Show log']) {
      await browser.page.getByRole('button', { name, exact: true }).click();
    }
    expect((await browser.posted()).slice(before)).toEqual(
      ['run', 'cancel', 'run', 'signIn', 'refresh', 'showLog'].map(kind => ({ kind, session })),
    );
  });

  it('keep the focus on a button when the pressed one is switched off', async () => {
    await browser.show({ kind: 'idle', subject });
    await browser.page.getByRole('button', { name: 'Run', exact: true }).focus();
    await browser.show({ kind: 'running', subject, elapsedMs: 0 });
    expect(await browser.page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
    await browser.show({ kind: 'cancelled', subject, elapsedMs: 0 });
    expect(await browser.page.evaluate(() => document.activeElement?.textContent)).toBe('Run again');
  });
});

describe('messages that are none of the host’s', () => {
  it('neither throw nor change what is shown', async () => {
    await browser.show({ kind: 'idle', subject });
    const before = await browser.page.locator('#preview').innerHTML();
    const posted = (await browser.posted()).length;
    const whole = {
      kind: 'show',
      words: browser.words,
      state: { kind: 'failed', subject, failure: failure('timeout'), elapsedMs: 1 },
    };
    const broken = [
      whole,
      ...[0, null, undefined, '', 'session', [session], { session }].map(signed => ({ ...whole, session: signed })),
      ...[0, null, undefined, 'hide', '__proto__', 'constructor', ['show']].map(kind => ({ ...whole, kind, session })),
      { kind: 'rows', result: 1, part: 0, rows: new Uint8Array() },
    ];
    const shapes = fc.oneof(fc.anything(), fc.record({ kind: fc.constant('show'), state: fc.anything() }));
    const messages = [...broken, ...fc.sample(shapes, { numRuns: 3_000, seed: 18 })];
    await browser.page.evaluate(async all => {
      for (const message of all) window.postMessage(message, '*');
      const last = new Promise(resolve => window.addEventListener('message', e => e.data === 'last' && resolve(0)));
      window.postMessage('last', '*');
      await last;
    }, messages.map(toPlain));
    expect(await browser.faults()).toEqual([]);
    expect(await browser.page.locator('#preview').innerHTML()).toBe(before);
    expect((await browser.posted()).length).toBe(posted);
  });
});

/** What can cross into the page: functions and symbols cannot. */
function toPlain(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch (error) {
    return String(error);
  }
}
