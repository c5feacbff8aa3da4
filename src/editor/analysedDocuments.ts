import * as vscode from 'vscode';
import { parseDocument } from '../core/document/documentParser.ts';
import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import { analyseQuery } from '../core/sql/analyseQuery.ts';
import type { Dialect } from '../core/sql/dialect.ts';
import type { QueryAnalysis, Range } from '../core/sql/queryAnalysis.ts';

/** A text document, read: what the features of the editor look at. */
export interface AnalysedDocument {
  readonly document: LeveredDocument;
  readonly dialect: Dialect;
  /** Of the SQL alone: `placeOf` tells where its ranges are in the document. */
  readonly analysis: QueryAnalysis;
}

interface Known extends AnalysedDocument {
  readonly version: number;
}

/** Reads documents of the language once for each version, when somebody asks, however many features ask. */
export class AnalysedDocuments implements vscode.Disposable {
  readonly #dialect: () => Dialect;
  readonly #known = new Map<string, Known>();
  readonly #subscription: vscode.Disposable;

  /** @param dialect the warehouse's, as far as it is known now */
  constructor(dialect: () => Dialect) {
    this.#dialect = dialect;
    this.#subscription = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#known.delete(uri.toString()));
  }

  get(text: vscode.TextDocument): AnalysedDocument {
    const key = text.uri.toString();
    const dialect = this.#dialect();
    const known = this.#known.get(key);
    if (known?.version === text.version && known.dialect === dialect) return known;
    const document = parseDocument(text.getText());
    const read = { version: text.version, dialect, document, analysis: analyseQuery(document.sqlToSend, dialect) };
    this.#known.set(key, read);
    return read;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

/** Where a range of the SQL is in the text document. */
export function placeOf(
  text: vscode.TextDocument,
  { document }: AnalysedDocument,
  { start, end }: Range,
): vscode.Range {
  const { sql } = document;
  return new vscode.Range(text.positionAt(sql.start + start), text.positionAt(sql.start + end));
}
