import * as vscode from 'vscode';

/** Calls back once: when a document of the language is open, now or later. */
export function onFirstDocument(language: string, then: () => void): vscode.Disposable {
  const isOne = ({ languageId }: vscode.TextDocument): boolean => languageId === language;
  if (vscode.workspace.textDocuments.some(isOne)) {
    then();
    return new vscode.Disposable(() => undefined);
  }
  const subscription = vscode.workspace.onDidOpenTextDocument(document => {
    if (!isOne(document)) return;
    subscription.dispose();
    then();
  });
  return subscription;
}
