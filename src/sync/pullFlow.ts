import * as vscode from 'vscode';
import type { PlanEntry } from '../core/plan/plan.ts';
import type { BaseRecorder } from './baseRecorder.ts';
import { ask, quoted } from './confirmation.ts';
import type { Planned, Planner } from './planner.ts';
import { createFileOf, editFile, type FileOutcome, updateFile } from './pullFile.ts';
import { choosePullFolder } from './pullPlace.ts';
import { pullAdvice, tellNotEditable, tellPulled } from './pullWords.ts';
import { readAnew } from './reading.ts';
import { entryLook } from './statusWords.ts';

export interface PullServices {
  readonly planner: Planner;
  readonly recorder: BaseRecorder;
  readonly compare: (entry: PlanEntry) => Promise<void>;
  readonly merge: (key: string) => Promise<void>;
}

/** An entry with what the service has of it, and the plan that it stands in. */
interface Pulled {
  readonly planned: Planned;
  readonly entry: PlanEntry;
  readonly file: NonNullable<PlanEntry['file']>;
  readonly remote: NonNullable<PlanEntry['remote']>;
}

/** Brings one definition of the organization into a file. */
export class PullFlow {
  readonly #services: PullServices;

  constructor(services: PullServices) {
    this.#services = services;
  }

  /** @param key of the entry; how it stands is looked up anew */
  async pull(key: string): Promise<void> {
    const planned = await readAnew(this.#services.planner);
    const entry = planned.plan.entries.find(each => each.key === key);
    if (entry === undefined) {
      const message = vscode.l10n.t('It is not there any more: file or definition are gone meanwhile. Look again.');
      void vscode.window.showInformationMessage(message);
      return;
    }
    const { remote, file } = entry;
    if (entry.status === 'untracked' && remote !== undefined) return this.#create(planned, remote);
    if (remote !== undefined && file !== undefined) {
      const pulled = { planned, entry, file, remote };
      if (entry.status === 'outdated') return this.#update(pulled);
      if (entry.status === 'conflict') return this.#resolve(pulled);
    }
    await this.#advise(entry);
  }

  async #create(planned: Planned, remote: Pulled['remote']): Promise<void> {
    const folder = await choosePullFolder();
    if (folder === undefined) return;
    await this.#finish(planned, remote, await createFileOf(remote, folder));
  }

  async #update(pulled: Pulled): Promise<void> {
    const { planned, file, remote } = pulled;
    if (!file.isDirty) return this.#finish(planned, remote, await updateFile(file, remote));
    const { t } = vscode.l10n;
    const edit = t('Update in Editor');
    const detail = t('The newer version is written into what you see. Nothing is saved, and one undo takes it back.');
    const title = t('{0} has changes that are not saved. Update it all the same?', quoted(remote.name));
    if ((await ask(title, [detail], edit)) === edit) await this.#edit(pulled);
  }

  async #resolve(pulled: Pulled): Promise<void> {
    const { t } = vscode.l10n;
    const { compare, merge } = this.#services;
    const buttons = { compare: t('Compare'), merge: t('Merge'), take: t("Take Levered's Version") };
    const lines = [
      entryLook(pulled.entry).meaning,
      t("With Levered's version the changes of the file are lost. It is not saved, and one undo takes it back."),
    ];
    const title = t('What is to become of {0}?', quoted(pulled.entry.name));
    const picked = await ask(title, lines, buttons.compare, buttons.merge, buttons.take);
    if (picked === buttons.compare) await compare(pulled.entry);
    else if (picked === buttons.merge) await merge(pulled.entry.key);
    else if (picked === buttons.take) await this.#edit(pulled);
  }

  async #edit({ planned, file, remote }: Pulled): Promise<void> {
    const edit = await editFile(file, remote);
    if (edit === undefined) {
      tellNotEditable(vscode.Uri.parse(file.uri, true));
      return;
    }
    const { document, before } = edit;
    this.#services.recorder.recordWhenSaved({ uri: document.uri, journal: planned.journal, remote, before });
    await vscode.window.showTextDocument(document);
    tellPulled('edited', document.uri);
  }

  async #finish(planned: Planned, remote: Pulled['remote'], outcome: FileOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'created':
      case 'updated':
        await this.#record(planned, remote, outcome.uri);
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(outcome.uri));
        tellPulled(outcome.kind, outcome.uri);
        return;
      case 'changed': {
        const message = vscode.l10n.t('The file has changed meanwhile, so it was left as it is. Pull it again.');
        void vscode.window.showWarningMessage(message);
        return;
      }
      case 'not_editable':
        tellNotEditable(undefined);
        return;
      case 'failed':
        throw outcome.error;
    }
  }

  async #record({ journal }: Planned, remote: Pulled['remote'], uri: vscode.Uri): Promise<void> {
    await this.#services.recorder.record(journal, remote, uri);
    await this.#services.planner.update();
  }

  async #advise(entry: PlanEntry): Promise<void> {
    const { t } = vscode.l10n;
    const { status, isCosmetic, file } = entry;
    const [compare, push] = [t('Compare'), t('Push')];
    const buttons = status === 'modified' || isCosmetic ? [compare] : [];
    const canPush = file !== undefined && (status === 'new' || status === 'modified' || status === 'missing');
    if (canPush) buttons.push(push);
    const picked = await vscode.window.showInformationMessage(pullAdvice(entry), ...buttons);
    if (picked === compare) await this.#services.compare(entry);
    else if (picked === push && file !== undefined) {
      await vscode.commands.executeCommand('levered.push', vscode.Uri.parse(file.uri, true));
    }
  }
}
