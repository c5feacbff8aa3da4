import { sameMeaning } from '../document/meaning.ts';
import type { OpenIntent } from '../journal/journalState.ts';
import { lookUp } from './lookUp.ts';
import type { Account } from './run.ts';

/** After this a scratch metric that was never seen is not waited for any more, in milliseconds. */
const forgottenAfterMs = 24 * 60 * 60_000;

/**
 * Deletes what a draft's preview left behind: the metric that the journal knows, or else the only one of exactly its
 * name and content that was not there before. One that is something else by now is left alone.
 */
export async function sweepScratch(account: Account, open: OpenIntent): Promise<void> {
  const { api, now } = account.ports;
  const id = open.createdId ?? (await find(account, open));
  if (id === undefined) {
    if (now() - open.at > forgottenAfterMs) await account.settle(open, 'given_up');
    return;
  }
  const there = account.heard(await api.getMetric(id));
  if (there.kind === 'ok') {
    const isOurs = open.draft !== undefined && sameMeaning(open.draft, there.value) !== 'different';
    if (!isOurs) {
      await account.settle(open, 'given_up');
      return;
    }
    if ((await account.run.obstacle()) !== undefined) return;
    const answer = account.heard(await api.deleteMetric(id, account.signal));
    if (answer.kind === 'failed' && !isGone(answer)) return;
  } else if (!isGone(there)) {
    return;
  }
  await account.settle(open, 'done');
}

async function find(account: Account, open: OpenIntent): Promise<string | undefined> {
  const found = await lookUp(account, open);
  if (found.kind !== 'found') return undefined;
  // From now on it is known as a scratch metric: not shown, not offered to a file.
  await account.record({ kind: 'created', intent: open.intent, id: found.metric.id });
  return found.metric.id;
}

function isGone({ reason, effect }: { readonly reason: string; readonly effect: string }): boolean {
  return reason === 'not_found' && effect === 'refused';
}
