import * as vscode from 'vscode';
import type { Definition } from '../core/definition.ts';
import { withDefinition } from '../core/document/definitionEdit.ts';
import { parseDocument } from '../core/document/documentParser.ts';
import { printDefinition } from '../core/document/documentPrinter.ts';
import { toDraft } from '../core/document/draft.ts';
import { applyEdits } from '../core/document/textEdit.ts';
import type { EntryFile } from '../core/plan/plan.ts';
import { pullTarget } from '../workspace/pullTarget.ts';
import { workspaceFiles } from '../workspace/workspaceFiles.ts';
import { editDocument } from './documentEdit.ts';
import type { OpenPullFolder } from './pullPlace.ts';

/**
 * What became of a file. `changed`: it has another text than the plan saw · `not_editable`: it is written in a way that
 * cannot be changed without a person · `failed`: the file system refused. Of the last three nothing was written.
 */
export type FileOutcome =
  | { readonly kind: 'created' | 'updated'; readonly uri: vscode.Uri }
  | { readonly kind: 'changed' | 'not_editable' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A name that another program takes at the same moment is passed over this many times. */
const mostNames = 5;

/** Makes a file for a definition that has none. Never touches one that is there (15, T21). */
export async function createFileOf(definition: Definition, folder: OpenPullFolder): Promise<FileOutcome> {
  const text = printDefinition(definition, definition.kind === 'metric' ? { id: definition.id } : {});
  for (let tries = 0; tries < mostNames; tries++) {
    const uri = pullTarget(folder, definition);
    const created = await workspaceFiles.create(uri.toString(), text, 'free');
    if (created.kind === 'written') return { kind: 'created', uri };
    if (created.kind === 'failed') return created;
  }
  return { kind: 'failed', error: new Error(vscode.l10n.t('Every name for the file is taken.')) };
}

/** Brings a saved file up to a definition: only what differs in meaning is replaced, and the file is saved again. */
export async function updateFile({ uri, hash }: EntryFile, definition: Definition): Promise<FileOutcome> {
  const before = await workspaceFiles.read(uri);
  if (before.kind === 'failed') return before;
  if (before.kind === 'gone' || before.hash !== hash) return { kind: 'changed' };
  const edits = withDefinition(parseDocument(before.text), definition);
  if (edits === undefined) return { kind: 'not_editable' };
  const written = await workspaceFiles.write(uri, applyEdits(before.text, edits), hash);
  return written.kind === 'written' ? { kind: 'updated', uri: vscode.Uri.parse(uri, true) } : written;
}

/** What an edit in the editor took the place of; undefined when the document could not be edited. */
export type UnsavedEdit =
  { readonly document: vscode.TextDocument; readonly before: NonNullable<ReturnType<typeof toDraft>> } | undefined;

/** The same in the editor, over whatever is not saved there: nothing is saved, and one undo takes it back. */
export async function editFile({ uri }: EntryFile, definition: Definition): Promise<UnsavedEdit> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const before = toDraft(parseDocument(document.getText()));
  if (before === undefined || !(await editDocument(document, definition))) return undefined;
  return { document, before };
}
