import * as vscode from 'vscode';
import type { MergeFiles } from './mergeFiles.ts';
import { hasConflictMarkers, withMarkers } from './mergeMarkers.ts';
import type { MergeSides } from './mergeSides.ts';

/** What the merge editor shows beside the texts. */
export interface MergeLabels {
  /** Of the file, which gives the documents their language. */
  readonly fileName: string;
  readonly path: string;
  readonly environment: string;
}

/**
 * Lets a person merge in VS Code's merge editor.
 * @returns the text that was saved last, once the editor is closed; undefined if nothing was, if changes were left
 *   behind that were not saved, or if conflict markers are still in it
 */
export async function mergeInEditor(
  files: MergeFiles,
  { base, mine, theirs }: MergeSides,
  { fileName, path, environment }: MergeLabels,
): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const names = { mine: t('File'), theirs: t('Levered ({0})', environment) };
  const uris = {
    base: files.add('base', fileName, base),
    mine: files.add('file', fileName, mine),
    theirs: files.add('levered', fileName, theirs),
    result: files.add('result', fileName, withMarkers(mine, theirs, names), true),
  };
  const ended = savedAtClose(files, uris.result);
  try {
    // As VS Code's own Git extension opens it.
    await vscode.commands.executeCommand('_open.mergeEditor', {
      base: uris.base,
      input1: { uri: uris.theirs, title: names.theirs, description: t('what Levered has now') },
      input2: { uri: uris.mine, title: names.mine, description: path },
      output: uris.result,
    });
    return await ended.text;
  } finally {
    ended.dispose();
    for (const uri of Object.values(uris)) files.remove(uri);
  }
}

function savedAtClose(
  files: MergeFiles,
  result: vscode.Uri,
): { readonly text: Promise<string | undefined>; dispose(): void } {
  const { workspace, window } = vscode;
  const key = result.toString();
  let isSaved = false;
  let subscription: vscode.Disposable | undefined;
  const text = new Promise<string | undefined>(resolve => {
    subscription = vscode.Disposable.from(
      files.onDidWrite(uri => {
        if (uri.toString() === key) isSaved = true;
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.uri.toString() === key && contentChanges.length > 0) isSaved = false;
      }),
      // VS Code may keep the document for long after its last editor is closed.
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        const open = window.tabGroups.all.flatMap(({ tabs }) => tabs);
        if (!closed.some(tab => isMergeOf(tab, key)) || open.some(tab => isMergeOf(tab, key))) return;
        const saved = isSaved ? files.textOf(result) : undefined;
        resolve(saved === undefined || hasConflictMarkers(saved) ? undefined : saved);
      }),
    );
  });
  const dispose = (): void => {
    subscription?.dispose();
  };
  return { text, dispose };
}

/** VS Code tells the result of a merge editor's tab, though its declarations have no type for it yet. */
function isMergeOf({ input }: vscode.Tab, result: string): boolean {
  if (typeof input !== 'object' || input === null || !('result' in input)) return false;
  return input.result instanceof vscode.Uri && input.result.toString() === result;
}
