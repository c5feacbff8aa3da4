import * as vscode from 'vscode';
import type { Outcome } from '../core/apply/outcome.ts';
import type { Choice } from '../core/apply/choice.ts';
import { push } from '../core/apply/push.ts';
import { settle } from '../core/apply/settle.ts';
import type { NotBegun } from '../core/apply/underLock.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import type { Log } from '../platform/log.ts';
import type { PlanView } from '../views/planView.ts';
import { ask, askTyped, changesLine, placeOf, quoted, usageLine } from './confirmation.ts';
import type { MetricUsage, UsageResult } from './metricUsage.ts';
import { wordOutcome } from './outcomeWords.ts';
import type { Planned, Planner } from './planner.ts';
import { signalOf, type SyncRunner } from './syncRunner.ts';

export interface PushServices {
  readonly planner: Planner;
  readonly runner: SyncRunner;
  readonly view: PlanView;
  readonly usage: MetricUsage;
  readonly log: Log;
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
      await this.#tellStale();
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
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, async () => {
      const planned = await this.#services.planner.refresh();
      const settled = await settle(this.#services.runner.ports(planned));
      if (settled.kind !== 'finished') {
        this.#services.log.info(`settle: ${settled.kind}`);
        return planned;
      }
      if (settled.value.length === 0) return planned;
      for (const outcome of settled.value) this.#note(outcome);
      return this.#services.planner.refresh();
    });
  }

  async #confirmOne({ plan, snapshot }: Planned, entry: PlanEntry): Promise<Choice | undefined> {
    const { t } = vscode.l10n;
    const { key, action, name, remote, file } = entry;
    const place = placeOf(snapshot);
    const warnings = plan.warnings.length === 0 ? '' : t('The plan has warnings: look at it first.');
    const sql = `\n${plain(file?.draft?.sql ?? '', 'multiline', 1200)}`;
    switch (action) {
      case 'create': {
        const looks =
          entry.lookalikes.length === 0
            ? ''
            : t('The organization already has {0} that look like it.', entry.lookalikes.length);
        const button = t('Create');
        const picked = await ask(t('Create {0} in {1}?', quoted(name), place), [warnings, looks, sql], button);
        return picked === undefined ? undefined : this.#typed(snapshot, entry, { key });
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
      case undefined:
        return undefined;
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
    const { planner, runner, view, usage } = this.#services;
    const shown = view.begin(planned.plan);
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Pushing to {0}…', planned.plan.environment),
      cancellable: true,
    };
    const result = await vscode.window.withProgress(options, (progress, token) =>
      push(planned.plan, choices, runner.ports(planned), {
        signal: signalOf(token),
        onOutcome: outcome => {
          progress.report({ increment: 100 / choices.length });
          shown.add(outcome);
          this.#note(outcome);
        },
      }),
    );
    shown.finish();
    usage.forget();
    if (result.kind !== 'finished') {
      view.close();
      await this.#tellNotBegun(result);
      return;
    }
    await planner.refresh();
    tellOutcomes(result.value);
  }

  /** Every outcome stands in the log, with its request ids, also after the view was closed. */
  #note(outcome: Outcome): void {
    const line = `${outcome.name}: ${wordOutcome(outcome)} ${outcome.requestIds.join(', ')}`;
    if (outcome.kind === 'done') this.#services.log.info(line);
    else this.#services.log.error(line);
  }

  async #tellNotBegun(result: NotBegun): Promise<void> {
    const { t } = vscode.l10n;
    switch (result.kind) {
      case 'stale':
        await this.#services.view.review(result.plan);
        return this.#tellStale();
      case 'busy':
        void vscode.window.showWarningMessage(
          t('Another window is writing to this organization. Nothing was sent; try again when it has finished.'),
        );
        return;
      case 'read_only':
        void vscode.window.showErrorMessage(
          t(
            'The journal of earlier writes cannot be read, so nothing is sent. The log says where it is and what is wrong.',
          ),
        );
        return;
      case 'failed':
        throw result.error;
    }
  }

  async #tellStale(): Promise<void> {
    const message = vscode.l10n.t(
      'Something has changed since the plan was shown, so nothing was sent. Look at the new plan.',
    );
    void vscode.window.showWarningMessage(message);
    if (this.#services.view.reviewed === undefined) await this.review();
  }
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

function tellOutcomes(outcomes: readonly Outcome[]): void {
  const [only] = outcomes;
  if (only === undefined) return;
  if (outcomes.length === 1) {
    const text = plain(`${only.name}: ${wordOutcome(only)}`, 'markdownish', 400);
    if (only.kind === 'done') vscode.window.setStatusBarMessage(plain(text, 'icons', 200), 8000);
    else void vscode.window.showWarningMessage(text);
    return;
  }
  const open = outcomes.filter(({ kind }) => kind !== 'done').length;
  if (open === 0) return;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} of {1} definitions were not pushed. The plan view says why, line by line.',
      open,
      outcomes.length,
    ),
  );
}
