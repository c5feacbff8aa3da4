import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { projectPath } from '../project.ts';
import { runCommand } from '../vscode/install/command.ts';

/** What a build and a package are made from. */
const sources = [
  ...['package.json', 'package.nls.json', 'language-configuration.json', '.vscodeignore'],
  ...['README.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE', 'docs'],
  ...['esbuild.mjs', 'notices.mjs', 'pack.mjs', 'parts.mjs', 'tsconfig.json', 'tsconfig.base.json'],
  ...['src', 'media', 'snippets', 'syntaxes', 'test/run'],
];
const minute = 60_000;

/** Copies the project as it is now to a new folder, with the packages of this one. */
async function copyProject(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of sources) await cp(projectPath(name), join(folder, name), { recursive: true });
  await symlink(projectPath('node_modules'), join(folder, 'node_modules'), 'dir');
}

/** Builds what ships in a copy of the project; it is in `dist` of that folder then. */
export async function buildIn(folder: string): Promise<void> {
  await copyProject(folder);
  await runCommand(process.execPath, ['esbuild.mjs', '--minify'], { cwd: folder, timeoutMs: minute });
}

/** Packs a copy of the project in a folder, as `npm run package` does, and gives the bytes of the VSIX. */
export async function packIn(folder: string, env: Readonly<Record<string, string>>): Promise<Buffer> {
  await copyProject(folder);
  const command = ['pack.mjs', '--out', 'levered.vsix'];
  await runCommand(process.execPath, command, { cwd: folder, env: { ...process.env, ...env }, timeoutMs: 2 * minute });
  return readFile(join(folder, 'levered.vsix'));
}
