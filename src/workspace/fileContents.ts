import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import type { LocalDocument } from '../core/plan/sides.ts';
import { type FileReading, hashOf, mostBytes } from './fileReading.ts';

/** The part of a `LocalDocument` that comes out of its bytes. */
export type FileContent = Pick<LocalDocument, 'hash' | 'content'>;

interface KnownFile {
  readonly content: FileContent;
  readonly stamp: string | undefined;
}

/** What files hold, remembered: a file with the stamp of last time is not read again, an equal text not parsed again. */
export class FileContents {
  readonly #files = new Map<string, KnownFile>();
  readonly #documents = new Map<string, LeveredDocument>();
  readonly #parseDocument: (text: string) => LeveredDocument;

  constructor(parseDocument: (text: string) => LeveredDocument) {
    this.#parseDocument = parseDocument;
  }

  /**
   * @param uri identity of the file
   * @param readFile is given the stamp of the last reading
   * @returns the refusal as a content too, and undefined for a file that is not there
   */
  async read(
    uri: string,
    readFile: (known: string | undefined) => Promise<FileReading>,
  ): Promise<FileContent | undefined> {
    const known = this.#files.get(uri);
    const reading = await readFile(known?.stamp);
    switch (reading.kind) {
      case 'same':
        return known?.content;
      case 'gone':
        this.#files.delete(uri);
        return undefined;
      case 'refused':
        this.#files.delete(uri);
        return refusal(reading.refusal);
      case 'text': {
        const content = this.#parse(reading.text, reading.hash);
        this.#files.set(uri, { content, stamp: reading.stamp });
        return content;
      }
    }
  }

  /** The same of a text that is not saved yet. */
  ofText(text: string): FileContent {
    const bytes = Buffer.from(text);
    return bytes.length > mostBytes ? refusal('too_large') : this.#parse(text, hashOf(bytes));
  }

  /** Forgets what belongs to no file of these any more. */
  keepOnly(uris: ReadonlySet<string>, hashes: ReadonlySet<string>): void {
    for (const uri of this.#files.keys()) if (!uris.has(uri)) this.#files.delete(uri);
    for (const hash of this.#documents.keys()) if (!hashes.has(hash)) this.#documents.delete(hash);
  }

  #parse(text: string, hash: string): FileContent {
    let document = this.#documents.get(hash);
    if (document === undefined) {
      document = this.#parseDocument(text);
      this.#documents.set(hash, document);
    }
    return { hash, content: { kind: 'read', document } };
  }
}

function refusal(why: Extract<FileReading, { kind: 'refused' }>['refusal']): FileContent {
  return { hash: why, content: { kind: 'refused', refusal: why } };
}
