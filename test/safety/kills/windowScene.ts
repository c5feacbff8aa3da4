import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { journalName } from '../../../src/journal/journals.ts';
import { extensionHosts, signalHosts } from '../../vscode/extensionHosts.ts';
import type { VSCodeServer } from '../../vscode/server.ts';
import type { Walk } from '../../vscode/walks/walk.ts';
import type { Scene } from './scene.ts';

/** A window's extension host, to be killed, with what it writes. */
export function windowScene({ levered, sandbox }: Walk, server: VSCodeServer): Scene {
  const journals = join(server.dataFolder, 'data', 'User', 'globalStorage', 'levered.levered', 'journals');
  const name = `${journalName(levered.url, levered.organizationId)}.jsonl`;
  return {
    levered,
    folder: sandbox.folder,
    configPath: join(sandbox.cliFolder, 'config.json'),
    journalPath: async () => {
      const folders = await readdir(journals).catch(() => []);
      for (const folder of folders) {
        if ((await readdir(join(journals, folder))).includes(name)) return join(journals, folder, name);
      }
      return undefined;
    },
    signal: signal => signalHosts(extensionHosts(), signal),
  };
}
