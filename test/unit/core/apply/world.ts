import type { ApplyPorts, FileRead, FileWrite } from '../../../../src/core/apply/ports.ts';
import type { AssignmentSource, Metric } from '../../../../src/core/definition.ts';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import type { LeveredDocument } from '../../../../src/core/document/leveredDocument.ts';
import { baseSide, type JournalState, readJournal } from '../../../../src/core/journal/journalState.ts';
import type { JournalRecord } from '../../../../src/core/journal/record.ts';
import { makePlan } from '../../../../src/core/plan/makePlan.ts';
import type { Plan } from '../../../../src/core/plan/plan.ts';
import type { TestOrganization } from './fakeOrganization.ts';
import { fakeService } from './fakeService.ts';
import type { Fault, Operation } from './fault.ts';

export interface Call {
  readonly index: number;
  readonly operation: Operation;
  readonly window: string;
  readonly fault: Fault | undefined;
  /** Cancelled before it began. */
  readonly afterCancel: boolean;
}

/** A write that went out, and the intent that its window had written down last. */
export interface Attempt {
  readonly operation: Operation;
  readonly window: string;
  readonly intent: string | undefined;
  /** False when the service certainly did nothing. */
  readonly mayHaveActed: boolean;
}

/** How a window reaches an organization. */
export interface TestService {
  readonly organization: TestOrganization;
  /** Lets every pause pass that the service asked for. */
  readonly rest: () => void;
  readonly reach: (window: Window, world: World) => Pick<ApplyPorts, 'api' | 'replan'>;
}

const documents = new Map<string, LeveredDocument>();

/** Texts come again and again over thousands of runs. */
function parse(text: string): LeveredDocument {
  const known = documents.get(text);
  if (known !== undefined) return known;
  if (documents.size > 20_000) documents.clear();
  const document = parseDocument(text);
  documents.set(text, document);
  return document;
}

/** One organization, one disk, one journal, and the windows of an editor that look at them, under a clock of its own. */
export class World {
  readonly organization: TestOrganization;
  readonly reach: TestService['reach'];
  readonly #rest: TestService['rest'];
  readonly disk = new Map<string, string>();
  readonly records: JournalRecord[] = [];
  readonly calls: Call[] = [];
  readonly attempts: Attempt[] = [];
  /** Milliseconds. */
  now = 1_000_000;
  lockedBy: string | undefined;
  /** Whether everything on the disk could be looked at. */
  isComplete = true;
  /** Asked before each call. */
  faultFor: (call: Pick<Call, 'index' | 'operation' | 'window'>) => Fault | undefined = () => undefined;
  /** Each call waits for its turn, so that a schedule can interleave windows. */
  turn: (window: string) => Promise<void> | undefined = () => undefined;
  #late: (() => void | Promise<void>)[] = [];
  #windows = 0;
  #intents = 0;
  #state: { readonly length: number; readonly state: JournalState } | undefined;

  constructor(service: TestService = fakeService()) {
    this.organization = service.organization;
    this.reach = service.reach;
    this.#rest = service.rest;
  }

  /** Arms the next call of an operation, or one after it. */
  fault(operation: Operation, fault: Fault, skip = 0): void {
    const before = this.faultFor;
    let left = skip;
    let isUsed = false;
    this.faultFor = call => {
      if (isUsed || call.operation !== operation) return before(call);
      if (left-- > 0) return before(call);
      isUsed = true;
      return fault;
    };
  }

  window(): Window {
    return new Window(this, `w${++this.#windows}`);
  }

  get state(): JournalState {
    if (this.#state?.length !== this.records.length) {
      this.#state = { length: this.records.length, state: readJournal(this.records) };
    }
    return this.#state.state;
  }

  /** @param hidden a metric that the list lacks */
  plan(hidden?: string): Plan {
    const { metrics, source } = this.organization;
    return this.planOf(
      [...metrics.values()].filter(({ id }) => id !== hidden),
      source,
    );
  }

  /** The plan of this disk and journal for another organization's lists. */
  planOf(metrics: readonly Metric[], source: AssignmentSource | undefined): Plan {
    const local = [...this.disk].map(([uri, text]) => {
      return { uri, path: uri, hash: text, isDirty: false, content: { kind: 'read', document: parse(text) } } as const;
    });
    return makePlan({
      local: { documents: local, isComplete: this.isComplete },
      remote: {
        environment: 'prod',
        origin: 'https://api.example',
        organization: 'org_a',
        metrics,
        source,
      },
      base: baseSide(this.state, new Map()),
    });
  }

  /** What the service will still do. */
  later(act: () => void | Promise<void>): void {
    this.#late.push(act);
  }

