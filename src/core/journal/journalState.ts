import type { Definition } from '../definition.ts';
import { sameMeaning } from '../document/meaning.ts';
import type { BaseSide, UnsettledWrite } from '../plan/sides.ts';
import type { Intent, JournalRecord } from './record.ts';

/** A write that was begun and not settled. */
export interface OpenIntent extends Intent {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The id under which the service has it, once that is known. */
  readonly createdId: string | undefined;
  readonly candidates: readonly string[];
}

/** A definition that a delete or a replace took away, or may have taken away, newest last. */
export interface Snapshot {
  readonly at: number;
  readonly definition: Definition;
  readonly reason: 'deleted' | 'replaced';
  /** The metric as which it was created again with the same content. */
  readonly restoredAs: string | undefined;
}

/** A snapshot, and the write that it was kept for: one that did not happen took nothing away. */
interface KeptSnapshot {
  snapshot: Snapshot;
  readonly intent: string | undefined;
}

/** What a journal tells: the last agreement with each definition, and what is unfinished. */
export interface JournalState {
  readonly metrics: ReadonlyMap<string, Definition>;
  readonly source: Definition | undefined;
  readonly superseded: ReadonlyMap<string, { readonly newId: string; readonly uri: string }>;
  readonly open: readonly OpenIntent[];
  readonly scratch: ReadonlySet<string>;
  readonly snapshots: readonly Snapshot[];
  /** Every id that a sync with this organization saw or wrote. */
  readonly ids: ReadonlySet<string>;
  /** When this machine created a metric, in milliseconds since 1970: a list that lacks a very new one may lag. */
  readonly createdAt: ReadonlyMap<string, number>;
}

/** Reads a journal from its first record to its last. */
export function readJournal(records: readonly JournalRecord[]): JournalState {
  const metrics = new Map<string, Definition>();
  const superseded = new Map<string, { newId: string; uri: string }>();
  const open = new Map<string, OpenIntent>();
  const scratch = new Set<string>();
  let snapshots: readonly KeptSnapshot[] = [];
  const ids = new Set<string>();
  const createdAt = new Map<string, number>();
  let source: Definition | undefined;

  for (const record of records) {
    switch (record.kind) {
      case 'intent':
        open.set(record.intent, { ...intentOf(record), at: record.at, createdId: undefined, candidates: [] });
        break;
      case 'created': {
        const intent = open.get(record.intent);
        if (intent === undefined) break;
        open.set(record.intent, { ...intent, createdId: record.id, candidates: [] });
        createdAt.set(record.id, record.at);
        if (intent.action === 'scratch') scratch.add(record.id);
        else ids.add(record.id);
        noteRestored(snapshots, intent, record.id);
        break;
      }
      case 'unknown': {
        const intent = open.get(record.intent);
        if (intent === undefined) break;
        open.set(record.intent, { ...intent, owner: undefined, candidates: record.candidates });
        break;
      }
      case 'settled':
        open.delete(record.intent);
        if (record.outcome === 'not_done') snapshots = snapshots.filter(({ intent }) => intent !== record.intent);
        break;
      case 'superseded':
        superseded.set(record.oldId, { newId: record.newId, uri: record.uri });
        break;
      case 'gone':
        metrics.delete(record.id);
        superseded.delete(record.id);
        createdAt.delete(record.id);
        if (source?.id === record.id) source = undefined;
        break;
      case 'base':
        if (record.definition.kind === 'metric') {
          metrics.set(record.definition.id, record.definition);
          ids.add(record.definition.id);
        } else {
          source = record.definition;
        }
        break;
      case 'no_base':
        metrics.delete(record.id);
        if (source?.id === record.id) source = undefined;
        break;
      case 'snapshot':
        snapshots = [...snapshots, keptSnapshot(record, open)];
        break;
    }
  }
  const kept = snapshots.map(({ snapshot }) => snapshot);
  return { metrics, source, superseded, open: [...open.values()], scratch, snapshots: kept, ids, createdAt };
}

/** The write is the one that is open then and takes the definition's place. */
function keptSnapshot(
  { at, definition, reason }: Extract<JournalRecord, { readonly kind: 'snapshot' }>,
  open: ReadonlyMap<string, OpenIntent>,
): KeptSnapshot {
  const write = [...open.values()].findLast(
    ({ of, oldId, action }) => of === definition.kind && oldId === definition.id && action !== 'scratch',
  );
  return { snapshot: { at, definition, reason, restoredAs: undefined }, intent: write?.intent };
}

function noteRestored(snapshots: readonly KeptSnapshot[], { action, fileId, draft }: OpenIntent, id: string): void {
  if (action !== 'create' || fileId === undefined || draft === undefined) return;
  for (const kept of snapshots) {
    const { definition } = kept.snapshot;
    if (definition.kind !== 'metric' || definition.id !== fileId) continue;
    if (sameMeaning(definition, draft) !== 'different') kept.snapshot = { ...kept.snapshot, restoredAs: id };
  }
}

/** The base side of a plan, out of the journal of its organization and the ids that other environments' journals hold. */
export function baseSide(state: JournalState, idsElsewhere: ReadonlyMap<string, string>): BaseSide {
  const { metrics, source, superseded, open, scratch } = state;
  const scratchNames = new Set(open.flatMap(({ action, name }) => (action === 'scratch' ? [name] : [])));
  return { metrics, source, superseded, idsElsewhere, scratch, scratchNames, unsettled: open.flatMap(unsettledWrite) };
}

/** A scratch metric is swept and not shown. */
function unsettledWrite({
  action,
  of,
  intent,
  uri,
  name,
  at,
  createdId,
  candidates,
  oldId,
}: OpenIntent): UnsettledWrite[] {
  if (action === 'scratch') return [];
  return [
    {
      intent,
      action,
      of,
      uri,
      name,
      at,
      candidates: action === 'delete' && oldId !== undefined ? [oldId] : candidates,
      ...(createdId !== undefined && { createdId }),
    },
  ];
}

function intentOf(intent: Intent): Intent {
  const { action, of, environment, uri, name, draft, oldId, fileId, fileIdBelongsTo, known, owner } = intent;
  return {
    intent: intent.intent,
    ...{ action, of, environment, uri, name, draft, oldId, fileId, fileIdBelongsTo, known },
    ...(owner !== undefined && { owner }),
  };
}
