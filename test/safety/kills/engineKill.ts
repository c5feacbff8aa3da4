import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalName } from '../../../src/journal/journals.ts';
import { type Levered, startLevered } from '../../levered/server.ts';
import { arm } from './armedAim.ts';
import type { EngineCommand } from './engineCommand.ts';
import { EngineProcess } from './engineProcess.ts';
import type { KillReport } from './killReport.ts';
import type { Aim, Kill, Operation } from './moment.ts';
import { reached } from './reached.ts';
import { filesOf, isTemporary, journalOf, type Scene } from './scene.ts';
import { clear, prepare, type Subject } from './subject.ts';
import { breaches, idOf, type Story } from './truth.ts';

/** What VS Code does itself: names and places of pulled files, and the look at the lists once all is done. */
export const fitsEngine = (operation: Operation, aim: Aim): boolean =>
  operation !== 'pull all' && !(aim.kind === 'request' && aim.of === 'list again');

const mostRounds = 2;

/** Kills of the engine in a process of its own, one after the other, on one folder, journal and local Levered. */
export class EngineKills implements AsyncDisposable {
  readonly levered: Levered;
  readonly #engine: string;
  readonly #home: string;
  /** It came back after the kill before, and is the next to be killed. */
  #spare: EngineProcess | undefined;

  private constructor(levered: Levered, engine: string, home: string) {
    this.levered = levered;
    this.#engine = engine;
    this.#home = home;
  }

  /** @param engine where it was built */
  static async start(engine: string): Promise<EngineKills> {
    const home = await mkdtemp(join(tmpdir(), 'levered-kills-'));
    const levered = await startLevered({ emptyOrganization: true, requestsPerMinute: 1_000_000 });
    await mkdir(join(home, 'workspace', 'levered'), { recursive: true });
    await writeFile(join(home, 'config.json'), JSON.stringify({ token: levered.token }));
    return new EngineKills(levered, engine, home);
  }

