import * as vscode from 'vscode';
import { renameColumn, renameTargetAt, type RenameRefusal } from '../core/authoring/columnRename.ts';
import { plain } from '../core/text/plain.ts';
import type { AnalysedDocuments } from './analysedDocuments.ts';

/** Renames an output column where it is made, in the mapping and where it is named; refuses where that is not certain. */
export function registerRename(documents: AnalysedDocuments): vscode.Disposable {
  return vscode.languages.registerRenameProvider(
    { language: 'levered-sql' },
    {
      prepareRename(text, position) {
        const target = renameTargetAt(documents.get(text), text.offsetAt(position));
        if (target.kind === 'refused') throw new Error(refusalWords(target.why, ''));
        const { start, end } = target.range;
        return { range: new vscode.Range(text.positionAt(start), text.positionAt(end)), placeholder: target.name };
      },
      provideRenameEdits(text, position, newName) {
        const renamed = renameColumn(documents.get(text), text.offsetAt(position), newName);
        if (renamed.kind === 'refused') throw new Error(refusalWords(renamed.why, newName));
        const edit = new vscode.WorkspaceEdit();
        for (const { start, end, text: written } of renamed.edits)
          edit.replace(text.uri, new vscode.Range(text.positionAt(start), text.positionAt(end)), written);
        return edit;
      },
    },
  );
}

function refusalWords(why: RenameRefusal, newName: string): string {
  const { t } = vscode.l10n;
  const name = plain(newName, 'markdownish');
  switch (why) {
    case 'nothing':
      return t('Only an output column of the query, or its entry in the column mapping, can be renamed.');
    case 'untold':
      return t('What the query returns cannot be told from its text. Finish it, or change the name by hand.');
    case 'notReturned':
      return t('The query returns no column of this name. Change the entry, or add the column to the query.');
    case 'star':
      return t('A * brings the column, so that its name is not written here. Select it by its name first.');
    case 'unnamed':
      return t('The column has no name of its own. Give it one with AS first.');
    case 'several':
      return t('The query returns more than one column of this name. Give each its own name first.');
    case 'uncertain':
      return t('The name also stands where it may mean something else. Change it by hand.');
    case 'name':
      return t(
        '"{0}" would have to be quoted. Choose a name of letters, digits and "_" that begins with no digit.',
        name,
      );
    case 'taken':
      return t('The query returns a column "{0}" already. Choose another name.', name);
    case 'changes':
      return t('With the name "{0}" the query would mean something else. Choose another name.', name);
    default:
      return why satisfies never;
  }
}
