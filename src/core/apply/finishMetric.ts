import type { Definition } from '../definition.ts';
import { sameMeaning } from '../document/meaning.ts';
import type { Intent } from '../journal/record.ts';
import { writeId } from './idInFile.ts';
import type { Failure } from './ports.ts';
import type { Account } from './run.ts';

/** What the service says about a new metric when it is read back. */
export type ReadBack =
  { readonly kind: 'same' | 'drift' } | { readonly kind: 'gone' | 'unread'; readonly failure: Failure };

/** Reads a new metric back and compares it with what was sent. */
export async function readBack(account: Account, { draft }: Intent, id: string): Promise<ReadBack> {
  const answer = account.heard(await account.ports.api.getMetric(id));
  if (answer.kind === 'failed') {
    const isGone = answer.reason === 'not_found' && answer.effect === 'refused';
    account.step('read_back', isGone ? 'not_done' : 'unknown', { failure: answer });
    return { kind: isGone ? 'gone' : 'unread', failure: answer };
  }
  const isSame = draft !== undefined && sameMeaning(draft, answer.value) !== 'different';
  account.step('read_back', isSame ? 'done' : 'not_done');
  return { kind: isSame ? 'same' : 'drift' };
}

/** `isSettled`: nothing of it is left to do · `hasId`: the file has the id, or there is no file. */
export interface MetricFinish {
  readonly hasId: boolean;
  readonly isSettled: boolean;
}

/**
 * What follows when the id of a new metric is known: into the file, and into the journal as the new base and, for a
 * replace, as what superseded the old metric. Each part may be repeated, so that a later start can finish what an
 * earlier one began.
 */
export async function finishMetric(account: Account, intent: Intent, id: string): Promise<MetricFinish> {
  const { ports } = account;
  const { uri, draft, action, oldId } = intent;
  if (uri !== undefined) {
    const written = await writeId(ports.files, uri, id, { ...intent, environment: ports.environment });
    if (written.kind === 'not_written') {
      account.step('write_id', 'not_done', { error: written.error ?? written.why });
      return { hasId: false, isSettled: false };
    }
    account.step('write_id', 'done');
  }
  // What was sent, not what was read back: where these differ, the organization has moved on since.
  const isBased = draft === undefined || (await account.record({ kind: 'base', definition: made(draft, id), uri }));
  const isListed =
    action !== 'replace' ||
    oldId === undefined ||
    (await account.record({ kind: 'superseded', oldId, newId: id, uri: uri ?? '' }));
  const isSettled = isBased && isListed && (await account.settle(intent, 'done'));
  return { hasId: true, isSettled };
}

function made(draft: NonNullable<Intent['draft']>, id: string): Definition {
  return { ...draft, id, created_at: null, updated_at: null };
}