  /** What the service still had to do is done. */
  async actLate(): Promise<void> {
    await Promise.all(this.#late.splice(0).map(async act => act()));
  }

  /** From now on nothing goes wrong. */
  endFaults(): void {
    this.faultFor = () => undefined;
    this.lockedBy = undefined;
    this.#rest();
  }

  newIntent(): string {
    return `i${++this.#intents}`;
  }
}

const never = new Promise<never>(() => undefined);

/** One window with ports of its own. After a crash nothing it began goes on; a person opens another. */
export class Window {
  readonly name: string;
  readonly ports: ApplyPorts;
  #isDead = false;
  /** How many effects there were when it last got the lock. */
  effectsAtLock = 0;
  readonly #world: World;
  readonly #cancelled = new AbortController();
  #lastIntent: string | undefined;
  #onCrash: (crashed: 'crashed') => void = () => undefined;
  readonly #crashed = new Promise<'crashed'>(resolve => (this.#onCrash = resolve));

  constructor(world: World, name: string) {
    this.#world = world;
    this.name = name;
    this.ports = this.#makePorts();
  }

  /** What the action gives, or that the window died in the middle of it. */
  run<T>(action: (ports: ApplyPorts) => Promise<T>): Promise<T | 'crashed'> {
    return Promise.race([action(this.ports), this.#crashed]);
  }

  get isDead(): boolean {
    return this.#hasDied();
  }

  /** Asked anew each time: a window may die in any wait. */
  #hasDied(): boolean {
    return this.#isDead;
  }

  get signal(): AbortSignal {
    return this.#cancelled.signal;
  }

  /** What it wrote down last. */
  get lastIntent(): string | undefined {
    return this.#lastIntent;
  }

  cancel(): void {
    this.#cancelled.abort();
  }

  crash(): void {
    this.#isDead = true;
    if (this.#world.lockedBy === this.name) this.#world.lockedBy = undefined;
    this.#onCrash('crashed');
  }

  #makePorts(): ApplyPorts {
    return {
      environment: 'prod',
      now: () => this.#world.now,
      newIntent: () => this.#world.newIntent(),
      lock: {
        acquire: () =>
          this.call('lock', fault => {
            const { lockedBy } = this.#world;
            if (fault === 'busy' || (lockedBy !== undefined && lockedBy !== this.name))
              return { kind: 'busy' } as const;
            this.#world.lockedBy = this.name;
            this.effectsAtLock = this.#world.organization.effects.length;
            return { kind: 'held', lock: this.#heldLock() } as const;
          }),
      },
      journal: this.#journal(),
      files: {
        read: uri => this.call('read', fault => this.#read(uri, fault)),
        write: (uri, text, hash) => this.call('write', fault => this.#write(uri, text, hash, fault)),
      },
      ...this.#world.reach(this, this.#world),
    };
  }

  #heldLock(): { check: () => Promise<boolean>; release: () => Promise<void> } {
    return {
      check: () =>
        this.call('check_lock', fault => {
          if (fault === 'lost') this.#world.lockedBy = 'another window';
          return this.#world.lockedBy === this.name;
        }),
      release: () => {
        if (this.#world.lockedBy === this.name) this.#world.lockedBy = undefined;
        return Promise.resolve();
      },
    };
  }

  #journal(): ApplyPorts['journal'] {
    const world = (): World => this.#world;
    return {
      get state() {
        return world().state;
      },
      isReadOnly: false,
      refresh: () => this.call('refresh', () => undefined),
      append: record =>
        this.call('append', fault => {
          if (fault === 'full') throw new Error('The disk is full.');
          // What is on the disk is text.
          world().records.push(JSON.parse(JSON.stringify(record)) as JournalRecord);
          if (record.kind === 'intent') this.#lastIntent = record.intent;
        }),
    };
  }

  /** One call of this window, in its turn and with what goes wrong with it. */
  async call<T>(operation: Operation, act: (fault: Fault | undefined) => T | Promise<T>): Promise<T> {
    const world = this.#world;
    const afterCancel = this.signal.aborted;
    await world.turn(this.name);
    if (this.isDead) return never;
    const asked = { index: world.calls.length, operation, window: this.name };
    const fault = world.faultFor(asked);
    world.calls.push({ ...asked, fault, afterCancel });
    world.now += 1000;
    if (fault === 'crash_before') {
      this.crash();
      return never;
    }
    if (fault === 'cancel') this.cancel();
    const result = await act(fault);
    if (fault === 'crash_after') this.crash();
    // Or it was killed while it waited.
    return this.#hasDied() ? never : result;
  }

  #read(uri: string, fault: Fault | undefined): FileRead {
    if (fault === 'failed') return { kind: 'failed', error: new Error('No permission.') };
    this.#meddle(uri, fault);
    const text = this.#world.disk.get(uri);
    return text === undefined ? { kind: 'gone' } : { kind: 'read', text, hash: text };
  }

  #write(uri: string, text: string, hash: string, fault: Fault | undefined): FileWrite {
    if (fault === 'failed') return { kind: 'failed', error: new Error('The disk is read-only.') };
    this.#meddle(uri, fault);
    if (this.#world.disk.get(uri) !== hash) return { kind: 'changed' };
    this.#world.disk.set(uri, text);
    return { kind: 'written' };
  }

  /** The person goes on with the file while it is worked on. */
  #meddle(uri: string, fault: Fault | undefined): void {
    const { disk } = this.#world;
    if (fault === 'gone') disk.delete(uri);
    if (fault === 'changed') disk.set(uri, `${disk.get(uri) ?? ''}-- edited\n`);
  }
}
