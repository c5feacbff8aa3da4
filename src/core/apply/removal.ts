import type { Definition } from '../definition.ts';
import { sameMeaning } from '../document/meaning.ts';
import type { Intent } from '../journal/record.ts';
import type { Answer, Failure } from './ports.ts';
import type { Account } from './run.ts';

export type Removal =
  | { readonly kind: 'gone' | 'already_gone' | 'changed' | 'not_journalled' }
  | { readonly kind: 'obstacle'; readonly obstacle: 'cancelled' | 'stopped' | 'lock_lost' }
  | { readonly kind: 'in_use' | 'not_sent' | 'refused' | 'not_checked' | 'unknown'; readonly failure: Failure };

/** How often a DELETE is sent whose outcome is unknown. */
const tries = 3;

/**
 * Deletes what a person saw and confirmed, and nothing else: it is read just before, kept as a snapshot and written
 * down. One delete may be sent several times, because a thing that is gone stays gone; in between it is looked whether
 * it still is what the person saw.
 *
 * @param uri the file that is left without it, if any
 */
export async function remove(account: Account, shown: Definition, uri: string | undefined): Promise<Removal> {
  const { ports, run } = account;
  let intent: Intent | undefined;
  let doubt: Failure | undefined;
  const notDone = async <T extends Removal>(removal: T): Promise<T> => {
    // An earlier try may have been carried out, and somebody may have put another in its place since.
    if (intent !== undefined) await account.settle(intent, doubt === undefined ? 'not_done' : 'given_up');
    return removal;
  };

  for (let attempt = 1; ; attempt++) {
    const there = await look(account, shown);
    if (there.kind === 'failed') {
      return doubt === undefined ? { kind: 'not_checked', failure: there } : { kind: 'unknown', failure: doubt };
    }
    if (there.value === undefined) {
      await account.record({ kind: 'gone', id: shown.id });
      if (intent !== undefined) await account.settle(intent, 'done');
      return { kind: intent === undefined ? 'already_gone' : 'gone' };
    }
    if (there.value.id !== shown.id || sameMeaning(there.value, shown) !== 'equal') return notDone({ kind: 'changed' });
    if (doubt !== undefined && attempt > tries) return { kind: 'unknown', failure: doubt };

    if (intent === undefined) {
      const begun = deletion(account, shown, uri);
      if (!(await account.record({ kind: 'intent', ...begun }))) return { kind: 'not_journalled' };
      intent = begun;
      if (!(await account.record({ kind: 'snapshot', definition: there.value, reason: 'deleted' }))) {
        return notDone({ kind: 'not_journalled' });
      }
    }
    const obstacle = await run.obstacle();
    if (obstacle !== undefined) {
      return doubt === undefined ? notDone({ kind: 'obstacle', obstacle }) : { kind: 'unknown', failure: doubt };
    }

    const answer = account.heard(
      shown.kind === 'metric'
        ? await ports.api.deleteMetric(shown.id, account.signal)
        : await ports.api.deleteAssignmentSource(account.signal),
    );
    if (answer.kind === 'ok' || (answer.effect === 'refused' && answer.reason === 'not_found')) {
      await account.record({ kind: 'gone', id: shown.id });
      await account.settle(intent, 'done');
      return { kind: 'gone' };
    }
    if (answer.effect === 'refused' && answer.reason === 'conflict')
      return notDone({ kind: 'in_use', failure: answer });
    if (answer.effect === 'unknown') doubt = answer;
    // An earlier try of this delete may still be carried out.
    else if (doubt !== undefined) return { kind: 'unknown', failure: doubt };
    else return notDone({ kind: answer.effect, failure: answer });
  }
}

/** What the service has in its place now; undefined: nothing. */
async function look(account: Account, shown: Definition): Promise<Answer<Definition | undefined>> {
  const { api } = account.ports;
  const answer = account.heard<Definition | undefined>(
    shown.kind === 'metric' ? await api.getMetric(shown.id) : await api.getAssignmentSource(),
  );
  const isGone = answer.kind === 'failed' && answer.reason === 'not_found' && answer.effect === 'refused';
  return isGone ? { kind: 'ok', value: undefined } : answer;
}

function deletion({ ports }: Account, { id, kind, name }: Definition, uri: string | undefined): Intent {
  return {
    intent: ports.newIntent(),
    action: 'delete',
    of: kind,
    environment: ports.environment,
    uri,
    name,
    draft: undefined,
    oldId: id,
    fileId: undefined,
    fileIdBelongsTo: undefined,
    known: [],
  };
}
