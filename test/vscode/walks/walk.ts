import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { LeveredOptions } from '../../levered/options.ts';
import type { RequestEntry } from '../../levered/requestLog.ts';
import { startLevered, type Levered } from '../../levered/server.ts';
import { projectRoot } from '../../project.ts';
import { launchBrowser } from '../browser.ts';
import { ensureServerBuild } from '../install/serverBuild.ts';
import { makeSandbox, type Sandbox } from '../sandbox.ts';
import { VSCodeServer, type ServerOptions } from '../server.ts';
import { VSCodeWindow } from '../window.ts';

interface WalkOptions {
  readonly levered?: Partial<LeveredOptions>;
  /** User settings beside those with which the sandbox is signed in; one of them here replaces it. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Runs before the window opens: to place files or switch faults on. */
  readonly before?: (levered: Levered, sandbox: Sandbox) => Promise<void> | void;
  /** What is opened: a folder or a `.code-workspace` file. Without it, the sandbox's folder. */
  readonly opens?: (sandbox: Sandbox) => string;
  /** Leaves the Levered view closed. */
  readonly leavesViewClosed?: boolean;
}

/** A window of its own on a sandbox of its own that is signed in to a local Levered of its own. */
export interface Walk extends AsyncDisposable {
  readonly levered: Levered;
  readonly sandbox: Sandbox;
  readonly window: VSCodeWindow;
  /** Keeps a picture of what is seen in the folder that `LEVERED_TEST_PICTURES` names; without that, does nothing. */
  picture(name: string): Promise<void>;
}

export interface Walks {
  readonly server: VSCodeServer;
  readonly browser: Browser;
  start(options?: WalkOptions): Promise<Walk>;
}

/**
 * Gives the tests of a file one VS Code server and one browser, which take seconds to start, and each test everything
 * else anew. The extension is the one in the project's folder, or in the one that `LEVERED_TEST_EXTENSION` names.
 */
export function walksOf(options: Pick<ServerOptions, 'restricted' | 'alone' | 'preload' | 'env'> = {}): Walks {
  let server: VSCodeServer | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    const build = await ensureServerBuild(console.log);
    const extension = process.env['LEVERED_TEST_EXTENSION'] ?? projectRoot;
    [server, browser] = await Promise.all([
      VSCodeServer.start({ ...options, build, extension }),
      launchBrowser(console.log),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.dispose();
  });
  return {
    get server() {
      return server!;
    },
    get browser() {
      return browser!;
    },
    start: walk => start(server!, browser!, walk ?? {}),
  };
}

async function start(server: VSCodeServer, browser: Browser, options: WalkOptions): Promise<Walk> {
  const owned: AsyncDisposable[] = [];
  const own = <T extends AsyncDisposable>(part: T): T => {
    owned.unshift(part);
    return part;
  };
  const dispose = async () => {
    for (const part of owned) await part[Symbol.asyncDispose]();
  };
  try {
    const levered = own(await startLevered(options.levered));
    const sandbox = own(await makeSandbox(levered));
    await options.before?.(levered, sandbox);
    await server.writeUserSettings({ ...sandbox.settings, ...options.settings });
    const folder = options.opens?.(sandbox) ?? sandbox.folder;
    const window = own(await VSCodeWindow.open({ browser, server, folder }));
    if (options.leavesViewClosed !== true) await window.openView('Levered');
    return { levered, sandbox, window, picture: name => picture(window, name), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function picture(window: VSCodeWindow, name: string): Promise<void> {
  const folder = process.env['LEVERED_TEST_PICTURES'];
  if (folder) await window.screenshot(join(folder, `${name}.png`));
}

export const metricsPath = '/api/v2/warehouse/metrics';
export const sourcePath = '/api/v2/warehouse/assignment-source';
/** Of any definition: for a fault. */
export const previewPath = /\/preview$/;

/** For `before`: without files of its own, the workspace adds nothing to what the tree shows of the organization. */
export async function withoutFiles(_levered: Levered, { folder }: Sandbox): Promise<void> {
  await rm(join(folder, 'levered'), { recursive: true });
}

/** The requests as `GET /…/metrics`, oldest first. */
export function requestLines(levered: Levered): string[] {
  return levered.log.requests.map(({ method, path }) => `${method} ${path}`);
}

/** The requests that had the warehouse run a query, or wanted to. */
export function previewRequests(levered: Levered): RequestEntry[] {
  return levered.log.requests.filter(({ path }) => path.endsWith('/preview'));
}

/** The id of a metric of the default organization, by its name. */
export function metricId(levered: Levered, name: string): string {
  const found = levered.state().metrics.find(metric => metric.name === name);
  if (found === undefined) throw new Error(`The local Levered has no metric “${name}”.`);
  return found.id;
}
