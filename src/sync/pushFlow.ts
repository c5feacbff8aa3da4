import * as vscode from 'vscode';
import type { Choice } from '../core/apply/choice.ts';
import { push } from '../core/apply/push.ts';
import { plain } from '../core/text/plain.ts';
import { isPushable } from '../views/planNode.ts';
import type { PlanView } from '../views/planView.ts';
import { workspacePath } from '../workspace/workspacePath.ts';
import { ask } from './confirmation.ts';
import type { FirstLook } from './firstLook.ts';
import type { MetricUsage } from './metricUsage.ts';
import type { Planned, Planner } from './planner.ts';
import type { PushQuestions } from './pushQuestions.ts';
import type { RunReport } from './runReport.ts';
import type { SettleFlow } from './settleFlow.ts';
import { signalOf, type SyncRunner } from './syncRunner.ts';

export interface PushServices {
  readonly planner: Planner;
  readonly runner: SyncRunner;
  readonly view: PlanView;
  readonly usage: MetricUsage;
  readonly report: RunReport;
  readonly settling: SettleFlow;
  readonly questions: PushQuestions;
  readonly firstLook: FirstLook;
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
    const choice = await this.#services.questions.one(planned, entry);
    if (choice === undefined) return;
    await this.#services.firstLook.remember([entry]);
    await this.#run(planned, [choice]);
  }

  /** Pushes what is ticked in the plan view. */
  async pushChosen(): Promise<void> {
    const reviewed = this.#services.view.reviewed;
    const planned = this.#services.planner.planned;
    if (reviewed === undefined || reviewed.chosen.size === 0) {
      const { t } = vscode.l10n;
      const hasBoxes = reviewed?.plan.entries.some(isPushable) ?? true;
      void vscode.window.showInformationMessage(
        hasBoxes
          ? t('Nothing is chosen. Tick what is to be pushed.')
          : t('There is nothing to push. Change a file or pull first.'),
      );
      return;
    }
    if (planned?.plan.fingerprint !== reviewed.plan.fingerprint) {
      this.#services.report.stale();
      await this.review();
      return;
    }
    const entries = reviewed.plan.entries.filter(({ key }) => reviewed.chosen.has(key));
    if (!(await saved(entries.flatMap(({ file }) => (file?.isDirty === true ? [file.uri] : []))))) return;
    const choices = await this.#services.questions.many(planned, entries);
    if (choices === undefined) return;
    await this.#services.firstLook.remember(entries);
    await this.#run(planned, choices);
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

/** A push asks to save first: what is pushed is what the file says. */
async function saved(uris: readonly string[]): Promise<boolean> {
  const documents = vscode.workspace.textDocuments.filter(
    ({ uri, isDirty }) => isDirty && uris.includes(uri.toString()),
  );
  if (documents.length === 0) return true;
  const { t } = vscode.l10n;
  const save = t('Save and Push');
  // One by one, so that a name with a line break in it adds no line (T22).
  const names = documents.map(({ uri }) => plain(workspacePath(uri), 'label', 200));
  const picked = await ask(t('There are changes that are not saved.'), [names.join('\n')], save);
  if (picked === undefined) return false;
  for (const document of documents) if (!(await document.save())) return false;
  return true;
}
