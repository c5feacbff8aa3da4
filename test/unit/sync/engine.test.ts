import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/apply/outcome.ts';
import type { ApplyPorts } from '../../../src/core/apply/ports.ts';
import { push } from '../../../src/core/apply/push.ts';
import { settle } from '../../../src/core/apply/settle.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { apiPort, toFailure } from '../../../src/sync/apiPort.ts';
import type { Fault } from '../../levered/fault.ts';
import { type Levered, startLevered } from '../../levered/server.ts';
import { clientOf, type TestClient } from '../api/support.ts';
import { edit, metricText, sourceText, uriOf } from '../core/apply/stage.ts';
import { World } from '../core/apply/world.ts';

/** The engine over the real client, a socket and a server that keeps a log of what truly happened. */

const sql = 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions';
const metricsPath = '/api/v2/warehouse/metrics';
const sourcePath = '/api/v2/warehouse/assignment-source';

let levered: Levered;
let own: TestClient;
let count = 0;

beforeAll(async () => {
  levered = await startLevered({ requestsPerMinute: 100_000, emptyOrganization: true });
  own = clientOf(levered.url, levered.token);
});
afterEach(() => levered.faults.clear());
afterAll(async () => {
  await own[Symbol.asyncDispose]();
  await levered.close();
});

/** Files and a journal as in the tests without a server; what is asked of the service goes to it. */
class Desk {
  readonly world = new World();
  readonly name: string;
  readonly ports: ApplyPorts;

  constructor(name = `metric ${++count}`) {
    this.name = name;
    this.ports = {
      ...this.world.window().ports,
      api: apiPort(use => use(own.client)),
      replan: async () => {
        try {
          return { kind: 'plan', plan: await this.plan() };
        } catch (error) {
          return toFailure(error);
        }
      },
    };
  }

  async plan(): Promise<Plan> {
    const metrics = await own.client.listMetrics();
    const source = await own.client.getAssignmentSource();
    return this.world.planOf(metrics.value, source.value);
  }

  async push(deleteOld = false): Promise<Outcome> {
    const result = await push(await this.plan(), [{ key: uriOf(this.name), deleteOld }], this.ports);
    if (result.kind !== 'finished') throw new Error(`It was not begun: ${result.kind}`);
    return result.value[0]!;
  }

  async settle(): Promise<readonly Outcome[]> {
    const result = await settle(this.ports);
    if (result.kind !== 'finished') throw new Error(`It was not settled: ${result.kind}`);
    return result.value;
  }

  async status(): Promise<string | undefined> {
    return (await this.plan()).entries.find(({ key }) => key === uriOf(this.name))?.status;
  }

  live(): readonly string[] {
    return levered.state().metrics.flatMap(({ id, name }) => (name === this.name ? [id] : []));
  }
}

const reset = { kind: 'reset' } as const;
const status = (code: number) => ({ kind: 'status', status: code }) as const;

/** What the push of a new file ends with, and how many metrics there are then. */
const creates: [title: string, Fault, code: Outcome['code'], live: number][] = [
  ['reset before acting', { kind: 'before', failure: reset }, 'outcome_unknown', 0],
  ['reset after acting', { kind: 'after', failure: reset }, 'created', 1],
  ['500 before acting', { kind: 'before', failure: status(500) }, 'outcome_unknown', 0],
  ['500 after acting', { kind: 'after', failure: status(500) }, 'created', 1],
  ['502 after acting', { kind: 'after', failure: status(502) }, 'created', 1],
  ['503 before acting', { kind: 'before', failure: status(503) }, 'outcome_unknown', 0],
  ['504 after acting', { kind: 'after', failure: status(504) }, 'created', 1],
  ['201 cut', { kind: 'cut' }, 'created', 1],
  ['invalid JSON', { kind: 'invalidJson' }, 'created', 1],
  ['no id', { kind: 'fields', fields: {}, without: ['id'] }, 'created', 1],
  ['a hostile id', { kind: 'fields', fields: { id: '../../etc' } }, 'created', 1],
  ['other content echoed', { kind: 'fields', fields: { sql: 'SELECT 1' } }, 'created', 1],
  ['another id echoed', { kind: 'fields', fields: { id: 'another', sql: 'SELECT 1' } }, 'created', 1],
  ['HTML', { kind: 'html' }, 'outcome_unknown', 0],
  ['409', { kind: 'before', failure: status(409) }, 'refused', 0],
  ['422', { kind: 'before', failure: status(422) }, 'refused', 0],
  ['403', { kind: 'before', failure: status(403) }, 'refused', 0],
  ['401', { kind: 'before', failure: status(401) }, 'refused', 0],
  ['429 that lasts', { kind: 'before', failure: { ...status(429), retryAfter: 0 } }, 'refused', 0],
];

describe('Over the real client, a push of a new file', () => {
  for (const [title, fault, code, live] of creates) {
    it(`that meets ${title} ends as ${code}, and ${live} metrics are there (7, 7r)`, async () => {
      const desk = new Desk();
      desk.world.disk.set(uriOf(desk.name), metricText(desk.name, sql));
      levered.faults.add({ match: { method: 'POST', path: metricsPath }, fault });
      const outcome = await desk.push();
      expect([outcome.code, desk.live().length]).toEqual([code, live]);
      expect(await desk.status()).toBe({ created: 'unchanged', refused: 'new' }[code as string] ?? 'unknown');
      if (code === 'created') expect(outcome.newId).toBe(desk.live()[0]);
    });
  }

  it('that the service carries out late is found at the next plan (7)', async () => {
    const desk = new Desk();
    desk.world.disk.set(uriOf(desk.name), metricText(desk.name, sql));
    const match = { method: 'POST', path: metricsPath };
    const rule = levered.faults.add({ match, fault: { kind: 'late', failure: reset } });
    expect(await desk.push()).toMatchObject({ code: 'outcome_unknown' });
    rule.release();
    await expect.poll(() => desk.live().length).toBe(1);
    expect(await desk.settle()).toMatchObject([{ code: 'created', newId: desk.live()[0] }]);
    expect(await desk.status()).toBe('unchanged');
  });
});

