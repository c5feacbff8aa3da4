import type { AssignmentSource, Metric } from '../core/definition.ts';
import type { Snapshot } from '../catalog/snapshot.ts';

/** A line of the tree. */
export type DefinitionNode =
  | { readonly kind: 'definition'; readonly definition: Metric | AssignmentSource; readonly snapshot: Snapshot }
  | { readonly kind: 'mapping'; readonly key: string; readonly column: string; readonly parent: DefinitionNode }
  | { readonly kind: 'noSource' }
  | { readonly kind: 'noMetrics' }
  | { readonly kind: 'failed'; readonly error: unknown; readonly subject: 'list' | 'source' }
  /** What follows was read before the failure above it. */
  | { readonly kind: 'old'; readonly takenAt: Date };

/** The lines below the root, in their order: failures first, then the assignment source, then the metrics by name. */
export function rootNodes(snapshot: Snapshot): DefinitionNode[] {
  const { source } = snapshot;
  const first: DefinitionNode =
    source.kind === 'source'
      ? { kind: 'definition', definition: source.source, snapshot }
      : source.kind === 'none'
        ? { kind: 'noSource' }
        : { kind: 'failed', error: source.error, subject: 'source' };
  const metrics = snapshot.metrics.map((definition): DefinitionNode => ({ kind: 'definition', definition, snapshot }));
  return [first, ...(metrics.length === 0 ? [{ kind: 'noMetrics' } as const] : metrics)];
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
