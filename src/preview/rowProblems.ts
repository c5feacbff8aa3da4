import * as vscode from 'vscode';
import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import { checkPlace } from '../core/preview/checks/checkPlace.ts';
import type { RowCheck, RowsVerdict } from '../core/preview/checks/rowCheck.ts';
import type { CheckLevel } from '../core/preview/checkLevel.ts';
import { problemPage } from '../platform/problemPage.ts';
import { openDocument } from '../workspace/definitionUri.ts';
import { checkAdvice } from './checkAdvice.ts';
import { checkTitle } from './checkTitles.ts';

/** What the rows of a preview have wrong, as problems at the lines of the column mapping that they are about. */
export class RowProblems implements vscode.Disposable {
  readonly #problems = vscode.languages.createDiagnosticCollection('levered-rows');
  readonly #extension: vscode.Extension<unknown>;
  readonly #subscriptions: vscode.Disposable;

  /** @param extension its manifest names the repository in which the problems are explained */
  constructor(extension: vscode.Extension<unknown>) {
    this.#extension = extension;
    this.#subscriptions = vscode.Disposable.from(
      this.#problems,
      // What was found was found of another text.
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#problems.delete(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#problems.delete(uri)),
    );
  }

  /** @param document as it was when its query was run; a file that says something else by now gets no problems */
  show(file: string, document: LeveredDocument, { checks }: RowsVerdict): void {
    const text = openDocument(file);
    if (text?.getText() !== document.text) return;
    this.#problems.set(
      text.uri,
      checks.flatMap(check => this.#problem(text, document, check)),
    );
  }

  clear(file: string): void {
    this.#problems.delete(vscode.Uri.parse(file, true));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #problem(text: vscode.TextDocument, document: LeveredDocument, check: RowCheck): vscode.Diagnostic[] {
    const severity = severityOf(check.level);
    const place = checkPlace(document, check);
    if (severity === undefined || place === undefined) return [];
    const range = new vscode.Range(text.positionAt(place.start), text.positionAt(place.end));
    const words = [checkTitle(check), checkAdvice(check)].filter(part => part !== undefined).join(' ');
    const problem = new vscode.Diagnostic(range, words, severity);
    problem.source = vscode.l10n.t('Levered, from the preview');
    problem.code = { value: check.code, target: problemPage(check.code, this.#extension) };
    return [problem];
  }
}

function severityOf(level: CheckLevel): vscode.DiagnosticSeverity | undefined {
  switch (level) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'info':
      return vscode.DiagnosticSeverity.Information;
    case 'fine':
      return undefined;
  }
}
