import type { DefinitionDraft, MetricDraft } from '../definition.ts';
import type { Intent } from '../journal/record.ts';
import type { Plan } from '../plan/plan.ts';
import { isThere } from './lookUp.ts';
import { findResult, isResult } from './createMetric.ts';
import type { Outcome } from './outcome.ts';
import type { AbortSignalLike, ApplyPorts, Failure, HeldLock } from './ports.ts';
import { type Account, Run } from './run.ts';

/** What every scratch metric's name begins with, so that a colleague who sees one knows what it is. */
export const scratchMark = '[draft]';

/**
 * How the preview of a draft went. `previewed`: `value` is what the preview gave; `isSwept` is false when the scratch
 * metric could not be deleted yet, which the next start and the next plan see to · `not_journalled`: it could not be
 * written down, so nothing was sent · `not_made`: there is no scratch metric to run, or none that can be told to be
 * ours; the failure says why where a request failed.
 */
export type DraftPreview<T> =
  | { readonly kind: 'previewed'; readonly value: T; readonly isSwept: boolean }
  | { readonly kind: 'read_only' | 'cancelled' }
  | { readonly kind: 'not_journalled'; readonly outcome: Outcome }
  | { readonly kind: 'not_made'; readonly failure: Failure | undefined };

export interface DraftOrder<T> {
  readonly draft: DefinitionDraft;
  /** What the organization had when it was last looked at: none of it is ever taken for the scratch metric. */
  readonly plan: Plan;
  /** Which process is at work on it, in words of the shell's own. */
  readonly owner: string;
  /** Runs the saved query of the scratch metric. Must not reject: a failed preview is a value too. */
  readonly preview: (id: string) => Promise<T>;
  /** Told before the first record is written, and after the last. */
  readonly onRunning?: (intent: string, isRunning: boolean) => void;
  readonly signal?: AbortSignalLike;
}

/** A scratch metric is nobody else's, so it takes no lock that a push of another window would have to wait for. */
const noLock: HeldLock = { check: () => Promise.resolve(true), release: () => Promise.resolve() };

/**
 * Previews what is not saved in Levered: makes a scratch metric of the draft, runs it, and deletes it again, whatever
 * came of the run (14). Three requests. Each step is in the journal before it is sent, so that whatever breaks in
 * between is swept later; the scratch metric is never shown, planned or given to a file.
 */
export async function previewDraft<T>(order: DraftOrder<T>, ports: ApplyPorts): Promise<DraftPreview<T>> {
  await ports.journal.refresh();
  if (ports.journal.isReadOnly) return { kind: 'read_only' };
  const run = new Run(ports, noLock, order.signal === undefined ? {} : { signal: order.signal });
  const intent = intentOf(order, ports);
  const account = run.account(`draft:${intent.intent}`, intent.name);
  order.onRunning?.(intent.intent, true);
  try {
    return await previewInTurn(account, order, intent);
  } finally {
    order.onRunning?.(intent.intent, false);
  }
}

async function previewInTurn<T>(account: Account, order: DraftOrder<T>, intent: Intent): Promise<DraftPreview<T>> {
  if (!(await account.record({ kind: 'intent', ...intent }))) {
    return { kind: 'not_journalled', outcome: account.end('not_journalled') };
  }
  const isCancelled = (): boolean => account.signal?.aborted === true;
  if (isCancelled()) {
    await account.settle(intent, 'not_done');
    return { kind: 'cancelled' };
  }
  const made = await makeScratch(account, order.plan, intent);
  if (made.kind === 'not_made') return isCancelled() ? { kind: 'cancelled' } : made;
  if (isCancelled()) {
    await sweep(account, intent, made.id);
    return { kind: 'cancelled' };
  }
  const value = await order.preview(made.id);
  return { kind: 'previewed', value, isSwept: await sweep(account, intent, made.id) };
}

async function makeScratch(
  account: Account,
  plan: Plan,
  intent: Intent,
): Promise<{ readonly kind: 'made'; readonly id: string } | Extract<DraftPreview<never>, { kind: 'not_made' }>> {
  const { api } = account.ports;
  const answer = account.heard(await api.createMetric(intent.draft as MetricDraft, account.signal));
  if (answer.kind === 'failed' && answer.effect !== 'unknown') {
    await account.settle(intent, 'not_done');
    return { kind: 'not_made', failure: answer };
  }
  if (answer.kind === 'ok' && !isThere(plan, answer.value.id) && isResult(account, intent, answer.value)) {
    await account.record({ kind: 'created', intent: intent.intent, id: answer.value.id });
    return { kind: 'made', id: answer.value.id };
  }
  // No other metric has its name, so the list tells which one it is.
  const found = await findResult(account, intent);
  if (found.kind === 'created') return { kind: 'made', id: found.id };
  return { kind: 'not_made', failure: answer.kind === 'failed' ? answer : undefined };
}

/** Right after the preview, and after a cancel too. What does not succeed stays open in the journal, for any window. */
async function sweep(account: Account, intent: Intent, id: string): Promise<boolean> {
  const answer = account.heard(await account.ports.api.deleteMetric(id));
  const isGone = answer.kind === 'ok' || (answer.effect === 'refused' && answer.reason === 'not_found');
  if (isGone) return account.settle(intent, 'done');
  await account.record({ kind: 'unknown', intent: intent.intent, candidates: [id] });
  return false;
}

function intentOf({ draft, owner }: DraftOrder<unknown>, { newIntent, environment }: ApplyPorts): Intent {
  const intent = newIntent();
  const scratch = scratchOf(draft, intent);
  return {
    intent,
    action: 'scratch',
    of: 'metric',
    environment,
    uri: undefined,
    name: scratch.name,
    draft: scratch,
    oldId: undefined,
    fileId: undefined,
    fileIdBelongsTo: undefined,
    known: [],
    owner,
  };
}

/**
 * The metric that stands for a draft while it is previewed; a draft of the assignment source becomes one too, so that
 * the real source, which the whole organization shares, is not touched. Its name is nobody else's.
 */
function scratchOf({ kind, name, sql, column_mapping }: DefinitionDraft, intent: string): MetricDraft {
  const { anonymous_id, timestamp } = column_mapping;
  return {
    kind: 'metric',
    name: `${scratchMark} ${name} ${intent.slice(0, 8)}`,
    sql,
    column_mapping: kind === 'metric' ? column_mapping : { anonymous_id, timestamp },
  };
}
