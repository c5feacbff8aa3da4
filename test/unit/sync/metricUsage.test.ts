import { describe, expect, test } from 'vitest';
import type { Answered } from '../../../src/api/sender.ts';
import type { Optimization, OptimizationSummary } from '../../../src/api/wire.ts';
import type { Environment } from '../../../src/session/environment.ts';
import {
  MetricUsage,
  type OptimizationsPort,
  type UsagePlace,
  type UsageResult,
} from '../../../src/sync/metricUsage.ts';
import { originOf, settle } from '../api/support.ts';

const environment: Environment = { name: 'local', origin: originOf('http://localhost:3100'), isProtected: false };
const place: UsagePlace = { environment, organization: 'org' };
const gone = new Error('gone');

/** The service as these tests need it: optimizations with their reward, and a count of what was asked. */
class FakeService implements OptimizationsPort {
  readonly asked: string[] = [];
  organization = 'org';
  /** How many requests are under way, and how many there were at once. */
  running = 0;
  most = 0;
  failing = new Set<string>();
  /** While it is set, single requests wait for it or for their signal. */
  gate: Promise<void> | undefined;
  readonly #optimizations: Map<string, string | null>;
  readonly #status: (id: string) => string;

  constructor(
    optimizations: Readonly<Record<string, string | null>>,
    status: (id: string) => string = () => 'running',
  ) {
    this.#optimizations = new Map(Object.entries(optimizations));
    this.#status = status;
  }

  async list(): Promise<Answered<readonly OptimizationSummary[]>> {
    await settle();
    const ids = [...this.#optimizations.keys()];
    return this.#answer(
      'list',
      ids.map(id => ({ id, name: `The ${id}`, status: this.#status(id) })),
    );
  }

  async get(
    _: Environment,
    id: string,
    { signal }: { signal?: AbortSignal | undefined },
  ): Promise<Answered<Optimization>> {
    this.most = Math.max(this.most, ++this.running);
    let onAbort = (): void => undefined;
    try {
      const answer = this.#answer(id, { id, reward_metric_id: this.#optimizations.get(id) ?? null });
      const aborted = new Promise<never>((_resolve, reject) => {
        onAbort = () => reject(new Error('aborted'));
        signal?.addEventListener('abort', onAbort);
      });
      await Promise.race([this.gate ?? settle(), aborted]);
      return answer;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.running--;
    }
  }

  #answer<T>(what: string, value: T): Answered<T> {
    this.asked.push(what);
    if (this.failing.has(what)) throw gone;
    return { value, organizationId: this.organization, elapsedMs: 1 };
  }
}

const many = (count: number, reward: (at: number) => string | null) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`o${at}`, reward(at)]));

/** Metric ids with the ids of the optimizations that use them. */
function usesOf(result: UsageResult): Record<string, readonly string[]> {
  if (result.kind !== 'known') throw new Error(`expected an answer, found: ${result.kind}`);
  return Object.fromEntries([...result.uses].map(([id, uses]) => [id, uses.map(use => use.id)]));
}

