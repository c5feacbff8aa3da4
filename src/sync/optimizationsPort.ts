import type { Sessions } from '../session/sessions.ts';
import type { OptimizationsPort } from './metricUsage.ts';

/** The two calls that tell which optimizations use a metric, under the person's session. */
export function optimizationsPort(sessions: Sessions): OptimizationsPort {
  return {
    list: (environment, options) => sessions.call(environment, client => client.listOptimizations(options)),
    get: (environment, id, options) => sessions.call(environment, client => client.getOptimization(id, options)),
  };
}
