import type { Fault, FaultRule } from './fault.ts';

/** Every kind of fault; a kind that is missing here or too much does not compile. */
const kinds: Readonly<Record<Fault['kind'], true>> = {
  before: true,
  after: true,
  late: true,
  delay: true,
  cut: true,
  invalidJson: true,
  fields: true,
  item: true,
  truncatedList: true,
  organization: true,
  noMeta: true,
  warehouseError: true,
  html: true,
  redirect: true,
  hugeBody: true,
};

/**
 * Reads a rule that came as JSON, where an expression for the path is written `{"pattern": "…"}`.
 * @throws Error that says which part is wrong
 */
export function readFaultRule(value: unknown): FaultRule {
  const { match = {}, times, skip, fault } = record(value, 'The rule');
  const { method, path } = record(match, 'match');
  const { kind } = record(fault, 'fault');
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind)) {
    throw new Error(`fault.kind must be one of ${Object.keys(kinds).join(', ')}.`);
  }
  return {
    match: {
      ...(method !== undefined && { method: text(method, 'match.method') }),
      ...(path !== undefined && {
        path: typeof path === 'string' ? path : new RegExp(text(record(path, 'match.path')['pattern'], 'match.path')),
      }),
    },
    ...(times !== undefined && { times: count(times, 'times') }),
    ...(skip !== undefined && { skip: count(skip, 'skip') }),
    fault: fault as Fault,
  };
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new Error(`${name} must be an object.`);
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`${name} must be a string.`);
}

function count(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new Error(`${name} must be a whole number.`);
}
