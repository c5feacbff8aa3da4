import * as vscode from 'vscode';
import type { Snapshot } from '../catalog/snapshot.ts';
import { deleteDefinition } from '../core/apply/deleteDefinition.ts';
import type { Outcome } from '../core/apply/outcome.ts';
import { restore } from '../core/apply/restore.ts';
import type { Finished, NotBegun } from '../core/apply/underLock.ts';
import type { Definition } from '../core/definition.ts';
import type { Snapshot as Kept } from '../core/journal/journalState.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { ask, askTyped, placeOf, quoted, usageLine, usersOf } from './confirmation.ts';
import type { MetricUsage } from './metricUsage.ts';
import type { Planned, Planner } from './planner.ts';
import type { RunReport } from './runReport.ts';
import { pickSnapshot, snapshotOf, whyNotRestored } from './restoreChoice.ts';
import { signalOf, type SyncRunner } from './syncRunner.ts';
import { lookUpUsage } from './usageLookup.ts';

export interface RemoveServices {
  readonly planner: Planner;
  readonly runner: SyncRunner;
  readonly usage: MetricUsage;
  readonly report: RunReport;
}

/** Deletes definitions of the organization, and brings back what was deleted or replaced. */
export class RemoveFlow {
  readonly #services: RemoveServices;

  constructor(services: RemoveServices) {
    this.#services = services;
  }

  /** Deletes one definition in the organization; its file stays. */
  async delete(key: string): Promise<void> {
    const planned = await this.#services.planner.refresh();
    const entry = planned.plan.entries.find(each => each.key === key);
    if (entry?.remote === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Levered does not have this definition, so there is nothing to delete.'),
      );
      return;
    }
    if (!(await this.#confirmDelete(planned, entry))) return;
    const { runner, report } = this.#services;
    const outcome = await this.#run(vscode.l10n.t('Deleting…'), signal =>
      deleteDefinition(planned.plan, key, runner.ports(planned), { signal }),
    );
    if (outcome?.code === 'deleted') await this.#offerRestore(outcome, entry.remote);
    else if (outcome?.code === 'in_use') await tellInUse(outcome);
    else if (outcome !== undefined) report.tell([outcome]);
  }

  /**
   * Creates a version again that a delete or a replace took away.
   *
   * @param key of the entry whose deleted version is meant; undefined: the person chooses one of all
   */
  async restore(key?: string): Promise<void> {
    const planned = await this.#services.planner.refresh();
    const entry = planned.plan.entries.find(each => each.key === key);
    const kept = entry === undefined ? await pickSnapshot(planned) : snapshotOf(planned, entry);
    if (kept !== undefined) await this.#restore(planned, kept);
  }

  async #restore(planned: Planned, kept: Kept): Promise<void> {
    const whyNot = whyNotRestored(planned, kept);
    if (whyNot !== undefined) {
      void vscode.window.showInformationMessage(whyNot);
      return;
    }
    if (!(await this.#confirmRestore(planned, kept))) return;
    const { runner, report } = this.#services;
    const outcome = await this.#run(vscode.l10n.t('Restoring…'), signal =>
      restore(planned.plan, kept.definition, runner.ports(planned), { signal }),
    );
    if (outcome !== undefined) report.tell([outcome]);
  }

  async #offerRestore({ name }: Outcome, { id }: Definition): Promise<void> {
    const again = vscode.l10n.t('Restore');
    const message = vscode.l10n.t('{0} was deleted.', quoted(name));
    if ((await vscode.window.showInformationMessage(message, again)) !== again) return;
    const planned = await this.#services.planner.refresh();
    const kept = planned.journal.state.snapshots.findLast(({ definition }) => definition.id === id);
    // The person may be on another environment by now.
    if (kept === undefined) await this.restore();
    else await this.#restore(planned, kept);
  }

  async #confirmDelete({ snapshot }: Planned, { name, kind, remote, file }: PlanEntry): Promise<boolean> {
    const { t } = vscode.l10n;
    const { environment } = snapshot;
    const title = t('Delete {0} in {1}?', quoted(name), placeOf(snapshot));
    const lines = [
      ...(kind === 'metric' ? await this.#metricLines(snapshot, remote?.id ?? '') : [sourceEffect()]),
      file === undefined
        ? ''
        : t('Its file {0} stays as it is; what it defines is missing in Levered then.', plain(file.path, 'label', 200)),
      kind === 'metric'
        ? t('What is deleted is kept on this machine and can be restored, with a new id.')
        : t('What is deleted is kept on this machine and can be restored.'),
    ];
    const button = t('Delete');
    if ((await ask(title, lines, button)) === undefined) return false;
    if (!environment.isProtected) return true;
    return askTyped(t('Delete in {0}', environment.name), name, t('Type the name of the definition to delete it.'));
  }

  async #metricLines(snapshot: Snapshot, id: string): Promise<readonly string[]> {
    const usage = await lookUpUsage(this.#services.usage, snapshot, [id]);
    const users = usersOf(usage, id);
    return [
      users === '' ? usageLine(usage, id) : vscode.l10n.t('These optimizations use it as their reward: {0}.', users),
      vscode.l10n.t('Guardrails are not looked up: Levered refuses to delete it while one refers to it.'),
    ];
  }

  async #confirmRestore({ snapshot }: Planned, { definition }: Kept): Promise<boolean> {
    const { t } = vscode.l10n;
    const isMetric = definition.kind === 'metric';
    const effect = isMetric
      ? t('It is created again and gets a new id.')
      : t('It takes the place of the present assignment source, which the whole organization shares.');
    const sql = plain(definition.sql, 'multiline', 1200);
    const button = t('Restore');
    const picked = await ask(
      t('Restore {0} in {1}?', quoted(definition.name), placeOf(snapshot)),
      [effect, sql],
      button,
    );
    if (picked === undefined) return false;
    if (isMetric || !snapshot.environment.isProtected) return true;
    return askTyped(
      t('Write the assignment source of {0}', snapshot.environment.name),
      definition.name,
      t('Type the name of the assignment source to go on.'),
    );
  }

  /** @returns what it came to, which is in the log and to be told; undefined if nothing was begun, which was told */
  async #run(
    title: string,
    work: (signal: AbortSignal) => Promise<Finished<Outcome> | NotBegun>,
  ): Promise<Outcome | undefined> {
    const { planner, usage, report } = this.#services;
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    const result = await vscode.window.withProgress(options, (_, token) => work(signalOf(token)));
    usage.forget();
    if (result.kind !== 'finished') {
      await report.notBegun(result);
      return undefined;
    }
    report.note(result.value);
    await planner.refresh();
    return result.value;
  }
}

function sourceEffect(): string {
  return vscode.l10n.t('Optimizations cannot train from then on, until there is a new assignment source.');
}

async function tellInUse({ name }: Outcome): Promise<void> {
  const { t } = vscode.l10n;
  const message = t(
    '{0} was not deleted: guardrails refer to it. Remove it from the guardrails in Levered, then delete it.',
    quoted(name),
  );
  const commands = new Map([
    [t('Open Dashboard'), 'levered.openDashboard'],
    [t('Show Log'), 'levered.showLog'],
  ]);
  const picked = await vscode.window.showWarningMessage(message, ...commands.keys());
  const command = picked === undefined ? undefined : commands.get(picked);
  if (command !== undefined) await vscode.commands.executeCommand(command);
}
