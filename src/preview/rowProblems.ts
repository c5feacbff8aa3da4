import * as vscode from 'vscode';
import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import { checkPlace } from '../core/preview/checks/checkPlace.ts';
import type { RowCheck, RowsVerdict } from '../core/preview/checks/rowCheck.ts';
import type { CheckLevel } from '../core/preview/checkLevel.ts';
import { checkAdvice } from './checkAdvice.ts';
import { checkTitle } from './checkTitles.ts';
import { type FileProblem, FileProblems } from './fileProblems.ts';

/** What the rows of a preview have wrong, as problems at the lines of the column mapping that they are about. */
export class RowProblems implements vscode.Disposable {
  readonly #problems: FileProblems;

  /** @param extension its manifest names the repository in which the problems are explained */
  constructor(extension: vscode.Extension<unknown>) {
    this.#problems = new FileProblems('levered-rows', extension, vscode.l10n.t('Levered, from the preview'));
  }

  /** @param document as it was when its query was run; a file that says something else by now gets no problems */
  show(file: string, document: LeveredDocument, { checks }: RowsVerdict): void {
    this.#problems.show(
      file,
      document,
      checks.flatMap(check => problemOf(document, check)),
    );
  }

  clear(file: string): void {
    this.#problems.clear(file);
  }

  dispose(): void {
    this.#problems.dispose();
  }
}

function problemOf(document: LeveredDocument, check: RowCheck): readonly FileProblem[] {
  const severity = severityOf(check.level);
  const place = checkPlace(document, check);
  if (severity === undefined || place === undefined) return [];
  const words = [checkTitle(check), checkAdvice(check)].filter(part => part !== undefined).join(' ');
  return [{ start: place.start, end: place.end, words, severity, code: check.code }];
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
