import * as vscode from 'vscode';
import { refOf } from '../catalog/snapshot.ts';
import type { Definition } from '../core/definition.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { parseRemoteUri, remoteScheme } from '../documents/remoteUri.ts';
import type { Planner } from '../sync/planner.ts';
import { entryLook } from '../sync/statusWords.ts';
import type { DefinitionsView } from '../views/definitionsView.ts';
import type { PlanView } from '../views/planView.ts';

export interface EntrySources {
  readonly view: DefinitionsView;
  readonly planView: PlanView;
  readonly planner: Planner;
}

/**
 * The entry of the plan that a command is to work on: of a line of one of our trees, of a file or remote document that
 * the plan knows, of the active editor, or of a list. An argument that is none of these counts as not given, because
 * any extension may call a command (T7).
 *
 * @param accept for which entries the command makes sense. One that is pointed at and not accepted is not worked on,
 *   and the person is told how it stands.
 * @param offer which ones the list has, if not all that are accepted
 * @throws what made the lists unreadable, if nothing is known yet
 */
export async function resolveEntry(
  argument: unknown,
  sources: EntrySources,
  accept: (entry: PlanEntry) => boolean,
  title: string,
  offer: (entry: PlanEntry) => boolean = accept,
): Promise<PlanEntry | undefined> {
  const { planner } = sources;
  const plan = planner.plan ?? (await planner.refresh()).plan;
  const pointedAt = pointedEntry(argument, sources) ?? entryOfEditor(planner);
  if (pointedAt === undefined) return pick(plan.entries.filter(offer), title);
  if (accept(pointedAt)) return pointedAt;
  void tellHowItStands(pointedAt);
  return undefined;
}

/** The entry of a line of one of our trees, or of a document's address; undefined for whatever else it is given. */
export function pointedEntry(argument: unknown, { view, planView, planner }: EntrySources): PlanEntry | undefined {
  if (argument instanceof vscode.Uri) return entryOfUri(planner, argument);
  if (view.owns(argument)) {
    if (argument.kind === 'file') return planner.plan?.entries.find(({ key }) => key === argument.entry.key);
    return argument.kind === 'definition'
      ? entryOfRemote(planner, argument.definition, argument.snapshot.environment.name)
      : undefined;
  }
  const entry = planView.entryOf(argument);
  // The line may be of a plan that was made earlier.
  return entry === undefined ? undefined : planner.plan?.entries.find(({ key }) => key === entry.key);
}

function entryOfEditor(planner: Planner): PlanEntry | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'levered-sql' ? entryOfUri(planner, document.uri) : undefined;
}

function entryOfUri(planner: Planner, uri: vscode.Uri): PlanEntry | undefined {
  if (uri.scheme !== remoteScheme) return planner.entryOf(uri);
  const ref = parseRemoteUri(uri);
  const { plan } = planner;
  if (ref === undefined || ref.environment !== plan?.environment) return undefined;
  return plan.entries.find(({ remote, file }) =>
    ref.kind === 'metric'
      ? remote?.id === ref.id || file?.id === ref.id
      : (remote ?? file?.draft)?.kind === 'assignment_source',
  );
}

function entryOfRemote(planner: Planner, definition: Definition, environment: string): PlanEntry | undefined {
  const { plan } = planner;
  if (plan?.environment !== environment) return undefined;
  const ref = refOf(definition, environment);
  return plan.entries.find(({ kind, remote, file }) =>
    ref.kind === 'metric' ? remote?.id === ref.id || file?.id === ref.id : kind === 'assignment_source',
  );
}

/** With what can be done next as a button: VS Code cuts a message without one off after its first line. */
async function tellHowItStands(entry: PlanEntry): Promise<void> {
  const next = nextStep(entry);
  const { meaning } = entryLook(entry);
  const message = `“${plain(entry.name, 'markdownish')}”: ${meaning}`;
  const picked = await vscode.window.showInformationMessage(message, ...(next === undefined ? [] : [next.label]));
  if (picked === undefined || next === undefined || entry.file === undefined) return;
  await vscode.commands.executeCommand(next.command, vscode.Uri.parse(entry.file.uri, true));
}

function nextStep({ status, file }: PlanEntry): { readonly label: string; readonly command: string } | undefined {
  if (file === undefined) return undefined;
  const { t } = vscode.l10n;
  switch (status) {
    case 'new':
    case 'modified':
    case 'missing':
    case 'unknown':
      return { label: t('Push'), command: 'levered.push' };
    case 'outdated':
      return { label: t('Pull'), command: 'levered.pull' };
    case 'conflict':
      return { label: t('Merge'), command: 'levered.merge' };
    case 'invalid':
      return { label: t('Open File'), command: 'vscode.open' };
    case 'unchanged':
    case 'untracked':
    case 'superseded':
      return undefined;
  }
}

type EntryPick = vscode.QuickPickItem & { readonly entry: PlanEntry };

async function pick(entries: readonly PlanEntry[], title: string): Promise<PlanEntry | undefined> {
  if (entries.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0}: there is no definition for which this makes sense now. Refresh to look again.', title),
    );
    return undefined;
  }
  const items = entries.map((entry): EntryPick => {
    const { word, icon } = entryLook(entry);
    return {
      entry,
      label: `$(${icon}) ${plain(entry.name, 'icons')}`,
      description: word,
      detail: plain(entry.file?.path ?? entry.remote?.id ?? '', 'icons', 200),
    };
  });
  const placeHolder = vscode.l10n.t('Which definition?');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true });
  return picked?.entry;
}
