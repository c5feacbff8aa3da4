import type { Definition } from '../definition.ts';
import { sameMeaning } from '../document/meaning.ts';
import type { OpenIntent } from '../journal/journalState.ts';
import { confirmResult, findResult } from './createMetric.ts';
import { finishMetric } from './finishMetric.ts';
import type { Outcome } from './outcome.ts';
import type { ApplyPorts } from './ports.ts';
import type { Account, Control } from './run.ts';
import { settleSource } from './saveSource.ts';
import { isYoung } from './settleWindow.ts';
import { sweepScratch } from './sweepScratch.ts';
import { type Finished, type NotBegun, underLock } from './underLock.ts';

export interface SettleControl extends Control {
  /** Whether this or another window is at work on it right now: a draft's preview that is still running. */
  readonly isRunning?: (intent: OpenIntent) => boolean;
}

/**
 * Finishes or finds out what earlier runs left open: at the start, and before each plan. Nothing is created or saved
 * here; only scratch metrics of our own are deleted. What stays open is an outcome of kind `unknown`.
 *
 * @returns an outcome for each write that was open, scratch metrics left out
 */
export async function settle(
  ports: ApplyPorts,
  control: SettleControl = {},
): Promise<Finished<readonly Outcome[]> | Exclude<NotBegun, { readonly kind: 'stale' }>> {
  await ports.journal.refresh();
  if (ports.journal.isReadOnly) return { kind: 'read_only' };
  if (ports.journal.state.open.length === 0) return { kind: 'finished', value: [] };
  return underLock<Finished<readonly Outcome[]> | Exclude<NotBegun, { readonly kind: 'stale' }>>(
    ports,
    control,
    async run => {
      const outcomes: Outcome[] = [];
      for (const open of ports.journal.state.open) {
        if (run.stop !== undefined) return run.stop;
        if (control.isRunning?.(open) === true) continue;
        const account = run.account(keyOf(open), open.name);
        if (open.action === 'scratch') {
          await sweepScratch(account, open);
          continue;
        }
        const outcome = await settleOne(account, open);
        outcomes.push(outcome);
        control.onOutcome?.(outcome);
      }
      return { kind: 'finished', value: outcomes };
    },
  );
}

export function keyOf({ uri, intent }: OpenIntent): string {
  return uri ?? `write:${intent}`;
}

/** One write that is not of a scratch metric. */
export async function settleOne(account: Account, open: OpenIntent): Promise<Outcome> {
  if (open.action === 'delete') return settleDelete(account, open);
  if (open.of === 'assignment_source') return settleSave(account, open);
  if (open.createdId !== undefined) return finishCreate(account, open, open.createdId);
  const found = await findResult(account, open);
  return found.kind === 'ended' ? found.outcome : finishCreate(account, open, found.id);
}

/** What is left to do of a create or a replace whose metric is known. The old metric is never deleted here. */
export async function finishCreate(account: Account, open: OpenIntent, createdId: string): Promise<Outcome> {
  const { id, found } = await confirmResult(account, open, createdId);
  const ids = { newId: id, ...(open.oldId !== undefined && { oldId: open.oldId }) };
  // Much may have happened since it was made: what cannot be seen now is not told as done.
  if (found.kind === 'unread') return account.end('outcome_unknown', { ...ids, failure: found.failure });
  if (found.kind === 'gone') {
    // It may lag; later it is gone for good.
    if (isYoung(open.at, account.ports.now())) return account.end('outcome_unknown', { ...ids, candidates: [id] });
    await account.record({ kind: 'gone', id });
    await account.settle(open, 'not_done');
    return account.end('not_applied', ids);
  }
  const { hasId } = await finishMetric(account, open, id);
  if (!hasId) return account.end('id_not_in_file', ids);
  if (found.kind === 'drift') return account.end('drift', ids);
  return account.end(open.action === 'replace' ? 'replaced_old_kept' : 'created', ids);
}

async function settleSave(account: Account, open: OpenIntent): Promise<Outcome> {
  const now = account.heard(await account.ports.api.getAssignmentSource());
  if (now.kind === 'failed') {
    account.step('look_up', 'unknown', { failure: now });
    return account.end('outcome_unknown', { failure: now });
  }
  const { draft } = open;
  if (draft !== undefined && now.value !== undefined && sameMeaning(draft, now.value) !== 'different') {
    account.step('look_up', 'done');
    return settleSource(account, open, draft, now.value.id);
  }
  return notSeen(account, open);
}

async function settleDelete(account: Account, open: OpenIntent): Promise<Outcome> {
  const { oldId = '' } = open;
  const { api } = account.ports;
  const there = account.heard<Definition | undefined>(
    open.of === 'metric' ? await api.getMetric(oldId) : await api.getAssignmentSource(),
  );
  const isGone =
    there.kind === 'ok' ? there.value?.id !== oldId : there.reason === 'not_found' && there.effect === 'refused';
  if (isGone) {
    await account.record({ kind: 'gone', id: oldId });
    await account.settle(open, 'done');
    return account.end('deleted', { oldId });
  }
  if (there.kind === 'ok') return notSeen(account, open);
  account.step('look_up', 'unknown', { failure: there });
  return account.end('outcome_unknown', { oldId, failure: there });
}

/** Nothing is to be seen of it: it may still come for a while, and then counts as not done. */
async function notSeen(account: Account, open: OpenIntent): Promise<Outcome> {
  account.step('look_up', 'not_done');
  if (isYoung(open.at, account.ports.now())) return account.end('outcome_unknown');
  await account.settle(open, 'not_done');
  return account.end('not_applied');
}
