import * as vscode from 'vscode';
import { plain } from '../core/text/plain.ts';
import { type MergeFiles, mergeScheme } from './mergeFiles.ts';
import { hasConflictMarkers, withMarkers } from './mergeMarkers.ts';
import type { MergeSides } from './mergeSides.ts';

/** What the merge editor shows beside the texts. */
export interface MergeLabels {
  readonly path: string;
  readonly environment: string;
}

/**
 * How a merge editor was left, with the text that was saved last. `completed`: the person said that the merge is
 * complete · `closed`: they did not, and may have saved the text or let VS Code save it · `untouched`: there is nothing
 * but what VS Code merges by itself.
 */
export type MergeEnd =
  { readonly kind: 'completed' | 'closed'; readonly text: string } | { readonly kind: 'untouched' };

export interface MergeWork extends MergeSides {
  /** What the person made of the same sides before, to go on from. */
  readonly resumed: string | undefined;
  /** The person saved a text. */
  readonly onDidSave: (text: string) => void;
}

/** Lets a person merge in VS Code's merge editor, until it is closed. */
export async function mergeInEditor(
  files: MergeFiles,
  { base, mine, theirs, resumed, onDidSave }: MergeWork,
  { path, environment }: MergeLabels,
): Promise<MergeEnd> {
  const { t } = vscode.l10n;
  const names = { mine: t('File'), theirs: t('Levered ({0})', environment) };
  const begin = resumed ?? withMarkers(mine, theirs, names);
  const uris = {
    base: files.add('base', path, base),
    mine: files.add('file', path, mine),
    theirs: files.add('levered', path, theirs),
    result: files.add('result', path, begin, true),
  };
  const isResult = (uri: vscode.Uri): boolean => uri.toString() === uris.result.toString();
  // The first text without markers is what VS Code merges by itself: that is nobody's work yet.
  let untouched: string | undefined;
  const ended = closing(uris.result);
  const listening = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (resumed === undefined && untouched === undefined && isResult(document.uri)) {
        const text = document.getText();
        if (!hasConflictMarkers(text)) untouched = text;
      }
    }),
    files.onDidWrite(uri => {
      const text = isResult(uri) ? files.textOf(uri) : undefined;
      if (text !== undefined && text !== begin && text !== untouched) onDidSave(text);
    }),
  );
  try {
    // As VS Code's own Git extension opens it.
    await vscode.commands.executeCommand('_open.mergeEditor', {
      base: uris.base,
      input1: { uri: uris.theirs, title: names.theirs, description: t('what Levered has now') },
      // The merge editor draws icons in it.
      input2: { uri: uris.mine, title: names.mine, description: plain(path, 'icons', 120) },
      output: uris.result,
    });
    await ended.promise;
    const text = files.textOf(uris.result) ?? begin;
    if (files.isComplete(uris.result)) return { kind: 'completed', text };
    const isUntouched = resumed === undefined && (text === begin || text === untouched);
    return isUntouched ? { kind: 'untouched' } : { kind: 'closed', text };
  } finally {
    listening.dispose();
    ended.dispose();
    for (const uri of Object.values(uris)) files.remove(uri);
  }
}

/** Completes the merge of the active editor; VS Code asks first if conflicts are left. */
export async function completeMerge(files: MergeFiles): Promise<void> {
  const result = resultOf(vscode.window.tabGroups.activeTabGroup.activeTab);
  if (result?.scheme !== mergeScheme) return;
  // The editor may be closed before the command has ended.
  files.setComplete(result, true);
  const answer = await vscode.commands.executeCommand<{ readonly successful?: boolean } | undefined>(
    'mergeEditor.acceptMerge',
  );
  if (answer?.successful !== true) files.setComplete(result, false);
}

function closing(result: vscode.Uri): { readonly promise: Promise<void>; dispose(): void } {
  const { tabGroups } = vscode.window;
  const isOfMerge = (tab: vscode.Tab): boolean => resultOf(tab)?.toString() === result.toString();
  let subscription: vscode.Disposable | undefined;
  const promise = new Promise<void>(resolve => {
    // VS Code may keep the document for long after its last editor is closed.
    subscription = tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.some(isOfMerge) && !tabGroups.all.some(({ tabs }) => tabs.some(isOfMerge))) resolve();
    });
  });
  const dispose = (): void => {
    subscription?.dispose();
  };
  return { promise, dispose };
}

/** VS Code tells the result of a merge editor's tab, though its declarations have no type for it yet. */
function resultOf(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const input = tab?.input;
  if (typeof input !== 'object' || input === null || !('result' in input)) return undefined;
  return input.result instanceof vscode.Uri ? input.result : undefined;
}
