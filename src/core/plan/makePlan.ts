import type { AssignmentSource, Definition, DefinitionDraft, Metric } from '../definition.ts';
import { sameMeaning } from '../document/meaning.ts';
import { fingerprintOf, isScratch } from './fingerprint.ts';
import { type LocalEntry, readLocal } from './localEntry.ts';
import type { Action, Plan, PlanEntry, PlanWarning, Status } from './plan.ts';
import { RemoteIndex } from './remoteIndex.ts';
import type { BaseSide, LocalSide, RemoteSide, UnsettledWrite } from './sides.ts';

export interface Sides {
  readonly local: LocalSide;
  readonly remote: RemoteSide;
  readonly base: BaseSide;
}

/**
 * Compares the three sides and says of every definition how it stands and what a push would do. Pure and
 * deterministic: equal sides give an equal plan, in whatever order their parts come.
 */
export function makePlan({ local, remote, base }: Sides): Plan {
  const locals = readLocal(local.documents, remote.environment, base);
  // What our own unfinished writes made is theirs until its id is in the file.
  const claimed = new Set([...locals.map(({ id }) => id), ...base.unsettled.map(({ createdId }) => createdId)]);
  const isUntracked = (metric: Metric): boolean => !claimed.has(metric.id) && !isScratch(metric, base);
  const index = new RemoteIndex(remote.metrics, isUntracked);
  const entries = [
    ...locals.map(each => localEntry(each, { remote, base, index })),
    ...remote.metrics.filter(isUntracked).map(metric => remoteEntry(metric, base)),
  ];
  const hasSourceFile = locals.some(({ kind }) => kind === 'assignment_source');
  if (remote.source !== undefined && !hasSourceFile) entries.push(sourceEntry(remote.source, base));
  const shown = new Set(entries.map(({ unsettled }) => unsettled?.intent));
  entries.push(...base.unsettled.filter(({ intent }) => !shown.has(intent)).map(writeEntry));
  return {
    environment: remote.environment,
    origin: remote.origin,
    organization: remote.organization,
    entries: entries.sort(inOrder),
    warnings: warningsOf(local, base, entries),
    fingerprint: fingerprintOf(local, remote, base),
  };
}

interface Surroundings {
  readonly remote: RemoteSide;
  readonly base: BaseSide;
  readonly index: RemoteIndex;
}

function localEntry(local: LocalEntry, { remote, base, index }: Surroundings): PlanEntry {
  const { file, kind, name } = local;
  const common = { key: file.uri, kind, name, file, isCosmetic: false, lookalikes: [] } as const;
  const unsettled = base.unsettled.find(({ uri }) => uri === file.uri);
  if (unsettled !== undefined) return { ...common, status: 'unknown', unsettled };
  if (local.invalid !== undefined) return { ...common, status: 'invalid', invalid: local.invalid };
  const { draft } = file;
  if (draft === undefined) throw new Error('A file without problems has a draft.');

  const there = kind === 'metric' ? index.find(local.id) : remote.source;
  const before = kind === 'metric' ? base.metrics.get(local.id ?? '') : base.source;
  const known = { ...common, ...(before !== undefined && { base: before }) };
  if (there === undefined) {
    const isNew = kind === 'assignment_source' || local.id === undefined;
    return { ...known, status: isNew ? 'new' : 'missing', lookalikes: index.lookalikes(draft), action: 'create' };
  }
  const compared = sameMeaning(draft, there);
  if (compared !== 'different')
    return { ...known, status: 'unchanged', isCosmetic: compared === 'cosmetic', remote: there };
  const status = changed(draft, there, before);
  const action: Action = kind === 'metric' ? 'replace' : 'update';
  return { ...known, status, remote: there, ...(status === 'modified' && { action }) };
}

/** Who moved since the last sync. Without a base nobody knows, and nothing may be overwritten. */
function changed(draft: DefinitionDraft, remote: Definition, base: Definition | undefined): Status {
  if (base === undefined) return 'conflict';
  if (sameMeaning(base, remote) !== 'different') return 'modified';
  return sameMeaning(base, draft) !== 'different' ? 'outdated' : 'conflict';
}

function remoteEntry(metric: Definition, base: BaseSide): PlanEntry {
  const common = {
    key: `metric:${metric.id}`,
    kind: metric.kind,
    name: metric.name,
    remote: metric,
    isCosmetic: false,
    lookalikes: [],
  } as const;
  const unsettled = deletion(base, metric.id);
  if (unsettled !== undefined) return { ...common, status: 'unknown', unsettled };
  const superseded = base.superseded.get(metric.id);
  if (superseded === undefined) return { ...common, status: 'untracked' };
  return { ...common, status: 'superseded', replacedBy: superseded.newId };
}

/** A delete whose outcome is unknown, of a metric that no file names. */
function deletion({ unsettled }: BaseSide, id: string): UnsettledWrite | undefined {
  return unsettled.find(
    ({ action, uri, candidates }) => action === 'delete' && uri === undefined && candidates.includes(id),
  );
}

function sourceEntry(source: AssignmentSource, base: BaseSide): PlanEntry {
  const { kind, name } = source;
  const common = { key: kind, kind, name, remote: source, isCosmetic: false, lookalikes: [] } as const;
  const unsettled = deletion(base, source.id);
  return unsettled === undefined ? { ...common, status: 'untracked' } : { ...common, status: 'unknown', unsettled };
}

/** A write without a known outcome of which nothing else is to be seen: its file was renamed or is gone. */
function writeEntry(unsettled: UnsettledWrite): PlanEntry {
  const { intent, of, name } = unsettled;
  return { key: `write:${intent}`, kind: of, name, status: 'unknown', unsettled, isCosmetic: false, lookalikes: [] };
}

/** More than this share of the ids that the files name may vanish at once only if a person says that it is so. */
function warningsOf(local: LocalSide, base: BaseSide, entries: readonly PlanEntry[]): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  if (!local.isComplete) warnings.push({ kind: 'scan_incomplete' });
  const known = entries.filter(({ file }) => file?.id !== undefined && base.metrics.has(file.id));
  const missing = known.filter(({ status }) => status === 'missing').length;
  if (missing > Math.max(3, known.length / 10)) {
    warnings.push({ kind: 'many_missing', missing, known: known.length });
  }
  return warnings;
}

function inOrder(one: PlanEntry, other: PlanEntry): number {
  const bySource = Number(other.kind === 'assignment_source') - Number(one.kind === 'assignment_source');
  return bySource || compareText(one.name, other.name) || compareText(one.key, other.key);
}

/** Plain code-unit order: the same on every machine, whatever its language. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
