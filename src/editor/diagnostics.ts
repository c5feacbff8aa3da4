import * as vscode from 'vscode';
import { lint } from '../core/lint/lint.ts';
import type { Problem, Severity } from '../core/lint/problem.ts';
import type { LintContext, LintSubject } from '../core/lint/subject.ts';
import type { AnalysedDocuments } from './analysedDocuments.ts';
import { problemMessage } from './problemWords.ts';
import { problemPage } from '../platform/problemPage.ts';

/** What is known around a document, from whoever knows it; asked whenever a document is read. */
interface DocumentSurroundings {
  /** Each fires when an answer may be another one for any document. */
  readonly changes: readonly vscode.Event<unknown>[];
  /** Whether the organization uses the warehouse that Levered hosts, as far as that is known now. */
  isHosted(): boolean;
  environment(): string | undefined;
  /** The paths of other files that claim to be the same definition. */
  rivalsOf(uri: vscode.Uri): readonly string[];
}

interface Parts {
  readonly documents: AnalysedDocuments;
  readonly surroundings: DocumentSurroundings;
  /** The extension itself: its manifest names the repository in which the problems are explained. */
  readonly extension: vscode.Extension<unknown>;
}

const language = 'levered-sql';

/** A pause in typing, in milliseconds. */
const pause = 150;

/**
 * Shows what is wrong with the open documents of the language while a person types. What cannot be changed, such as
 * the remote side of a comparison, is not judged. Sends nothing.
 */
export class Diagnostics implements vscode.Disposable {
  readonly #parts: Parts;
  readonly #collection = vscode.languages.createDiagnosticCollection('levered');
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #subscriptions: vscode.Disposable;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { workspace } = vscode;
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      workspace.onDidOpenTextDocument(text => this.#show(text)),
      workspace.onDidChangeTextDocument(({ document }) => this.#showSoon(document)),
      workspace.onDidCloseTextDocument(text => this.#forget(text)),
      workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('levered.problems')) workspace.textDocuments.forEach(text => this.#show(text));
      }),
      ...parts.surroundings.changes.map(change =>
        change(() => workspace.textDocuments.forEach(text => this.#showSoon(text))),
      ),
    );
    workspace.textDocuments.forEach(text => this.#show(text));
  }

  /** What is wrong with a document as it is now, and what its fixes are made of. */
  read(text: vscode.TextDocument): { readonly problems: readonly Problem[]; readonly subject: LintSubject } {
    const { documents, surroundings } = this.#parts;
    const { document, analysis, dialect } = documents.get(text);
    const context: LintContext = {
      dialect,
      isHosted: surroundings.isHosted(),
      environment: surroundings.environment(),
      rivals: surroundings.rivalsOf(text.uri),
      fileName: text.uri.path.split('/').at(-1),
    };
    return { problems: lint(document, analysis, context), subject: { document, analysis, context } };
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.#subscriptions.dispose();
  }

  /** After a pause; what was waited for before is dropped. */
  #showSoon(text: vscode.TextDocument): void {
    if (!isJudged(text)) return;
    const key = text.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(
      key,
      setTimeout(() => this.#show(text), pause),
    );
  }

  #show(text: vscode.TextDocument): void {
    if (!isJudged(text)) return;
    this.#stopWaiting(text);
    const problems = isWanted(text) ? this.read(text).problems : [];
    this.#collection.set(
      text.uri,
      problems.map(problem => this.#diagnostic(text, problem)),
    );
  }

  #forget(text: vscode.TextDocument): void {
    this.#stopWaiting(text);
    this.#collection.delete(text.uri);
  }

  #stopWaiting({ uri }: vscode.TextDocument): void {
    const key = uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
  }

  #diagnostic(text: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
    const range = new vscode.Range(text.positionAt(problem.start), text.positionAt(problem.end));
    const diagnostic = new vscode.Diagnostic(range, problemMessage(problem), severityOf(problem.severity));
    diagnostic.source = 'Levered';
    diagnostic.code = { value: problem.code, target: problemPage(problem.code, this.#parts.extension) };
    return diagnostic;
  }
}

/** A scheme that says nothing about itself, such as that of an unsaved file, can be written. */
function isJudged({ languageId, uri, isClosed }: vscode.TextDocument): boolean {
  return languageId === language && !isClosed && vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false;
}

function isWanted({ uri }: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('levered', uri).get<unknown>('problems') !== false;
}

function severityOf(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'information':
      return vscode.DiagnosticSeverity.Information;
    case 'hint':
      return vscode.DiagnosticSeverity.Hint;
  }
}
