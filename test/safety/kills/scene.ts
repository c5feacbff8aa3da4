import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJournalLines } from '../../../src/core/journal/journalLines.ts';
import type { JournalRecord } from '../../../src/core/journal/record.ts';
import type { Levered } from '../../levered/server.ts';

/** What is there to be looked at from outside while a process is at work, and after it was killed. */
export interface Scene {
  readonly levered: Levered;
  /** Of the workspace. */
  readonly folder: string;
  /** The file that the process reads before each of its requests. */
  readonly configPath: string;
  /** Undefined before there is one. */
  journalPath(): Promise<string | undefined>;
  /** To the process that is to be killed; settles when a process that was killed is gone. */
  signal(signal: 'SIGKILL' | 'SIGSTOP'): Promise<void>;
}

export async function journalOf(scene: Scene): Promise<readonly JournalRecord[]> {
  const path = await scene.journalPath();
  return path === undefined ? [] : parseJournalLines(await readFile(path, 'utf8')).records;
}

/** In bytes. */
export async function journalSize(scene: Scene): Promise<number> {
  const path = await scene.journalPath();
  return path === undefined ? 0 : (await stat(path)).size;
}

/** All files of the workspace's folder for definitions: name → text. */
export async function filesOf({ folder }: Pick<Scene, 'folder'>): Promise<ReadonlyMap<string, string>> {
  const place = join(folder, 'levered');
  const names = (await readdir(place)).sort();
  return new Map(
    await Promise.all(names.map(async name => [name, await readFile(join(place, name), 'utf8')] as const)),
  );
}

/** What a process leaves that is killed while it writes a file. */
export const isTemporary = (name: string): boolean => name.startsWith('.levered-') && name.endsWith('.tmp');
