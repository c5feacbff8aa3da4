import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Fault, FaultHandle, FaultRule } from '../../levered/fault.ts';
import { waitFor } from '../../vscode/waitFor.ts';
import type { Aim, Awaited } from './moment.ts';
import { isTemporary, journalSize, type Scene } from './scene.ts';

const metricsPath = '/api/v2/warehouse/metrics';
const sourcePath = '/api/v2/warehouse/assignment-source';
const oneMetric = /\/warehouse\/metrics\/[^/]+$/;

const requests: Readonly<Record<Awaited, Pick<FaultRule, 'match' | 'skip'>>> = {
  list: { match: { method: 'GET', path: metricsPath } },
  'list again': { match: { method: 'GET', path: metricsPath }, skip: 1 },
  // The plan is made anew first, and that reads it too.
  source: { match: { method: 'GET', path: sourcePath }, skip: 1 },
  look: { match: { method: 'GET', path: oneMetric } },
  'look again': { match: { method: 'GET', path: oneMetric }, skip: 1 },
  create: { match: { method: 'POST', path: metricsPath } },
  delete: { match: { method: 'DELETE', path: oneMetric } },
  save: { match: { method: 'POST', path: sourcePath } },
  preview: { match: { method: 'POST', path: /\/preview$/ } },
};

const hang = { kind: 'hang' } as const;
const faults: Readonly<Record<'before' | 'after' | 'late' | 'never', Fault>> = {
  before: { kind: 'after', failure: hang },
  after: { kind: 'late', failure: hang },
  late: { kind: 'late', failure: hang },
  never: { kind: 'before', failure: hang },
};

const patienceMs = 40_000;

/** Waits for the moment of a kill, from before the person's last click on. */
export interface ArmedAim {
  /** Kills the process once the moment is there. */
  readonly strike: () => Promise<void>;
  /** Lets the service do what it was only to do after the kill. */
  readonly afterKill: () => Promise<void>;
  /** Lets it do what it was to do late. */
  readonly late: () => Promise<void>;
}

export async function arm(scene: Scene, aim: Aim): Promise<ArmedAim> {
  switch (aim.kind) {
    case 'request':
      return armRequest(scene, aim.of, aim.carriedOut);
    case 'answer':
      return armAnswer(scene, aim.of);
    case 'record':
      return armRecord(scene, aim.after);
    case 'disk':
      return armDisk(scene, aim.sign, aim.count);
  }
}

const nothing = (): Promise<void> => Promise.resolve();

function add({ levered }: Scene, of: Awaited, fault: Fault): FaultHandle {
  return levered.faults.add({ ...requests[of], times: 1, fault });
}

function arrived(of: string, rule: FaultHandle): Promise<unknown> {
  return waitFor(`the ${of} request`, patienceMs, () => rule.used > 0 || undefined);
}

function armRequest(scene: Scene, of: Awaited, carriedOut: keyof typeof faults): ArmedAim {
  const { levered } = scene;
  const since = levered.log.requests.length;
  const rule = add(scene, of, faults[carriedOut]);
  const release = async (): Promise<void> => {
    rule.release();
    await levered.idle();
  };
  return {
    strike: async () => {
      await arrived(of, rule);
      if (carriedOut === 'before') {
        await waitFor('it to be carried out', patienceMs, () => {
          return levered.log.requests.slice(since).some(({ fault, acted }) => fault === 'after' && acted) || undefined;
        });
      }
      await scene.signal('SIGKILL');
    },
    afterKill: carriedOut === 'after' ? release : nothing,
    late: carriedOut === 'late' ? release : nothing,
  };
}

/** The process is halted while the answer comes, so that it lies there unread when it dies. */
function armAnswer(scene: Scene, of: Awaited): ArmedAim {
  const rule = add(scene, of, { kind: 'delay' });
  return {
    strike: async () => {
      await arrived(of, rule);
      await scene.signal('SIGSTOP');
      rule.release();
      await scene.levered.idle();
      await scene.signal('SIGKILL');
    },
    afterKill: nothing,
    late: nothing,
  };
}

/**
 * Before a request the process reads whose token it is to send. That file becomes a pipe into which nobody writes: what
 * comes before the request is done, and the request never leaves.
 */
async function armRecord(scene: Scene, after: Awaited | 'nothing'): Promise<ArmedAim> {
  const { levered } = scene;
  const since = levered.log.requests.length;
  const size = await journalSize(scene);
  const rule = after === 'nothing' ? undefined : add(scene, after, { kind: 'delay' });
  const pipe = new ConfigPipe(scene.configPath);
  if (rule === undefined) await pipe.put();
  return {
    strike: async () => {
      if (rule !== undefined && after !== 'nothing') {
        await arrived(after, rule);
        // The two lists are asked for at once.
        if (after === 'list') {
          await waitFor('the other list', patienceMs, () => {
            return levered.log.requests.slice(since).some(({ path }) => path === sourcePath) || undefined;
          });
        }
        await pipe.put();
        rule.release();
      }
      await waitFor('the journal to grow', patienceMs, async () => (await journalSize(scene)) > size || undefined);
      await scene.signal('SIGKILL');
    },
    afterKill: () => pipe.remove(),
    late: nothing,
  };
}

class ConfigPipe {
  readonly #path: string;
  readonly #aside: string;

  constructor(path: string) {
    this.#path = path;
    this.#aside = `${path}.aside`;
  }

  async put(): Promise<void> {
    await copyFile(this.#path, this.#aside);
    execFileSync('mkfifo', [`${this.#path}.pipe`]);
    await rename(`${this.#path}.pipe`, this.#path);
  }

  async remove(): Promise<void> {
    await rename(this.#aside, this.#path);
    await rm(`${this.#path}.pipe`, { force: true });
  }
}

/** As fast as it can be looked: the write of a file takes a few milliseconds. */
function armDisk(scene: Scene, sign: 'temporary' | 'written', count: number): ArmedAim {
  const place = join(scene.folder, 'levered');
  const before = new Map(readdirSync(place).map(name => [name, readFileSync(join(place, name), 'utf8')]));
  const isThere = (): boolean => {
    const names = readdirSync(place);
    const temporaries = names.filter(name => isTemporary(name)).length;
    const written = names.filter(name => !isTemporary(name) && hasChanged(join(place, name), before.get(name))).length;
    // One that was too quick to be seen is past its boundary, and the kill counts for the next.
    return written >= count || (sign === 'temporary' && temporaries > 0 && written + temporaries >= count);
  };
  return {
    strike: async () => {
      const deadline = Date.now() + patienceMs;
      while (!isThere()) {
        if (Date.now() > deadline) throw new Error(`No file was ${sign}.`);
        await turn();
      }
      await scene.signal('SIGKILL');
    },
    afterKill: nothing,
    late: nothing,
  };
}

function hasChanged(path: string, before: string | undefined): boolean {
  try {
    return readFileSync(path, 'utf8') !== before;
  } catch {
    return false;
  }
}
