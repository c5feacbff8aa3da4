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
import { onFirstDocument } from './editor/firstDocument.ts';
import { registerIdHover } from './editor/hoverIds.ts';
import { KnownMetrics } from './editor/hoverMetrics.ts';
import { journalFolder } from './journal/journalFolder.ts';
import { Journals } from './journal/journals.ts';
import { Late } from './platform/late.ts';
import { Log } from './platform/log.ts';
import { registerPanelSerializer } from './preview/panelSerializer.ts';
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
import { FileDecorations } from './sync/fileDecorations.ts';
import { FirstLook } from './sync/firstLook.ts';
import { FocusRefresh } from './sync/focusRefresh.ts';
import { MergeFiles, mergeScheme } from './sync/mergeFiles.ts';
import { Planner } from './sync/planner.ts';
import { StatusLens } from './sync/statusLens.ts';
import { UnchangedFiles } from './sync/unchangedFiles.ts';
import { onUnfinishedWrites } from './sync/unfinishedWrites.ts';
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
  const samples = own(new RowSamples());
  const metrics = new KnownMetrics(catalog, planner);
  own(registerIdHover(metrics));
  const mergeFiles = own(new MergeFiles());
  const firstLook = own(new FirstLook(context.workspaceState));
  const statusBar = own(new StatusBar(environments, sessions));

  const features = own(
    new Late(async () => {
      const { languageFeatures } = await import('./editor/languageFeatures.ts');
      return languageFeatures({ environments, extension: context.extension, metrics, planner, samples, warehouse });
    }),
  );
  own(onFirstDocument('levered-sql', () => void features.get()));
  const { workspaceState } = context;
  const since = Date.now();
  const flows = own(
    new Late(async () => {
      const { syncFlows } = await import('./sync/syncFlows.ts');
      return syncFlows({ firstLook, log, mergeFiles, planner, planView, sessions, since, warehouse, workspaceState });
    }),
  );
  own(onUnfinishedWrites(planner, () => void flows.get()));
  const preview = own(
    new Late(async () => {
      const [{ previewPart }, ready] = await Promise.all([import('./preview/previewPart.ts'), flows.get()]);
      return previewPart({ context, definitions, environments, firstLook, flows: ready, samples, sessions });
    }),
  );
  own(registerPanelSerializer(preview));
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
        ...definitionCommands({ catalog, view, preview, files: new FileTargets(environments), planner }),
        ...syncCommands({ view, planView, planner, flows }),
        ...fileCommands({ view, planView, planner, flows }),
        ...generalCommands(catalog, environments, log),
      ],
      log,
    ),
  );
  void follower.follow();
  void statusBar.draw();
}
