import type { DefinitionDraft, Metric } from '../definition.ts';
import { sameMeaning } from '../document/meaning.ts';
import type { JournalState } from '../journal/journalState.ts';
import type { Intent } from '../journal/record.ts';
import type { Plan } from '../plan/plan.ts';
import type { Failure } from './ports.ts';
import type { Account } from './run.ts';

export type LookUp =
  | { readonly kind: 'found'; readonly metric: Metric }
  /** None or several could be it; several look alike to the service, so only a person can tell. */
  | { readonly kind: 'open'; readonly candidates: readonly string[] }
  | Failure;

/**
 * Looks for what a create of unknown outcome made: the one metric of this content that was not there before and that
 * nothing else of ours is. Metrics that have only the name, or the id of an answer that could not be trusted, are
 * candidates for a person and no more.
 */
export async function lookUp(account: Account, intent: Intent, echoedId?: string): Promise<LookUp> {
  const list = account.heard(await account.ports.api.listMetrics());
  if (list.kind === 'failed') return list;
  const { draft } = intent;
  if (draft === undefined) return { kind: 'open', candidates: [] };
  const { state } = account.ports.journal;
  const fresh = list.value.filter(({ id }) => !isKnown(intent, id) && !isTaken(state, intent, id));
  const equal = fresh.filter(metric => sameMeaning(draft, metric) !== 'different');
  const [only] = equal;
  if (only !== undefined && equal.length === 1) return { kind: 'found', metric: only };
  const similar = equal.length > 0 ? equal : fresh.filter(({ id, name }) => name === draft.name || id === echoedId);
  return { kind: 'open', candidates: similar.map(({ id }) => id).sort() };
}

/** Whether a metric was there before the write began. */
export function isKnown({ known, oldId, fileId }: Intent, id: string): boolean {
  return known.includes(id) || id === oldId || id === fileId;
}

/** Whether a metric is something else of ours: of another file, of another write, or a scratch metric. */
export function isTaken({ ids, scratch, open }: JournalState, { intent }: Intent, id: string): boolean {
  if (open.some(other => other.intent === intent && other.createdId === id)) return false;
  return ids.has(id) || scratch.has(id);
}

/** Whether the plan shows a metric under the id, whatever its content. */
export function isThere({ entries }: Plan, id: string): boolean {
  return entries.some(({ remote, file }) => remote?.id === id || file?.id === id);
}

/** Ids of the plan's metrics that could be mistaken for the result of creating the draft. */
export function knownBefore(plan: Plan, draft: DefinitionDraft): readonly string[] {
  return plan.entries.flatMap(({ remote, file }) => {
    // What an invalid or unsettled file has in the organization, the plan does not say.
    if (remote === undefined) return file?.id === undefined ? [] : [file.id];
    const isSimilar = remote.name === draft.name || sameMeaning(draft, remote) !== 'different';
    return remote.kind === 'metric' && isSimilar ? [remote.id] : [];
  });
}