  async kill(kill: Kill): Promise<KillReport> {
    const start = performance.now();
    const { levered } = this;
    levered.faults.clear();
    const victim = this.#spare ?? (await this.#open());
    this.#spare = undefined;
    const scene = this.#sceneOf(victim);
    const subject = await prepare(scene, kill);
    const begun = await this.#begin(victim, scene, subject);
    const filesBefore = await filesOf(scene);
    const since = { requests: levered.log.requests.length, effects: levered.log.effects.length };
    const recordsBefore = (await journalOf(scene)).length;
    const armed = await arm(scene, kill.aim);
    const going = victim.ask(commandOf(kill.operation, subject)).catch(() => undefined);
    await armed.strike();
    await going;

    const filesAtKill = await filesOf(scene);
    const records = await journalOf(scene);
    const where = reached({
      operation: kill.operation,
      records: records.slice(recordsBefore),
      requests: levered.log.requests.slice(since.requests),
      hasTemporary: [...filesAtKill.keys()].some(isTemporary),
      filesChanged: [...filesAtKill].filter(([name, text]) => !isTemporary(name) && filesBefore.get(name) !== text)
        .length,
    });
    await armed.afterKill();

    const person = { confirmed: 1, allowed: 0 };
    const story = async (): Promise<Story> => {
      const now = await journalOf(scene);
      return {
        ...{ operation: kill.operation, environment: 'local', ...subject, filesBefore, filesNow: await filesOf(scene) },
        ...{ organization: levered.state(), records: now, newRecords: now.slice(recordsBefore), ...person },
        ...{ effects: levered.log.effects.slice(since.effects), requests: levered.log.requests.slice(since.requests) },
      };
    };
    const found: string[] = [];
    const next = await this.#open();
    try {
      await this.#recover(next, kill, subject, person, armed.late, async status => {
        found.push(...untold(await story(), status));
      });
      found.push(...breaches(await story()));
    } catch (error) {
      found.push(`I4: ${error instanceof Error ? error.message : String(error)}`);
    }
    this.#spare = next;
    await clear(scene, begun);
    return { kill, reached: where, breaches: [...new Set(found)], seconds: (performance.now() - start) / 1000 };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#spare?.end();
    await this.levered.close();
    await rm(this.#home, { recursive: true, force: true });
  }

  #open(): Promise<EngineProcess> {
    const { url, organizationId } = this.levered;
    const paths = ['config.json', 'journals', 'workspace'].map(name => join(this.#home, name));
    return EngineProcess.start(this.#engine, [url, organizationId, ...paths]);
  }

  #sceneOf(engine: EngineProcess): Scene {
    const { url, organizationId } = this.levered;
    const journals = join(this.#home, 'journals');
    const name = `${journalName(url, organizationId)}.jsonl`;
    return {
      levered: this.levered,
      folder: join(this.#home, 'workspace'),
      configPath: join(this.#home, 'config.json'),
      journalPath: async () => ((await readdir(journals)).includes(name) ? join(journals, name) : undefined),
      signal: signal => engine.signal(signal),
    };
  }

  /** @returns the files that are not of this kill */
  async #begin(engine: EngineProcess, { folder }: Scene, { file, changed }: Subject): Promise<readonly string[]> {
    const { status } = await engine.ask({ kind: 'look', file });
    if (changed !== undefined) {
      if (status !== 'unchanged') throw new Error(`To begin with it is ${status}.`);
      await writeFile(join(folder, 'levered', file), changed);
      await engine.ask({ kind: 'look', file });
    }
    return (await readdir(join(folder, 'levered'))).filter(name => name !== file && !isTemporary(name));
  }

  async #recover(
    engine: EngineProcess,
    { operation }: Kill,
    subject: Subject,
    person: { confirmed: number; allowed: number },
    late: () => Promise<void>,
    check: (seen: string) => Promise<void>,
  ): Promise<void> {
    const { file } = subject;
    // As a window does when it opens.
    await engine.ask({ kind: 'settle' });
    if (operation === 'preview a draft') {
      await late();
      await engine.ask({ kind: 'settle' });
      return;
    }
    const done = operation === 'delete' ? 'missing' : 'unchanged';
    for (let isFirst = true; ; isFirst = false) {
      const { status = 'none' } = await engine.ask({ kind: 'look', file });
      await check(status);
      if (isFirst) {
        await late();
        await engine.ask({ kind: 'settle' });
      }
      const now = (await engine.ask({ kind: 'look', file })).status ?? 'none';
      if (now === done) return;
      if (person.confirmed > mostRounds) throw new Error(`After two rounds it is ${now}.`);
      if (now === 'unknown') {
        person.allowed++;
        await engine.ask({ kind: 'allow', file });
        continue;
      }
      person.confirmed++;
      const { outcomes = [] } = await engine.ask(commandOf(operation, subject));
      if (outcomes.length !== 1) throw new Error(`The second round came to ${outcomes.join()}.`);
    }
  }
}

function commandOf(operation: Operation, { file }: Subject): EngineCommand {
  if (operation === 'delete') return { kind: 'delete', file };
  if (operation === 'preview a draft') return { kind: 'draft', file };
  return { kind: 'push', file, deletesOld: operation === 'replace and delete' };
}

/** I5: whether what is said of a definition is so; that something is not known is always true. */
function untold(story: Story, status: string): string[] {
  const { organization, file, filesNow, effects, operation } = story;
  const id = idOf(story, filesNow.get(file) ?? '');
  const isLive = organization.metrics.some(metric => metric.id === id);
  if (operation === 'update the source') {
    const isSaved = effects.some(({ kind }) => kind === 'sourceReplaced');
    return status === 'modified' && isSaved ? ['I5: it is told as not saved, and was'] : [];
  }
  if (status === 'unchanged' && !isLive) return ['I5: it is told as there, and is not'];
  if (status === 'missing' && isLive) return ['I5: it is told as missing, and is there'];
  const isMade = operation !== 'delete' && effects.some(({ kind }) => kind === 'metricCreated');
  return isMade && ['new', 'modified'].includes(status) ? [`I5: it is told as ${status}, and was created`] : [];
}
