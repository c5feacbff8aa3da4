import type { Answer, Failure } from '../../../../src/core/apply/ports.ts';
import type { Metric } from '../../../../src/core/definition.ts';
import { meddle } from './colleague.ts';
import { FakeOrganization } from './fakeOrganization.ts';
import type { Fault, Operation } from './fault.ts';
import type { TestService, Window, World } from './world.ts';

/** A service without a wire: each call is answered at once, as its fault has it. */
export function fakeService(): TestService {
  const organization = new FakeOrganization();
  return { organization, rest: () => undefined, reach: (window, world) => portsOf(organization, window, world) };
}

function portsOf(organization: FakeOrganization, window: Window, world: World): ReturnType<TestService['reach']> {
  const newest = (): string | undefined => [...organization.metrics.keys()].at(-1);

  /** A request that changes something. `refuse` is what the service says no to. */
  const send = <T>(
    operation: Operation,
    refuse: (() => Failure | undefined) | undefined,
    act: (fault: Fault | undefined) => Answer<T>,
  ): Promise<Answer<T>> =>
    window.call(operation, fault => {
      meddle(organization, operation, fault);
      const refusal = writeRefusal(fault) ?? refuse?.();
      const mayHaveActed = refusal === undefined;
      world.attempts.push({ operation, window: window.name, intent: window.lastIntent, mayHaveActed });
      if (refusal !== undefined) return refusal;
      if (fault === 'reset_before') return unknown;
      if (fault === 'late') {
        world.later(() => {
          organization.isLate = true;
          if (refuse?.() === undefined) act(undefined);
          organization.isLate = false;
        });
        return unknown;
      }
      const answer = act(fault);
      return fault === 'reset_after' ? unknown : answer;
    });

  return {
    replan: () =>
      window.call('replan', fault => {
        const failure = readFailure(fault);
        if (failure !== undefined) return failure;
        meddle(organization, 'replan', fault);
        return { kind: 'plan', plan: world.plan(fault === 'lag' ? newest() : undefined) } as const;
      }),
    api: {
      listMetrics: () =>
        window.call('listMetrics', fault => {
          const hidden = fault === 'lag' ? newest() : undefined;
          const list = [...organization.metrics.values()].filter(({ id }) => id !== hidden);
          return readFailure(fault) ?? ok(list);
        }),
      getMetric: id =>
        window.call('getMetric', fault => {
          meddle(organization, 'getMetric', fault, id);
          const metric = organization.metrics.get(id);
          return readFailure(fault) ?? (metric === undefined ? refused('not_found') : ok(metric));
        }),
      createMetric: draft =>
        send('createMetric', undefined, fault => {
          const before = [...organization.metrics.keys()].at(-1);
          const metric = organization.create(draft, 'tool');
          if (fault === 'wrong_echo') return ok<Metric>({ ...metric, sql: 'SELECT other' });
          if (fault === 'hostile_id') return ok<Metric>({ ...metric, id: '../m1' });
          return ok<Metric>(fault === 'known_id' && before !== undefined ? { ...metric, id: before } : metric);
        }),
      deleteMetric: id =>
        send(
          'deleteMetric',
          () => {
            if (!organization.metrics.has(id)) return refused('not_found');
            return organization.guarded.has(id) ? refused('conflict') : undefined;
          },
          () => {
            if (organization.metrics.has(id)) organization.delete(id, 'tool');
            return ok(undefined);
          },
        ),
      getAssignmentSource: () =>
        window.call('getAssignmentSource', fault => {
          meddle(organization, 'getAssignmentSource', fault);
          return readFailure(fault) ?? ok(organization.source);
        }),
      saveAssignmentSource: draft =>
        send('saveAssignmentSource', undefined, fault => {
          const saved = organization.save(draft, 'tool');
          return ok(fault === 'wrong_echo' ? { ...saved, sql: 'SELECT other' } : saved);
        }),
      deleteAssignmentSource: () =>
        send(
          'deleteAssignmentSource',
          () => (organization.source === undefined ? refused('not_found') : undefined),
          () => {
            if (organization.source !== undefined) organization.deleteSource('tool');
            return ok(undefined);
          },
        ),
    },
  };
}

function ok<T>(value: T): Answer<T> {
  return { kind: 'ok', value, requestId: 'req' };
}

function refused(reason: Failure['reason']): Failure {
  return { kind: 'failed', effect: 'refused', reason, stops: false, requestId: 'req', error: reason };
}

const unknown: Failure = { kind: 'failed', effect: 'unknown', reason: 'other', stops: false, error: 'reset' };
const notSent: Failure = { kind: 'failed', effect: 'not_sent', reason: 'other', stops: false, error: 'offline' };
const unauthorized: Failure = { ...refused('other'), stops: true };

function readFailure(fault: Fault | undefined): Failure | undefined {
  if (fault === 'reset_before') return unknown;
  return fault === 'not_sent' || fault === 'refused' || fault === 'unauthorized' ? writeRefusal(fault) : undefined;
}

function writeRefusal(fault: Fault | undefined): Failure | undefined {
  const refusals: Partial<Record<Fault, Failure>> = {
    not_sent: notSent,
    refused: refused('other'),
    conflict: refused('conflict'),
    unauthorized,
  };
  return fault === undefined ? undefined : refusals[fault];
}
