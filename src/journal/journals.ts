import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { slug } from '../core/text/slug.ts';
import { createFile, replaceFile } from '../platform/diskWrite.ts';
import { errorCode, isGone } from '../platform/errorCode.ts';
import { toJournalError } from './journalError.ts';
import { JournalFile } from './journalFile.ts';

/** The ids of a journal, as long as its file is the same. */
interface KnownIds {
  readonly stamp: string;
  readonly ids: ReadonlySet<string>;
}

/** What stands beside a journal, because its records do not say it. */
interface Owner {
  readonly version: 1;
  readonly origin: string;
  readonly organization: string;
  readonly environment: string;
}

/** The journals of this workspace: one for each origin and organization, in one folder. */
export class Journals {
  readonly #folder: string;
  readonly #open = new Map<string, JournalFile>();
  readonly #known = new Map<string, KnownIds>();

  /** @param folder need not be there yet */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * The journal of an organization, with everything read in that is in it; always the same object for the same one.
   * @param environment the name under which the person knows the origin now
   * @throws JournalError when its file or folder cannot be read or made
   */
  async open(origin: string, organization: string, environment: string): Promise<JournalFile> {
    const name = journalName(origin, organization);
    const path = join(this.#folder, name);
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await keepOwner(`${path}.json`, { version: 1, origin, organization, environment });
    } catch (error) {
      throw toJournalError(error, `${path}.json`);
    }
    let journal = this.#open.get(name);
    if (journal === undefined) {
      journal = new JournalFile(path);
      this.#open.set(name, journal);
    }
    await journal.refresh();
    return journal;
  }

  /**
   * The ids that all other journals hold: id → name of the environment.
   * @throws JournalError when the folder or one of the journals cannot be read
   */
  async idsElsewhere(origin: string, organization: string): Promise<ReadonlyMap<string, string>> {
    const own = `${journalName(origin, organization)}.jsonl`;
    const found = new Map<string, string>();
    for (const file of (await this.#files()).filter(each => each !== own)) {
      const name = file.slice(0, -'.jsonl'.length);
      const path = join(this.#folder, name);
      const environment = (await readOwner(`${path}.json`))?.environment ?? name;
      for (const id of await this.#idsOf(path)) found.set(id, environment);
    }
    return found;
  }

  /** Gives back every lock. */
  async dispose(): Promise<void> {
    await Promise.all([...this.#open.values()].map(journal => journal.lock.release()));
  }

  async #files(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#folder)).filter(name => name.endsWith('.jsonl')).sort();
    } catch (error) {
      if (isGone(error)) return [];
      throw toJournalError(error, this.#folder);
    }
  }

  async #idsOf(path: string): Promise<ReadonlySet<string>> {
    const journal = new JournalFile(path);
    try {
      const { mtimeNs, size } = await stat(journal.path, { bigint: true });
      const stamp = `${mtimeNs} ${size}`;
      const known = this.#known.get(path);
      if (known?.stamp === stamp) return known.ids;
      await journal.refresh();
      const { ids } = journal.state;
      this.#known.set(path, { stamp, ids });
      return ids;
    } catch (error) {
      if (isGone(error)) return new Set();
      throw toJournalError(error, journal.path);
    }
  }
}

/** The name of an organization's files: readable, and by its end another one for every other organization. */
export function journalName(origin: string, organization: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([origin, organization]))
    .digest('hex')
    .slice(0, 16);
  return `${slug(`${origin.replace(/^https?:/, '')} ${organization}`)}-${hash}`;
}

async function keepOwner(path: string, owner: Owner): Promise<void> {
  const text = `${JSON.stringify(owner)}\n`;
  const before = await readText(path);
  if (before === text) return;
  if (before !== undefined) {
    await replaceFile(path, text, 0o600);
    return;
  }
  try {
    await createFile(path, text, 0o600);
  } catch (error) {
    // Another window was first, with the same words.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

async function readOwner(path: string): Promise<{ readonly environment: string } | undefined> {
  const text = await readText(path);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isOwner = typeof value === 'object' && value !== null && 'environment' in value;
    return isOwner && typeof value.environment === 'string' ? { environment: value.environment } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isGone(error)) return undefined;
    throw toJournalError(error, path);
  }
}
