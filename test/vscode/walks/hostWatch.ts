import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectPath } from '../../project.ts';
import type { ServerOptions } from '../server.ts';

/** A process that an extension host started, or a server that it made listen. */
interface Note {
  readonly what: string;
  readonly stack: string;
}

/**
 * Notes what extension hosts start, of whatever length it lives, from their first moment on: a script that is loaded
 * into them before VS Code (`hostWatchScript.ts`) writes it down.
 */
export class HostWatch {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async create(): Promise<HostWatch> {
    const folder = await mkdtemp(join(tmpdir(), 'levered-watch-'));
    const watch = new HostWatch(folder);
    const entry = projectPath('test', 'vscode', 'walks', 'hostWatchScript.ts');
    await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'cjs', outfile: watch.#script });
    await writeFile(watch.#notes, '');
    return watch;
  }

  /** For the server whose extension hosts are to be watched. */
  get options(): Pick<ServerOptions, 'preload' | 'env'> {
    return { preload: this.#script, env: { LEVERED_HOST_NOTES: this.#notes } };
  }

  /** What was noted so far, but for what VS Code itself does in each window. */
  async notes(): Promise<readonly string[]> {
    const lines = (await readFile(this.#notes, 'utf8')).split('\n').filter(line => line !== '');
    const notes = lines.map(line => JSON.parse(line) as Note);
    return notes.filter(note => !isUsual(note)).map(({ what, stack }) => `${what}\n${stack}`);
  }

  /** Whether anything was noted at all, VS Code's own doings too. */
  async isAwake(): Promise<boolean> {
    return (await readFile(this.#notes, 'utf8')) !== '';
  }

  async dispose(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #script(): string {
    return join(this.#folder, 'watch.cjs');
  }

  get #notes(): string {
    return join(this.#folder, 'notes.jsonl');
  }
}

/** In each window: two looks for open ports, the search for a package.json, and the socket of its command line. */
const usual = [
  /^\/bin\/sh -c ls -l \/proc\/\[0-9\]\*\/fd\/\[0-9\]\* \| grep socket:$/,
  /^\/bin\/sh -c ps -F -A -l \| grep root$/,
  /^\S+\/rg --files (?:(?!levered\.sql).)* -g \/package\.json (?:(?!levered\.sql).)*$/,
  /^listen "[^"]*\/vscode-ipc-[0-9a-f-]+\.sock"$/,
];

function isUsual({ what, stack }: Note): boolean {
  return usual.some(each => each.test(what)) && !stack.includes('/dist/extension.js');
}
