import * as vscode from 'vscode';
import type { Choice } from '../core/apply/choice.ts';
import { push } from '../core/apply/push.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import type { PlanView } from '../views/planView.ts';
import { ask, askTyped, changesLine, placeOf, quoted, usageLine } from './confirmation.ts';
import type { MetricUsage, UsageResult } from './metricUsage.ts';
import type { Planned, Planner } from './planner.ts';
import type { RunReport } from './runReport.ts';
import type { SettleFlow } from './settleFlow.ts';
import { statusLook } from './statusWords.ts';
import { signalOf, type SyncRunner } from './syncRunner.ts';

export interface PushServices {
  readonly planner: Planner;
  readonly runner: SyncRunner;
  readonly view: PlanView;
  readonly usage: MetricUsage;
  readonly report: RunReport;
  readonly settling: SettleFlow;
  readonly compare: (entry: PlanEntry) => Promise<void>;
}

/** Brings files into the organization: asks first, carries out what was shown, and tells what became of it. */
export class PushFlow {
  readonly #services: PushServices;

  constructor(services: PushServices) {
    this.#services = services;
  }

  /** Settles what is unfinished, reads everything anew and shows the plan for review. */
  async review(): Promise<void> {
    const planned = await this.#prepare();
    await this.#services.view.review(planned.plan);
  }

  /** Pushes one definition after one question. */
  async pushOne(key: string): Promise<void> {
    if (!(await saved([key]))) return;
    const planned = await this.#prepare();
    const entry = planned.plan.entries.find(each => each.key === key);
    if (entry === undefined) return;
    if (entry.status === 'unknown') {
      await this.#services.settling.decide(entry);
      return;
    }
    const choice = await this.#confirmOne(planned, entry);
    if (choice !== undefined) await this.#run(planned, [choice]);
  }

  /** Pushes what is ticked in the plan view. */
  async pushChosen(): Promise<void> {
    const reviewed = this.#services.view.reviewed;
    const planned = this.#services.planner.planned;
    if (reviewed === undefined || reviewed.chosen.size === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is chosen. Tick what is to be pushed.'));
      return;
    }
    if (planned?.plan.fingerprint !== reviewed.plan.fingerprint) {
      this.#services.report.stale();
      await this.review();
      return;
    }
    const entries = reviewed.plan.entries.filter(({ key }) => reviewed.chosen.has(key));
    if (!(await saved(entries.flatMap(({ file }) => (file?.isDirty === true ? [file.uri] : []))))) return;
    const choices = await this.#confirmMany(planned, entries);
    if (choices !== undefined) await this.#run(planned, choices);
  }

