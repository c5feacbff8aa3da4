import * as vscode from 'vscode';
import { decide, type Decision } from '../core/apply/decide.ts';
import { link } from '../core/apply/link.ts';
import type { Outcome } from '../core/apply/outcome.ts';
import { settle } from '../core/apply/settle.ts';
import type { OpenIntent } from '../core/journal/journalState.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import type { UnsettledWrite } from '../core/plan/sides.ts';
import { plain } from '../core/text/plain.ts';
import { workspaceFiles } from '../workspace/workspaceFiles.ts';
import { quoted } from './confirmation.ts';
import type { Planned, Planner } from './planner.ts';
import type { RunReport } from './runReport.ts';
import type { SyncRunner } from './syncRunner.ts';

/** Finds out what became of writes that were begun and not finished, by itself or by what the person decides (7r). */
export class SettleFlow implements vscode.Disposable {
  readonly #planner: Planner;
  readonly #runner: SyncRunner;
  readonly #report: RunReport;
  readonly #isRunning: (intent: OpenIntent) => boolean;
  readonly #subscription: vscode.Disposable;
  readonly #since: number;
  /** Unfinished writes that were looked at since this window began. */
  readonly #looked = new Set<string>();

  /**
   * @param isRunning whether a draft's preview is at work on a write: then it is left alone
   * @param since when this window began, in milliseconds since 1970
   */
  constructor(
    planner: Planner,
    runner: SyncRunner,
    report: RunReport,
    isRunning: (intent: OpenIntent) => boolean,
    since: number,
  ) {
    this.#isRunning = isRunning;
    this.#planner = planner;
    this.#runner = runner;
    this.#report = report;
    this.#since = since;
    this.#subscription = planner.onDidChange(() => void this.#lookOnce());
    void this.#lookOnce();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /**
   * Settles what can be settled by looking; nothing is sent but questions.
   * @returns what it came to; why it could not be looked at is told when a push needs it
   */
  async settle(planned: Planned): Promise<readonly Outcome[]> {
    const files = planned.journal.state.open.flatMap(({ uri }) => (uri === undefined ? [] : [uri]));
    const settled = await settle(this.#runner.ports(planned), { isRunning: this.#isRunning });
    await workspaceFiles.removeLeftovers(files);
    if (settled.kind !== 'finished') return [];
    for (const outcome of settled.value) this.#report.note(outcome);
    return settled.value;
  }

  /** Lets the person decide about a write of unknown outcome. */
  async decide({ name, unsettled }: PlanEntry): Promise<void> {
    if (unsettled === undefined) return;
    const planned = await this.#planner.refresh();
    const decision = await askDecision(name, unsettled);
    if (decision === undefined) return;
    if (decision.kind === 'look') {
      const settled = await settle(this.#runner.ports(planned), { isRunning: this.#isRunning });
      if (settled.kind === 'finished') {
        for (const outcome of settled.value) this.#report.note(outcome);
        this.#report.tell(settled.value);
      } else {
        await this.#report.notBegun(settled);
      }
    } else {
      const result = await decide(unsettled.intent, decision, this.#runner.ports(planned));
      if (result.kind !== 'finished') await this.#report.notBegun(result);
      else if (result.value !== undefined) this.#tell(result.value);
    }
    await this.#planner.refresh();
  }

  /** Lets a file be a metric that the organization already has. */
  async link(planned: Planned, { key, lookalikes }: PlanEntry): Promise<void> {
    const items = lookalikes.map(({ id, name, sql }) => ({
      id,
      label: plain(name, 'icons'),
      description: id,
      detail: plain(sql.replaceAll(/\s+/g, ' '), 'icons', 120),
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Link the file to a metric of Levered'),
      placeHolder: vscode.l10n.t('Which metric is this file? Its id is written into the file; nothing is sent.'),
    });
    if (picked === undefined) return;
    const result = await link(planned.plan, { key, id: picked.id }, this.#runner.ports(planned));
    if (result.kind === 'finished') this.#tell(result.value);
    else await this.#report.notBegun(result);
    await this.#planner.refresh();
  }

  #tell(outcome: Outcome): void {
    this.#report.note(outcome);
    this.#report.tell([outcome]);
  }

  /**
   * Looks once at each write that was begun before this window, when the lists are first read: that is when a person
   * came back. What a window that was just closed may still be at work on is looked at with a later plan.
   */
  async #lookOnce(): Promise<void> {
    const { planned } = this.#planner;
    if (planned === undefined) return;
    const pending = planned.journal.state.open.filter(
      open => open.at < this.#since && !this.#looked.has(open.intent) && !this.#isRunning(open),
    );
    if (pending.length === 0) return;
    for (const { intent } of pending) this.#looked.add(intent);
    const outcomes = await this.settle(planned);
    if (outcomes.length > 0) tellLooked(outcomes);
    await this.#planner.refresh();
  }
}

function tellLooked(outcomes: readonly Outcome[]): void {
  const { t } = vscode.l10n;
  const open = outcomes.filter(({ kind }) => kind === 'unknown').length;
  const message =
    open === 0
      ? t('What an earlier push left unfinished is settled. The log says what became of it.')
      : t('What became of an earlier push is still not known for {0}. Open its file, or the plan, to decide.', open);
  void vscode.window.showInformationMessage(message);
}

type Answer = Decision | { readonly kind: 'look' };

async function askDecision(name: string, { candidates, action }: UnsettledWrite): Promise<Answer | undefined> {
  const { t } = vscode.l10n;
  const items: (vscode.QuickPickItem & { readonly answer: Answer })[] = [
    {
      answer: { kind: 'look' },
      label: t('Check Again'),
      detail: t('Look for it in Levered once more. Nothing is written.'),
    },
  ];
  if (action === 'create' || action === 'replace') {
    for (const id of candidates) {
      items.push({
        answer: { kind: 'adopt', id },
        label: t('It Is This One'),
        description: id,
        detail: t('The file gets this id.'),
      });
    }
  }
  items.push(
    {
      answer: { kind: 'allow_resend' },
      label: t('Allow It to Be Sent Again'),
      detail: t('If the first request is still carried out later, there will be two.'),
    },
    {
      answer: { kind: 'give_up' },
      label: t('Close It'),
      detail: t('It counts as not done, and is not looked for any more.'),
    },
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: t('What became of {0} is not known', quoted(name)),
    placeHolder: t('What do you want to do?'),
  });
  return picked?.answer;
}
