import * as vscode from 'vscode';
import { Catalog } from './catalog/catalog.ts';
import { registerCommands } from './commands/command.ts';
import { definitionCommands } from './commands/definitionCommands.ts';
import { fileCommands } from './commands/fileCommands.ts';
import { FileTargets } from './commands/fileTargets.ts';
import { generalCommands } from './commands/generalCommands.ts';
import { sessionCommands } from './commands/sessionCommands.ts';
import { syncCommands } from './commands/syncCommands.ts';
import { RemoteDefinitions } from './documents/remoteDefinitions.ts';
import { RemoteFileSystem } from './documents/remoteFileSystem.ts';
import { remoteScheme } from './documents/remoteUri.ts';
import { AnalysedDocuments } from './editor/analysedDocuments.ts';
import { registerCompletion } from './editor/completion.ts';
import { Diagnostics } from './editor/diagnostics.ts';
import { registerFolding } from './editor/folding.ts';
import { registerFormatting } from './editor/formatting.ts';
import { registerHover } from './editor/hover.ts';
import { registerIdHover } from './editor/hoverIds.ts';
import { KnownMetrics } from './editor/hoverMetrics.ts';
import { InlayHints } from './editor/inlayHints.ts';
import { registerNavigation } from './editor/navigation.ts';
import { registerOutline } from './editor/outline.ts';
import { registerQuickFixes } from './editor/quickFixes.ts';
import { registerRename } from './editor/rename.ts';
import { journalFolder } from './journal/journalFolder.ts';
import { Journals } from './journal/journals.ts';
import { Log } from './platform/log.ts';
import { DraftConsent } from './preview/draftConsent.ts';
import { DraftPreviews } from './preview/draftPreviews.ts';
import { PreviewPanels } from './preview/previewPanels.ts';
import { QueryProblems } from './preview/queryProblems.ts';
import { RowProblems } from './preview/rowProblems.ts';
import { RowSamples } from './preview/rowSamples.ts';
import { LeveredAuthenticationProvider } from './session/authenticationProvider.ts';
import { ClientFactory } from './session/clientFactory.ts';
import { Credentials } from './session/credentials.ts';
import { Environments } from './session/environments.ts';
import { SessionFollower } from './session/sessionFollower.ts';
import { Sessions } from './session/sessions.ts';
import { SignInDialog } from './session/signIn.ts';
import { StatusBar } from './session/statusBar.ts';
import { TokenStore } from './session/tokenStore.ts';
import { BaseRecorder } from './sync/baseRecorder.ts';
import { CompareFlow } from './sync/compareFlow.ts';
import { FileDecorations } from './sync/fileDecorations.ts';
import { FirstLook } from './sync/firstLook.ts';
import { FocusRefresh } from './sync/focusRefresh.ts';
import { rivalPaths } from './sync/invalidWords.ts';
import { MergeDrafts } from './sync/mergeDrafts.ts';
import { MergeFiles, mergeScheme } from './sync/mergeFiles.ts';
import { MergeFlow } from './sync/mergeFlow.ts';
import { MetricUsage } from './sync/metricUsage.ts';
import { NewDefinitionFlow } from './sync/newDefinitionFlow.ts';
import { optimizationsPort } from './sync/optimizationsPort.ts';
import { Planner } from './sync/planner.ts';
import { PullAllFlow } from './sync/pullAllFlow.ts';
import { PullFlow } from './sync/pullFlow.ts';
import { PushFlow } from './sync/pushFlow.ts';
import { PushQuestions } from './sync/pushQuestions.ts';
import { RemoveFlow } from './sync/removeFlow.ts';
import { RunReport } from './sync/runReport.ts';
import { SettleFlow } from './sync/settleFlow.ts';
import { StatusLens } from './sync/statusLens.ts';
import { SyncRunner } from './sync/syncRunner.ts';
import { UnchangedFiles } from './sync/unchangedFiles.ts';
import { WarehouseDialect } from './sync/warehouseDialect.ts';
import { DefinitionsView } from './views/definitionsView.ts';
import { PlanView } from './views/planView.ts';
import { WorkspaceDocuments } from './workspace/workspaceDocuments.ts';

