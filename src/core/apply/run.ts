import type { Intent, JournalEvent, Settlement } from '../journal/record.ts';
import { kindOf, type Outcome, type OutcomeCode, type Step, type StepOutcome } from './outcome.ts';
import type { AbortSignalLike, Answer, ApplyPorts, Failure, HeldLock } from './ports.ts';

/** How a caller follows and ends a run. */
export interface Control {
  /** Once aborted, no further write begins; one that is on its way is seen to its end. */
  readonly signal?: AbortSignalLike;
  /** A definition's turn has come. */
  readonly onStart?: (key: string) => void;
  readonly onOutcome?: (outcome: Outcome) => void;
}

type Obstacle = 'cancelled' | 'stopped' | 'lock_lost';

/** One stretch of writing under the lock, over one or many definitions. */
export class Run {
  readonly ports: ApplyPorts;
  readonly control: Control;
  readonly #lock: HeldLock;
  #stop: Failure | undefined;

  constructor(ports: ApplyPorts, lock: HeldLock, control: Control) {
    this.ports = ports;
    this.control = control;
    this.#lock = lock;
  }

  /** The failure that makes going on senseless, if there was one. */
  get stop(): Failure | undefined {
    return this.#stop;
  }

  /** Why nothing may be sent now. Asked right before each write. */
  async obstacle(): Promise<Obstacle | undefined> {
    if (this.#stop !== undefined) return 'stopped';
    const isHeld = await this.#isHeld();
    // Last, because a cancel may come while the lock is looked at.
    if (this.control.signal?.aborted === true) return 'cancelled';
    return isHeld ? undefined : 'lock_lost';
  }

  async #isHeld(): Promise<boolean> {
    try {
      return await this.#lock.check();
    } catch {
      // What cannot be made sure of is not held.
      return false;
    }
  }

  heard(failure: Failure): void {
    if (failure.stops) this.#stop ??= failure;
  }

  account(key: string, name: string): Account {
    return new Account(this, key, name);
  }
}

const cancellable: ReadonlySet<OutcomeCode> = new Set(['not_sent', 'refused', 'not_checked']);

type Details = Partial<Pick<Outcome, 'newId' | 'oldId' | 'candidates' | 'failure'>>;

/** Keeps what happens to one definition, for its outcome. */
export class Account {
  readonly run: Run;
  readonly ports: ApplyPorts;
  readonly #key: string;
  readonly #name: string;
  readonly #steps: StepOutcome[] = [];
  readonly #requestIds: string[] = [];

  constructor(run: Run, key: string, name: string) {
    this.run = run;
    this.ports = run.ports;
    this.#key = key;
    this.#name = name;
  }

  /** The signal for reads and waits before a write; what comes after a write is seen to its end. */
  get signal(): AbortSignalLike | undefined {
    return this.run.control.signal;
  }

  heard<T>(answer: Answer<T>): Answer<T> {
    if (answer.requestId !== undefined) this.#requestIds.push(answer.requestId);
    if (answer.kind === 'failed') this.run.heard(answer);
    return answer;
  }

  step(step: Step, kind: StepOutcome['kind'], why: Pick<StepOutcome, 'failure' | 'error'> = {}): void {
    this.#steps.push({ step, kind, ...why });
  }

  /** Writes a record. False when that failed, which the outcome's steps then tell. */
  async record(event: JournalEvent): Promise<boolean> {
    try {
      await this.ports.journal.append({ version: 1, at: this.ports.now(), ...event });
      return true;
    } catch (error) {
      this.step('journal', 'not_done', { error });
      return false;
    }
  }

  async settle({ intent }: Pick<Intent, 'intent'>, outcome: Settlement): Promise<boolean> {
    return this.record({ kind: 'settled', intent, outcome });
  }

  /** Ends with a reason; one that is the person's own cancelling of a wait is told as that. */
  end(reason: OutcomeCode, details: Details = {}): Outcome {
    const failure = details.failure ?? (reason === 'stopped' ? this.run.stop : undefined);
    const isCancelled = failure?.reason === 'cancelled' && cancellable.has(reason);
    const code = isCancelled ? 'cancelled' : reason;
    return {
      key: this.#key,
      name: this.#name,
      kind: kindOf(code),
      code,
      steps: this.#steps,
      requestIds: this.#requestIds,
      ...details,
      ...(failure !== undefined && { failure }),
    };
  }
}
