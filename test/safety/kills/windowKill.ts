import { readJournal } from '../../../src/core/journal/journalState.ts';
import type { VSCodeServer } from '../../vscode/server.ts';
import { waitFor } from '../../vscode/waitFor.ts';
import type { Walk } from '../../vscode/walks/walk.ts';
import { arm } from './armedAim.ts';
import type { KillReport } from './killReport.ts';
import type { Kill } from './moment.ts';
import { reached } from './reached.ts';
import { filesOf, isTemporary, journalOf, type Scene } from './scene.ts';
import { clear, prepare } from './subject.ts';
import { breaches, idOf, type Story } from './truth.ts';
import { isRead, type Seen, WindowPerson } from './windowPerson.ts';
import { windowScene } from './windowScene.ts';

/** How often a person has to begin again at most (I4). */
const mostRounds = 2;

/** VS Code starts an extension host again by itself this often before it asks. */
const mostRestarts = 2;

const patienceMs = 60_000;

/** The kills of one window, one after the other; what each is about goes before the next. */
export class WindowKills {
  readonly #walk: Walk;
  readonly #scene: Scene;
  #restarts = 0;

  constructor(walk: Walk, server: VSCodeServer) {
    this.#walk = walk;
    this.#scene = windowScene(walk, server);
  }

  async kill(kill: Kill): Promise<KillReport> {
    const start = performance.now();
    const kept = [...(await filesOf(this.#scene)).keys()];
    let result: Pick<KillReport, 'reached' | 'breaches'>;
    try {
      result = await this.#kill(kill, kept);
    } catch (error) {
      result = { reached: 'not killed', breaches: [error instanceof Error ? error.message : String(error)] };
    }
    await clear(this.#scene, kept);
    if (result.breaches.length > 0) await this.#reload();
    return { kill, ...result, seconds: (performance.now() - start) / 1000 };
  }

  async #kill(kill: Kill, kept: readonly string[]): Promise<Pick<KillReport, 'reached' | 'breaches'>> {
    const scene = this.#scene;
    const { levered, window } = this.#walk;
    levered.faults.clear();
    if ((await window.messages.notifications()).length > 0) {
      await window.runCommand('Notifications: Clear All Notifications');
    }
    const subject = await prepare(scene, kill);
    const person = new WindowPerson(this.#walk, kill.operation, subject);
    await person.begin();

    const filesBefore = await filesOf(scene);
    const since = { requests: levered.log.requests.length, effects: levered.log.effects.length };
    const recordsBefore = (await journalOf(scene)).length;
    const armed = await arm(scene, kill.aim);
    try {
      await Promise.all([person.confirm(), armed.strike()]);
    } catch (error) {
      await armed.afterKill();
      throw error;
    }
    const filesAtKill = await filesOf(scene);
    const records = await journalOf(scene);
    const where = reached({
      operation: kill.operation,
      records: records.slice(recordsBefore),
      requests: levered.log.requests.slice(since.requests),
      hasTemporary: [...filesAtKill.keys()].some(name => isTemporary(name) && !kept.includes(name)),
      filesChanged: [...filesAtKill].filter(([name, text]) => !isTemporary(name) && filesBefore.get(name) !== text)
        .length,
    });
    await armed.afterKill();

    const hasOpen = readJournal(records).open.some(({ action }) => action !== 'scratch');
    await this.#comeBack(kill, hasOpen);
    const found: string[] = [];
    const story = async (): Promise<Story> => {
      const now = await journalOf(scene);
      return {
        ...{ operation: kill.operation, environment: 'local', ...subject, filesBefore, filesNow: await filesOf(scene) },
        ...{ organization: levered.state(), records: now, newRecords: now.slice(recordsBefore) },
        ...{ effects: levered.log.effects.slice(since.effects), requests: levered.log.requests.slice(since.requests) },
        ...{ confirmed: person.confirmed, allowed: person.allowed },
      };
    };
    try {
      await this.#recover(kill, person, armed.late, async seen => untold(await story(), seen));
      found.push(...breaches(await story()));
    } catch (error) {
      found.push(`I4: ${error instanceof Error ? error.message : String(error)}`);
    }
    return { reached: where, breaches: [...new Set(found)] };
  }

  /** Until the new extension host has read the lists and has told of what was left unfinished, if anything was. */
  async #comeBack({ isReloaded }: Kill, hasOpen: boolean): Promise<void> {
    const { levered, window } = this.#walk;
    const since = levered.log.requests.length;
    if (isReloaded || this.#restarts === mostRestarts) {
      await this.#reload();
    } else {
      this.#restarts++;
    }
    await waitFor('the lists to be read', patienceMs, () => isRead(levered, since) || undefined);
    if (!hasOpen) return;
    await waitFor('what was left unfinished to be told', patienceMs, async () => {
      const told = await window.messages.notifications();
      return told.some(text => /left unfinished is settled|still not known for/.test(text)) || undefined;
    });
  }

  async #reload(): Promise<void> {
    const { window } = this.#walk;
    this.#restarts = 0;
    await window.reload();
    await window.openView('Levered');
  }

  async #recover(
    { operation }: Kill,
    person: WindowPerson,
    late: () => Promise<void>,
    untrue: (seen: Seen) => Promise<readonly string[]>,
  ): Promise<void> {
    const { levered, window } = this.#walk;
    if (operation === 'preview a draft') {
      await late();
      // Any plan sweeps what the start could not know of yet.
      await window.runCommand('Levered: Push All…');
      await waitFor('the scratch metric to go', patienceMs, () => {
        return levered.state().metrics.every(({ name }) => !name.startsWith('[draft]')) || undefined;
      });
      return;
    }
    if (operation === 'pull all') {
      await person.pullRest();
      return;
    }
    const look = async (): Promise<Seen> => {
      // For a moment the tree may show what was so before.
      return waitFor('the tree to tell the truth', 20_000, async () => {
        const seen = await person.look();
        const [first] = await untrue(seen);
        if (first !== undefined) throw new Error(first);
        return seen;
      });
    };
    for (let isFirst = true; ; isFirst = false) {
      const seen = await look();
      if (isFirst) await late();
      if (person.isDone(seen)) break;
      if (person.confirmed > mostRounds + 1) throw new Error(`After two rounds it is “${seen.description}”.`);
      await person.goOn(seen);
    }
    await person.refresh();
    const seen = await look();
    if (!person.isDone(seen)) throw new Error(`After a refresh it is “${seen.description}”.`);
  }
}

/** I5: whether what the tree says of a definition is so; that something is not known is always true. */
function untold(story: Story, { description = '', isOldListed }: Seen): string[] {
  const { organization, file, filesNow, effects, oldId, operation } = story;
  const id = idOf(story, filesNow.get(file) ?? '');
  const isLive = organization.metrics.some(metric => metric.id === id);
  const found: string[] = [];
  if (description === 'bool' && !isLive) found.push('I5: it is told as there, and is not');
  if (description.includes('missing') && isLive) found.push('I5: it is told as missing, and is there');
  if (operation !== 'delete' && /new|modified/.test(description)) {
    const made = effects.filter(({ kind }) => kind === 'metricCreated' || kind === 'sourceReplaced');
    if (made.length > 0) found.push(`I5: it is told as “${description}”, and was written`);
  }
  const isOldKept = operation !== 'delete' && oldId !== undefined && id !== oldId && isLive;
  if (isOldKept && organization.metrics.some(metric => metric.id === oldId) && !isOldListed) {
    found.push('I5: the old metric is there, and not told');
  }
  return found;
}
