import type { OpenIntent } from '../journal/journalState.ts';
import { isTaken } from './lookUp.ts';
import type { Outcome } from './outcome.ts';
import type { ApplyPorts } from './ports.ts';
import type { Account, Control } from './run.ts';
import { finishCreate, keyOf, settleOne } from './settle.ts';
import { type Finished, type NotBegun, underLock } from './underLock.ts';

/**
 * What a person decides about a write of unknown outcome. `adopt`: this metric is its result · `give_up`: it counts as
 * not done, whatever comes of it · `allow_resend`: as `give_up`, unless a last look finds its result; the next plan
 * offers the definition again, and if the first request is still carried out, there will be two.
 */
export type Decision =
  { readonly kind: 'adopt'; readonly id: string } | { readonly kind: 'give_up' } | { readonly kind: 'allow_resend' };

type Decided =
  Finished<Outcome | undefined> | Exclude<NotBegun, { readonly kind: 'stale' } | { readonly kind: 'failed' }>;

/** @returns undefined in place of an outcome when the write is not open any more */
export async function decide(
  intent: string,
  decision: Decision,
  ports: ApplyPorts,
  control: Control = {},
): Promise<Decided> {
  return underLock<Decided>(ports, control, async run => {
    const open = ports.journal.state.open.find(each => each.intent === intent && each.action !== 'scratch');
    if (open === undefined) return { kind: 'finished', value: undefined };
    const account = run.account(keyOf(open), open.name);
    return { kind: 'finished', value: await carryOut(account, open, decision) };
  });
}

async function carryOut(account: Account, open: OpenIntent, decision: Decision): Promise<Outcome> {
  switch (decision.kind) {
    case 'adopt':
      return adopt(account, open, decision.id);
    case 'give_up':
      return giveUp(account, open);
    case 'allow_resend': {
      const outcome = await settleOne(account, open);
      const isStillOpen = outcome.code === 'outcome_unknown' && outcome.failure === undefined;
      return isStillOpen ? giveUp(account, open) : outcome;
    }
  }
}

async function adopt(account: Account, open: OpenIntent, id: string): Promise<Outcome> {
  const { api, journal } = account.ports;
  const isCreate = open.of === 'metric' && (open.action === 'create' || open.action === 'replace');
  if (!isCreate || id === open.oldId) return account.end('not_offered');
  if (isTaken(journal.state, open, id)) return account.end('taken', { newId: id });
  const there = account.heard(await api.getMetric(id, account.signal));
  if (there.kind === 'failed') return account.end('not_checked', { newId: id, failure: there });
  if (!(await account.record({ kind: 'created', intent: open.intent, id }))) return account.end('not_journalled');
  return finishCreate(account, open, id);
}

async function giveUp(account: Account, open: OpenIntent): Promise<Outcome> {
  return (await account.settle(open, 'given_up')) ? account.end('given_up') : account.end('not_journalled');
}
