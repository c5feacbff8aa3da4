import type { FoundSink } from './sinkScan.ts';

/** Why a place needs no hostile text of its own. */
const reasons = {
  ours: 'Our own words, out of a fixed number, which come here by a parameter or a table.',
  names: 'Ids, organizations, addresses and names of environments: taken from an allow-list of characters or a parser.',
  command: 'The id of a command of ours, or an argument of one; not shown.',
  likewise:
    'Made by the function that makes the text of a place which is walked, and shown by the same call of VS Code.',
  field: 'What stands in a field to be typed over.',
  log: 'Nothing comes alive in an output channel. The server build that the walks run in writes no log, so `plain` alone keeps a line one line there.',
  unsaid: 'VS Code shows its own words there, and puts what it is told into a log.',
  path: 'The path that the person has just chosen; the whole text goes through `plain`.',
} as const;

type Reason = keyof typeof reasons;

/** How often a file hands texts of others to a place, and what shows that they stay texts. */
interface CoveredSink extends Pick<FoundSink, 'file' | 'api'> {
  readonly times: number;
  /** What a walk calls it, where it shows a hostile text there. */
  readonly walked: readonly string[];
  /** Of those of them that no walk shows. */
  readonly otherwise: readonly Reason[];
}

/** `2 showWarningMessage: question before a push` for what walks show, `1 { title }: (names)` for what needs none. */
const rows: Readonly<Record<string, readonly string[]>> = {
  'commands/command.ts': ['2 showErrorMessage: message on a command that failed, message on an environment (ours)'],
  'commands/commandTarget.ts': [
    '1 { label }: list of definitions',
    '1 { title }: (ours)',
    '1 { placeHolder }: (ours)',
    '1 { detail }: (names)',
  ],
  'commands/entryTarget.ts': [
    '3 showInformationMessage: message how it stands (ours)',
    '1 { label }: list of entries',
    '1 { detail }: list of entries',
    '1 { description }: (ours)',
    '1 { title }: (ours)',
    '1 { placeHolder }: (ours)',
    '1 executeCommand: (command)',
  ],
  'commands/generalCommands.ts': ['1 showInformationMessage: message on a dashboard'],
  'commands/sessionCommands.ts': ['2 { label }: list of environments (names)', '1 { detail }: list of environments'],
  'documents/remoteUri.ts': ['1 { path }: title of a document'],
  'documents/remoteFileSystem.ts': ['1 Unavailable: (unsaid)'],
  'editor/completionKeys.ts': ['1 new CompletionItem: (ours, names)'],
  'editor/completionSql.ts': ['2 new CompletionItem: completion of a step (names)', '1 .detail =: (likewise)'],
  'editor/completionValues.ts': [
    '2 new CompletionItem: completion of a column (ours)',
    '1 .detail =: completion of a column',
    '1 appendCodeblock: documentation of a completion',
    '1 { label }: completion of ids',
    '1 { description }: (names)',
  ],
  'editor/diagnostics.ts': ['1 new Diagnostic: problems of a text, problems of a file, hover of a problem'],
  'editor/hover.ts': ['1 appendCodeblock: hover of a column'],
  'editor/hoverIds.ts': ['2 appendCodeblock: hover of an id', '1 appendText: (ours, names)'],
  'editor/inlayHints.ts': ['1 new InlayHint: inlay hint'],
  'editor/outline.ts': ['2 new DocumentSymbol: outline, list of symbols'],
  'editor/quickFixes.ts': ['1 new CodeAction: list of fixes'],
  'editor/rename.ts': ['2 throw new Error: message on a rename', '1 { placeholder }: (field)'],
  'platform/log.ts': ['2 info: (log)', '1 error: (log)'],
  'preview/draftConsent.ts': ['3 ask: question before a draft (ours)'],
  'preview/fileProblems.ts': [
    '1 new Diagnostic: problem that the warehouse found',
    '1 .source =: (ours)',
    '1 { value }: (ours)',
  ],
  'preview/previewPanel.ts': ['1 .title =: title of a preview', '1 executeCommand: (command)'],
  'preview/rowsExport.ts': ['1 showErrorMessage: (path)', '1 setStatusBarMessage: (path)'],
  'preview/previewWords.ts': ['1 { label }: (ours)'],
  'session/authenticationProvider.ts': ['1 { label }: (names)'],
  'session/sessionFollower.ts': ['1 showWarningMessage: (names)', '1 executeCommand: (command)'],
  'session/signIn.ts': [
    '2 showWarningMessage: message on the command line (names)',
    '3 { title }: (names)',
    '1 { prompt }: (names)',
  ],
  'session/statusBar.ts': [
    '1 .text =: status bar',
    '1 .tooltip =: (names)',
    '1 { label }: spoken entry of the status bar',
  ],
  'sync/baseRecorder.ts': ['1 showErrorMessage: (likewise)'],
  'sync/compareFlow.ts': [
    '3 showInformationMessage: message that nothing is compared (ours, likewise)',
    '1 executeCommand: title of a comparison',
  ],
  'sync/confirmation.ts': [
    '2 showWarningMessage: question before a push (ours)',
    '1 { detail }: question before a push',
    '1 { placeHolder }: box for a typed name',
    '1 { title }: (names)',
    '1 { prompt }: (ours)',
  ],
  'sync/fileDecorations.ts': ['2 new FileDecoration: (ours, likewise)'],
  'sync/mergeFiles.ts': ['1 { path }: merge editor'],
  'sync/mergeFlow.ts': [
    '3 ask: (likewise)',
    '4 showInformationMessage: (likewise)',
    '2 showWarningMessage: (likewise)',
    '2 setStatusBarMessage: status bar after a merge (likewise)',
    '1 executeCommand: (likewise)',
  ],
  'sync/mergeSession.ts': ['1 { description }: merge editor', '2 { title }: (names)'],
  'sync/newDefinitionFlow.ts': [
    '2 showInformationMessage: message on a source that is there (likewise)',
    '2 { title }: (ours)',
    '1 { placeHolder }: (ours)',
    '1 { prompt }: (ours)',
  ],
  'sync/newDefinitionPlace.ts': [
    '1 { label }: list of places for a file',
    '1 { path }: (path)',
    '1 showWarningMessage: (likewise)',
    '2 { title }: (ours)',
    '1 { placeHolder }: (ours)',
  ],
  'sync/nothingToPush.ts': [
    '2 showInformationMessage: message that nothing is pushed (ours)',
    '1 executeCommand: (command)',
  ],
  'sync/pullAllFlow.ts': [
    '1 { label }: list of what can be pulled',
    '1 { detail }: list of what can be pulled, hover of a line of a list',
    '1 { description }: (ours)',
    '2 { title }: (names)',
    '1 ask: question about lost changes',
  ],
  'sync/pullFlow.ts': [
    '6 ask: question about a conflict (ours)',
    '2 showInformationMessage: message that nothing is pulled (ours)',
  ],
  'sync/pullPlace.ts': ['1 showWarningMessage: message on a folder'],
  'sync/pullSummary.ts': ['2 showInformationMessage: message on a pull of several', '1 showWarningMessage: (likewise)'],
  'sync/pullWords.ts': ['1 setStatusBarMessage: status bar after a pull'],
  'sync/pushFlow.ts': ['1 ask: question about what is not saved', '2 { title }: (ours, names)'],
  'sync/pushQuestions.ts': [
    '8 ask: question before a push, question before a create, question before a push of several (ours)',
    '2 askTyped: box for a typed name (names)',
    '1 { label }: list of changes',
    '1 { description }: list of changes',
    '1 { placeHolder }: (ours)',
  ],
  'sync/reading.ts': ['1 { title }: (ours)'],
  'sync/removeFlow.ts': [
    '4 ask: question before a delete, question before a restore',
    '4 askTyped: box for a typed name (names)',
    '2 showInformationMessage: message on a delete (likewise)',
    '1 showWarningMessage: (likewise)',
    '1 { title }: (ours)',
    '1 executeCommand: (command)',
  ],
  'sync/restoreChoice.ts': [
    '1 { label }: list of what can be restored',
    '1 { detail }: list of what can be restored',
    '1 { description }: (ours)',
    '1 showInformationMessage: (likewise)',
  ],
  'sync/runReport.ts': [
    '1 setStatusBarMessage: status bar after a push',
    '1 showWarningMessage: message on a write that failed',
  ],
  'sync/settleFlow.ts': [
    '1 { label }: list of metrics to link',
    '1 { detail }: list of metrics to link',
    '2 { description }: (names)',
    '1 { title }: (likewise)',
  ],
  'sync/statusLens.ts': ['1 { tooltip }: tooltip of a lens', '1 { title }: (ours, names)'],
  'views/definitionItem.ts': [
    '4 new TreeItem: tree, mapping in the tree, tree of files (ours)',
    '5 .description =: tree, mapping in the tree, tree of files (ours)',
    '3 .tooltip =: tooltip of a file, tooltip of a failure (likewise)',
    '3 { label }: spoken lines of the tree',
  ],
  'views/definitionsView.ts': [
    '1 .tooltip =: tooltip of a definition',
    '1 .message =: message of the tree',
    '1 .description =: (names)',
    '1 { tooltip }: (ours)',
  ],
  'views/planItem.ts': [
    '4 new TreeItem: plan (ours)',
    '3 .description =: (ours, names, likewise)',
    '4 .tooltip =: tooltip of a line of the plan, tooltip of an outcome (ours)',
    '4 { label }: spoken lines of the plan (ours, names)',
  ],
  'views/planView.ts': ['1 .message =: (names)', '1 .description =: (names)'],
};

/** Every sink of the shell that the walks through a real VS Code cover, or that needs no walk. */
export const coveredSinks: readonly CoveredSink[] = Object.entries(rows).flatMap(([file, all]) =>
  all.map(row => readRow(file, row)),
);

function readRow(file: string, row: string): CoveredSink {
  const [, times = '', api = '', walked = '', otherwise = ''] = /^(\d+) ([^:]+): ([^(]*)(?:\((.*)\))?$/.exec(row) ?? [];
  const list = (text: string): readonly string[] =>
    text
      .split(',')
      .map(part => part.trim())
      .filter(part => part !== '');
  const why = list(otherwise).filter((part): part is Reason => Object.hasOwn(reasons, part));
  if (api === '' || why.length !== list(otherwise).length) throw new Error(`Not a row of the list of sinks: ${row}`);
  return { file, api, times: Number(times), walked: list(walked), otherwise: why };
}
