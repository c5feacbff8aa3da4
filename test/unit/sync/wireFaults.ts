import type { Failure, Fault } from '../../levered/fault.ts';
import type { TestOrganization } from '../core/apply/fakeOrganization.ts';
import { anywhere, type Operation } from '../core/apply/fault.ts';
import type { Fault as AnyFault, WireFault } from '../core/apply/fault.ts';

/** How a call over a real wire goes wrong. */
export type Wire =
  /** The server's switchboard does it, to all tries of the call or to so many. */
  | {
      readonly kind: 'served';
      readonly fault: (organization: TestOrganization, token: string) => Fault;
      readonly times?: number;
    }
  /** Nothing listens where the request goes. */
  | { readonly kind: 'refused connection' }
  /** The service gets the request and does not answer until the client has waited too long. */
  | { readonly kind: 'silence'; readonly fault: () => Fault }
  /** The person cancels while the service is at work on it. */
  | { readonly kind: 'cancel' };

const served = (fault: Fault, times?: number): Wire => ({
  kind: 'served',
  fault: () => fault,
  ...(times !== undefined && { times }),
});
const silence = (fault: Fault): Wire => ({ kind: 'silence', fault: () => fault });
const before = (failure: Failure, times?: number): Wire => served({ kind: 'before', failure }, times);
const after = (failure: Failure): Wire => served({ kind: 'after', failure });
const status = (code: number, retryAfter?: number | string): Failure => ({
  kind: 'status',
  status: code,
  ...(retryAfter !== undefined && { retryAfter }),
});
const reset: Failure = { kind: 'reset' };
const newest = ({ metrics }: TestOrganization): string => [...metrics.keys()].at(-1) ?? 'm999';

const ofAll: Readonly<Record<string, Wire>> = {
  'refused connection': { kind: 'refused connection' },
  'reset before': before(reset),
  '500 before': before(status(500)),
  '503 before, to be tried later': before(status(503, 7)),
  '401': before(status(401)),
  '403': before(status(403)),
  '422': before(status(422)),
  '422 that quotes the token': {
    kind: 'served',
    fault: (_, token) => ({
      kind: 'before',
      failure: { kind: 'status', status: 422, message: `Not for Bearer ${token}!` },
    }),
  },
  '429 once': before(status(429, 30), 1),
  '429 until a date, once': before(status(429, 'Thu, 01 Jan 2099 00:00:00 GMT'), 1),
  '429 that lasts': before(status(429, 2)),
  HTML: served({ kind: 'html' }),
  silence: silence({ kind: 'before', failure: { kind: 'hang' } }),
  'cancelled meanwhile': { kind: 'cancel' },
};

const ofReads: Readonly<Record<string, Wire>> = {
  '500 once': before(status(500), 1),
  cut: served({ kind: 'cut' }),
  'cut once': served({ kind: 'cut' }, 1),
  'invalid JSON': served({ kind: 'invalidJson' }),
};

const ofLists: Readonly<Record<string, Wire>> = {
  ...ofReads,
  'wrong shape': served({ kind: 'fields', fields: { metrics: 'none' } }),
  'no list': served({ kind: 'fields', fields: {}, without: ['metrics'] }),
  'one bad item': served({ kind: 'item', index: 0, fields: { id: '../m1' } }),
  'one item without SQL': served({ kind: 'item', index: 0, fields: { sql: null } }),
  'empty list': served({ kind: 'truncatedList', keep: 0 }),
  lag: { kind: 'served', fault: ({ metrics }) => ({ kind: 'truncatedList', keep: Math.max(0, metrics.size - 1) }) },
};

const ofSources: Readonly<Record<string, Wire>> = {
  ...ofReads,
  'wrong shape': served({ kind: 'fields', fields: { sql: 7 } }),
  'hostile id': served({ kind: 'fields', fields: { id: '../src' } }),
};

const ofWrites: Readonly<Record<string, Wire>> = {
  '502 before': before(status(502)),
  '504 before': before(status(504)),
  '408': before(status(408)),
  'a redirect': served({ kind: 'redirect', status: 307, location: 'https://elsewhere.example/' }),
  '409': before(status(409)),
  'reset after': after(reset),
  '500 after': after(status(500)),
  '502 after': after(status(502)),
  '503 after': after(status(503)),
  '504 after': after(status(504)),
  'silence after': silence({ kind: 'after', failure: { kind: 'hang' } }),
  'late after a reset': served({ kind: 'late', failure: reset }),
  'late after a 504': served({ kind: 'late', failure: status(504) }),
};

