import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { ServerBuild } from './install/serverBuild.ts';
import { endWithUs, forget, killTree } from './processTree.ts';
import { waitFor } from './waitFor.ts';

export interface ServerOptions {
  readonly build: ServerBuild;
  /** The folder of an extension that is installed in it: a link, so that a new build only wants a reload. */
  readonly extension?: string;
  /** The folders of other extensions that are installed beside it, as links. */
  readonly others?: readonly string[];
  /**
   * Lets a window take an extension under development and its suites from its address (`WindowAddress`). VS Code then
   * keeps its notifications to itself: they count in the bell, and no toast is drawn.
   */
  readonly runsSuites?: boolean;
  /** User settings, in place before the server starts. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Restricted Mode: every folder counts as untrusted, and nobody is asked. */
  readonly restricted?: boolean;
  /** Leaves out the extensions that come with VS Code: whatever an extension host does is then of this one. */
  readonly alone?: boolean;
  /** A CommonJS script that the server and the extension hosts load before anything else. */
  readonly preload?: string;
  /** Added to the environment that the server and its extension hosts have. */
  readonly env?: Readonly<Record<string, string>>;
}

const startTimeoutMs = 60_000;

/** What any run wants: nothing that moves, asks, greets or calls home. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
  'window.commandCenter': false,
  'editor.cursorBlinking': 'solid',
};

/** VS Code's server build, running on a free port of 127.0.0.1 with data of its own. */
export class VSCodeServer implements AsyncDisposable {
  readonly port: number;
  /** Its data folder: logs, machine settings, state. Goes with `dispose`. */
  readonly dataFolder: string;
  readonly #options: ServerOptions;
  #process: ChildProcess | undefined;
  #output = '';

  private constructor(options: ServerOptions, port: number, dataFolder: string) {
    this.#options = options;
    this.port = port;
    this.dataFolder = dataFolder;
  }

  /** Starts a server and waits until it answers. Fails with what it wrote when it does not within a minute. */
  static async start(options: ServerOptions): Promise<VSCodeServer> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'levered-vscode-'));
    const server = new VSCodeServer(options, await freePort(), dataFolder);
    try {
      await server.writeUserSettings(options.settings ?? {});
      await server.#installExtension();
      await server.#launch();
      return server;
    } catch (error) {
      await server.dispose();
      throw error;
    }
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Of the server; its extension hosts are below it. Fails when it has ended. */
  get processId(): number {
    const pid = this.#process?.pid;
    if (pid === undefined) throw new Error("VS Code's server is not running.");
    return pid;
  }

  /** What the server has written so far: for the message of a failed test. */
  get output(): string {
    return this.#output;
  }

  /** Replaces the user settings; a running window notices. */
  async writeUserSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const trust = this.#options.restricted
      ? { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' }
      : {};
    const text = JSON.stringify({ ...quietSettings, ...trust, ...settings }, undefined, 2);
    for (const who of ['User', 'Machine']) {
      const folder = join(this.dataFolder, 'data', who);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'settings.json'), text);
    }
  }

  /** Ends the server and starts it again on the same port and data, as after a restart of the machine. */
  async restart(): Promise<void> {
    await this.#end();
    await this.#launch();
  }

  /** Ends the server with every process that it started, and removes its data. */
  async dispose(): Promise<void> {
    await this.#end();
    await rm(this.dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }

  async #installExtension(): Promise<void> {
    const extensions = join(this.dataFolder, 'extensions');
    await mkdir(extensions);
    await mkdir(this.#noExtensions);
    const { extension, others = [] } = this.#options;
    if (extension !== undefined) await symlink(resolve(extension), join(extensions, 'under-development'), 'junction');
    for (const [at, folder] of others.entries()) {
      await symlink(resolve(folder), join(extensions, `other-${at}`), 'junction');
    }
  }

  get #noExtensions(): string {
    return join(this.dataFolder, 'no-extensions');
  }

  async #launch(): Promise<void> {
    const { build, restricted, runsSuites, alone, preload, env } = this.#options;
    const flags = [
      ...['--host', '127.0.0.1', '--port', String(this.port), '--without-connection-token'],
      ...['--server-data-dir', this.dataFolder, '--extensions-dir', join(this.dataFolder, 'extensions')],
      ...['--telemetry-level', 'off', '--accept-server-license-terms'],
      ...(runsSuites ? ['--enable-smoke-test-driver'] : []),
      ...(alone ? ['--builtin-extensions-dir', this.#noExtensions] : []),
      ...(restricted ? [] : ['--disable-workspace-trust']),
    ];
    const path = [dirname(build.node), process.env['PATH'] ?? ''].join(delimiter);
    // What Node itself is told by flags, the server passes on to the processes that it forks.
    const nodeFlags = preload === undefined ? [] : [`--require=${preload}`];
    const child = spawn(build.node, [...nodeFlags, join(build.root, 'out', 'server-main.js'), ...flags], {
      env: { ...inheritedEnvironment(), PATH: path, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    if (child.pid !== undefined) endWithUs(child.pid);
    const keep = (chunk: Buffer) => (this.#output = (this.#output + chunk.toString()).slice(-100_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    let failure: string | undefined;
    child.once('error', error => (failure = error.message));
    child.once('exit', code => (failure = `it ended with ${code ?? 'a signal'}`));
    const answered = await waitFor("VS Code's server to answer", startTimeoutMs, async () => {
      if (failure !== undefined) return failure;
      return (await fetch(`${this.origin}/version`)).ok ? 'up' : undefined;
    });
    if (answered !== 'up')
      throw new Error(`VS Code's server did not start: ${answered}.\n${this.#output.slice(-2000)}`);
  }

  async #end(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.pid === undefined) return;
    if (child.exitCode !== null || child.signalCode !== null) {
      forget(child.pid);
      return;
    }
    const exited = new Promise(resolve => child.once('exit', resolve));
    killTree(child.pid);
    await exited;
  }
}

/** Without what npm, vitest or an outer VS Code put there for processes of their own. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|VITEST|VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_ENV$|TEST$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return port;
}
