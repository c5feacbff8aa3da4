import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../project.ts';

/** The local Levered that a sandbox belongs to. */
export interface SandboxLevered {
  readonly url: string;
  readonly token: string;
}

/** A copy of the sample workspace, and the settings with which VS Code is signed in to a local Levered there. */
export interface Sandbox extends AsyncDisposable {
  /** The folder to open. */
  readonly folder: string;
  /** The folder that stands for `~/.levered` of the vendor's command line. */
  readonly cliFolder: string;
  /** User settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  dispose(): Promise<void>;
}

/**
 * Makes a sandbox in a temporary folder; `dispose` removes it. Signing in goes the way that a person has: the session
 * of the command line, in a folder of the sandbox's own. Nobody's own `~/.levered` is touched.
 */
export async function makeSandbox(levered: SandboxLevered): Promise<Sandbox> {
  const home = await mkdtemp(join(tmpdir(), 'levered-sandbox-'));
  const folder = join(home, 'storefront');
  const cliFolder = join(home, 'cli');
  await cp(projectPath('test', 'workspace'), folder, { recursive: true });
  await mkdir(cliFolder);
  await writeFile(join(cliFolder, 'config.json'), JSON.stringify({ environment: 'local', api_url: levered.url }));
  await writeFile(join(cliFolder, 'auth.local.json'), JSON.stringify({ session_token: levered.token }), {
    mode: 0o600,
  });
  const dispose = () => rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  return {
    folder,
    cliFolder,
    settings: {
      'levered.environments': { local: levered.url },
      'levered.defaultEnvironment': 'local',
      'levered.useCliSession': true,
      'levered.cliFolder': cliFolder,
      'workbench.startupEditor': 'none',
      'telemetry.telemetryLevel': 'off',
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}
