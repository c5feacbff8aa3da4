import * as vscode from 'vscode';
import type { ApiOrigin } from '../api/origin.ts';
import { isRecord } from '../platform/settings.ts';

/** How a person is signed in at one origin. `none` is a sign-out that also holds against `levered.useCliSession`. */
export type StoredSession =
  | { readonly source: 'token'; readonly token: string; readonly organization?: string }
  | { readonly source: 'cli'; readonly organization?: string }
  | { readonly source: 'none' };

const version = 1;
const keyOf = (origin: ApiOrigin): string => `levered.session:${origin}`;

/**
 * The sessions of all origins, in VS Code's SecretStorage and nowhere else (T6). One secret for each exact origin, so
 * that an environment whose address changes needs a sign-in of its own (T1, T3).
 */
export class TokenStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<void>();
  /** A session was kept or removed, in this window or in another one. */
  readonly onDidChange = this.#changed.event;
  readonly #subscription: vscode.Disposable;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith('levered.session:')) this.#changed.fire();
    });
  }

  async read(origin: ApiOrigin): Promise<StoredSession | undefined> {
    const text = await this.#secrets.get(keyOf(origin));
    return text === undefined ? undefined : parse(text);
  }

  async write(origin: ApiOrigin, session: StoredSession): Promise<void> {
    await this.#secrets.store(keyOf(origin), JSON.stringify({ version, ...session }));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** A record of an unknown version, or a damaged one, counts as signed out: signing in again writes a good one. */
function parse(text: string): StoredSession | undefined {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(record) || record['version'] !== version) return undefined;
  const { source, token, organization } = record;
  const known = typeof organization === 'string' ? { organization } : {};
  if (source === 'token' && typeof token === 'string') return { source, token, ...known };
  if (source === 'cli') return { source, ...known };
  return source === 'none' ? { source } : undefined;
}
