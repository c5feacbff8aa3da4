import * as vscode from 'vscode';
import type { FileRefusal } from '../core/plan/sides.ts';
import type { InvalidReason, PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { problemMessage } from '../editor/problemWords.ts';

/** More names than these fit into no message. */
const mostPaths = 3;

/** Why a file is invalid and, where the file alone does not show it, what to do. */
export function invalidMeaning(kind: PlanEntry['kind'], reason: InvalidReason): string {
  const { t } = vscode.l10n;
  switch (reason.kind) {
    case 'problems':
      return firstProblem(reason);
    case 'refused':
      return refusalMeaning(reason.refusal);
    case 'duplicate': {
      const paths = pathList(reason.paths);
      return kind === 'assignment_source'
        ? t('Another file is an assignment source too: {0}. There is one: keep one of the files.', paths)
        : t('Another file has the same id: {0}. Remove the id from the copy; none of them is pushed before.', paths);
    }
  }
}

/** The paths of the files that claim to be the same definition as an entry's file. */
export function rivalPaths(entry: PlanEntry | undefined): readonly string[] {
  return entry?.invalid?.kind === 'duplicate' ? entry.invalid.paths : [];
}

/** The first problem stands for all: the others are shown in the file itself. */
function firstProblem({ problems, line }: Extract<InvalidReason, { kind: 'problems' }>): string {
  const [first] = problems;
  if (first === undefined) return vscode.l10n.t('The file has errors.');
  return vscode.l10n.t('Line {0}: {1}', line, problemMessage(first));
}

function refusalMeaning(refusal: FileRefusal): string {
  const { t } = vscode.l10n;
  switch (refusal) {
    case 'too_large':
      return t('The file is too large for a definition, and was not read.');
    case 'not_a_file':
      return t('This is not a file, and was not read.');
    case 'outside_workspace':
      return t('This leads to a file outside the workspace, and was not read.');
    case 'unreadable':
      return t('The file could not be read. Look at its permissions.');
    case 'not_utf8':
      return t('The file is not written in UTF-8. Save it with that encoding.');
  }
}

/** File names come from anybody's repository: this is for every place at once, live links in messages among them. */
function pathList(paths: readonly string[]): string {
  const shown = paths.slice(0, mostPaths).map(path => plain(path, 'markdownish', 120));
  return [...shown, ...(paths.length > mostPaths ? ['…'] : [])].join(', ');
}