describe('Which optimizations use a metric', () => {
  test('each metric that was asked about gets its own, and an empty list where there is none', async () => {
    const service = new FakeService({ a: 'm1', b: 'm2', c: null, d: 'm1' });
    const result = await new MetricUsage(service).find(place, ['m1', 'm3']);
    expect(usesOf(result)).toEqual({ m1: ['a', 'd'], m3: [] });
    expect(result).toMatchObject({ isComplete: true });
    expect(result.kind === 'known' && result.uses.get('m1')?.[0]).toEqual({
      id: 'a',
      name: 'The a',
      status: 'running',
    });
    expect(service.asked).toEqual(['list', 'a', 'b', 'c', 'd']);
  });

  test('no metric, no request', async () => {
    const service = new FakeService({ a: 'm1' });
    expect(await new MetricUsage(service).find(place, [])).toEqual({
      kind: 'known',
      uses: new Map(),
      isComplete: true,
    });
    expect(service.asked).toEqual([]);
  });

  test.each([
    [25, true],
    [26, false],
    [100, false],
  ])('of %i at most 25 are looked at, and the answer says whether that is all: %s', async (count, isComplete) => {
    const service = new FakeService(many(count, () => null));
    expect(await new MetricUsage(service).find(place, ['m'])).toMatchObject({ kind: 'known', isComplete });
    expect(service.asked).toHaveLength(1 + 25);
  });

  test('archived ones are looked at last', async () => {
    const service = new FakeService(
      many(40, at => `m${at}`),
      id => (Number(id.slice(1)) < 30 ? 'archived' : 'running'),
    );
    const result = await new MetricUsage(service).find(place, ['m39', 'm0', 'm29']);
    expect(usesOf(result)).toEqual({ m39: ['o39'], m0: ['o0'], m29: [] });
  });

  test('never more than four requests at once', async () => {
    const service = new FakeService(many(20, () => null));
    await new MetricUsage(service).find(place, ['m']);
    expect(service.most).toBe(4);
  });

  test('answers are kept for ten minutes, whichever metric is asked about, and then read anew', async () => {
    const service = new FakeService({ a: 'm1', b: 'm2' });
    let now = 0;
    const usage = new MetricUsage(service, () => now);
    await usage.find(place, ['m1']);
    now = 10 * 60_000 - 1;
    expect(usesOf(await usage.find(place, ['m2']))).toEqual({ m2: ['b'] });
    expect(service.asked).toHaveLength(3);
    now++;
    await usage.find(place, ['m2']);
    expect(service.asked).toHaveLength(6);
  });

  test('what is forgotten is read anew', async () => {
    const service = new FakeService({ a: 'm1' });
    const usage = new MetricUsage(service);
    await usage.find(place, ['m1']);
    usage.forget();
    await usage.find(place, ['m1']);
    expect(service.asked).toHaveLength(4);
  });

  test.each<[string, UsagePlace]>([
    ['organization', { ...place, organization: 'other' }],
    ['origin', { ...place, environment: { ...environment, origin: originOf('https://api.levered.dev') } }],
  ])('another %s has answers of its own', async (_, elsewhere) => {
    const service = new FakeService({ a: 'm1' });
    const usage = new MetricUsage(service);
    await usage.find(place, ['m1']);
    service.organization = elsewhere.organization;
    await usage.find(elsewhere, ['m1']);
    expect(service.asked).toHaveLength(4);
  });

  test.each(['list', 'a', 'c'])('a failure of %s is a failure, never "unused", and is not kept', async what => {
    const service = new FakeService({ a: 'm1', b: null, c: null });
    service.failing.add(what);
    const usage = new MetricUsage(service);
    expect(await usage.find(place, ['m1', 'm2'])).toEqual({ kind: 'failed', error: gone });
    service.failing.clear();
    service.asked.length = 0;
    expect(usesOf(await usage.find(place, ['m1', 'm2']))).toEqual({ m1: ['a'], m2: [] });
    // The list too, because what failed may be gone from it.
    expect(service.asked[0]).toBe('list');
  });

  test('the first failure ends the rest', async () => {
    const service = new FakeService(many(25, () => null));
    service.failing.add('o1');
    service.gate = new Promise(() => undefined);
    expect(await new MetricUsage(service).find(place, ['m'])).toEqual({ kind: 'failed', error: gone });
    await settle();
    expect({ asked: service.asked.length, running: service.running }).toEqual({ asked: 1 + 4, running: 0 });
  });

  test('an answer of another organization is a failure (T28)', async () => {
    const service = new FakeService({ a: 'm1' });
    service.organization = 'other';
    expect(await new MetricUsage(service).find(place, ['m1'])).toMatchObject({
      kind: 'failed',
      error: { kind: 'other_organization', organizations: { expected: 'org', found: 'other' } },
    });
  });

  test('it can be cancelled before and meanwhile, and goes on from there when asked again', async () => {
    const service = new FakeService({ ...many(4, () => null), last: 'm1' });
    const usage = new MetricUsage(service);
    expect(await usage.find(place, ['m1'], AbortSignal.abort())).toEqual({ kind: 'cancelled' });
    expect(service.asked).toEqual([]);

    const abort = new AbortController();
    service.gate = new Promise(() => undefined);
    const found = usage.find(place, ['m1'], abort.signal);
    await expect.poll(() => service.running).toBe(4);
    abort.abort();
    expect(await found).toEqual({ kind: 'cancelled' });
    await settle();
    expect(service.running).toBe(0);

    service.gate = undefined;
    expect(usesOf(await usage.find(place, ['m1']))).toEqual({ m1: ['last'] });
    expect(service.asked.filter(what => what === 'list')).toHaveLength(1);
  });
});
