import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { projectPath } from '../../project.ts';
import { runCommand } from '../../vscode/install/command.ts';
import { withLock } from '../../vscode/install/lock.ts';

/** The grids that ours is compared with, at the versions that the figures are about. */
export const peerVersions = {
  slickgrid: '5.20.2',
  'tabulator-tables': '6.5.3',
  'ag-grid-community': '36.2.0',
} as const;

const completeMarker = 'complete.json';
const installTimeoutMs = 5 * 60_000;

/**
 * Gives the `node_modules` folder that holds the peers, and installs them first when they are not there: a few seconds
 * and 70 MB, once. The folder is outside the project, so that nothing of ours can come to depend on them.
 *
 * Safe to run twice at once (one waits for the other) and to interrupt (what is half there has another name).
 * Fails with npm's own words when npm fails.
 */
export async function ensurePeers(say: (line: string) => void): Promise<string> {
  const packages = Object.entries(peerVersions).map(([name, version]) => `${name}@${version}`);
  const home = join(cacheFolder(), packages.join('-'));
  if (!isComplete(home)) {
    await mkdir(dirname(home), { recursive: true });
    const onWait = (pid: number) => say(`Waiting for process ${pid}, which is installing the peers.`);
    await withLock(`${home}.lock`, { patienceMs: installTimeoutMs, onWait }, async () => {
      if (!isComplete(home)) await install(home, packages, say);
    });
  }
  return join(home, 'node_modules');
}

/** `LEVERED_TEST_CACHE`, or a folder in the person's cache folder, or, for one without a home, in the project. */
function cacheFolder(): string {
  const chosen = process.env['LEVERED_TEST_CACHE'];
  if (chosen) return chosen;
  // Empty where there is no home; a folder named by an empty variable would be one inside the working directory.
  const home = homedir();
  const named = process.env['XDG_CACHE_HOME'] ?? '';
  if (named === '' && home === '') return projectPath('.bench');
  return join(named === '' ? join(home, '.cache') : named, 'levered-vscode-test');
}

function isComplete(home: string): boolean {
  return existsSync(join(home, completeMarker));
}

async function install(home: string, packages: readonly string[], say: (line: string) => void): Promise<void> {
  const temporary = `${home}.${process.pid}.partial`;
  say(`Installing the peers into ${home}, because they are not there yet (a few seconds, 70 MB, once).`);
  try {
    await removeLeftovers(home);
    await mkdir(temporary, { recursive: true });
    // npm looks for the nearest package.json above it; with one of its own the folder cannot be mistaken for a part of a project.
    await writeFile(join(temporary, 'package.json'), JSON.stringify({ name: 'bench-peers', private: true }));
    const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
    await runCommand('npm', ['install', '--ignore-scripts', '--no-save', ...quiet, ...packages], {
      cwd: temporary,
      env: npmEnvironment(),
      timeoutMs: installTimeoutMs,
    });
    await writeFile(join(temporary, completeMarker), JSON.stringify(peerVersions));
    await rm(home, { recursive: true, force: true });
    await rename(temporary, home);
  } finally {
    await removeLeftovers(home);
  }
}

/** What this and interrupted installations left; nobody else is at work here, because the lock is ours. */
async function removeLeftovers(home: string): Promise<void> {
  const partial = (await readdir(dirname(home))).filter(
    name => name.startsWith(basename(home)) && name.endsWith('.partial'),
  );
  // An npm whose parent was killed writes on for a moment.
  const patient = { recursive: true, force: true, maxRetries: 10, retryDelay: 300 };
  for (const name of partial) await rm(join(dirname(home), name), patient);
}

/** Without what an npm that started us says about its own run: it would apply to this run, too. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^npm_(package_|lifecycle_|command$|config_(local_prefix|prefix|global_prefix|omit|include|save|dry_run|workspace)|execpath$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
