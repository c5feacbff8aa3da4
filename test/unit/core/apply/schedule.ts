import { decide, type Decision } from '../../../../src/core/apply/decide.ts';
import { deleteDefinition } from '../../../../src/core/apply/deleteDefinition.ts';
import { link } from '../../../../src/core/apply/link.ts';
import { push } from '../../../../src/core/apply/push.ts';
import { restore } from '../../../../src/core/apply/restore.ts';
import { settle } from '../../../../src/core/apply/settle.ts';
import type { Plan } from '../../../../src/core/plan/plan.ts';
import { type ActionCase, outcomesOf } from './actions.ts';
import { type Fault, faultsOf, type Operation } from './fault.ts';
import { Random } from './random.ts';
import { recover } from './recovery.ts';
import { before, edit, metricText, sourceText, synced, syncedSource, uriOf } from './stage.ts';
import { afterCancel, disturbed, duplicates, gaps, repeats, strays, untruths } from './truth.ts';
import { Turns } from './turns.ts';
import { type Window, World } from './world.ts';

const names = ['a', 'b', 'source'] as const;
const metricNames = ['a', 'b'] as const;
const chosen = new Set(['a', 'b', 'Exposures']);

/**
 * These make of a file or a lock something else than a schedule can judge; the schedule has its own ways of both. And a
 * service that swears that our metric has the id of one which a colleague made this moment cannot be seen through.
 */
const leftOut: ReadonlySet<Fault> = new Set(['gone', 'lost', 'busy', 'known_id']);

export interface ScheduleResult {
  readonly breaches: readonly string[];
  readonly trace: readonly string[];
}

/** Two windows, a colleague, a person who goes on editing, and faults at any time, as the seed will have it. */
export async function runSchedule(
  seed: number,
  world = new World(),
  faults = (operation: Operation): readonly Fault[] => faultsOf[operation],
): Promise<ScheduleResult> {
  return new Schedule(seed, world, faults).run();
}

class Schedule {
  readonly #random: Random;
  readonly #world: World;
  readonly #turns: Turns;
  readonly #original: Map<string, string>;
  readonly #deletable = new Set<string>();
  readonly #trace: string[] = [];
  readonly #breaches: string[] = [];
  #windows: Window[];
  /** A person may have looked at a plan for an hour. */
  #oldPlan: Plan;
  #isStolen = false;

