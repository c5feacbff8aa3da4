import * as vscode from 'vscode';
import type { Fix } from '../core/lint/fix.ts';
import { fixesOf } from '../core/lint/fixes.ts';
import type { Problem } from '../core/lint/problem.ts';
import type { Diagnostics } from './diagnostics.ts';
import { fixTitle } from './problemWords.ts';

/** Offers the ways to mend the problems that stand where the person is. They are found anew in the text as it is now. */
export function registerQuickFixes(diagnostics: Diagnostics): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(text, range, { diagnostics: shown }) {
      const { problems, subject } = diagnostics.read(text);
      const here = problems.filter(problem => rangeOf(text, problem).intersection(range) !== undefined);
      return here.flatMap(problem => {
        const own = shown.filter(diagnostic => isOf(diagnostic, text, problem));
        return fixesOf(problem, subject).map(fix => actionOf(text, fix, own));
      });
    },
  };
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  return vscode.languages.registerCodeActionsProvider({ language: 'levered-sql' }, provider, kinds);
}

function actionOf(text: vscode.TextDocument, fix: Fix, diagnostics: vscode.Diagnostic[]): vscode.CodeAction {
  const action = new vscode.CodeAction(fixTitle(fix), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const edit of fix.edits) action.edit.replace(text.uri, rangeOf(text, edit), edit.text);
  action.diagnostics = diagnostics;
  action.isPreferred = fix.isPreferred;
  return action;
}

function isOf({ code, range }: vscode.Diagnostic, text: vscode.TextDocument, problem: Problem): boolean {
  return typeof code === 'object' && code.value === problem.code && range.isEqual(rangeOf(text, problem));
}

function rangeOf(text: vscode.TextDocument, { start, end }: { readonly start: number; readonly end: number }) {
  return new vscode.Range(text.positionAt(start), text.positionAt(end));
}
