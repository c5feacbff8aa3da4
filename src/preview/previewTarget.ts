import { type DefinitionRef, keyOf } from '../catalog/snapshot.ts';
import { isDefinitionId } from '../core/document/definitionId.ts';
import { isRecord } from '../platform/settings.ts';

/** What VS Code knows our panels by. */
export const panelType = 'levered.preview';

/**
 * What a preview panel is for: a saved definition, a file, or both. It is also what a panel leaves behind for the time
 * after a reload of the window: nothing of its rows.
 */
export interface PreviewTarget {
  readonly environment: string;
  readonly name: string;
  /** Absent for a file that has no saved definition in this environment. */
  readonly ref?: DefinitionRef;
  /** The address of the file that the preview was asked for from: what it says when the preview is run counts. */
  readonly file?: string;
}

/** Panels with the same key are one. */
export function panelKey({ environment, ref, file }: PreviewTarget): string {
  return ref === undefined ? `${environment}/files/${file ?? ''}` : keyOf(ref);
}

/** Reads a panel's memory back; undefined if it is not one of ours. */
export function parsePanelMemory(value: unknown): PreviewTarget | undefined {
  if (!isRecord(value)) return undefined;
  const { name, environment, file } = value;
  if (typeof name !== 'string' || typeof environment !== 'string') return undefined;
  const ref = parseRef(value['ref'], environment);
  if (ref === 'none' || (ref === undefined && typeof file !== 'string')) return undefined;
  return {
    environment,
    name,
    ...(ref !== undefined && { ref }),
    ...(typeof file === 'string' && { file }),
  };
}

function parseRef(value: unknown, environment: string): DefinitionRef | undefined | 'none' {
  if (value === undefined) return undefined;
  if (!isRecord(value)) return 'none';
  const { kind, id } = value;
  if (kind === 'assignment_source') return { kind, environment };
  return kind === 'metric' && typeof id === 'string' && isDefinitionId(id) ? { kind, environment, id } : 'none';
}