const ofCreates: Readonly<Record<string, Wire>> = {
  ...ofWrites,
  cut: served({ kind: 'cut' }),
  'cut at once': served({ kind: 'cut', atByte: 0 }),
  'invalid JSON': served({ kind: 'invalidJson' }),
  'no body': served({ kind: 'invalidJson', text: '' }),
  'no id': served({ kind: 'fields', fields: {}, without: ['id'] }),
  'hostile id': served({ kind: 'fields', fields: { id: '../m1' } }),
  'wrong SQL': served({ kind: 'fields', fields: { sql: 'SELECT other' } }),
  'wrong name': served({ kind: 'fields', fields: { name: 'other' } }),
  'wrong mapping': served({ kind: 'fields', fields: { column_mapping: { anonymous_id: 'x', timestamp: 'y' } } }),
  'no meta': served({ kind: 'noMeta' }),
};

const ofMetrics: Readonly<Record<string, Wire>> = {
  ...ofReads,
  'another id': served({ kind: 'fields', fields: { id: 'another' } }),
  'wrong shape': served({ kind: 'fields', fields: { column_mapping: [] } }),
};

const ofMetricCreates: Readonly<Record<string, Wire>> = {
  ...ofCreates,
  'known id': { kind: 'served', fault: organization => ({ kind: 'fields', fields: { id: newest(organization) } }) },
  'what a colleague made meanwhile': {
    kind: 'served',
    fault: organization => {
      const column_mapping = { anonymous_id: 'a', timestamp: 't' };
      const theirs = organization.create({ name: 'theirs', sql: 'SELECT theirs', column_mapping }, 'colleague');
      return { kind: 'fields', fields: { ...theirs } };
    },
  },
};

/** The calls that go over the wire; a plan is made of two. */
export type WireCall = Exclude<Operation, 'lock' | 'check_lock' | 'refresh' | 'append' | 'read' | 'write' | 'replan'>;

const ofCalls: Readonly<Record<WireCall, Readonly<Record<string, Wire>>>> = {
  listMetrics: { ...ofAll, ...ofLists },
  getMetric: { ...ofAll, ...ofMetrics },
  createMetric: { ...ofAll, ...ofMetricCreates },
  deleteMetric: { ...ofAll, ...ofWrites },
  getAssignmentSource: { ...ofAll, ...ofSources },
  saveAssignmentSource: { ...ofAll, ...ofCreates },
  deleteAssignmentSource: { ...ofAll, ...ofWrites },
};

/** What a fault does to a call; undefined where it is not one of this call's. */
export function wireOf(fault: AnyFault | undefined, call: WireCall): Wire | undefined {
  const prefix = `wire: ${call} `;
  return fault?.startsWith(prefix) === true ? ofCalls[call][fault.slice(prefix.length)] : undefined;
}

const titles = (call: WireCall): readonly WireFault[] =>
  Object.keys(ofCalls[call]).map(title => `wire: ${call} ${title}` as const);

/** Every fault that makes sense for an operation over a wire; those of lock, journal and files are as without one. */
export const wireFaultsOf: Readonly<Record<Operation, readonly AnyFault[]>> = {
  lock: [...anywhere, 'busy'],
  check_lock: [...anywhere, 'lost'],
  refresh: anywhere,
  append: [...anywhere, 'full'],
  read: [...anywhere, 'failed', 'changed', 'gone'],
  write: [...anywhere, 'failed', 'changed', 'gone'],
  replan: [...anywhere, 'edited', ...titles('listMetrics'), ...titles('getAssignmentSource')],
  listMetrics: [...anywhere, ...titles('listMetrics')],
  getMetric: [...anywhere, 'edited', 'gone', ...titles('getMetric')],
  createMetric: [...anywhere, ...titles('createMetric')],
  deleteMetric: [...anywhere, 'gone', ...titles('deleteMetric')],
  getAssignmentSource: [...anywhere, 'edited', ...titles('getAssignmentSource')],
  saveAssignmentSource: [...anywhere, ...titles('saveAssignmentSource')],
  deleteAssignmentSource: [...anywhere, 'gone', ...titles('deleteAssignmentSource')],
};
