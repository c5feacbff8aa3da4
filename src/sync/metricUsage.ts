import type { Answered, CallOptions } from '../api/sender.ts';
import type { Optimization, OptimizationSummary } from '../api/wire.ts';
import type { Environment } from '../session/environment.ts';
import { SessionError } from '../session/sessionError.ts';

/** The two calls that it takes to find out; each may reject. */
export interface OptimizationsPort {
  list(environment: Environment, options: CallOptions): Promise<Answered<readonly OptimizationSummary[]>>;
  get(environment: Environment, id: string, options: CallOptions): Promise<Answered<Optimization>>;
}

/** Whose optimizations are meant: ids of another organization would be another world's. */
export interface UsagePlace {
  readonly environment: Environment;
  readonly organization: string;
}

export type UsageResult =
  | {
      readonly kind: 'known';
      /** For each metric asked about the optimizations whose reward it is, in the service's order, archived ones last. */
      readonly uses: ReadonlyMap<string, readonly OptimizationSummary[]>;
      /** False: there are more optimizations than were looked at, so a metric without uses here may have one. */
      readonly isComplete: boolean;
    }
  /** It could not be found out, which does not mean that a metric is unused. */
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'cancelled' };

/** What was read of one organization. What is read late goes into a reading that nobody holds any more. */
interface Reading {
  /** Milliseconds on the clock given. */
  readonly until: number;
  list: readonly OptimizationSummary[] | undefined;
  readonly rewards: Map<string, string | null>;
}

/** Each costs a request of the hundred that an address has in a minute. */
const mostLookedAt = 25;
const atOnce = 4;
const keptMs = 10 * 60_000;

/**
 * Tells which optimizations use a metric as their reward: one request for the list and one for each optimization, made
 * only when someone asks. Answers are kept for ten minutes, or until `forget`; a failure is not kept.
 */
export class MetricUsage {
  readonly #port: OptimizationsPort;
  readonly #now: () => number;
  readonly #readings = new Map<string, Reading>();

  /** @param now milliseconds of a clock that only grows */
  constructor(port: OptimizationsPort, now: () => number = () => performance.now()) {
    this.#port = port;
    this.#now = now;
  }

  /** Never rejects. */
  async find(place: UsagePlace, metricIds: readonly string[], signal?: AbortSignal): Promise<UsageResult> {
    if (signal?.aborted) return { kind: 'cancelled' };
    if (metricIds.length === 0) return { kind: 'known', uses: new Map(), isComplete: true };
    const reading = this.#reading(place);
    try {
      const all = await this.#list(place, reading, signal);
      const looked = all.slice(0, mostLookedAt);
      await this.#rewards(place, reading, looked, signal);
      const uses = new Map(metricIds.map(id => [id, looked.filter(each => reading.rewards.get(each.id) === id)]));
      return { kind: 'known', uses, isComplete: looked.length === all.length };
    } catch (error) {
      if (signal?.aborted) return { kind: 'cancelled' };
      // It may name an optimization that is gone by now.
      reading.list = undefined;
      return { kind: 'failed', error };
    }
  }

  /** The next question is asked of the service anew. */
  forget(): void {
    this.#readings.clear();
  }

  #reading({ environment, organization }: UsagePlace): Reading {
    const key = JSON.stringify([environment.origin, organization]);
    const known = this.#readings.get(key);
    if (known !== undefined && this.#now() < known.until) return known;
    const reading: Reading = { until: this.#now() + keptMs, list: undefined, rewards: new Map() };
    this.#readings.set(key, reading);
    return reading;
  }

  async #list(
    place: UsagePlace,
    reading: Reading,
    signal: AbortSignal | undefined,
  ): Promise<readonly OptimizationSummary[]> {
    if (reading.list !== undefined) return reading.list;
    const answer = await this.#port.list(place.environment, { signal });
    const list = checked(place, answer).toSorted((one, other) => rank(one) - rank(other));
    reading.list = list;
    return list;
  }

  /** A few at a time. The first failure ends the rest: without all of them the answer would be a guess. */
  async #rewards(
    place: UsagePlace,
    { rewards }: Reading,
    optimizations: readonly OptimizationSummary[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const stop = new AbortController();
    const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
    const waiting = optimizations.filter(({ id }) => !rewards.has(id)).values();
    const work = async (): Promise<void> => {
      for (const { id } of waiting) {
        either.throwIfAborted();
        const answer = await this.#port.get(place.environment, id, { signal: either });
        rewards.set(id, checked(place, answer).reward_metric_id);
      }
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, work));
    } finally {
      stop.abort();
    }
  }
}

/** @throws SessionError when the answer is another organization's */
function checked<T>({ environment, organization }: UsagePlace, { value, organizationId, requestId }: Answered<T>): T {
  if (organizationId === undefined || organizationId === organization) return value;
  throw new SessionError('other_organization', environment.name, {
    ...(requestId === undefined ? {} : { requestId }),
    organizations: { expected: organization, found: organizationId },
  });
}

function rank({ status }: OptimizationSummary): number {
  return status === 'archived' ? 1 : 0;
}
