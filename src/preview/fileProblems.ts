import * as vscode from 'vscode';
import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import { problemPage } from '../platform/problemPage.ts';
import { openDocument } from '../workspace/definitionUri.ts';

/** A problem at a place of a file, by offsets in its text. */
export interface FileProblem {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly severity: vscode.DiagnosticSeverity;
  /** As the page of problems explains it. */
  readonly code: string;
}

/** Problems that a run has found in files. They hold for the text that was run, and go when it changes or is closed. */
export class FileProblems implements vscode.Disposable {
  readonly #problems: vscode.DiagnosticCollection;
  readonly #extension: vscode.Extension<unknown>;
  readonly #source: string;
  readonly #subscriptions: vscode.Disposable;

  /**
   * @param extension its manifest names the repository in which the problems are explained
   * @param source who has found them, in words
   */
  constructor(name: string, extension: vscode.Extension<unknown>, source: string) {
    this.#problems = vscode.languages.createDiagnosticCollection(name);
    this.#extension = extension;
    this.#source = source;
    this.#subscriptions = vscode.Disposable.from(
      this.#problems,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#problems.delete(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#problems.delete(uri)),
    );
  }

  /** @param document as it was when its query was run; a file that says something else by now gets no problems */
  show(file: string, document: LeveredDocument, found: readonly FileProblem[]): void {
    const text = openDocument(file);
    if (text?.getText() !== document.text) return;
    this.#problems.set(
      text.uri,
      found.map(({ start, end, words, severity, code }) => {
        const range = new vscode.Range(text.positionAt(start), text.positionAt(end));
        const problem = new vscode.Diagnostic(range, words, severity);
        problem.source = this.#source;
        problem.code = { value: code, target: problemPage(code, this.#extension) };
        return problem;
      }),
    );
  }

  clear(file: string): void {
    this.#problems.delete(vscode.Uri.parse(file, true));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
