import * as vscode from 'vscode';
import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import { queryErrorPlace, type QueryError } from '../core/preview/queryErrorPlace.ts';
import { plain } from '../core/text/plain.ts';
import { problemPage } from '../platform/problemPage.ts';
import { openDocument } from '../workspace/definitionUri.ts';

const code = 'warehouse-error';

/** What the warehouse said about a file's query, as a problem at the place in the file that it means. */
export class QueryProblems implements vscode.Disposable {
  readonly #problems = vscode.languages.createDiagnosticCollection('levered-warehouse');
  readonly #extension: vscode.Extension<unknown>;
  readonly #subscriptions: vscode.Disposable;

  /** @param extension its manifest names the repository in which the problem is explained */
  constructor(extension: vscode.Extension<unknown>) {
    this.#extension = extension;
    this.#subscriptions = vscode.Disposable.from(
      this.#problems,
      // What was said was said of another text.
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#problems.delete(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#problems.delete(uri)),
    );
  }

  /** @param document as it was when its query was run; a file that says something else by now gets no problem */
  show(file: string, document: LeveredDocument, error: QueryError): void {
    const text = openDocument(file);
    if (text?.getText() !== document.text) return;
    const place = queryErrorPlace(document.sqlToSend, error) ?? firstLine(document.sqlToSend);
    const { start } = document.sql;
    const range = new vscode.Range(text.positionAt(start + place.start), text.positionAt(start + place.end));
    const problem = new vscode.Diagnostic(range, plain(error.message, 'multiline', 1000));
    problem.source = vscode.l10n.t('Levered, from the warehouse');
    problem.code = { value: code, target: problemPage(code, this.#extension) };
    this.#problems.set(text.uri, [problem]);
  }

  clear(file: string): void {
    this.#problems.delete(vscode.Uri.parse(file, true));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

/** Where it is not told what is meant, it is the query as a whole. */
function firstLine(sql: string): { readonly start: number; readonly end: number } {
  const start = sql.search(/\S|$/);
  const end = sql.indexOf('\n', start);
  return { start, end: end < 0 ? sql.length : end };
}
