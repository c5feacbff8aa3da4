import * as vscode from 'vscode';
import type { DefinitionDraft } from '../core/definition.ts';
import { withDefinition } from '../core/document/definitionEdit.ts';
import { parseDocument } from '../core/document/documentParser.ts';

/**
 * Makes an open document say what a definition says, by an edit that one undo takes back. Nothing is saved, and what
 * need not change stays as it is.
 * @returns false when the document is written in a way that cannot be changed safely, or VS Code took no edit
 */
export async function editDocument(document: vscode.TextDocument, definition: DefinitionDraft): Promise<boolean> {
  const edits = withDefinition(parseDocument(document.getText()), definition);
  if (edits === undefined) return false;
  const edit = new vscode.WorkspaceEdit();
  const at = (offset: number): vscode.Position => document.positionAt(offset);
  edit.set(
    document.uri,
    edits.map(({ start, end, text }) => vscode.TextEdit.replace(new vscode.Range(at(start), at(end)), text)),
  );
  return edits.length === 0 || vscode.workspace.applyEdit(edit);
}
