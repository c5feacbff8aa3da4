import type { Definition, MetricDraft } from '../definition.ts';
import type { Plan, PlanEntry } from '../plan/plan.ts';
import { confirmResult, createMetric } from './createMetric.ts';
import { finishMetric } from './finishMetric.ts';
import type { Outcome } from './outcome.ts';
import type { ApplyPorts } from './ports.ts';
import type { Account, Control } from './run.ts';
import { saveSource } from './saveSource.ts';
import { asConfirmed, type Finished, type NotBegun } from './underLock.ts';

/**
 * Brings back what a snapshot holds. A metric gets a new id, which is written into the file that still names the old
 * one, if there is one; the assignment source takes the place of the one that the plan showed.
 */
export async function restore(
  plan: Plan,
  definition: Definition,
  ports: ApplyPorts,
  control: Control = {},
): Promise<Finished<Outcome> | NotBegun> {
  return asConfirmed(plan, ports, control, run => {
    if (definition.kind === 'metric') {
      const entry = plan.entries.find(({ file }) => file?.id === definition.id);
      const account = run.account(entry?.key ?? `metric:${definition.id}`, definition.name);
      return restoreMetric(account, plan, definition, entry);
    }
    const entry = plan.entries.find(({ kind, status }) => kind === 'assignment_source' && status !== 'unknown');
    const shown = entry?.remote?.kind === 'assignment_source' ? entry.remote : undefined;
    const { kind, name, sql, column_mapping } = definition;
    const draft = { kind, name, sql, column_mapping };
    return saveSource(run.account(entry?.key ?? kind, name), { draft, shown, uri: undefined });
  });
}

async function restoreMetric(
  account: Account,
  plan: Plan,
  { id: fileId, kind, name, sql, column_mapping }: Definition,
  entry: PlanEntry | undefined,
): Promise<Outcome> {
  if (kind !== 'metric' || (entry !== undefined && entry.status !== 'missing')) return account.end('not_offered');
  const draft: MetricDraft = { kind, name, sql, column_mapping };
  const created = await createMetric(account, plan, {
    action: 'create',
    uri: entry?.file?.uri,
    draft,
    oldId: undefined,
    fileId,
    fileIdBelongsTo: undefined,
  });
  if (created.kind === 'ended') return created.outcome;
  const { id, found } = await confirmResult(account, created.intent, created.id);
  const ids = { newId: id, oldId: fileId };
  const { hasId } = await finishMetric(account, created.intent, id);
  if (!hasId) return account.end('id_not_in_file', ids);
  return account.end(found.kind === 'drift' || found.kind === 'gone' ? 'drift' : 'restored', ids);
}