describe('Over the real client, a replace', () => {
  async function replaced(fault: Fault | undefined, times = 1): Promise<{ desk: Desk; outcome: Outcome }> {
    const desk = new Desk();
    desk.world.disk.set(uriOf(desk.name), metricText(desk.name, sql));
    await desk.push();
    edit(desk.world, desk.name, `${sql} LIMIT 5`);
    if (fault !== undefined) levered.faults.add({ match: { method: 'DELETE' }, times, fault });
    return { desk, outcome: await desk.push(true) };
  }

  const deletes: [title: string, Fault | undefined, times: number, code: Outcome['code'], live: number][] = [
    ['nothing', undefined, 0, 'replaced', 1],
    ['a reset before acting', { kind: 'before', failure: reset }, 1, 'replaced', 1],
    ['a reset after acting', { kind: 'after', failure: reset }, 1, 'replaced', 1],
    ['500 after acting', { kind: 'after', failure: status(500) }, 1, 'replaced', 1],
    ['500 each time', { kind: 'before', failure: status(500) }, 9, 'replaced_old_unknown', 2],
    ['404', { kind: 'after', failure: status(404) }, 1, 'replaced', 1],
    ['409', { kind: 'before', failure: status(409) }, 1, 'replaced_old_in_use', 2],
    ['403', { kind: 'before', failure: status(403) }, 1, 'replaced_old_left', 2],
  ];
  for (const [title, fault, times, code, live] of deletes) {
    it(`whose DELETE meets ${title} ends as ${code}, and ${live} metrics are there (9)`, async () => {
      const { desk, outcome } = await replaced(fault, times);
      expect([outcome.code, desk.live().length]).toEqual([code, live]);
      expect(await desk.status()).toBe('unchanged');
    });
  }
});

describe('Over the real client, a save of the assignment source', () => {
  const saves: [title: string, Fault, code: Outcome['code'], saved: number][] = [
    ['nothing', { kind: 'delay', ms: 0 }, 'updated', 1],
    ['a reset before acting', { kind: 'before', failure: reset }, 'updated', 1],
    ['a reset after acting', { kind: 'after', failure: reset }, 'updated', 1],
    ['201 cut', { kind: 'cut' }, 'updated', 1],
    ['422', { kind: 'before', failure: status(422) }, 'refused', 0],
  ];
  for (const [title, fault, code, saved] of saves) {
    it(`that meets ${title} ends as ${code} (11)`, async () => {
      const desk = new Desk('source');
      const query = `${sql} LIMIT ${++count}`;
      desk.world.disk.set(uriOf('source'), sourceText(query));
      await own.client.saveAssignmentSource({
        kind: 'assignment_source',
        name: 'Exposures',
        sql: query,
        column_mapping: { anonymous_id: 'anonymous_id', timestamp: 'timestamp' },
      });
      const { value } = await own.client.getAssignmentSource();
      desk.world.records.push({ version: 1, at: 0, kind: 'base', definition: value!, uri: uriOf('source') });
      edit(desk.world, 'source', `${query}0`);
      levered.log.clear();
      levered.faults.add({ match: { method: 'POST', path: sourcePath }, times: 1, fault });
      expect(await desk.push()).toMatchObject({ code });
      expect(levered.log.effects.filter(({ kind }) => kind === 'sourceReplaced')).toHaveLength(saved);
    });
  }
});

describe('A cancel', () => {
  it('before a write leaves it unsent, and says so', async () => {
    const port = apiPort(use => use(own.client));
    levered.log.clear();
    const cancelled = await port.deleteMetric('m', AbortSignal.abort());
    expect(cancelled).toMatchObject({ kind: 'failed', effect: 'not_sent', reason: 'cancelled' });
    expect(levered.log.requests).toEqual([]);
  });

  it('during a write lets it be carried out and answered (I8)', async () => {
    const desk = new Desk();
    const cancel = new AbortController();
    const rule = levered.faults.add({ match: { method: 'POST', path: metricsPath }, fault: { kind: 'delay' } });
    const column_mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp' };
    const created = desk.ports.api.createMetric(
      { kind: 'metric', name: desk.name, sql, column_mapping },
      cancel.signal,
    );
    await expect.poll(() => rule.used).toBe(1);
    cancel.abort();
    rule.release();
    expect(await created).toMatchObject({ kind: 'ok', value: { id: desk.live()[0] } });
  });

  it('during the wait that the service asked for ends it (7)', async () => {
    const desk = new Desk();
    const cancel = new AbortController();
    const busy = { ...status(429), retryAfter: 200 };
    levered.faults.add({ match: { method: 'POST', path: metricsPath }, fault: { kind: 'before', failure: busy } });
    await using other = clientOf(levered.url, levered.token);
    const port = apiPort(
      use => use(other.client),
      () => cancel.abort(),
    );
    const column_mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp' };
    const draft = { kind: 'metric', name: desk.name, sql, column_mapping } as const;
    expect(await port.createMetric(draft, cancel.signal)).toMatchObject({ kind: 'failed', reason: 'cancelled' });
    expect(desk.live()).toEqual([]);
  });
});

describe('A write whose turn never came', () => {
  it('was not sent, whatever went wrong before it (T28)', async () => {
    const port = apiPort(() => own.client.getMetric('absent') as Promise<never>);
    expect(await port.deleteMetric('m')).toMatchObject({ kind: 'failed', effect: 'not_sent' });
  });
});
