import type { Plan } from '../plan/plan.ts';
import type { Outcome } from './outcome.ts';
import type { ApplyPorts } from './ports.ts';
import { remove } from './removal.ts';
import type { Account, Control } from './run.ts';
import { asConfirmed, type Finished, type NotBegun } from './underLock.ts';

/**
 * Deletes a metric, a superseded one too, or the assignment source, as the confirmed plan showed it. A snapshot is
 * kept that can be restored. The file stays as it is.
 */
export async function deleteDefinition(
  plan: Plan,
  key: string,
  ports: ApplyPorts,
  control: Control = {},
): Promise<Finished<Outcome> | NotBegun> {
  return asConfirmed(plan, ports, control, async run => {
    const entry = plan.entries.find(each => each.key === key);
    const account = run.account(key, entry?.name ?? key);
    if (entry?.remote === undefined || entry.status === 'unknown') return account.end('not_offered');
    return deletion(account, entry.remote.id, await remove(account, entry.remote, entry.file?.uri));
  });
}

function deletion(account: Account, oldId: string, removal: Awaited<ReturnType<typeof remove>>): Outcome {
  switch (removal.kind) {
    case 'gone':
      return account.end('deleted', { oldId });
    case 'changed':
      return account.end('remote_changed', { oldId });
    case 'unknown':
      return account.end('outcome_unknown', { oldId, failure: removal.failure });
    case 'obstacle':
      return account.end(removal.obstacle, { oldId });
    case 'already_gone':
    case 'not_journalled':
      return account.end(removal.kind, { oldId });
    case 'in_use':
    case 'not_sent':
    case 'refused':
    case 'not_checked':
      return account.end(removal.kind, { oldId, failure: removal.failure });
  }
}
