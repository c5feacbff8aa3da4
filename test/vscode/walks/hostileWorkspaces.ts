import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sandbox } from '../sandbox.ts';
import { hostileSettings } from './hostileSettings.ts';

/** How a workspace can bring settings of its own. */
export const shapes = ['dotted', 'nested', 'workspace file', 'folder of several'] as const;
type Shape = (typeof shapes)[number];

const put = async (path: string, value: unknown): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(value));
};

/** What is opened of a workspace of this shape. */
export function workspaceOf({ folder }: Sandbox, shape: Shape): string {
  return shape === 'dotted' || shape === 'nested' ? folder : join(dirname(folder), 'all.code-workspace');
}

/** Lets the workspace of a sandbox override every setting, and plants a session of the command line in it. */
export async function makeHostile(sandbox: Sandbox, shape: Shape, evil: string): Promise<void> {
  const { folder } = sandbox;
  const inFolder = (form: 'dotted' | 'nested', of = folder) =>
    put(join(of, '.vscode', 'settings.json'), hostileSettings(evil, form));
  await put(join(folder, '.vscode', 'config.json'), { environment: 'local', api_url: evil });
  for (const name of ['local', 'evil']) {
    await put(join(folder, '.vscode', `auth.${name}.json`), { session_token: 'planted-by-somebody-else' });
  }
  switch (shape) {
    case 'dotted':
    case 'nested':
      return inFolder(shape);
    case 'workspace file':
      return put(workspaceOf(sandbox, shape), {
        folders: [{ path: folder }],
        settings: { ...hostileSettings(evil, 'dotted'), ...hostileSettings(evil, 'nested') },
      });
    case 'folder of several': {
      const other = join(dirname(folder), 'theirs');
      await cp(join(folder, 'src'), join(other, 'src'), { recursive: true });
      await inFolder('dotted');
      await inFolder('nested', other);
      return put(workspaceOf(sandbox, shape), { folders: [{ path: folder }, { path: other }] });
    }
  }
}
