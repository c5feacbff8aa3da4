import * as vscode from 'vscode';
import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import { queryErrorPlace, type QueryError } from '../core/preview/queryErrorPlace.ts';
import { plain } from '../core/text/plain.ts';
import { FileProblems } from './fileProblems.ts';

/** What the warehouse said about a file's query, as a problem at the place in the file that it means. */
export class QueryProblems implements vscode.Disposable {
  readonly #problems: FileProblems;

  /** @param extension its manifest names the repository in which the problem is explained */
  constructor(extension: vscode.Extension<unknown>) {
    this.#problems = new FileProblems('levered-warehouse', extension, vscode.l10n.t('Levered, from the warehouse'));
  }

  /** @param document as it was when its query was run; a file that says something else by now gets no problem */
  show(file: string, document: LeveredDocument, error: QueryError): void {
    const place = queryErrorPlace(document.sqlToSend, error) ?? firstLine(document.sqlToSend);
    const { start } = document.sql;
    this.#problems.show(file, document, [
      {
        start: start + place.start,
        end: start + place.end,
        words: plain(error.message, 'multiline', 1000),
        severity: vscode.DiagnosticSeverity.Error,
        code: 'warehouse-error',
      },
    ]);
  }

  clear(file: string): void {
    this.#problems.clear(file);
  }

  dispose(): void {
    this.#problems.dispose();
  }
}

/** Where it is not told what is meant, it is the query as a whole. */
function firstLine(sql: string): { readonly start: number; readonly end: number } {
  const start = sql.search(/\S|$/);
  const end = sql.indexOf('\n', start);
  return { start, end: end < 0 ? sql.length : end };
}
