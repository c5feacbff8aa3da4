import * as vscode from 'vscode';
import type { Definition, DefinitionDraft } from '../core/definition.ts';
import { parseDocument } from '../core/document/documentParser.ts';
import { toDraft } from '../core/document/draft.ts';
import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import { sameMeaning } from '../core/document/meaning.ts';
import { type DefinitionMerge, mergeDefinitions } from '../core/merge/mergeDefinitions.ts';
import { plain } from '../core/text/plain.ts';
import { workspaceFiles } from '../workspace/workspaceFiles.ts';
import type { BaseRecorder } from './baseRecorder.ts';
import { ask, quoted } from './confirmation.ts';
import { editDocument } from './documentEdit.ts';
import type { MergeFiles } from './mergeFiles.ts';
import { mergeInEditor } from './mergeSession.ts';
import { mergeSides } from './mergeSides.ts';
import type { Planned, Planner } from './planner.ts';
import { pullAdvice, tellNotEditable } from './pullWords.ts';
import { readAnew } from './reading.ts';

export interface MergeServices {
  readonly planner: Planner;
  readonly recorder: BaseRecorder;
  readonly files: MergeFiles;
}

/** A file and what the organization has in its place. */
interface Conflict {
  readonly planned: Planned;
  readonly uri: vscode.Uri;
  /** As the person sees it, saved or not. */
  readonly document: LeveredDocument;
  readonly hash: string;
  readonly mine: DefinitionDraft;
  readonly theirs: Definition;
  readonly base: Definition | undefined;
}

/** Brings together what both sides changed: by itself where that can be done, else in VS Code's merge editor. */
export class MergeFlow {
  readonly #services: MergeServices;

  constructor(services: MergeServices) {
    this.#services = services;
  }

  /** @param key of the entry; how it stands is looked up anew */
  async merge(key: string): Promise<void> {
    const planned = await readAnew(this.#services.planner);
    const conflict = await this.#read(planned, key);
    if (conflict === undefined) return;
    const { base, mine, theirs } = conflict;
    const merge = mergeDefinitions(base, mine, theirs);
    if (merge.kind === 'conflict') await this.#mergeByHand(conflict, merge);
    else if (sameMeaning(merge.draft, mine) !== 'different') await this.#agree(conflict);
    else await this.#show(conflict, merge.draft);
  }

  async #read(planned: Planned, key: string): Promise<Conflict | undefined> {
    const entry = planned.plan.entries.find(each => each.key === key);
    if (entry?.status !== 'conflict' || entry.file === undefined || entry.remote === undefined) {
      const message =
        entry === undefined ? vscode.l10n.t('It is not there any more. Refresh to look again.') : pullAdvice(entry);
      void vscode.window.showInformationMessage(message);
      return undefined;
    }
    const uri = vscode.Uri.parse(entry.file.uri, true);
    const read = await workspaceFiles.read(entry.file.uri);
    if (read.kind === 'failed') throw read.error;
    const document = read.kind === 'read' ? parseDocument(read.text) : undefined;
    const mine = document === undefined ? undefined : toDraft(document);
    if (read.kind === 'gone' || document === undefined || mine === undefined) {
      const message = vscode.l10n.t('The file has changed meanwhile and cannot be merged as it is. Look at it first.');
      void vscode.window.showWarningMessage(message);
      return undefined;
    }
    return { planned, uri, document, hash: read.hash, mine, theirs: entry.remote, base: entry.base };
  }

  /** The file has all that Levered changed: nothing is to be written. */
  async #agree(conflict: Conflict): Promise<void> {
    await this.#record(conflict);
    const message = vscode.l10n.t(
      '{0} has everything that changed in Levered already. Its own changes can be pushed.',
      quoted(conflict.theirs.name),
    );
    void vscode.window.showInformationMessage(message);
  }

  /** Puts what could be merged into the document, beside what it was before, and leaves it to the person to save it. */
  async #show(conflict: Conflict, merged: DefinitionDraft): Promise<void> {
    const { uri, mine, theirs, planned } = conflict;
    const document = await vscode.workspace.openTextDocument(uri);
    const before = this.#services.files.add('before', fileNameOf(uri), document.getText());
    if (!(await editDocument(document, merged))) {
      tellNotEditable(uri);
      return;
    }
    this.#services.recorder.recordWhenSaved({ uri, journal: planned.journal, remote: theirs, before: mine });
    const title = vscode.l10n.t('{0}: before ↔ merged', plain(theirs.name, 'label'));
    await vscode.commands.executeCommand('vscode.diff', before, uri, title);
    const save = vscode.l10n.t('Save');
    const message = vscode.l10n.t(
      '{0} is merged: nothing was in conflict. Save it to keep it, or undo it.',
      quoted(theirs.name),
    );
    if ((await vscode.window.showInformationMessage(message, save)) === save) await document.save();
  }

  async #mergeByHand(
    conflict: Conflict,
    merge: Extract<DefinitionMerge, { readonly kind: 'conflict' }>,
  ): Promise<void> {
    const { uri, document, base, planned } = conflict;
    const sides = mergeSides(document, merge, base !== undefined);
    if (sides === undefined) {
      tellNotEditable(uri);
      return;
    }
    const labels = { fileName: fileNameOf(uri), path: pathOf(uri), environment: planned.plan.environment };
    const text = await mergeInEditor(this.#services.files, sides, labels);
    if (text !== undefined && (await confirmEnd(conflict))) {
      await this.#end(conflict, text);
      return;
    }
    const message = vscode.l10n.t('The merge was left; {0} is as it was.', plain(pathOf(uri), 'icons', 120));
    vscode.window.setStatusBarMessage(message, 8000);
  }

  async #end(conflict: Conflict, text: string): Promise<void> {
    const { uri, hash } = conflict;
    const written = await workspaceFiles.write(uri.toString(), text, hash);
    if (written.kind === 'written') {
      await this.#record(conflict);
      await vscode.window.showTextDocument(uri);
      vscode.window.setStatusBarMessage(vscode.l10n.t('{0} is merged.', plain(pathOf(uri), 'icons', 120)), 8000);
      return;
    }
    // Nothing that a person has merged is lost.
    const copy = await vscode.workspace.openTextDocument({ language: 'levered-sql', content: text });
    await vscode.window.showTextDocument(copy);
    if (written.kind === 'failed') throw written.error;
    const message = vscode.l10n.t(
      '{0} has changed since the merge began, so it was left as it is. The merged text is in a new document.',
      plain(pathOf(uri), 'markdownish', 200),
    );
    void vscode.window.showWarningMessage(message);
  }

  async #record({ planned, theirs, uri }: Conflict): Promise<void> {
    await this.#services.recorder.record(planned.journal, theirs, uri);
    await this.#services.planner.update();
  }
}

/** Asked because VS Code may save a result by itself, and close it undecided. */
async function confirmEnd({ uri, theirs }: Conflict): Promise<boolean> {
  const { t } = vscode.l10n;
  const finish = t('Finish Merge');
  const lines = [
    t('The merged text is written into {0} and saved there.', plain(pathOf(uri), 'label', 200)),
    t("Levered's version then counts as merged, and the file can be pushed. Otherwise the file stays as it was."),
  ];
  return (await ask(t('Is the merge of {0} complete?', quoted(theirs.name)), lines, finish)) === finish;
}

function fileNameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
