import type { Metric, MetricDraft } from '../definition.ts';
import { isDefinitionId } from '../document/definitionId.ts';
import { sameMeaning } from '../document/meaning.ts';
import type { Intent } from '../journal/record.ts';
import type { Plan } from '../plan/plan.ts';
import { type ReadBack, readBack } from './finishMetric.ts';
import { isKnown, isTaken, isThere, knownBefore, lookUp } from './lookUp.ts';
import type { Outcome } from './outcome.ts';
import type { Account } from './run.ts';

/** A create to be sent; a replace is one too. */
export type CreateOrder = Pick<Intent, 'uri' | 'oldId' | 'fileId' | 'fileIdBelongsTo'> & {
  readonly action: 'create' | 'replace';
  readonly draft: MetricDraft;
};

export type CreateResult =
  | { readonly kind: 'created'; readonly intent: Intent; readonly id: string }
  | { readonly kind: 'ended'; readonly outcome: Outcome };

/**
 * Sends one create, written down before and after. One whose outcome is unknown is looked up by its content, and left
 * open in the journal if that does not settle it; it is never sent twice.
 *
 * @param plan what was there before, made anew just now
 */
export async function createMetric(account: Account, plan: Plan, order: CreateOrder): Promise<CreateResult> {
  const { ports, run } = account;
  const { draft } = order;
  const ended = (outcome: Outcome): CreateResult => ({ kind: 'ended', outcome });

  const twin = ports.journal.state.open.find(
    open =>
      (open.action === 'create' || open.action === 'replace') &&
      open.draft !== undefined &&
      open.createdId === undefined &&
      sameMeaning(open.draft, draft) !== 'different',
  );
  // Its file may have been renamed since, and what it made may still come.
  if (twin !== undefined) return ended(account.end('unsettled', { candidates: twin.candidates }));

  const intent: Intent = {
    ...order,
    intent: ports.newIntent(),
    of: 'metric',
    environment: ports.environment,
    name: draft.name,
    known: knownBefore(plan, draft),
  };
  if (!(await account.record({ kind: 'intent', ...intent }))) return ended(account.end('not_journalled'));
  const obstacle = await run.obstacle();
  if (obstacle !== undefined) {
    await account.settle(intent, 'not_done');
    return ended(account.end(obstacle));
  }

  const answer = account.heard(await ports.api.createMetric(draft, account.signal));
  if (answer.kind === 'failed' && answer.effect !== 'unknown') {
    account.step('send', 'not_done', { failure: answer });
    await account.settle(intent, 'not_done');
    return ended(account.end(answer.effect, { failure: answer }));
  }
  if (answer.kind === 'ok' && !isThere(plan, answer.value.id) && isResult(account, intent, answer.value)) {
    account.step('send', 'done');
    await account.record({ kind: 'created', intent: intent.intent, id: answer.value.id });
    return { kind: 'created', intent, id: answer.value.id };
  }
  account.step('send', 'unknown', answer.kind === 'failed' ? { failure: answer } : {});
  return findResult(account, intent, answer.kind === 'ok' ? answer.value.id : undefined);
}

/** Finds what an intent made by its content, or leaves it open. */
export async function findResult(account: Account, intent: Intent, echoedId?: string): Promise<CreateResult> {
  const found = await lookUp(account, intent, echoedId);
  switch (found.kind) {
    case 'found': {
      const { id } = found.metric;
      account.step('look_up', 'done');
      await account.record({ kind: 'created', intent: intent.intent, id });
      return { kind: 'created', intent, id };
    }
    case 'open': {
      const { candidates } = found;
      account.step('look_up', 'unknown');
      const before = account.ports.journal.state.open.find(open => open.intent === intent.intent)?.candidates ?? [];
      if (before.join() !== candidates.join()) {
        await account.record({ kind: 'unknown', intent: intent.intent, candidates });
      }
      return { kind: 'ended', outcome: account.end('outcome_unknown', { candidates }) };
    }
    case 'failed':
      account.step('look_up', 'unknown', { failure: found });
      return { kind: 'ended', outcome: account.end('outcome_unknown', { failure: found }) };
  }
}

/** Under which id a new metric is there, and what reading it back gave. */
export interface ConfirmedResult {
  readonly id: string;
  readonly found: ReadBack;
}

/**
 * Reads back what a create made. If nothing has the id that was answered, then what was made has another: the one
 * metric of its content that is new takes its place.
 */
export async function confirmResult(account: Account, intent: Intent, id: string): Promise<ConfirmedResult> {
  const found = await readBack(account, intent, id);
  if (found.kind !== 'gone') return { id, found };
  const other = await lookUp(account, intent);
  if (other.kind !== 'found' || other.metric.id === id) return { id, found };
  account.step('look_up', 'done');
  await account.record({ kind: 'created', intent: intent.intent, id: other.metric.id });
  return { id: other.metric.id, found: { kind: 'same' } };
}

/** Whether an answer is to be believed: a wrong one would put a wrong id into the file. */
export function isResult({ ports }: Account, intent: Intent, { id, ...metric }: Metric): boolean {
  if (!isDefinitionId(id) || isKnown(intent, id) || isTaken(ports.journal.state, intent, id)) return false;
  return intent.draft !== undefined && sameMeaning(intent.draft, metric) !== 'different';
}
