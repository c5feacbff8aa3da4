import { randomUUID } from 'node:crypto';
import type { FaultHandle } from '../../levered/fault.ts';
import type { Levered } from '../../levered/server.ts';
import { Random } from '../../unit/core/apply/random.ts';
import type { Sandbox } from '../sandbox.ts';
import { waitFor } from '../waitFor.ts';
import type { VSCodeWindow } from '../window.ts';
import { metricFile, metricsOf, place, textOf } from './definitionFiles.ts';
import { metricsPath } from './walk.ts';

/** What a person does next in one of two windows. `hold`: confirms, and the service lets the create wait. */
export type Move = 'ask' | 'confirm' | 'hold' | 'release' | 'refresh';

/** What a window says after a push was asked for or confirmed. */
type Said = 'question' | 'nothing to push' | 'not known' | 'busy' | 'stale' | 'done';

interface Definition {
  readonly name: string;
  readonly file: string;
  readonly oldId: string | undefined;
  /** Whether a window's push of it was carried out. */
  isPushed: boolean;
}

interface Actor {
  readonly name: string;
  readonly window: VSCodeWindow;
  /** What its open question is about, and how many pushes there had been when it was asked. */
  asked?: { readonly definition: Definition; readonly pushes: number } | undefined;
  holds?: { readonly definition: Definition; readonly rule: FaultHandle } | undefined;
}

interface Place {
  readonly levered: Levered;
  readonly sandbox: Sandbox;
}

const mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' };
const patienceMs = 60_000;

/** Two windows on one folder, in which the same two definitions are pushed in an order that a seed decides. */
export class Interleaving {
  /** What happened, and what each window said. */
  readonly trace: string[] = [];
  readonly breaches: string[] = [];
  readonly #place: Place;
  readonly #random: Random;
  readonly #actors: readonly [Actor, Actor];
  readonly #definitions: readonly Definition[];
  #pushes = 0;

