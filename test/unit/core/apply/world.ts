import type { Answer, ApplyPorts, Failure, FileRead, FileWrite } from '../../../../src/core/apply/ports.ts';
import type { AssignmentSource, Metric } from '../../../../src/core/definition.ts';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import type { LeveredDocument } from '../../../../src/core/document/leveredDocument.ts';
import { baseSide, type JournalState, readJournal } from '../../../../src/core/journal/journalState.ts';
import type { JournalRecord } from '../../../../src/core/journal/record.ts';
import { makePlan } from '../../../../src/core/plan/makePlan.ts';
import type { Plan } from '../../../../src/core/plan/plan.ts';
import { FakeOrganization } from './fakeOrganization.ts';
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
  readonly organization = new FakeOrganization();
  readonly disk = new Map<string, string>();
  readonly records: JournalRecord[] = [];
  readonly calls: Call[] = [];
  readonly attempts: Attempt[] = [];
  /** Milliseconds. */
  now = 1_000_000;
  lockedBy: string | undefined;
  /** Asked before each call. */
  faultFor: (call: Pick<Call, 'index' | 'operation' | 'window'>) => Fault | undefined = () => undefined;
  /** Each call waits for its turn, so that a schedule can interleave windows. */
  turn: (window: string) => Promise<void> | undefined = () => undefined;
  #late: (() => void)[] = [];
  #windows = 0;
  #intents = 0;
  #state: { readonly length: number; readonly state: JournalState } | undefined;

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
      local: { documents: local, isComplete: true },
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

  later(act: () => void): void {
    this.#late.push(act);
  }

  /** What the service still had to do is done. */
  actLate(): void {
    this.organization.isLate = true;
    for (const act of this.#late.splice(0)) act();
    this.organization.isLate = false;
  }

  newIntent(): string {
    return `i${++this.#intents}`;
  }
}

const never = new Promise<never>(() => undefined);

/** One window with ports of its own. After a crash nothing it began goes on; a person opens another. */
export class Window {
  readonly name: string;
  readonly signal = { aborted: false };
  isDead = false;
  /** How many effects there were when it last got the lock. */
  effectsAtLock = 0;
  readonly #world: World;
  #lastIntent: string | undefined;
  #onCrash: (crashed: 'crashed') => void = () => undefined;
  readonly #crashed = new Promise<'crashed'>(resolve => (this.#onCrash = resolve));

  constructor(world: World, name: string) {
    this.#world = world;
    this.name = name;
  }

