import type { MetricDraft } from '../definition.ts';
import type { EntryFile, Plan, PlanEntry } from '../plan/plan.ts';
import type { Choice } from './choice.ts';
import { confirmResult, createMetric } from './createMetric.ts';
import { finishMetric } from './finishMetric.ts';
import { idIn, textWithId } from './idInFile.ts';
import type { Outcome, OutcomeCode } from './outcome.ts';
import { type Removal, remove } from './removal.ts';
import type { Account } from './run.ts';
import { isYoung } from './settleWindow.ts';

export interface MetricPush {
  readonly plan: Plan;
  readonly entry: PlanEntry;
  readonly file: EntryFile;
  readonly draft: MetricDraft;
  /** The file's, just read. */
  readonly text: string;
  readonly action: 'create' | 'replace';
  readonly choice: Choice;
}

/**
 * Creates the metric of a file, or another one in place of the one that the file names, because the service has no
 * update. The old one is deleted only if that was chosen, and only after the new one was read back and its id is in
 * the file: at every moment one of the two is there.
 */
export async function pushMetric(account: Account, push: MetricPush): Promise<Outcome> {
  const { plan, entry, file, draft, text, action, choice } = push;
  const { environment } = account.ports;
  const inFile = idIn(text, environment);
  const belongsTo = file.idBelongsTo ?? (inFile?.isSingle === true ? choice.idBelongsTo : undefined);
  const place = { fileId: inFile?.id, fileIdBelongsTo: belongsTo, environment };
  // Any id will do to find out.
  if (typeof textWithId(text, 'new', place) === 'string') return account.end('id_not_writable');
  if (entry.status === 'missing' && file.id !== undefined) {
    const obstacle = await notMissing(account, file.id);
    if (obstacle !== undefined) return obstacle;
  }
  const oldId = action === 'replace' ? entry.remote?.id : undefined;
  const { fileId, fileIdBelongsTo } = place;
  const order = { action, uri: file.uri, draft, oldId, fileId, fileIdBelongsTo } as const;
  const created = await createMetric(account, plan, order);
  if (created.kind === 'ended') return created.outcome;

  const { intent } = created;
  const { id, found } = await confirmResult(account, intent, created.id);
  const ids = { newId: id, ...(oldId !== undefined && { oldId }) };
  const { hasId, isSettled } = await finishMetric(account, intent, id);
  if (!hasId) return account.end('id_not_in_file', ids);
  if (found.kind === 'drift' || found.kind === 'gone') return account.end('drift', ids);
  if (action === 'create' || entry.remote === undefined) return account.end('created', ids);
  if (choice.deleteOld !== true) return account.end('replaced_old_kept', ids);
  if (found.kind !== 'same' || !isSettled) return account.end('replaced_old_left', ids);
  const removal = await remove(account, entry.remote, undefined);
  const failure = 'failure' in removal ? { failure: removal.failure } : {};
  const { code, kind } = afterRemoval(removal);
  account.step('delete_old', kind, failure);
  return account.end(code, { ...ids, ...failure });
}

/** Whether a metric that the list lacks is there all the same: a list may lag, and a second create may not be. */
async function notMissing(account: Account, id: string): Promise<Outcome | undefined> {
  const { api, journal, now } = account.ports;
  const createdAt = journal.state.createdAt.get(id);
  if (createdAt !== undefined && isYoung(createdAt, now())) return account.end('just_created');
  const answer = account.heard(await api.getMetric(id, account.signal));
  if (answer.kind === 'ok') return account.end('still_there');
  if (answer.reason === 'not_found' && answer.effect === 'refused') return undefined;
  account.step('check', 'not_done', { failure: answer });
  return account.end('not_checked', { failure: answer });
}

function afterRemoval({ kind }: Removal): {
  readonly code: OutcomeCode;
  readonly kind: 'done' | 'not_done' | 'unknown';
} {
  switch (kind) {
    case 'gone':
    case 'already_gone':
      return { code: 'replaced', kind: 'done' };
    case 'in_use':
      return { code: 'replaced_old_in_use', kind: 'not_done' };
    case 'changed':
      return { code: 'replaced_old_changed', kind: 'not_done' };
    case 'unknown':
      return { code: 'replaced_old_unknown', kind: 'unknown' };
    case 'not_journalled':
    case 'obstacle':
    case 'not_sent':
    case 'refused':
    case 'not_checked':
      return { code: 'replaced_old_left', kind: 'not_done' };
  }
}
