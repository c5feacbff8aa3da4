import type { AssignmentSource, AssignmentSourceDraft, DefinitionDraft } from '../definition.ts';
import { sameMeaning } from '../document/meaning.ts';
import type { Intent } from '../journal/record.ts';
import type { Outcome } from './outcome.ts';
import type { Account } from './run.ts';

export interface SaveOrder {
  readonly draft: AssignmentSourceDraft;
  /** What the person saw that is to be replaced; undefined: nothing. */
  readonly shown: AssignmentSource | undefined;
  readonly uri: string | undefined;
}

/** How often a save is sent: once more if it certainly was not carried out before. */
const tries = 2;

/**
 * Replaces the organization's assignment source, if it still is what the person saw. The previous one is kept as a
 * snapshot. The service has no way to make this one step: who writes between the look and the save is overwritten, who
 * writes after it is told of.
 */
export async function saveSource(account: Account, { draft, shown, uri }: SaveOrder): Promise<Outcome> {
  const { ports, run } = account;
  const before = account.heard(await ports.api.getAssignmentSource(account.signal));
  if (before.kind === 'failed') {
    account.step('check', 'not_done', { failure: before });
    return account.end('not_checked', { failure: before });
  }
  if (!isSameSource(before.value, shown)) return account.end('remote_changed');

  const intent: Intent = {
    intent: ports.newIntent(),
    action: before.value === undefined ? 'create' : 'update',
    of: 'assignment_source',
    environment: ports.environment,
    uri,
    name: draft.name,
    draft,
    oldId: before.value?.id,
    fileId: undefined,
    fileIdBelongsTo: undefined,
    known: [],
  };
  if (!(await account.record({ kind: 'intent', ...intent }))) return account.end('not_journalled');
  const isKept =
    before.value === undefined ||
    (await account.record({ kind: 'snapshot', definition: before.value, reason: 'replaced' }));
  if (!isKept) {
    await account.settle(intent, 'not_done');
    return account.end('not_journalled');
  }
  const obstacle = await run.obstacle();
  if (obstacle !== undefined) {
    await account.settle(intent, 'not_done');
    return account.end(obstacle);
  }

  for (let attempt = 1; ; attempt++) {
    const answer = account.heard(await ports.api.saveAssignmentSource(draft, account.signal));
    if (answer.kind === 'ok' && sameMeaning(draft, answer.value) !== 'different') {
      account.step('send', 'done');
      return finishSource(account, intent, draft, answer.value.id);
    }
    if (answer.kind === 'failed' && answer.effect !== 'unknown') {
      account.step('send', 'not_done', { failure: answer });
      // An earlier try may still be carried out.
      if (attempt > 1) return account.end('outcome_unknown', { failure: answer });
      await account.settle(intent, 'not_done');
      return account.end(answer.effect, { failure: answer });
    }
    const why = answer.kind === 'failed' ? { failure: answer } : {};
    account.step('send', 'unknown', why);

    const now = account.heard(await ports.api.getAssignmentSource());
    if (now.kind === 'failed') {
      account.step('look_up', 'unknown', { failure: now });
      return account.end('outcome_unknown', { failure: now });
    }
    if (now.value !== undefined && sameMeaning(draft, now.value) !== 'different') {
      account.step('look_up', 'done');
      return settleSource(account, intent, draft, now.value.id);
    }
    if (!isSameSource(now.value, before.value)) {
      account.step('look_up', 'unknown');
      await account.settle(intent, 'given_up');
      return account.end('conflict', why);
    }
    account.step('look_up', 'not_done');
    if (attempt === tries || (await run.obstacle()) !== undefined) return account.end('outcome_unknown', why);
  }
}

/** Reads the source back, so that a colleague's save right after ours is told. */
async function finishSource(
  account: Account,
  intent: Intent,
  draft: AssignmentSourceDraft,
  id: string,
): Promise<Outcome> {
  const now = account.heard(await account.ports.api.getAssignmentSource());
  if (now.kind === 'failed') {
    account.step('read_back', 'unknown', { failure: now });
    return settleSource(account, intent, draft, id);
  }
  const isSame = now.value !== undefined && sameMeaning(draft, now.value) !== 'different';
  account.step('read_back', isSame ? 'done' : 'not_done');
  const outcome = await settleSource(account, intent, draft, id);
  return isSame ? outcome : account.end('drift', { newId: id });
}

/** The organization has taken the draft over. */
export async function settleSource(
  account: Account,
  intent: Intent,
  draft: DefinitionDraft,
  id: string,
): Promise<Outcome> {
  const definition = { ...draft, id, created_at: null, updated_at: null };
  // A version that was restored is not what the file says: file and organization have agreed on nothing new.
  const isAgreed = intent.uri !== undefined;
  const isNoted = !isAgreed || (await account.record({ kind: 'base', definition, uri: intent.uri }));
  if (isNoted) await account.settle(intent, 'done');
  return account.end(intent.action === 'create' ? 'created' : 'updated', { newId: id });
}

/** By content: whether a save gives the source another id is not known. */
function isSameSource(one: AssignmentSource | undefined, other: AssignmentSource | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return sameMeaning(one, other) === 'equal';
}
