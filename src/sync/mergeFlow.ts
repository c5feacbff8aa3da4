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
import type { MergeDrafts } from './mergeDrafts.ts';
import type { MergeFiles } from './mergeFiles.ts';
import { hasConflictMarkers } from './mergeMarkers.ts';
import { completeMerge, type MergeEnd, mergeInEditor } from './mergeSession.ts';
import { type MergeSides, mergeSides } from './mergeSides.ts';
import type { Planned, Planner } from './planner.ts';
import { pullAdvice, tellNotEditable } from './pullWords.ts';
import { readAnew } from './reading.ts';

export interface MergeServices {
  readonly planner: Planner;
  readonly recorder: BaseRecorder;
  readonly files: MergeFiles;
  readonly drafts: MergeDrafts;
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

  /** Ends the merge that the active editor shows: its text is written without another question. */
  async complete(): Promise<void> {
    await completeMerge(this.#services.files);
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
    const before = this.#services.files.add('before', pathOf(uri), document.getText());
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
    const { files, drafts } = this.#services;
    const sides = mergeSides(document, merge, base !== undefined);
    if (sides === undefined) {
      tellNotEditable(uri);
      return;
    }
    const labels = { path: pathOf(uri), environment: planned.plan.environment };
    let resumed = await this.#resume(uri, sides);
    for (;;) {
      const onDidSave = (text: string): void => void drafts.keep(uri, sides, text);
      const end = await mergeInEditor(files, { ...sides, resumed, onDidSave }, labels);
      if (end.kind === 'untouched') {
        tellLeft(vscode.l10n.t('The merge was left; {0} is as it was.', iconsPathOf(uri)));
        return;
      }
      const answer = await answerOf(conflict, end);
      if (answer === 'write') return this.#end(conflict, end.text);
      if (answer === 'discard') {
        await drafts.forget(uri);
        const isRegretted = await offerBack(uri);
        if (isRegretted) await drafts.keep(uri, sides, end.text);
        return;
      }
      await drafts.keep(uri, sides, end.text);
      if (answer === 'later') {
        const message = vscode.l10n.t('{0} is as it was. Merge again to go on where you left.', iconsPathOf(uri));
        tellLeft(message);
        return;
      }
      resumed = end.text;
    }
  }

  /** The text that an earlier merge of the same sides was left with; one of other sides is opened beside the merge. */
  async #resume(uri: vscode.Uri, sides: MergeSides): Promise<string | undefined> {
    const { drafts } = this.#services;
    const draft = drafts.find(uri, sides);
    if (draft === undefined) return undefined;
    // With conflict markers in it VS Code would begin anew, and the text would be gone.
    if (draft.isCurrent && !hasConflictMarkers(draft.text)) return draft.text;
    await openCopy(draft.text);
    await drafts.forget(uri);
    const message = vscode.l10n.t(
      '{0} has changed since you left its merge, so the merge begins anew. What you had is in a new document.',
      plain(pathOf(uri), 'markdownish', 200),
    );
    void vscode.window.showWarningMessage(message);
    return undefined;
  }

  async #end(conflict: Conflict, text: string): Promise<void> {
    const { uri, hash } = conflict;
    const { drafts } = this.#services;
    const written = await workspaceFiles.write(uri.toString(), text, hash);
    if (written.kind === 'written') {
      await drafts.forget(uri);
      await this.#record(conflict);
      await vscode.window.showTextDocument(uri);
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('{0} is merged. Push it when it is right.', iconsPathOf(uri)),
        8000,
      );
      return;
    }
    // Nothing that a person has merged is lost.
    await openCopy(text);
    await drafts.forget(uri);
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

/**
 * What is to become of a merged text. Asked only if the person did not say that the merge is complete: VS Code may have
 * saved the result by itself, and closed it undecided. `later`: nothing is written, and the text is kept.
 */
async function answerOf(
  { uri, theirs }: Conflict,
  { kind, text }: Exclude<MergeEnd, { readonly kind: 'untouched' }>,
): Promise<'write' | 'back' | 'discard' | 'later'> {
  const { t } = vscode.l10n;
  const isUndecided = hasConflictMarkers(text);
  if (kind === 'completed' && !isUndecided) return 'write';
  const buttons = { write: t('Write Merged Text'), back: t('Back to Merge'), discard: t('Discard') };
  const lines = [
    isUndecided
      ? t('There are conflict markers in it, so it cannot be written into {0} yet.', plain(pathOf(uri), 'label', 200))
      : t('Written into {0} it can be pushed.', plain(pathOf(uri), 'label', 200)),
    t('Cancel leaves the file as it was and keeps the text: Merge goes on from it.'),
  ];
  const title = t('The merge of {0} was closed. What is to become of its text?', quoted(theirs.name));
  const offered = isUndecided ? [buttons.back, buttons.discard] : [buttons.write, buttons.back, buttons.discard];
  const picked = await ask(title, lines, ...offered);
  if (picked === buttons.write) return 'write';
  if (picked === buttons.back) return 'back';
  return picked === buttons.discard ? 'discard' : 'later';
}

/** One click must not be the end of what a person has merged. @returns whether they want it back */
async function offerBack(uri: vscode.Uri): Promise<boolean> {
  const keep = vscode.l10n.t('Keep It After All');
  const path = plain(pathOf(uri), 'markdownish', 200);
  const message = vscode.l10n.t('The merged text was discarded; {0} is as it was.', path);
  return (await vscode.window.showInformationMessage(message, keep)) === keep;
}

async function openCopy(content: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'levered-sql', content }));
}

function tellLeft(message: string): void {
  vscode.window.setStatusBarMessage(message, 8000);
}

function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

function iconsPathOf(uri: vscode.Uri): string {
  return plain(pathOf(uri), 'icons', 120);
}
