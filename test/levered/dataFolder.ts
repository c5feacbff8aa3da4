import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreContent, StoreFile } from './store.ts';

const version = 1;

/** What one folder keeps between runs: the organizations with their tokens, and the warehouse of the same seed. */
export class DataFolder implements StoreFile {
  readonly warehouseFile: string;
  readonly #stateFile: string;
  readonly #seed: number;

  private constructor(folder: string, seed: number) {
    this.warehouseFile = join(folder, `warehouse-${seed}.duckdb`);
    this.#stateFile = join(folder, 'state.json');
    this.#seed = seed;
  }

  /**
   * Opens a folder, which is created if need be.
   * @returns the content that it holds, if any, and its seed, which then counts in place of the one given
   * @throws Error when the folder's state is not readable
   */
  static open(folder: string, seed: number): { folder: DataFolder; content: StoreContent | undefined; seed: number } {
    mkdirSync(folder, { recursive: true });
    const stateFile = join(folder, 'state.json');
    if (!existsSync(stateFile)) return { folder: new DataFolder(folder, seed), content: undefined, seed };
    const saved = readState(stateFile);
    return { folder: new DataFolder(folder, saved.seed), content: saved, seed: saved.seed };
  }

  /** Replaces the file as a whole, so that an interrupted write leaves the one before. It holds tokens: owner only. */
  write(content: StoreContent): void {
    const temporary = `${this.#stateFile}.${process.pid}.tmp`;
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeSync(file, JSON.stringify({ version, seed: this.#seed, ...content }));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, this.#stateFile);
  }
}

function readState(stateFile: string): StoreContent & { readonly seed: number } {
  let saved: Partial<StoreContent & { readonly version: unknown; readonly seed: number }>;
  try {
    saved = JSON.parse(readFileSync(stateFile, 'utf8')) as typeof saved;
  } catch (error) {
    throw new Error(`The state in ${stateFile} cannot be read. Repair it, or delete it to start over.`, {
      cause: error,
    });
  }
  const { organizations, tokens, seed } = saved;
  if (saved.version !== version || organizations === undefined || tokens === undefined || seed === undefined) {
    throw new Error(`The state in ${stateFile} is of another version. Delete it to start over.`);
  }
  return { organizations, tokens, seed };
}
