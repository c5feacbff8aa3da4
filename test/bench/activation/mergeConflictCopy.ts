import { cp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ServerBuild } from '../../vscode/install/serverBuild.ts';

export const peerId = 'bench.merge-conflict-copy';
/** Its palette title, and what activates it. */
export const peerCommand = 'Merge Conflict Copy: Next';

/** Puts a copy of the built-in merge-conflict there, with an id and commands of its own, that wakes when it is asked. */
export async function mergeConflictCopy(build: ServerBuild, folder: string): Promise<string> {
  await cp(join(build.root, 'extensions', 'merge-conflict'), folder, { recursive: true });
  const manifestPath = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as { main: string; contributes: object };
  const main = join(folder, manifest.main.endsWith('.js') ? manifest.main : `${manifest.main}.js`);
  const code = await readFile(main, 'utf8');
  // The built-in one is active too: two commands of one id would be an error.
  await writeFile(main, code.replaceAll('merge-conflict.', 'merge-conflict-copy.'));
  await writeFile(
    manifestPath,
    JSON.stringify({
      ...manifest,
      name: 'merge-conflict-copy',
      publisher: 'bench',
      displayName: 'Merge Conflict Copy',
      activationEvents: [],
      contributes: {
        commands: [{ command: 'merge-conflict-copy.next', title: 'Next', category: 'Merge Conflict Copy' }],
      },
    }),
  );
  return dirname(manifestPath);
}
