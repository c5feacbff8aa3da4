import * as vscode from 'vscode';
import type { Choice } from '../core/apply/choice.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { ask, askTyped, changesLine, placeOf, quoted, usageLine } from './confirmation.ts';
import type { FirstLook } from './firstLook.ts';
import type { MetricUsage } from './metricUsage.ts';
import { tellNothingToPush } from './nothingToPush.ts';
import type { Planned } from './planner.ts';
import { pushAllLines } from './pushAllWords.ts';
import { entryLook } from './statusWords.ts';
import { lookUpUsage } from './usageLookup.ts';

export interface PushQuestionServices {
  readonly usage: MetricUsage;
  readonly firstLook: FirstLook;
  readonly compare: (entry: PlanEntry) => Promise<void>;
  readonly link: (planned: Planned, entry: PlanEntry) => Promise<void>;
}

/** Asks before a push what a person has to decide, with what they have to know for it. */
export class PushQuestions {
  readonly #services: PushQuestionServices;

  constructor(services: PushQuestionServices) {
    this.#services = services;
  }

  /** @returns undefined when nothing is to be pushed; the person was told why, or said so */
  async one(planned: Planned, entry: PlanEntry): Promise<Choice | undefined> {
    const { plan, snapshot } = planned;
    const { t } = vscode.l10n;
    const { key, action, name, remote, file } = entry;
    if (action === undefined) {
      void tellNothingToPush(entry);
      return undefined;
    }
    const place = placeOf(snapshot);
    const warnings = plan.warnings.length === 0 ? '' : t('The plan has warnings: look at it first.');
    // What somebody else wrote is read before it goes to Levered, which may run it (T9).
    const isUnseen = this.#services.firstLook.unseen([entry]).length > 0;
    const sql = action === 'create' || isUnseen ? `\n${plain(file?.draft?.sql ?? '', 'multiline')}` : '';
    switch (action) {
      case 'create': {
        const { meaning } = entryLook(entry);
        const looks =
          entry.lookalikes.length === 0
            ? ''
            : t('The organization already has {0} that look like it.', entry.lookalikes.length);
        const create = t('Create');
        const link = t('Link to an Existing One…');
        const buttons = entry.lookalikes.length === 0 ? [create] : [create, link];
        const title = t('Create {0} in {1}?', quoted(name), place);
        const picked = await ask(title, [warnings, meaning, looks, sql], ...buttons);
        if (picked === link) await this.#services.link(planned, entry);
        return picked === create ? this.#typed(snapshot, entry, { key }) : undefined;
      }
      case 'replace': {
        const usage = await lookUpUsage(this.#services.usage, snapshot, [remote?.id ?? '']);
        const keep = t('Replace, Keep Old');
        const remove = t('Replace, Delete Old');
        const show = t('Show Changes');
        const lines = [
          warnings,
          t('A metric cannot be changed in place: a new one is created, and its new id is written into the file.'),
          changesLine(entry),
          usageLine(usage, remote?.id ?? ''),
          sql,
        ];
        const picked = await ask(t('Replace {0} in {1}?', quoted(name), place), lines, keep, remove, show);
        if (picked === show) await this.#services.compare(entry);
        return picked === keep || picked === remove ? { key, deleteOld: picked === remove } : undefined;
      }
      case 'update': {
        const lines = [
          warnings,
          t('The whole organization shares the assignment source. The version before is kept.'),
          changesLine(entry),
          sql,
        ];
        const update = t('Update');
        const show = t('Show Changes');
        const picked = await ask(t('Update the assignment source in {0}?', place), lines, update, show);
        if (picked === show) await this.#services.compare(entry);
        return picked === update ? this.#typed(snapshot, entry, { key }) : undefined;
      }
    }
  }

  /** On a protected environment, a write of what everybody shares is confirmed by typing its name. */
  async #typed({ environment }: Planned['snapshot'], entry: PlanEntry, choice: Choice): Promise<Choice | undefined> {
    if (!environment.isProtected || entry.kind !== 'assignment_source') return choice;
    const { t } = vscode.l10n;
    const isTyped = await askTyped(
      t('Write the assignment source of {0}', environment.name),
      entry.name,
      t('Type the name of the assignment source to go on.'),
    );
    return isTyped ? choice : undefined;
  }

  /** @returns a choice for each of the entries, or undefined when the person said no */
  async many(planned: Planned, entries: readonly PlanEntry[]): Promise<Choice[] | undefined> {
    const { t } = vscode.l10n;
    const replaced = entries.flatMap(({ action, remote }) => (action === 'replace' && remote ? [remote.id] : []));
    const usage = await lookUpUsage(this.#services.usage, planned.snapshot, replaced);
    const unseen = this.#services.firstLook.unseen(entries).length;
    const lines = [
      planned.plan.warnings.length === 0 ? '' : t('The plan has warnings: read them at its top.'),
      ...pushAllLines(entries, usage),
      unseenLine(unseen),
    ];
    const push = replaced.length === 0 ? t('Push {0}', entries.length) : t('Push {0}, Keep Old', entries.length);
    const remove = t('Push {0}, Delete Old', entries.length);
    const show = t('Show Changes…');
    const canShow = entries.some(hasChanges);
    const buttons = [push, ...(replaced.length === 0 ? [] : [remove]), ...(canShow ? [show] : [])];
    const picked = await ask(t('Push to {0}?', placeOf(planned.snapshot)), lines, ...buttons);
    if (picked === show) await this.#showChanges(entries.filter(hasChanges));
    if (picked !== push && picked !== remove) return undefined;
    const choices: Choice[] = [];
    for (const entry of entries) {
      const chosen = { key: entry.key, ...(entry.action === 'replace' && { deleteOld: picked === remove }) };
      const choice = await this.#typed(planned.snapshot, entry, chosen);
      if (choice === undefined) return undefined;
      choices.push(choice);
    }
    return choices;
  }

  /** Nothing is pushed by this; the plan with its boxes is still there afterwards. */
  async #showChanges(entries: readonly PlanEntry[]): Promise<void> {
    const [only, ...others] = entries;
    if (only !== undefined && others.length === 0) return this.#services.compare(only);
    const items = entries.map(entry => ({
      entry,
      label: plain(entry.name, 'icons'),
      description: plain(changesLine(entry), 'icons'),
    }));
    const placeHolder = vscode.l10n.t('Which definition do you want to see beside what Levered has?');
    const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show Changes'), placeHolder });
    if (picked !== undefined) await this.#services.compare(picked.entry);
  }
}

function hasChanges({ action }: PlanEntry): boolean {
  return action === 'replace' || action === 'update';
}

function unseenLine(count: number): string {
  const { t } = vscode.l10n;
  switch (count) {
    case 0:
      return '';
    case 1:
      return t('1 of them was not written in this window. Read its query first: Levered may run it.');
    default:
      return t('{0} of them were not written in this window. Read their queries first: Levered may run them.', count);
  }
}