  private constructor(seed: number, place: Place, windows: readonly [VSCodeWindow, VSCodeWindow]) {
    this.#place = place;
    this.#random = new Random(seed);
    this.#actors = [
      { name: 'first', window: windows[0] },
      { name: 'second', window: windows[1] },
    ];
    this.#definitions = ['A', 'B'].map(letter => ({
      name: `Both ${seed}${letter}`,
      file: `levered/both-${seed}-${letter.toLowerCase()}.levered.sql`,
      oldId: this.#random.happens(0.6) ? randomUUID() : undefined,
      isPushed: false,
    }));
  }

  /** Makes the files and, of what is to be replaced, the metrics, and waits until both windows show them. */
  static async begin(
    seed: number,
    where: Place,
    windows: readonly [VSCodeWindow, VSCodeWindow],
  ): Promise<Interleaving> {
    const begun = new Interleaving(seed, where, windows);
    await begun.#prepare();
    return begun;
  }

  /** Makes so many moves, ends what is open, pushes what nobody pushed, and compares both windows with the truth. */
  async run(moves: number): Promise<void> {
    for (let made = 0; made < moves; made++) {
      const actor = this.#next();
      await this.#move(actor, this.#random.pick(this.#legal(actor))!);
    }
    for (const actor of this.#actors) if (actor.holds !== undefined) await this.#move(actor, 'release');
    for (const actor of this.#actors) if (actor.asked !== undefined) await this.#move(actor, 'confirm');
    for (const definition of this.#definitions) await this.#pushRest(definition);
    for (const actor of this.#actors) await this.#refresh(actor);
    for (const actor of this.#actors)
      for (const definition of this.#definitions) await this.#compare(actor, definition);
  }

  /** While one window waits for the service, it is mostly the other one that does something. */
  #next(): Actor {
    const other = this.#actors.find(({ holds }) => holds === undefined);
    if (this.#holder !== undefined && other !== undefined && this.#random.happens(0.75)) return other;
    return this.#random.pick(this.#actors)!;
  }

  #legal({ asked: question, holds }: Actor): readonly Move[] {
    if (holds !== undefined) return ['release'];
    if (question === undefined) return ['ask', 'ask', 'refresh'];
    return this.#holder === undefined ? ['confirm', 'hold', 'hold'] : ['confirm'];
  }

  get #holder(): Actor | undefined {
    return this.#actors.find(({ holds }) => holds !== undefined);
  }

  async #move(actor: Actor, move: Move): Promise<void> {
    switch (move) {
      case 'ask':
        return this.#ask(actor, this.#definitions[this.#random.happens(0.7) ? 0 : 1]!);
      case 'refresh':
        await this.#refresh(actor);
        this.#note(actor, 'refreshes');
        return;
      case 'confirm':
        return this.#confirm(actor);
      case 'hold':
        return this.#hold(actor);
      case 'release':
        return this.#release(actor);
    }
  }

  /** A window that has not looked since the other one pushed offers it still. */
  async #isOffered({ window }: Actor, { name }: Definition): Promise<boolean> {
    const rows = (await window.tree.rows()).filter(({ label }) => label === name);
    return rows.length === 1 && /new|modified|missing/.test(rows[0]?.description ?? '');
  }

  async #ask(actor: Actor, definition: Definition): Promise<void> {
    const { window } = actor;
    await this.#clear(actor);
    if (!(await this.#isOffered(actor, definition))) {
      this.#note(actor, `is offered nothing for ${definition.name}`);
      return;
    }
    try {
      await window.tree.inlineAction(definition.name, 'Push Definition');
    } catch (error) {
      // What the other window has done came to be seen here at the same moment.
      if (await this.#isOffered(actor, definition)) throw error;
      this.#note(actor, `is offered nothing more for ${definition.name}`);
      return;
    }
    const said = await this.#hear(actor, ['question', 'nothing to push', 'not known']);
    this.#note(actor, `asks for ${definition.name}: ${said}`);
    if (said === 'question') actor.asked = { definition, pushes: this.#pushes };
    if (said === 'nothing to push' && !definition.isPushed) this.#breach(actor, `${definition.name} is not pushed yet`);
    if (said === 'question' && definition.isPushed) this.#breach(actor, `${definition.name} is pushed already`);
    if (said !== 'not known') return;
    // The other window is in the middle of it: whatever is chosen, nothing may be sent.
    await window.quickInput.pick('Allow It to Be Sent Again');
    const answer = await this.#hear(actor, ['busy', 'done']);
    this.#note(actor, `allows it to be sent again: ${answer}`);
    if (answer !== 'busy') this.#breach(actor, 'a write that is under way was closed');
  }

  async #confirm(actor: Actor): Promise<void> {
    if (actor.asked === undefined) return;
    const { definition, pushes } = actor.asked;
    const isBusy = this.#holder !== undefined;
    await this.#answer(actor, definition);
    const said = await this.#hear(actor, ['busy', 'stale', 'done'], definition);
    this.#note(actor, `confirms ${definition.name}: ${said}`);
    const right = isBusy ? 'busy' : pushes === this.#pushes ? 'done' : 'stale';
    if (said !== right) this.#breach(actor, `said “${said}” and not “${right}”`);
    if (said === 'done') this.#pushed(definition);
  }

  async #hold(actor: Actor): Promise<void> {
    const { definition, pushes } = actor.asked!;
    const fault = { kind: 'delay' } as const;
    const match = { method: 'POST', path: metricsPath };
    const rule = this.#place.levered.faults.add({ match, times: 1, fault });
    await this.#answer(actor, definition);
    if (pushes !== this.#pushes) {
      const said = await this.#hear(actor, ['stale', 'done'], definition);
      rule.remove();
      this.#note(actor, `confirms ${definition.name}: ${said}`);
      if (said !== 'stale') this.#breach(actor, `said “${said}” and not “stale”`);
      return;
    }
    await waitFor('the create', patienceMs, () => rule.used > 0 || undefined);
    this.#note(actor, `confirms ${definition.name}, which the service lets wait`);
    actor.holds = { definition, rule };
  }

  async #release(actor: Actor): Promise<void> {
    const { definition, rule } = actor.holds!;
    actor.holds = undefined;
    rule.release();
    rule.remove();
    const said = await this.#hear(actor, ['done', 'stale', 'busy'], definition);
    this.#note(actor, `${definition.name} is let through: ${said}`);
    if (said !== 'done') this.#breach(actor, `said “${said}” of its own push`);
    this.#pushed(definition);
  }

  #pushed(definition: Definition): void {
    definition.isPushed = true;
    this.#pushes++;
  }

  /** One window is enough to finish: whoever is told that something changed looks again. */
  async #pushRest(definition: Definition): Promise<void> {
    const actor = this.#random.pick(this.#actors)!;
    // Twice, because what this window offers may be just about to change by what the other one did.
    for (let tries = 0; tries < 2 && !this.#isDone(definition); tries++) {
      await this.#refresh(actor);
      await waitFor(
        'it to be offered',
        patienceMs,
        async () => (await this.#isOffered(actor, definition)) || undefined,
      );
      await this.#ask(actor, definition);
      await this.#confirm(actor);
    }
    if (!this.#isDone(definition)) this.#breach(actor, `could not push ${definition.name} in the end`);
  }

  #isDone({ isPushed }: Definition): boolean {
    return isPushed;
  }

  /** Files, organization and what the window's tree says of both. */
  async #compare({ name: who, window }: Actor, { name, file, oldId }: Definition): Promise<void> {
    const live = metricsOf(this.#place.levered, name);
    const created = live.filter(({ id }) => id !== oldId);
    const most = oldId === undefined ? 1 : 2;
    if (created.length !== 1 || live.length !== most) this.breaches.push(`I1: ${live.length} metrics are “${name}”`);
    await window.tree.waitForDescription(name, /^bool$/);
    if (oldId !== undefined) await window.tree.waitForDescription(name, /superseded/);
    const rows = (await window.tree.rows()).filter(({ label }) => label === name);
    if (rows.length !== most) this.breaches.push(`${who}: “${name}” is in the tree ${rows.length} times`);
    await window.tree.waitForDescription(name, /^bool$/);
    const text = await textOf(this.#place, file);
    if (!text.includes(`id: ${created[0]?.id ?? '?'}\n`)) this.breaches.push(`I9: ${file} has another id`);
  }

  async #prepare(): Promise<void> {
    const { levered } = this.#place;
    const sqlOf = (name: string): string => `SELECT anonymous_id, viewed_at AS timestamp FROM page_views -- ${name}`;
    for (const { name, file, oldId } of this.#definitions) {
      await place(this.#place, file, metricFile(name, `${sqlOf(name)}\nWHERE 1 = 1`, oldId));
      if (oldId === undefined) continue;
      const old = { id: oldId, name, sql: `${sqlOf(name)}\nWHERE 1 = 1`, column_mapping: mapping };
      const stored = { ...old, created_at: '2026-01-05T10:00:00Z', updated_at: null };
      levered.alter(levered.organizationId, { metrics: [...levered.state().metrics, stored] });
    }
    for (const actor of this.#actors) await this.#refresh(actor);
    for (const { name, file, oldId } of this.#definitions) {
      if (oldId === undefined) continue;
      for (const { window } of this.#actors) await window.tree.waitForDescription(name, /^bool$/);
      await place(this.#place, file, metricFile(name, `${sqlOf(name)}\nWHERE 1 = 2`, oldId));
    }
    for (const { window } of this.#actors) {
      for (const { name, oldId } of this.#definitions) {
        await window.tree.waitForDescription(name, oldId === undefined ? /new/ : /modified/);
      }
    }
  }

  async #answer(actor: Actor, { oldId }: Definition): Promise<void> {
    actor.asked = undefined;
    await actor.window.messages.answerDialog(oldId === undefined ? 'Create' : 'Replace, Keep Old');
  }

  async #refresh({ window }: Actor): Promise<void> {
    const { log } = this.#place.levered;
    const since = log.requests.length;
    await window.runCommand('Levered: Refresh Definitions');
    await waitFor('the lists', patienceMs, () => log.requests.length >= since + 2 || undefined);
  }

  async #clear({ window }: Actor): Promise<void> {
    if ((await window.messages.notifications()).length === 0) return;
    await window.runCommand('Notifications: Clear All Notifications');
  }

  /** @param definition whose line in the plan tells that a push is done */
  async #hear({ window }: Actor, wanted: readonly Said[], definition?: Definition): Promise<Said> {
    return waitFor(`one of: ${wanted.join(', ')}`, patienceMs, async () => {
      const told = (await window.messages.notifications()).join('\n');
      const done = (await window.plan.rows()).find(({ label }) => label === definition?.name);
      const isOf: Readonly<Record<Said, () => boolean | Promise<boolean>>> = {
        question: () => window.page.locator('.monaco-dialog-box').isVisible(),
        'nothing to push': () => told.includes('nothing was pushed'),
        'not known': async () =>
          (await window.quickInput.isOpen()) && (await window.quickInput.text()).includes('is not known'),
        busy: () => told.includes('Another window is writing to this organization. Nothing was sent'),
        stale: () => told.includes('Something has changed since the plan was shown, so nothing was sent'),
        done: () => /^(created|replaced, old kept)$/.test(done?.description ?? ''),
      };
      for (const said of wanted) if (await isOf[said]()) return said;
      return undefined;
    });
  }

  #note({ name }: Actor, what: string): void {
    this.trace.push(`${name} ${what}`);
  }

  #breach({ name }: Actor, what: string): void {
    this.breaches.push(`${name}: ${what}`);
  }
}