  /** What was left open by an earlier run is found out before anything new is planned (7r). */
  async #prepare(): Promise<Planned> {
    const title = vscode.l10n.t('Reading definitions and files…');
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
      const planned = await this.#services.planner.refresh();
      const settled = await this.#services.settling.settle(planned);
      if (settled.length === 0) return planned;
      return this.#services.planner.refresh();
    });
  }

  async #confirmOne(planned: Planned, entry: PlanEntry): Promise<Choice | undefined> {
    const { plan, snapshot } = planned;
    const { t } = vscode.l10n;
    const { key, action, name, remote, file } = entry;
    if (action === undefined) {
      tellNothingToPush(entry);
      return undefined;
    }
    const place = placeOf(snapshot);
    const warnings = plan.warnings.length === 0 ? '' : t('The plan has warnings: look at it first.');
    const sql = `\n${plain(file?.draft?.sql ?? '', 'multiline', 1200)}`;
    switch (action) {
      case 'create': {
        const { meaning } = statusLook(entry.status);
        const looks =
          entry.lookalikes.length === 0
            ? ''
            : t('The organization already has {0} that look like it.', entry.lookalikes.length);
        const create = t('Create');
        const link = t('Link to an Existing One…');
        const buttons = entry.lookalikes.length === 0 ? [create] : [create, link];
        const title = t('Create {0} in {1}?', quoted(name), place);
        const picked = await ask(title, [warnings, meaning, looks, sql], ...buttons);
        if (picked === link) await this.#services.settling.link(planned, entry);
        return picked === create ? this.#typed(snapshot, entry, { key }) : undefined;
      }
      case 'replace': {
        const usage = await this.#usage(snapshot, remote?.id ?? '');
        const keep = t('Replace, Keep Old');
        const remove = t('Replace, Delete Old');
        const show = t('Show Changes');
        const lines = [
          warnings,
          t('A metric cannot be changed in place: a new one is created, and its new id is written into the file.'),
          changesLine(entry),
          usageLine(usage, remote?.id ?? ''),
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

  async #confirmMany(planned: Planned, entries: readonly PlanEntry[]): Promise<Choice[] | undefined> {
    const { t } = vscode.l10n;
    const count = (action: PlanEntry['action']): number => entries.filter(entry => entry.action === action).length;
    const lines = [
      t(
        '{0} to be created, {1} replaced by metrics with new ids, {2} updated.',
        count('create'),
        count('replace'),
        count('update'),
      ),
      count('replace') === 0 ? '' : t('The metrics that are replaced are kept and listed as superseded.'),
      planned.plan.warnings.length === 0 ? '' : t('The plan has warnings: read them at its top.'),
    ];
    const button = t('Push {0}', entries.length);
    if ((await ask(t('Push to {0}?', placeOf(planned.snapshot)), lines, button)) === undefined) return undefined;
    const choices: Choice[] = [];
    for (const entry of entries) {
      const choice = await this.#typed(planned.snapshot, entry, { key: entry.key });
      if (choice === undefined) return undefined;
      choices.push(choice);
    }
    return choices;
  }

  async #usage({ environment, organization = '' }: Planned['snapshot'], id: string): Promise<UsageResult> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking up which optimizations use the metric…'),
      cancellable: true,
    };
    return vscode.window.withProgress(options, (_, token) =>
      this.#services.usage.find({ environment, organization }, [id], signalOf(token)),
    );
  }

  async #run(planned: Planned, choices: readonly Choice[]): Promise<void> {
    const { planner, runner, view, usage, report } = this.#services;
    const shown = view.begin(planned.plan);
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Pushing to {0}…', planned.plan.environment),
      cancellable: true,
    };
    const resume = planner.pause();
    try {
      const result = await vscode.window.withProgress(options, (progress, token) =>
        push(planned.plan, choices, runner.ports(planned), {
          signal: signalOf(token),
          onOutcome: outcome => {
            progress.report({ increment: 100 / choices.length });
            shown.add(outcome);
            report.note(outcome);
          },
        }),
      );
      shown.finish();
      usage.forget();
      if (result.kind !== 'finished') {
        view.close();
        await report.notBegun(result);
        return;
      }
      await planner.refresh();
      report.tell(result.value);
    } finally {
      resume();
    }
  }
}

function tellNothingToPush({ name, status, isCosmetic }: PlanEntry): void {
  const { t } = vscode.l10n;
  const advice: Partial<Record<PlanEntry['status'], string>> = {
    outdated: t('Pull it first.'),
    conflict: t('Compare or merge it first.'),
    invalid: t('Correct the errors in the file first.'),
    unknown: t('Look at the plan to settle it.'),
  };
  const sentence = `${quoted(name)}: ${statusLook(status, isCosmetic).meaning} ${advice[status] ?? ''}`.trim();
  void vscode.window.showInformationMessage(sentence);
}

/** A push asks to save first: what is pushed is what the file says. */
async function saved(uris: readonly string[]): Promise<boolean> {
  const documents = vscode.workspace.textDocuments.filter(
    ({ uri, isDirty }) => isDirty && uris.includes(uri.toString()),
  );
  if (documents.length === 0) return true;
  const { t } = vscode.l10n;
  const save = t('Save and Push');
  const names = documents.map(({ uri }) => vscode.workspace.asRelativePath(uri)).join('\n');
  const picked = await ask(t('There are changes that are not saved.'), [plain(names, 'multiline')], save);
  if (picked === undefined) return false;
  for (const document of documents) if (!(await document.save())) return false;
  return true;
}
