import * as vscode from 'vscode';
import type { Outcome } from '../core/apply/outcome.ts';
import type { NotBegun } from '../core/apply/underLock.ts';
import { plain } from '../core/text/plain.ts';
import type { Log } from '../platform/log.ts';
import type { PlanView } from '../views/planView.ts';
import { quoted } from './confirmation.ts';
import { wordOutcomeBriefly } from './outcomeBrief.ts';
import { wordOutcomeInFull } from './outcomeWords.ts';
import { wordKind, wordStep } from './stepWords.ts';

/** Tells what became of a run: each outcome in the log, and as a message what a person has to know. */
export class RunReport {
  readonly #log: Log;
  readonly #view: PlanView;

  constructor(log: Log, view: PlanView) {
    this.#log = log;
    this.#view = view;
  }

  /**
   * Stands in the log after the message and the plan view were closed: what is so now, each step of the way to it and
   * the request ids; last the reason, which may be long.
   */
  note(outcome: Outcome): void {
    const facts = [...outcome.steps.map(wordStep), ...outcome.requestIds].join(', ');
    const head = `${plain(outcome.name, 'log', 200)}: ${wordKind(outcome.kind)}${facts === '' ? '' : ` (${facts})`}.`;
    const line = `${head} ${wordOutcomeInFull(outcome)}`;
    if (outcome.kind === 'done') this.#log.info(line);
    else this.#log.error(line);
  }

  tell(outcomes: readonly Outcome[]): void {
    const [only] = outcomes;
    if (only === undefined) return;
    if (outcomes.length === 1) {
      if (only.kind === 'done') vscode.window.setStatusBarMessage(plain(doneLine(only), 'icons', 200), 8000);
      else void tellAtLength(plain(`${quoted(only.name)}: ${wordOutcomeInFull(only)}`, 'markdownish', 600));
      return;
    }
    const open = outcomes.filter(({ kind }) => kind !== 'done').length;
    if (open === 0) {
      void this.#tellAllDone(outcomes);
      return;
    }
    const message = '{0} of {1} definitions were not pushed. The plan view says why, line by line.';
    void vscode.window.showWarningMessage(vscode.l10n.t(message, open, outcomes.length));
  }

  async #tellAllDone(outcomes: readonly Outcome[]): Promise<void> {
    const { t } = vscode.l10n;
    const done = t('{0} definitions were pushed.', outcomes.length);
    const ids = outcomes.some(({ newId }) => newId !== undefined) ? ` ${t('Their new ids are in the files.')}` : '';
    const show = t('Show in Plan');
    if ((await vscode.window.showInformationMessage(done + ids, show)) === show) {
      await vscode.commands.executeCommand('levered.plan.focus');
    }
  }

  /**
   * Nothing was written: says why.
   * @throws what made reading fail, for the boundary of the commands to word
   */
  async notBegun(result: NotBegun): Promise<void> {
    const { t } = vscode.l10n;
    switch (result.kind) {
      case 'stale':
        this.stale();
        await this.#view.review(result.plan);
        return;
      case 'busy':
        void vscode.window.showWarningMessage(
          t('Another window is writing to this organization. Nothing was sent; try again when it has finished.'),
        );
        return;
      case 'read_only':
        void vscode.window.showErrorMessage(
          t(
            'The journal of earlier writes cannot be read, so nothing is sent. Look into the log for what is wrong with it.',
          ),
        );
        return;
      case 'failed':
        throw result.error;
    }
  }

  stale(): void {
    const message = 'Something has changed since the plan was shown, so nothing was sent. Look at the new plan.';
    void vscode.window.showWarningMessage(vscode.l10n.t(message));
  }
}

/** With a button, because VS Code cuts a message without one off after its first line: the reason would not be seen. */
async function tellAtLength(message: string): Promise<void> {
  const log = vscode.l10n.t('Show Log');
  if ((await vscode.window.showWarningMessage(message, log)) === log) {
    await vscode.commands.executeCommand('levered.showLog');
  }
}

/** Short: the status bar cuts off the end. The log and the plan view have the ids. */
function doneLine(outcome: Outcome): string {
  const { t } = vscode.l10n;
  const words = `${quoted(outcome.name)}: ${wordOutcomeBriefly(outcome)}`;
  const hasNewId = ['created', 'replaced', 'replaced_old_kept', 'linked'].includes(outcome.code);
  return hasNewId ? t('{0}; its id is in the file', words) : words;
}