/** Puts the parts together. Each is disposed with the extension, in the reverse order. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.unshift(part);
    return part;
  };

  const log = own(new Log());
  const environments = own(new Environments(context.workspaceState));
  const credentials = own(new Credentials(own(new TokenStore(context.secrets))));
  const clients = new ClientFactory(log);
  const sessions = own(new Sessions(credentials, clients));
  const signIn = new SignInDialog(credentials, clients);
  const accounts = own(new LeveredAuthenticationProvider(environments, credentials, sessions, signIn));
  const catalog = own(new Catalog(environments, sessions));
  const definitions = new RemoteDefinitions(environments, sessions, catalog);
  const documents = own(new WorkspaceDocuments());
  const journals = new Journals(journalFolder(context));
  own(new vscode.Disposable(() => void journals.dispose()));
  const planner = own(new Planner(catalog, documents, journals));
  const view = own(new DefinitionsView(catalog, planner));
  const planView = own(new PlanView(planner));
  own(new FileDecorations(planner));
  own(new StatusLens(planner));
  own(new UnchangedFiles(planner));
  own(new FocusRefresh(catalog));
  const warehouse = own(new WarehouseDialect(environments, sessions, log));
  const analysed = own(new AnalysedDocuments(() => warehouse.known.dialect));
  const samples = own(new RowSamples());
  own(new InlayHints(analysed, samples));
  const metrics = new KnownMetrics(catalog, planner);
  const usableNames = (): readonly string[] => environments.list().usable.map(({ name }) => name);
  own(registerCompletion({ documents: analysed, metrics, environments: usableNames }));
  own(registerHover(analysed));
  own(registerIdHover(metrics));
  own(registerNavigation(analysed));
  own(registerRename(analysed));
  own(registerOutline(analysed));
  own(registerFolding(analysed));
  const diagnostics = own(
    new Diagnostics({
      documents: analysed,
      extension: context.extension,
      surroundings: {
        changes: [planner.onDidChange, warehouse.onDidChange, environments.onDidChange],
        isHosted: () => warehouse.known.isHosted,
        environment: () => environments.current()?.name,
        rivalsOf: uri => rivalPaths(planner.entryOf(uri)),
      },
    }),
  );
  own(registerQuickFixes(diagnostics));
  own(registerFormatting(analysed));
  const runner = new SyncRunner(sessions, planner);
  const usage = new MetricUsage(optimizationsPort(sessions));
  const report = new RunReport(log, planView);
  const drafts = new DraftPreviews(planner, runner, sessions, () => void warehouse.find());
  const settling = own(new SettleFlow(planner, runner, report, drafts.isRunning));
  const recorder = own(new BaseRecorder(planner, log));
  const mergeFiles = own(new MergeFiles());
  const compare = new CompareFlow(planner);
  const merge = new MergeFlow({
    planner,
    recorder,
    files: mergeFiles,
    drafts: new MergeDrafts(context.workspaceState),
  });
  const pull = new PullFlow({
    planner,
    recorder,
    compare: entry => compare.compare(entry),
    merge: key => merge.merge(key),
  });
  const pullAll = new PullAllFlow({ planner, recorder, log });
  const newDefinition = new NewDefinitionFlow({ planner, dialect: warehouse, log, pull: key => pull.pull(key) });
  const firstLook = own(new FirstLook(context.workspaceState));
  const questions = new PushQuestions({
    usage,
    firstLook,
    compare: entry => compare.compare(entry),
    link: (planned, entry) => settling.link(planned, entry),
  });
  const push = new PushFlow({ planner, runner, view: planView, usage, report, settling, questions, firstLook });
  const remove = new RemoveFlow({ planner, runner, usage, report });
  const statusBar = own(new StatusBar(environments, sessions));
  const consent = new DraftConsent(context.globalState, firstLook);
  const problems = own(new QueryProblems(context.extension));
  const rowProblems = own(new RowProblems(context.extension));
  const extension = context.extensionUri;
  const panels = own(
    new PreviewPanels({
      extension,
      environments,
      sessions,
      definitions,
      drafts,
      consent,
      problems,
      rowProblems,
      samples,
    }),
  );
  const follower = own(new SessionFollower(environments, sessions, catalog, accounts));

  own(
    vscode.authentication.registerAuthenticationProvider('levered', 'Levered', accounts, {
      supportsMultipleAccounts: true,
    }),
  );
  const remote = own(new RemoteFileSystem(definitions, catalog.onDidChange));
  const isReadonly = new vscode.MarkdownString(
    vscode.l10n.t('This is the definition as it is saved in Levered. To change it, pull it and open its file.'),
  );
  own(vscode.workspace.registerFileSystemProvider(mergeScheme, mergeFiles, { isCaseSensitive: true }));
  own(vscode.workspace.registerFileSystemProvider(remoteScheme, remote, { isReadonly, isCaseSensitive: true }));
  own(
    registerCommands(
      [
        ...sessionCommands({ environments, credentials, signIn, catalog }),
        ...definitionCommands({ catalog, view, panels, files: new FileTargets(environments), planner }),
        ...syncCommands({ view, planView, planner, push, remove }),
        ...fileCommands({ view, planView, planner, pull, pullAll, compare, merge, newDefinition }),
        ...generalCommands(catalog, environments, log),
      ],
      log,
    ),
  );
  void follower.follow();
  void statusBar.draw();
}
