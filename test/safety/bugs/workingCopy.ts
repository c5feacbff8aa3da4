import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { projectPath, projectRoot } from '../../project.ts';
import { type SeededBug, withBug } from './seededBug.ts';

/** What is made from the rest, or is linked. */
const leftOut: ReadonlySet<string> = new Set(['.git', '.vscode-test', 'coverage', 'dist', 'node_modules', 'out']);

/** The project's files in a folder of their own, in which bugs may be seeded while nobody else sees them. */
export class WorkingCopy implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<WorkingCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'levered-bugs-'));
    const isCopied = (path: string): boolean => !leftOut.has(relative(projectRoot, path).split(sep)[0] ?? '');
    await cp(projectRoot, folder, { recursive: true, filter: isCopied });
    await symlink(projectPath('node_modules'), join(folder, 'node_modules'), 'dir');
    return new WorkingCopy(folder);
  }

  /** Runs something while the bug is in its file. */
  async with<T>(bug: SeededBug, run: () => Promise<T>): Promise<T> {
    const path = join(this.folder, bug.file);
    const text = await readFile(path, 'utf8');
    await writeFile(path, withBug(text, bug));
    try {
      return await run();
    } finally {
      await writeFile(path, text);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
