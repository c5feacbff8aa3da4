import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseOrigin } from '../api/origin.ts';
import { parseToken } from '../api/token.ts';
import { isRecord, isText, personalSetting } from '../platform/settings.ts';
import type { Environment } from './environment.ts';
import { wordOriginProblem } from './words.ts';

/** What the CLI's folder holds for an environment. No reason carries a byte of the file. */
export type CliSession =
  | { readonly kind: 'session'; readonly token: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string }
  | { readonly kind: 'other_origin'; readonly path: string; readonly origin: string };

/**
 * Reads the session of the `levered` command line: `auth.<environment>.json` with the key `session_token`, beside
 * `config.json`, whose `api_url` says for which address the CLI's session of its current environment is. Only ever
 * reads, and only when asked; a token for another address than ours is not handed out (T3).
 */
export async function readCliSession(environment: Environment): Promise<CliSession> {
  const folder = cliFolder();
  const config = await readRecord(join(folder, 'config.json'));
  if (config.kind === 'unreadable') return config;
  if (config.kind === 'record' && (config.record['environment'] ?? 'prod') === environment.name) {
    const problem = addressProblem(join(folder, 'config.json'), config.record['api_url'], environment);
    if (problem !== undefined) return problem;
  }
  const path = join(folder, `auth.${environment.name}.json`);
  const auth = await readRecord(path);
  if (auth.kind !== 'record') return auth;
  const raw = auth.record['session_token'];
  const token = typeof raw === 'string' ? parseToken(raw) : undefined;
  if (token?.kind === 'token') return { kind: 'session', token: token.token };
  return { kind: 'unreadable', path, reason: vscode.l10n.t('It has no usable "session_token".') };
}

/** An address that cannot be read plainly may be any: its session is refused like one for another address. */
function addressProblem(path: string, url: unknown, environment: Environment): CliSession | undefined {
  if (url === undefined || url === null) return undefined;
  const parsed = parseOrigin(typeof url === 'string' ? url : '');
  if (parsed.kind === 'problem') return { kind: 'unreadable', path, reason: wordOriginProblem(parsed.code) };
  if (parsed.origin === environment.origin) return undefined;
  return { kind: 'other_origin', path, origin: parsed.origin };
}

/** Tells when the CLI writes a session, as `levered login` does. */
export function watchCliSession(onDidChange: () => void): vscode.Disposable {
  const pattern = new vscode.RelativePattern(vscode.Uri.file(cliFolder()), 'auth.*.json');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(onDidChange),
    watcher.onDidChange(onDidChange),
    watcher.onDidDelete(onDidChange),
  );
}

function cliFolder(): string {
  const folder = personalSetting('cliFolder', isText) ?? '~/.levered';
  return /^~(?=$|[\\/])/.test(folder) ? join(homedir(), folder.slice(1)) : folder;
}

type RecordFile =
  | { readonly kind: 'record'; readonly record: Readonly<Record<string, unknown>> }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

async function readRecord(path: string): Promise<RecordFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = isRecord(error) ? String(error['code']) : '';
    return code === 'ENOENT' ? { kind: 'none' } : { kind: 'unreadable', path, reason: code };
  }
  try {
    const record: unknown = JSON.parse(text);
    if (isRecord(record)) return { kind: 'record', record };
  } catch {
    // The parser's own message would quote the file, and the file holds the token.
  }
  return { kind: 'unreadable', path, reason: vscode.l10n.t('It is not a JSON object.') };
}

/** Why the CLI's session could not be taken. */
export function wordCliProblem(problem: Exclude<CliSession, { kind: 'session' }>, environment: string): string {
  const { t } = vscode.l10n;
  switch (problem.kind) {
    case 'none':
      return t('The Levered command line has no session for {0}. Log in there, then this window follows.', environment);
    case 'unreadable':
      return t('The file {0} of the Levered command line cannot be read. {1}', problem.path, problem.reason);
    case 'other_origin':
      return t(
        'The session of the Levered command line is for {0}, which is not the address of {1}. Add that address to the setting levered.environments to use it.',
        problem.origin,
        environment,
      );
  }
}
