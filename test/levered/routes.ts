import {
  createMetric,
  deleteMetric,
  deleteSource,
  getConnection,
  getMetric,
  getOptimization,
  getSource,
  listMetrics,
  listOptimizations,
  previewMetric,
  previewSource,
  putSource,
  type Call,
} from './calls.ts';

/** Path → method → call. A path names one parameter at most, as `:id`. */
const routes: readonly (readonly [path: string, methods: Readonly<Record<string, Call>>])[] = [
  ['/api/v2/warehouse/metrics', { POST: createMetric, GET: listMetrics }],
  ['/api/v2/warehouse/metrics/:id', { GET: getMetric, DELETE: deleteMetric }],
  ['/api/v2/warehouse/metrics/:id/preview', { POST: previewMetric }],
  ['/api/v2/warehouse/assignment-source', { POST: putSource, GET: getSource, DELETE: deleteSource }],
  ['/api/v2/warehouse/assignment-source/preview', { POST: previewSource }],
  ['/api/v2/warehouse/connections', { GET: getConnection }],
  ['/api/v2/optimizations', { GET: listOptimizations }],
  ['/api/v2/optimizations/:id', { GET: getOptimization }],
];

export type Route =
  | { readonly kind: 'call'; readonly call: Call; readonly id: string }
  | { readonly kind: 'unknownPath' }
  | { readonly kind: 'otherMethod'; readonly allow: string };

/** Finds the call of a method and a path that is still URL-encoded, as it came. */
export function findRoute(method: string, path: string): Route {
  for (const [pattern, methods] of routes) {
    const id = parameterOf(pattern, path);
    if (id === undefined) continue;
    const call = methods[method];
    return call === undefined
      ? { kind: 'otherMethod', allow: Object.keys(methods).join(', ') }
      : { kind: 'call', call, id };
  }
  return { kind: 'unknownPath' };
}

function parameterOf(pattern: string, path: string): string | undefined {
  const [before, after] = pattern.split(':id');
  if (after === undefined || before === undefined) return pattern === path ? '' : undefined;
  if (!path.startsWith(before) || !path.endsWith(after) || path.length <= before.length + after.length)
    return undefined;
  const id = path.slice(before.length, path.length - after.length);
  if (id.includes('/')) return undefined;
  try {
    return decodeURIComponent(id);
  } catch {
    return undefined;
  }
}
