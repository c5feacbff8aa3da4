import { parseDocument } from '../document/documentParser.ts';
import { idFor } from '../document/draft.ts';
import { withId } from '../document/idEdit.ts';
import { applyEdits } from '../document/textEdit.ts';
import type { Intent } from '../journal/record.ts';
import type { DefinitionFiles } from './ports.ts';

/** What has to be known to write an id into a file. */
export type IdPlace = Pick<Intent, 'fileId' | 'fileIdBelongsTo'> & { readonly environment: string };

export type IdWritten =
  | { readonly kind: 'written' }
  /** `gone` the file · `other_id`: someone gave it another one meanwhile · `no_place`: its front matter is broken. */
  | {
      readonly kind: 'not_written';
      readonly why: 'gone' | 'other_id' | 'no_place' | 'changing';
      readonly error?: unknown;
    }
  | { readonly kind: 'not_written'; readonly why: 'failed'; readonly error: unknown };

/** How often a file is read again because it changed between reading and writing. */
const tries = 3;

/** Writes the id into the file as it is now, whatever else was edited in it, and nothing else. */
export async function writeId(files: DefinitionFiles, uri: string, id: string, place: IdPlace): Promise<IdWritten> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const read = await files.read(uri);
    if (read.kind === 'gone') return { kind: 'not_written', why: 'gone' };
    if (read.kind === 'failed') return { kind: 'not_written', why: 'failed', error: read.error };
    const text = textWithId(read.text, id, place);
    if (text === 'other_id' || text === 'no_place') return { kind: 'not_written', why: text };
    if (text.text === read.text) return { kind: 'written' };
    const write = await files.write(uri, text.text, read.hash);
    if (write.kind === 'written') return write;
    if (write.kind === 'failed') return { kind: 'not_written', why: 'failed', error: write.error };
  }
  return { kind: 'not_written', why: 'changing' };
}

/** The text with the id in it; or why it cannot be put there. */
export function textWithId(
  text: string,
  id: string,
  { fileId, fileIdBelongsTo, environment }: IdPlace,
): { readonly text: string } | 'other_id' | 'no_place' {
  const document = parseDocument(text);
  const now = idFor(document, environment);
  if (now.kind !== 'none') {
    if (now.id === id) return { text };
    // A person, or another window, has decided otherwise meanwhile.
    if (now.id !== fileId) return 'other_id';
  }
  const edits = withId(document, environment, id, fileIdBelongsTo ?? environment);
  return edits === undefined ? 'no_place' : { text: applyEdits(text, edits) };
}

/** The id that the text has for an environment, or a single one, be it another environment's. */
export function idIn(
  text: string,
  environment: string,
): { readonly id: string; readonly isSingle: boolean } | undefined {
  const found = idFor(parseDocument(text), environment);
  return found.kind === 'none' ? undefined : { id: found.id, isSingle: found.kind === 'single' };
}
