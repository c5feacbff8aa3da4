import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Builds `writer.ts` into a folder and gives the path of it. */
export async function buildWriter(folder: string): Promise<string> {
  const outfile = join(folder, 'writer.mjs');
  const entry = fileURLToPath(new URL('./writer.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20' });
  await chmod(outfile, 0o644);
  return outfile;
}

/** A running writer and the lines that it told so far. */
export class WriterProcess {
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #onLine: () => void = () => undefined;

  constructor(writer: string, args: readonly string[], options: SpawnOptions & { readonly shell?: string } = {}) {
    const { shell, ...rest } = options;
    const command = [process.execPath, writer, ...args] as const;
    const stdio = ['ignore', 'pipe', 'inherit'] as const;
    this.#child =
      shell === undefined
        ? spawn(command[0], command.slice(1), { ...rest, stdio: [...stdio] })
        : spawn('sh', ['-c', `${shell}; exec "$@"`, 'sh', ...command], { ...rest, stdio: [...stdio] });
    if (this.#child.stdout === null) throw new Error('The writer has no output.');
    const reader = createInterface(this.#child.stdout);
    reader.on('line', line => {
      this.lines.push(line);
      this.#onLine();
    });
    this.#ended = Promise.all([once(reader, 'close'), once(this.#child, 'exit')]);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Waits for that many lines. */
  async told(count: number): Promise<readonly string[]> {
    const enough = new Promise<void>(resolve => {
      this.#onLine = () => {
        if (this.lines.length >= count) resolve();
      };
      this.#onLine();
    });
    await Promise.race([enough, this.#ended]);
    if (this.lines.length < count) throw new Error(`The writer ended after: ${this.lines.join(', ')}`);
    return this.lines;
  }

  async end(): Promise<readonly string[]> {
    await this.#ended;
    return this.lines;
  }

  async kill(): Promise<readonly string[]> {
    this.#child.kill('SIGKILL');
    return this.end();
  }
}
