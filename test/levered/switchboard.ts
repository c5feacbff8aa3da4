import type { Fault, FaultHandle, FaultRule } from './fault.ts';

/** A fault that was chosen for one request. */
export interface ChosenFault {
  readonly fault: Fault;
  /** Is settled by the rule's `release`. */
  readonly released: Promise<void>;
}

/** Holds the rules; for each request the oldest rule that fits and is not used up is taken. */
export class Switchboard {
  #rules: ActiveRule[] = [];

  add(rule: FaultRule): FaultHandle {
    const active = new ActiveRule(rule);
    this.#rules.push(active);
    return {
      release: () => active.release(),
      remove: () => {
        this.#rules = this.#rules.filter(each => each !== active);
      },
      get used() {
        return active.used;
      },
    };
  }

  /** Removes every rule. What waits for a release goes on waiting. */
  clear(): void {
    this.#rules = [];
  }

  choose(method: string, path: string): ChosenFault | undefined {
    const active = this.#rules.find(each => each.applies(method, path));
    return active && { fault: active.rule.fault, released: active.released };
  }
}

class ActiveRule {
  readonly rule: FaultRule;
  readonly released: Promise<void>;
  used = 0;
  #skipped = 0;
  #release: () => void = () => undefined;

  constructor(rule: FaultRule) {
    this.rule = rule;
    this.released = new Promise(resolve => {
      this.#release = resolve;
    });
  }

  /** Says whether the rule takes this request, and counts it. */
  applies(method: string, path: string): boolean {
    const { match, times = Infinity, skip = 0 } = this.rule;
    if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
    if (typeof match.path === 'string' ? match.path !== path : match.path !== undefined && path.search(match.path) < 0)
      return false;
    if (this.#skipped < skip) {
      this.#skipped += 1;
      return false;
    }
    if (this.used >= times) return false;
    this.used += 1;
    return true;
  }

  release(): void {
    this.#release();
  }
}
