import type { AssignmentSource, Metric } from '../core/definition.ts';
import { compareNames, type Snapshot } from '../catalog/snapshot.ts';
import type { Plan, PlanEntry } from '../core/plan/plan.ts';

/** A line of the tree. `entry` tells how the definition stands, once there is a plan. */
export type DefinitionNode =
  | {
      readonly kind: 'definition';
      readonly definition: Metric | AssignmentSource;
      readonly snapshot: Snapshot;
      readonly entry?: PlanEntry;
    }
  /** A definition that only a file has. */
  | { readonly kind: 'file'; readonly entry: PlanEntry }
  | { readonly kind: 'mapping'; readonly key: string; readonly column: string; readonly parent: DefinitionNode }
  /** The organization has definitions, and no file of the workspace is one of them yet. */
  | { readonly kind: 'noFiles' }
  | { readonly kind: 'noSource' }
  | { readonly kind: 'noMetrics' }
  | { readonly kind: 'failed'; readonly error: unknown; readonly subject: 'list' | 'source' }
  /** What follows was read before the failure above it. */
  | { readonly kind: 'old'; readonly takenAt: Date };

/** The lines below the root, in their order: the assignment source first, then the metrics and files by name. */
export function rootNodes(snapshot: Snapshot, plan?: Plan): DefinitionNode[] {
  const byRemote = new Map(
    plan?.entries.flatMap(entry => (entry.remote === undefined ? [] : [[entry.remote.id, entry]])),
  );
  const files = plan?.entries.filter(({ remote }) => remote === undefined) ?? [];
  const isSource = ({ kind }: PlanEntry): boolean => kind === 'assignment_source';
  const metrics = snapshot.metrics
    // A metric that the plan does not have is the scratch metric of a draft.
    .filter(({ id }) => plan === undefined || byRemote.has(id))
    .map((definition): DefinitionNode => definitionNode(definition, snapshot, byRemote.get(definition.id)));
  const newMetrics = files.filter(entry => !isSource(entry)).map((entry): DefinitionNode => ({ kind: 'file', entry }));
  const isSorted = newMetrics.length === 0 && !metrics.some(isSuperseded);
  const below = isSorted ? metrics : inOrder([...metrics, ...newMetrics]);
  return [
    ...(plan !== undefined && lacksFiles(plan) ? [{ kind: 'noFiles' } as const] : []),
    ...sourceNodes(snapshot, byRemote),
    ...files.filter(isSource).map((entry): DefinitionNode => ({ kind: 'file', entry })),
    ...(below.length === 0 ? [{ kind: 'noMetrics' } as const] : below),
  ];
}

function lacksFiles({ entries }: Plan): boolean {
  return entries.length > 0 && entries.every(({ file }) => file === undefined);
}

/** The entry of a line, if it stands for a definition. */
function entryOf(node: DefinitionNode): PlanEntry | undefined {
  return node.kind === 'definition' || node.kind === 'file' ? node.entry : undefined;
}

function definitionNode(
  definition: Metric | AssignmentSource,
  snapshot: Snapshot,
  entry: PlanEntry | undefined,
): DefinitionNode {
  return { kind: 'definition', definition, snapshot, ...(entry !== undefined && { entry }) };
}

function sourceNodes(snapshot: Snapshot, byRemote: ReadonlyMap<string, PlanEntry>): DefinitionNode[] {
  const { source } = snapshot;
  switch (source.kind) {
    case 'source':
      return [definitionNode(source.source, snapshot, byRemote.get(source.source.id))];
    case 'none':
      return [{ kind: 'noSource' }];
    case 'failed':
      return [{ kind: 'failed', error: source.error, subject: 'source' }];
  }
}

function inOrder(nodes: readonly DefinitionNode[]): DefinitionNode[] {
  const nameOf = (node: DefinitionNode): string =>
    node.kind === 'definition' ? node.definition.name : (entryOf(node)?.name ?? '');
  return nodes.toSorted(
    (one, other) => compareNames(nameOf(one), nameOf(other)) || Number(isSuperseded(one)) - Number(isSuperseded(other)),
  );
}

/** An old metric comes below the one of the same name that took its place. */
function isSuperseded(node: DefinitionNode): boolean {
  return entryOf(node)?.status === 'superseded';
}

/** Below a definition: its column mapping, one line for each key; a map within it is written out as `factors.headline`. */
export function childrenOf(parent: DefinitionNode): DefinitionNode[] {
  if (parent.kind !== 'definition') return [];
  return Object.entries(parent.definition.column_mapping).flatMap(([key, value]) => {
    const inner = isMap(value)
      ? Object.entries(value).map(([factor, column]) => [`${key}.${factor}`, column])
      : [[key, value]];
    return inner.map(([name, column]): DefinitionNode => ({
      kind: 'mapping',
      key: String(name),
      column: textOf(column),
      parent,
    }));
  });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper values are not spelt out: no mapping that is known has any, and a line of the tree is short. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? '…' : String(value);
}
