import { lstat, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { waitFor } from '../waitFor.ts';
import { windowAddress } from '../windowAddress.ts';
import { EvilListener } from './evilListener.ts';
import { type HostileFolder, makeHostileFolder } from './hostileFolders.ts';
import { HostProcess } from './hostProcess.ts';
import type { HostWatch } from './hostWatch.ts';
import { metricId, type Walk, type Walks } from './walk.ts';

/** Leaves out what VS Code does by itself in a trusted folder. */
export const withoutOthers = {
  'task.allowAutomaticTasks': 'off',
  'files.autoSave': 'off',
};

const count = 50;

interface Quiet {
  readonly watch: HostWatch;
  /** The text of the status bar that says that the extension has started. */
  readonly started: string;
  /** How long the last workspace, which has everything, is left alone, in milliseconds. */
  readonly aloneMs: number;
}

/**
 * Opens 50 hostile workspaces, each with one of its definitions in an editor, so that the extension runs, and one more
 * that has every kind at once. Expects that nothing is sent, nobody is called, no process is started, no port is opened
 * and nothing is written, neither there nor in what the extension keeps.
 */
export async function openQuietly(walks: Walks, walk: Walk, { watch, started, aloneMs }: Quiet): Promise<void> {
  const { levered, window } = walk;
  const home = await mkdtemp(join(tmpdir(), 'levered-hostile-'));
  try {
    await using evil = await EvilListener.listen();
    const bait = { evil: evil.url, id: metricId(levered, 'Signup Conversion') };
    const open = async (folder: string, file: string): Promise<HostProcess> => {
      const before = HostProcess.newestOf(walks.server.dataFolder)?.pid;
      await window.page.goto(windowAddress(walks.server.origin, { folder, file }), { timeout: 60_000 });
      const host = await waitFor('an extension host', 60_000, () => {
        const newest = HostProcess.newestOf(walks.server.dataFolder);
        return newest?.pid === before ? undefined : newest;
      });
      await window.page.locator('.part.statusbar .statusbar-item', { hasText: started }).waitFor({ timeout: 60_000 });
      await host.rest();
      return host;
    };

    // What a clean folder brings about, which is nothing as well, but for what VS Code keeps of a window.
    const clean = await open(walk.sandbox.folder, join(walk.sandbox.folder, 'levered/signup-conversion.levered.sql'));
    expect(clean.listening).toEqual([]);
    expect(await watch.notes()).toEqual([]);
    expect(await watch.isAwake(), 'what VS Code does in each window is noted').toBe(true);
    const kept = await filesOfOurs(walks.server.dataFolder);

    levered.log.clear();
    for (let at = 0; at <= count; at++) {
      const isLast = at === count;
      const hostile = await makeHostileFolder(home, at, bait, isLast);
      const before = await stateOf(hostile.folder);
      const host = await open(hostile.folder, hostile.file);
      // Nothing can be waited for where nothing may happen.
      if (isLast) await pause(aloneMs);
      const expectQuiet = async (): Promise<void> => {
        const what = `number ${at}: ${hostile.kinds.join(', ')}`;
        expect(await watch.notes(), what).toEqual([]);
        expect(host.listening, what).toEqual([]);
        expect(levered.log.requests, what).toEqual([]);
        expect(evil.connections, what).toBe(0);
      };
      await expectQuiet();
      expect(await stateOf(hostile.folder), `number ${at}`).toEqual(before);
      if (isLast) {
        await save(walk, hostile);
        await host.rest();
        await expectQuiet();
      }
      await rm(hostile.folder, { recursive: true });
    }
    expect(await filesOfOurs(walks.server.dataFolder)).toEqual(kept);
    expect(await stateOfOurs(walk)).toEqual([]);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Changes the definition that is looked at, and saves it. */
async function save({ window }: Walk, { file }: HostileFolder): Promise<void> {
  const added = '-- looked at';
  await window.editors.typeAtEnd(added);
  await window.page.keyboard.press('Control+S');
  await waitFor('the save', 20_000, async () => (await readFile(file, 'utf8')).includes(added) || undefined);
}

/** Everything in a folder: its path, and what changes with any write to it, be its times set back after that. */
async function stateOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const state: Record<string, string> = {};
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const { ino, mode, size, mtimeNs, ctimeNs } = await lstat(path, { bigint: true });
    const target = entry.isSymbolicLink() ? await readlink(path) : '';
    state[path] = [ino, mode.toString(8), size, mtimeNs, ctimeNs, target].join(' ');
  }
  return state;
}

/** The files that the extension keeps below the server's data folder. */
async function filesOfOurs(dataFolder: string): Promise<readonly string[]> {
  const entries = await readdir(join(dataFolder, 'data', 'User'), { recursive: true });
  return entries.filter(path => path.includes('levered.levered')).sort();
}

/** The databases in which VS Code keeps state of the extension: of all windows, or of one workspace. */
async function stateOfOurs({ window }: Walk): Promise<readonly string[]> {
  return window.page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    const found: string[] = [];
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const states = names.filter(name => name.startsWith('vscode-web-state-db-'));
    if (states.length === 0) throw new Error('VS Code keeps its state somewhere else now.');
    for (const name of states) {
      const database = await settled(indexedDB.open(name));
      const keys = await settled(database.transaction('ItemTable').objectStore('ItemTable').getAllKeys());
      found.push(
        ...keys
          .map(String)
          .filter(key => key.includes('levered.levered'))
          .map(key => `${name} ${key}`),
      );
      database.close();
    }
    return found;
  });
}
