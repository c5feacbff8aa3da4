import * as vscode from 'vscode';
import { deleteDefinition } from '../core/apply/deleteDefinition.ts';
import type { Outcome } from '../core/apply/outcome.ts';
import { restore } from '../core/apply/restore.ts';
import type { Finished, NotBegun } from '../core/apply/underLock.ts';
import type { Snapshot as Kept } from '../core/journal/journalState.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { ask, askTyped, placeOf, quoted, usageLine } from './confirmation.ts';
import type { MetricUsage } from './metricUsage.ts';
import type { Planned, Planner } from './planner.ts';
import type { RunReport } from './runReport.ts';
import { signalOf, type SyncRunner } from './syncRunner.ts';

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
    const { runner } = this.#services;
    await this.#run(vscode.l10n.t('Deleting…'), signal =>
      deleteDefinition(planned.plan, key, runner.ports(planned), { signal }),
    );
  }

  /** Lets the person choose one of the versions that deletes and replaces took away, and creates it again. */
  async restore(): Promise<void> {
    const planned = await this.#services.planner.refresh();
    const kept = await pickSnapshot(planned);
    if (kept === undefined || !(await this.#confirmRestore(planned, kept))) return;
    const { runner } = this.#services;
    await this.#run(vscode.l10n.t('Restoring…'), signal =>
      restore(planned.plan, kept.definition, runner.ports(planned), { signal }),
    );
  }

  async #confirmDelete({ snapshot }: Planned, { name, kind, remote }: PlanEntry): Promise<boolean> {
    const { t } = vscode.l10n;
    const { environment, organization = '' } = snapshot;
    const id = remote?.id ?? '';
    const effect =
      kind === 'metric'
        ? usageLine(await this.#services.usage.find({ environment, organization }, [id]), id)
        : t('Optimizations cannot train from then on, until there is a new assignment source.');
    const title = t('Delete {0} in {1}?', quoted(name), placeOf(snapshot));
    const lines = [
      effect,
      t('The file stays as it is. What is deleted is kept on this machine and can be restored, with a new id.'),
    ];
    const button = t('Delete');
    if ((await ask(title, lines, button)) === undefined) return false;
    if (!environment.isProtected) return true;
    return askTyped(t('Delete in {0}', environment.name), name, t('Type the name of the definition to delete it.'));
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

  async #run(title: string, work: (signal: AbortSignal) => Promise<Finished<Outcome> | NotBegun>): Promise<void> {
    const { planner, usage, report } = this.#services;
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    const result = await vscode.window.withProgress(options, (_, token) => work(signalOf(token)));
    usage.forget();
    if (result.kind !== 'finished') {
      await report.notBegun(result);
      return;
    }
    report.note(result.value);
    await planner.refresh();
    report.tell([result.value]);
  }
}

type SnapshotPick = vscode.QuickPickItem & { readonly kept: Kept };

async function pickSnapshot({ journal }: Planned): Promise<Kept | undefined> {
  const { t } = vscode.l10n;
  const items = journal.state.snapshots.toReversed().map((kept): SnapshotPick => {
    const when = new Date(kept.at).toLocaleString();
    return {
      kept,
      label: plain(kept.definition.name, 'icons'),
      description: kept.reason === 'deleted' ? t('deleted {0}', when) : t('replaced {0}', when),
      detail: plain(kept.definition.sql.replaceAll(/\s+/g, ' '), 'icons', 120),
    };
  });
  if (items.length === 0) {
    const message = t('Nothing was deleted or replaced from this workspace yet, so there is nothing to restore.');
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Restore a definition'),
    placeHolder: t('Which version do you want back?'),
    matchOnDetail: true,
  });
  return picked?.kept;
}
