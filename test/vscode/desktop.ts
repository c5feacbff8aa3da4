import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectPath } from '../project.ts';

/** Which VS Code a run uses, and why, in words that finish "because …". */
export interface Choice {
  readonly kind: 'desktop' | 'server';
  readonly reason: string;
}

const downloadHost = 'https://update.code.visualstudio.com';
const answerTimeoutMs = 4_000;

/**
 * Chooses between desktop VS Code and the server build, within a few seconds. `LEVERED_TEST_VSCODE` (`desktop` or
 * `server`) decides when it is set; else the desktop wants a display and either an earlier download or a way to it.
 */
export async function chooseVSCode(): Promise<Choice> {
  const wanted = process.env['LEVERED_TEST_VSCODE'];
  if (wanted === 'desktop' || wanted === 'server') return { kind: wanted, reason: 'LEVERED_TEST_VSCODE says so' };
  if (wanted) throw new Error(`LEVERED_TEST_VSCODE is “${wanted}”. Set it to desktop or server, or not at all.`);
  if (!hasDisplay()) return { kind: 'server', reason: 'there is no display' };
  if (existsSync(projectPath('.vscode-test'))) return { kind: 'desktop', reason: 'it was downloaded before' };
  if (await answers(downloadHost)) return { kind: 'desktop', reason: 'there is a display, and it can be downloaded' };
  return { kind: 'server', reason: "VS Code's download host does not answer" };
}

/** The command `code` of an installed desktop VS Code, if there is one on the PATH. */
export function installedDesktop(): string | undefined {
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(path => existsSync(path));
}

export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(answerTimeoutMs) });
    return true;
  } catch {
    // Whatever kept it from answering, the server build is the way that works without it.
    return false;
  }
}
