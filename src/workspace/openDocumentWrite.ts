import * as vscode from 'vscode';
import type { FileWrite } from '../core/apply/ports.ts';

/**
 * Gives an open document another text and saves it. Only the part that differs is edited, so that cursors and folds
 * stay; one undo takes it back. When it cannot be saved, the document gets its text back.
 */
export async function writeOpenDocument(document: vscode.TextDocument, text: string): Promise<FileWrite> {
  const before = document.getText();
  const version = document.version;
  const after = text.replace(/^\uFEFF/, '');
  if (!(await apply(document, after))) {
    return document.version === version ? { kind: 'failed', error: refusedEdit(document) } : { kind: 'changed' };
  }
  const edited = document.version;
  if (await document.save()) return { kind: 'written' };
  // What was typed meanwhile stays.
  if (document.version === edited) await apply(document, before);
  return { kind: 'failed', error: new Error(`VS Code could not save ${document.uri.toString()}.`) };
}

async function apply(document: vscode.TextDocument, after: string): Promise<boolean> {
  const before = document.getText();
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const edits: vscode.TextEdit[] = [];
  if (start < before.length - end || start < after.length - end) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - end));
    edits.push(vscode.TextEdit.replace(range, after.slice(start, after.length - end)));
  }
  const eol = after.includes('\r\n') ? vscode.EndOfLine.CRLF : vscode.EndOfLine.LF;
  if (after.includes('\n') && document.eol !== eol) edits.push(vscode.TextEdit.setEndOfLine(eol));
  if (edits.length === 0) return true;
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  return vscode.workspace.applyEdit(edit);
}

function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length++;
  // Between the two characters of a line break there is no position.
  return one[length - 1] === '\r' ? length - 1 : length;
}

function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let length = 0;
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length++;
  return one.at(-length) === '\n' && length > 0 ? length - 1 : length;
}

function refusedEdit(document: vscode.TextDocument): Error {
  return new Error(`VS Code did not take the change of ${document.uri.toString()}.`);
}