  constructor(seed: number, world: World, faults: (operation: Operation) => readonly Fault[]) {
    this.#random = new Random(seed);
    this.#world = world;
    this.#turns = new Turns(world);
    for (const name of metricNames) {
      if (this.#random.happens(0.6)) synced(this.#world, name, this.#sql());
      else this.#world.disk.set(uriOf(name), metricText(name, this.#sql()));
    }
    if (this.#random.happens(0.5)) syncedSource(this.#world, this.#sql());
    else this.#world.disk.set(uriOf('source'), sourceText(this.#sql()));
    this.#original = new Map(this.#world.disk);
    this.#windows = [this.#world.window(), this.#world.window()];
    this.#oldPlan = this.#world.plan();
    this.#world.faultFor = ({ operation, window }) => {
      const fault = this.#random.happens(0.05) ? this.#random.pick(faults(operation)) : undefined;
      const taken = fault === undefined || leftOut.has(fault) ? undefined : fault;
      this.#note(`${window} ${operation}${taken === undefined ? '' : ` ! ${taken}`}`);
      // What the person typed meanwhile is theirs, and must not get lost.
      return taken;
    };
  }

  async run(): Promise<ScheduleResult> {
    for (let step = 0; step < 40; step++) await this.#step();
    while (this.#turns.windows.length > 0) await this.#turns.step(this.#random);
    this.#note('the faults end');
    const world = this.#world;
    const forgiven = this.#forgiven();
    this.#breaches.push(...(await recover(world, [])));
    this.#breaches.push(...this.#judge(forgiven));
    return { breaches: this.#breaches, trace: this.#trace };
  }

  #judge(forgivenBefore: ReadonlySet<string>): string[] {
    const world = this.#world;
    const deletedByOthers = new Set(
      world.organization.effects.flatMap(effect =>
        effect.kind === 'deleted' && effect.by === 'colleague' ? [effect.metric.name] : [],
      ),
    );
    const forgiven = new Set([...forgivenBefore, ...this.#forgiven()]);
    return [
      ...metricNames.filter(name => !forgiven.has(name)).flatMap(name => duplicates(world, [name])),
      // Who is deleted by a colleague while we replace it cannot be helped.
      ...gaps(world, this.#deletable).filter(text => ![...deletedByOthers].some(name => text.includes(`"${name}"`))),
      ...strays(world, chosen, this.#deletable),
      ...repeats(world),
      ...afterCancel(world),
      ...disturbed(world, this.#original),
    ];
  }

  /**
   * Names of which a person let a write go, adopted by hand or restored: what still comes of it is theirs. And those
   * where a colleague made exactly what was being looked for: the service leaves nothing to tell the two apart by.
   */
  #forgiven(): ReadonlySet<string> {
    const closed = new Set<string>();
    const found = new Set<string>();
    for (const record of this.#world.records) {
      if (record.kind === 'settled' && record.outcome === 'given_up') closed.add(record.intent);
      if (record.kind === 'base' && record.uri === undefined) found.add(record.definition.name);
    }
    for (const record of this.#world.records) {
      if (record.kind === 'intent' && closed.has(record.intent)) found.add(record.name);
    }
    for (const name of this.#adopted) found.add(name);
    const adopted = new Set(this.#world.records.flatMap(record => (record.kind === 'created' ? [record.id] : [])));
    for (const effect of this.#world.organization.effects) {
      const isTheirs = effect.kind === 'created' && effect.by === 'colleague' && adopted.has(effect.metric.id);
      if (isTheirs) found.add(effect.metric.name);
    }
    return found;
  }
  readonly #adopted = new Set<string>();

  async #step(): Promise<void> {
    const random = this.#random;
    if (this.#turns.windows.length > 0 && random.happens(0.75)) return this.#turns.step(random);
    const idle = random.pick(this.#windows.filter(window => !this.#turns.windows.includes(window)));
    if (idle !== undefined && random.happens(0.6)) return this.#start(idle);
    await this.#happen();
  }

  /** Something outside of both windows. */
  async #happen(): Promise<void> {
    const random = this.#random;
    const world = this.#world;
    const { organization } = world;
    const metric = random.pick([...organization.metrics.values()]);
    const busy = random.pick(this.#turns.windows);
    const happenings: Readonly<Record<string, () => unknown>> = {
      'the person edits a': () => this.#edit('a'),
      'the person edits b': () => this.#edit('b'),
      'the person edits the source': () => this.#edit('source'),
      'a colleague creates the same': () => {
        const [entry] = world.plan().entries.filter(({ file }) => file?.draft?.kind === 'metric');
        if (entry?.file?.draft !== undefined) organization.create(entry.file.draft, 'colleague');
      },
      'a colleague edits': () => {
        if (metric !== undefined) organization.edit(metric.id, { sql: this.#sql() });
      },
      'a colleague deletes': () => {
        if (metric !== undefined) organization.delete(metric.id, 'colleague');
      },
      'a colleague saves the source': () => {
        const column_mapping = { anonymous_id: 'a', timestamp: 't' };
        organization.save({ name: 'Exposures', sql: this.#sql(), column_mapping }, 'colleague');
      },
      'guardrails refer to a metric': () => {
        if (metric !== undefined) organization.guard(metric.id);
      },
      'the service does what is late': () => world.actLate(),
      'an hour passes': () => (world.now += 3_600_000),
      'the clock is put back a day': () => (world.now -= 86_400_000),
      'a plan is looked at': () => (this.#oldPlan = world.plan()),
      'the lock owner is taken for dead': () => {
        if (world.lockedBy !== undefined) this.#isStolen = true;
        world.lockedBy = undefined;
      },
      'the person cancels': () => {
        if (busy !== undefined) busy.cancel();
      },
      'a window is killed': () => {
        if (busy === undefined) return;
        busy.crash();
        this.#turns.drop(busy);
        this.#reopen(busy);
      },
    };
    const what = random.pick(Object.keys(happenings));
    if (what === undefined) return;
    this.#note(what);
    await happenings[what]?.();
  }

  async #start(window: Window): Promise<void> {
    const random = this.#random;
    const plan = random.happens(0.85) ? this.#world.plan() : this.#oldPlan;
    const { title, act } = this.#action(plan);
    this.#note(`${window.name}: ${title}`);
    await this.#turns.start(window, async () => {
      const result = await act(this.#world, window);
      const kind = result === 'crashed' ? result : result.kind;
      const outcomes = outcomesOf(result).filter(outcome => (outcome as unknown) !== undefined);
      this.#note(`${window.name}: ${[kind, ...outcomes.map(({ name, code }) => `${name} ${code}`)].join(', ')}`);
      if (!this.#isStolen) this.#breaches.push(...untruths(this.#world, outcomes, window.effectsAtLock));
      // Whoever cancelled once does not go on doing so for ever.
      if (window.signal.aborted || window.isDead) this.#reopen(window);
    });
  }

  #reopen(window: Window): void {
    const opened = this.#world.window();
    this.#windows = this.#windows.map(each => (each === window ? opened : each));
  }

  #action(plan: Plan): Pick<ActionCase, 'act'> & { readonly title: string } {
    const random = this.#random;
    const control = (window: Window) => ({ signal: window.signal });
    const chance = random.next();
    if (chance < 0.55) {
      const deleteOld = random.happens(0.5);
      const takeMine = random.happens(0.2);
      const choices = random.some(names).map(name => ({ key: uriOf(name), deleteOld, takeMine }));
      for (const { remote } of deleteOld ? plan.entries : []) if (remote !== undefined) this.#deletable.add(remote.id);
      return {
        title: `push ${choices.length}${deleteOld ? ', delete the old' : ''}`,
        act: (_, window) => window.run(ports => push(plan, choices, ports, control(window))),
      };
    }
    if (chance < 0.75) {
      return { title: 'settle', act: (_, window) => window.run(ports => settle(ports, control(window))) };
    }
    if (chance < 0.83) {
      const entry = random.pick(plan.entries.filter(({ remote }) => remote !== undefined));
      if (entry?.remote !== undefined) this.#deletable.add(entry.remote.id);
      const key = entry?.key ?? 'nothing';
      return {
        title: `delete ${key}`,
        act: (_, window) => window.run(ports => deleteDefinition(plan, key, ports, control(window))),
      };
    }
    if (chance < 0.9) {
      const open = random.pick(this.#world.state.open);
      const id = random.pick(open?.candidates ?? []);
      const decisions: readonly Decision[] = [{ kind: 'give_up' }, { kind: 'allow_resend' }];
      const decision =
        id === undefined ? (random.pick(decisions) ?? { kind: 'give_up' }) : ({ kind: 'adopt', id } as const);
      if (open !== undefined && decision.kind === 'adopt') this.#adopted.add(open.name);
      return {
        title: `decide on ${open?.intent ?? 'nothing'}: ${decision.kind}`,
        act: (_, window) => window.run(ports => decide(open?.intent ?? '', decision, ports, control(window))),
      };
    }
    const snapshot = random.pick(this.#world.state.snapshots);
    if (chance < 0.95 && snapshot !== undefined) {
      // A person who restores by hand what a file has already wants two.
      this.#adopted.add(snapshot.definition.name);
      return {
        title: `restore ${snapshot.definition.id}`,
        act: (_, window) => window.run(ports => restore(plan, snapshot.definition, ports, control(window))),
      };
    }
    const entry = random.pick(plan.entries.filter(({ lookalikes }) => lookalikes.length > 0));
    const id = random.pick(entry?.lookalikes ?? [])?.id ?? 'nothing';
    const key = entry?.key ?? 'nothing';
    return {
      title: `link ${key} to ${id}`,
      act: (_, window) => window.run(ports => link(plan, { key, id }, ports, control(window))),
    };
  }

  #edit(name: string): void {
    edit(this.#world, name, this.#sql());
    this.#original.set(uriOf(name), this.#world.disk.get(uriOf(name))!);
  }

  /** Few of them, so that contents meet again. */
  #sql(): string {
    return `${before} WHERE ${Math.floor(this.#random.next() * 4)}`;
  }

  #note(text: string): void {
    this.#trace.push(`${String(this.#trace.length).padStart(4)}  ${text}`);
  }
}
