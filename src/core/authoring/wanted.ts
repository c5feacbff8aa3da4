import { rewardTypes, type DefinitionKind } from '../definition.ts';
import { mappingKeys, topKeys } from '../document/documentKeys.ts';
import type { FrontMatterPlace } from './writtenPlace.ts';

/** What belongs at a place of a front matter. */
export type Wanted =
  /** Those of the known keys that the map does not have yet. */
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** An output column of the query. */
  | { readonly kind: 'column' }
  /** A metric's id: of the environment in use, or of the one named. */
  | { readonly kind: 'metricId'; readonly environment: string | undefined }
  /** The name of an environment, as a key; without those that are there. */
  | { readonly kind: 'environment'; readonly present: readonly string[] };

/** What belongs there; undefined where anything may be written, or nothing is known of it. */
export function wantedAt({ path, present, at }: FrontMatterPlace, kind: DefinitionKind): Wanted | undefined {
  const [map, inner] = path;
  if (map === undefined) {
    if (at.kind === 'key') return keys(topKeysOf(kind), present);
    if (at.key === 'kind') return { kind: 'words', words: ['metric', 'assignment_source'] };
    return at.key === 'id' && kind === 'metric' ? { kind: 'metricId', environment: undefined } : undefined;
  }
  if (map === 'id' && inner === undefined && kind === 'metric')
    return at.kind === 'key' ? { kind: 'environment', present } : { kind: 'metricId', environment: at.key };
  if (map !== 'column_mapping' || path.length > 2) return undefined;
  if (inner === 'factors') return at.kind === 'value' ? { kind: 'column' } : undefined;
  if (inner !== undefined) return undefined;
  if (at.kind === 'key') return keys(mappingKeys[kind], present);
  if (at.key === 'reward_type') return { kind: 'words', words: rewardTypes };
  return at.key === 'factors' ? undefined : { kind: 'column' };
}

/** An organization has one assignment source, so that needs no id. */
function topKeysOf(kind: DefinitionKind): readonly string[] {
  return kind === 'metric' ? topKeys : topKeys.filter(key => key !== 'id');
}

function keys(known: readonly string[], present: readonly string[]): Wanted {
  return { kind: 'keys', keys: known.filter(key => !present.includes(key)) };
}
