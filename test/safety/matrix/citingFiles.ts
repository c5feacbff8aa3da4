import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectPath, projectRoot } from '../../project.ts';
import { mayCite } from './citations.ts';

export interface CitingFile {
  /** Below the project's folder. */
  readonly path: string;
  /** Of vitest, that may run it; none for a suite in the extension host. */
  readonly projects: readonly string[];
}

/** The test files in whose titles a row may be cited. */
export async function citingFiles(): Promise<readonly CitingFile[]> {
  const entries = await readdir(projectPath('test'), { recursive: true, withFileTypes: true });
  const paths = entries.filter(each => each.isFile() && each.name.endsWith('.test.ts'));
  const found: CitingFile[] = [];
  for (const each of paths) {
    const path = join(each.parentPath, each.name);
    const below = path.slice(projectRoot.length + 1).replaceAll('\\', '/');
    if (mayCite(await readFile(path, 'utf8'))) found.push({ path: below, projects: projectsOf(below) });
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function projectsOf(path: string): readonly string[] {
  if (path.startsWith('test/vscode/suites/')) return [];
  // Which of them has it is for vitest's configuration to know.
  if (path.startsWith('test/vscode/walks/')) return ['walks', 'long-walks', 'heavy-walks'];
  return path.startsWith('test/safety/') ? ['safety'] : ['unit'];
}

/** When the newest file of these or below them was changed, in milliseconds since 1970. */
export async function newestSource(paths: readonly string[]): Promise<number> {
  let newest = 0;
  for (const path of paths) {
    const own = await stat(path);
    newest = Math.max(newest, own.isFile() ? own.mtimeMs : 0);
    if (!own.isDirectory()) continue;
    const names = await readdir(path);
    newest = Math.max(newest, await newestSource(names.map(name => join(path, name))));
  }
  return newest;
}
