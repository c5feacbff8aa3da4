import * as vscode from 'vscode';

/** Which files of a workspace are definitions. */
export const definitionPattern = '**/*.levered.sql';

/** Whether something at this address is a definition of this workspace, as far as its name says. */
export function isDefinitionUri(uri: vscode.Uri): boolean {
  return uri.path.endsWith('.levered.sql') && vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

/** The open document of an address, if its text is not saved yet. */
export function unsavedDocument(uri: string): vscode.TextDocument | undefined {
  const document = openDocument(uri);
  return document?.isDirty === true ? document : undefined;
}

/** The document that VS Code has of an address, in an editor or not. */
export function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(document => !document.isClosed && document.uri.toString() === uri);
}
