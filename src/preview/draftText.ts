import * as vscode from 'vscode';
import type { DefinitionDraft } from '../core/definition.ts';
import { toDraft } from '../core/document/draft.ts';
import { parseDocument } from '../core/document/documentParser.ts';
import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import { openDocument } from '../workspace/definitionUri.ts';
import { workspaceFiles } from '../workspace/workspaceFiles.ts';

/** What a file says at this moment, saved or not. `invalid`: it has errors, so it defines nothing yet. */
export type DraftText =
  | { readonly kind: 'draft'; readonly draft: DefinitionDraft; readonly document: LeveredDocument }
  | { readonly kind: 'invalid' | 'gone' };

/** A file whose text is a draft. */
export interface DraftSource {
  readonly file: string;
  readonly draft: DefinitionDraft;
  readonly document: LeveredDocument;
}

/** @throws what the file system says when the file cannot be read */
export async function readDraft(file: string): Promise<DraftText> {
  const text = openDocument(file)?.getText() ?? (await readClosed(file));
  if (text === undefined) return { kind: 'gone' };
  const document = parseDocument(text);
  const draft = toDraft(document);
  return draft === undefined ? { kind: 'invalid' } : { kind: 'draft', draft, document };
}

async function readClosed(file: string): Promise<string | undefined> {
  if (vscode.Uri.parse(file, true).scheme === 'untitled') return undefined;
  const read = await workspaceFiles.read(file);
  if (read.kind === 'failed') throw read.error;
  return read.kind === 'read' ? read.text : undefined;
}
