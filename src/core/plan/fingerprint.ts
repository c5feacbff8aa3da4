import type { Definition, Metric } from '../definition.ts';
import type { BaseSide, LocalSide, RemoteSide } from './sides.ts';

/**
 * One text that is equal for two sets of sides exactly when everything is equal that a plan is made of, whatever the
 * order of the lists. Scratch metrics come and go with previews and are no part of a plan. Long: whoever keeps it keeps a digest of it.
 */
export function fingerprintOf(local: LocalSide, remote: RemoteSide, base: BaseSide): string {
  const { environment, origin, organization } = remote;
  return JSON.stringify([
    [environment, origin, organization, local.isComplete],
    local.documents.map(({ uri, hash, isDirty }) => [uri, hash, isDirty]).sort(byFirst),
    remote.metrics
      .filter(metric => !isScratch(metric, base))
      .map(content)
      .sort(byFirst),
    remote.source === undefined ? null : content(remote.source),
    [...base.metrics].map(([id, metric]) => [id, content(metric)] as const).sort(byFirst),
    base.source === undefined ? null : content(base.source),
    [...base.superseded].map(([id, { newId, uri }]) => [id, newId, uri]).sort(byFirst),
    base.unsettled.map(({ intent, createdId, candidates }) => [intent, createdId ?? null, ...candidates]).sort(byFirst),
    [...base.idsElsewhere].sort(byFirst),
  ]);
}

/** Whether a metric is one of our own draft previews. */
export function isScratch({ id, name }: Metric, { scratch, scratchNames }: BaseSide): boolean {
  return scratch.has(id) || scratchNames.has(name);
}

function content({ id, name, sql, column_mapping, updated_at }: Definition): readonly [string, ...unknown[]] {
  return [id, name, sql, column_mapping, updated_at];
}

function byFirst([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one) < String(other) ? -1 : 1;
}