  /** What the action gives, or that the window died in the middle of it. */
  run<T>(action: (ports: ApplyPorts) => Promise<T>): Promise<T | 'crashed'> {
    return Promise.race([action(this.ports), this.#crashed]);
  }

  crash(): void {
    this.isDead = true;
    if (this.#world.lockedBy === this.name) this.#world.lockedBy = undefined;
    this.#onCrash('crashed');
  }

  readonly ports: ApplyPorts = this.#makePorts();

  #makePorts(): ApplyPorts {
    const world = (): World => this.#world;
    return {
      environment: 'prod',
      now: () => world().now,
      newIntent: () => world().newIntent(),
      lock: {
        acquire: () =>
          this.#call('lock', fault => {
            const { lockedBy } = world();
            if (fault === 'busy' || (lockedBy !== undefined && lockedBy !== this.name))
              return { kind: 'busy' } as const;
            world().lockedBy = this.name;
            this.effectsAtLock = world().organization.effects.length;
            return { kind: 'held', lock: this.#heldLock() } as const;
          }),
      },
      journal: this.#journal(),
      replan: () =>
        this.#call('replan', fault => {
          const failure = readFailure(fault);
          if (failure !== undefined) return failure;
          if (fault === 'edited') this.#colleagueEdits();
          return { kind: 'plan', plan: world().plan(fault === 'lag' ? this.#newest() : undefined) } as const;
        }),
      files: {
        read: uri => this.#call('read', fault => this.#read(uri, fault)),
        write: (uri, text, hash) => this.#call('write', fault => this.#write(uri, text, hash, fault)),
      },
      api: {
        listMetrics: () =>
          this.#call('listMetrics', fault => {
            const hidden = fault === 'lag' ? this.#newest() : undefined;
            const list = [...world().organization.metrics.values()].filter(({ id }) => id !== hidden);
            return readFailure(fault) ?? ok(list);
          }),
        getMetric: id =>
          this.#call('getMetric', fault => {
            const { organization } = world();
            if (fault === 'edited' && organization.metrics.has(id)) organization.edit(id, { sql: 'SELECT theirs' });
            if (fault === 'gone' && organization.metrics.has(id)) organization.delete(id, 'colleague');
            const metric = organization.metrics.get(id);
            return readFailure(fault) ?? (metric === undefined ? refused('not_found') : ok(metric));
          }),
        createMetric: draft =>
          this.#send('createMetric', undefined, fault => {
            const { organization } = world();
            const before = [...organization.metrics.keys()].at(-1);
            const metric = organization.create(draft, 'tool');
            if (fault === 'wrong_echo') return ok<Metric>({ ...metric, sql: 'SELECT other' });
            if (fault === 'hostile_id') return ok<Metric>({ ...metric, id: '../m1' });
            return ok<Metric>(fault === 'known_id' && before !== undefined ? { ...metric, id: before } : metric);
          }),
        deleteMetric: id =>
          this.#send(
            'deleteMetric',
            () => {
              const { organization } = world();
              if (!organization.metrics.has(id)) return refused('not_found');
              return organization.guarded.has(id) ? refused('conflict') : undefined;
            },
            () => {
              if (world().organization.metrics.has(id)) world().organization.delete(id, 'tool');
              return ok(undefined);
            },
          ),
        getAssignmentSource: () =>
          this.#call('getAssignmentSource', fault => {
            if (fault === 'edited') this.#colleagueSaves();
            return readFailure(fault) ?? ok(world().organization.source);
          }),
        saveAssignmentSource: draft =>
          this.#send('saveAssignmentSource', undefined, fault => {
            const saved = world().organization.save(draft, 'tool');
            return ok(fault === 'wrong_echo' ? { ...saved, sql: 'SELECT other' } : saved);
          }),
        deleteAssignmentSource: () =>
          this.#send(
            'deleteAssignmentSource',
            () => (world().organization.source === undefined ? refused('not_found') : undefined),
            () => {
              if (world().organization.source !== undefined) world().organization.deleteSource('tool');
              return ok(undefined);
            },
          ),
      },
    };
  }

  #heldLock(): { check: () => Promise<boolean>; release: () => Promise<void> } {
    return {
      check: () =>
        this.#call('check_lock', fault => {
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
      refresh: () => this.#call('refresh', () => undefined),
      append: record =>
        this.#call('append', fault => {
          if (fault === 'full') throw new Error('The disk is full.');
          // What is on the disk is text.
          world().records.push(JSON.parse(JSON.stringify(record)) as JournalRecord);
          if (record.kind === 'intent') this.#lastIntent = record.intent;
        }),
    };
  }

  async #call<T>(operation: Operation, act: (fault: Fault | undefined) => T): Promise<T> {
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
    if (fault === 'cancel') this.signal.aborted = true;
    const result = act(fault);
    if (fault !== 'crash_after') return result;
    this.crash();
    return never;
  }

  /** A request that changes something. `refuse` is what the service says no to. */
  #send<T>(
    operation: Operation,
    refuse: (() => Failure | undefined) | undefined,
    act: (fault: Fault | undefined) => Answer<T>,
  ): Promise<Answer<T>> {
    return this.#call(operation, fault => {
      const sent = (mayHaveActed: boolean): void => {
        this.#world.attempts.push({ operation, window: this.name, intent: this.#lastIntent, mayHaveActed });
      };
      if (fault === 'gone') this.#colleagueDeletes(operation);
      const refusal = writeRefusal(fault) ?? refuse?.();
      sent(refusal === undefined);
      if (refusal !== undefined) return refusal;
      if (fault === 'reset_before') return unknown;
      if (fault === 'late') {
        this.#world.later(() => {
          if (refuse?.() === undefined) act(undefined);
        });
        return unknown;
      }
      const answer = act(fault);
      return fault === 'reset_after' ? unknown : answer;
    });
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

  #newest(): string | undefined {
    return [...this.#world.organization.metrics.keys()].at(-1);
  }

  #colleagueEdits(): void {
    const [first] = this.#world.organization.metrics.keys();
    if (first !== undefined) this.#world.organization.edit(first, { sql: 'SELECT theirs' });
    else this.#colleagueSaves();
  }

  #colleagueSaves(): void {
    const column_mapping = { anonymous_id: 'a', timestamp: 't' };
    this.#world.organization.save({ name: 'Exposures', sql: 'SELECT theirs', column_mapping }, 'colleague');
  }

  #colleagueDeletes(operation: Operation): void {
    const { organization } = this.#world;
    if (operation === 'deleteAssignmentSource') {
      if (organization.source !== undefined) organization.deleteSource('colleague');
    } else {
      for (const id of [...organization.metrics.keys()]) organization.delete(id, 'colleague');
    }
  }
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
