import { setImmediate as turn } from 'node:timers/promises';
import type { LeveredClient } from '../../../src/api/client.ts';
import type { Answer } from '../../../src/core/apply/ports.ts';
import { apiPort } from '../../../src/sync/apiPort.ts';
import type { FaultHandle } from '../../levered/fault.ts';
import type { RequestEntry } from '../../levered/requestLog.ts';
import type { Levered } from '../../levered/server.ts';
import { meddle } from '../core/apply/colleague.ts';
import type { Fault, Operation } from '../core/apply/fault.ts';
import type { TestService, Window, World } from '../core/apply/world.ts';
import type { LeapClock } from './leapClock.ts';
import type { ServedOrganization } from './servedOrganization.ts';
import { type Wire, type WireCall, wireOf } from './wireFaults.ts';

/** What a call to a served organization needs. */
export interface Served {
  readonly levered: Levered;
  readonly organization: ServedOrganization;
  readonly token: string;
  readonly client: LeveredClient;
  /** The same, where nothing listens. */
  readonly unreachable: LeveredClient;
  readonly clock: LeapClock;
}

/** A service behind the real client, a socket and a local Levered, whose switchboard carries out the faults. */
export function servedService(served: Served): TestService {
  const { levered, organization, clock } = served;
  const since = levered.log.requests.length;
  const rest = (): void => {
    const asked = levered.log.requests.slice(since).map(({ retryAfter }) => Number(retryAfter ?? 0));
    // Over five minutes nobody is kept waiting: a person comes back the day after.
    if (asked.some(seconds => !(seconds <= 300))) clock.leap(86_400_000);
  };
  return { organization, rest, reach: (window, world) => portsOf(served, window, world) };
}

const metrics = '/api/v2/warehouse/metrics';
const oneMetric = /^\/api\/v2\/warehouse\/metrics\/[^/]+$/;
const source = '/api/v2/warehouse/assignment-source';

/** Which requests are those of a call. */
const matches: Readonly<Record<WireCall, { readonly method: string; readonly path: string | RegExp }>> = {
  listMetrics: { method: 'GET', path: metrics },
  getMetric: { method: 'GET', path: oneMetric },
  createMetric: { method: 'POST', path: metrics },
  deleteMetric: { method: 'DELETE', path: oneMetric },
  getAssignmentSource: { method: 'GET', path: source },
  saveAssignmentSource: { method: 'POST', path: source },
  deleteAssignmentSource: { method: 'DELETE', path: source },
};

function portsOf(served: Served, window: Window, world: World): ReturnType<TestService['reach']> {
  let isReachable = true;
  const port = apiPort(use => use(isReachable ? served.client : served.unreachable));
  const { levered, organization, clock } = served;

  /** Makes one call of the API, with a fault that is switched on for as long as it takes. */
  const exchange = async <T>(call: WireCall, fault: Fault | undefined, send: () => Promise<T>): Promise<T> => {
    const wire = wireOf(fault, call);
    const since = levered.log.requests.length;
    const rule = wire && arm(call, wire);
    let isOver = false;
    isReachable = wire?.kind !== 'refused connection';
    try {
      const answer = send().finally(() => {
        isOver = true;
      });
      if (rule !== undefined && wire !== undefined) await attend(wire, rule, () => isOver);
      return await answer;
    } finally {
      isReachable = true;
      rule?.remove();
      noteAttempts(call, levered.log.requests.slice(since));
    }
  };

  const arm = (call: WireCall, wire: Wire): FaultHandle | undefined => {
    if (wire.kind === 'refused connection') return undefined;
    const fault = wire.kind === 'cancel' ? ({ kind: 'delay' } as const) : wire.fault(organization, served.token);
    const times = 'times' in wire ? { times: wire.times } : {};
    const rule = levered.faults.add({ match: matches[call], fault, ...times });
    if (fault.kind === 'late') {
      world.later(async () => {
        rule.release();
        await levered.idle();
      });
    }
    return rule;
  };

  /** Does what has to be done while the service has the request. */
  const attend = async (wire: Wire, rule: FaultHandle, isOver: () => boolean): Promise<void> => {
    for (let seen = 0; !isOver();) {
      await turn();
      if (rule.used === seen) continue;
      seen = rule.used;
      if (wire.kind === 'cancel') {
        window.cancel();
        rule.release();
      }
      if (wire.kind === 'silence') {
        await levered.idle();
        clock.losePatience();
      }
    }
  };

  const noteAttempts = (operation: Operation, requests: readonly RequestEntry[]): void => {
    for (const { method, status, acted } of requests) {
      if (method === 'GET') continue;
      const isRefused = typeof status === 'number' && status >= 400 && status < 500 && status !== 408 && !acted;
      world.attempts.push({
        operation,
        window: window.name,
        intent: window.lastIntent,
        mayHaveActed: !isRefused,
      });
    }
  };

  const ask = <T>(call: WireCall, send: () => Promise<Answer<T>>, id?: string): Promise<Answer<T>> =>
    window.call(call, fault => {
      meddle(organization, call, fault, id);
      return exchange(call, fault, send);
    });

  return {
    replan: () =>
      window.call('replan', async fault => {
        meddle(organization, 'replan', fault);
        const list = await exchange('listMetrics', fault, () => port.listMetrics());
        if (list.kind === 'failed') return list;
        const current = await exchange('getAssignmentSource', fault, () => port.getAssignmentSource());
        if (current.kind === 'failed') return current;
        return { kind: 'plan', plan: world.planOf(list.value, current.value) } as const;
      }),
    api: {
      listMetrics: signal => ask('listMetrics', () => port.listMetrics(signal)),
      getMetric: (id, signal) => ask('getMetric', () => port.getMetric(id, signal), id),
      createMetric: (draft, signal) => ask('createMetric', () => port.createMetric(draft, signal)),
      deleteMetric: (id, signal) => ask('deleteMetric', () => port.deleteMetric(id, signal), id),
      getAssignmentSource: signal => ask('getAssignmentSource', () => port.getAssignmentSource(signal)),
      saveAssignmentSource: (draft, signal) =>
        ask('saveAssignmentSource', () => port.saveAssignmentSource(draft, signal)),
      deleteAssignmentSource: signal => ask('deleteAssignmentSource', () => port.deleteAssignmentSource(signal)),
    },
  };
}
