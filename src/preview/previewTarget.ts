import type { DefinitionDraft } from '../core/definition.ts';
import { type DefinitionRef, keyOf } from '../catalog/snapshot.ts';
import { isDefinitionId } from '../core/document/definitionId.ts';
import { isRecord } from '../platform/settings.ts';

/** What a preview panel is for. `draft` is what the open file says, when the preview was asked for from a file. */
export interface PreviewTarget {
  readonly ref: DefinitionRef;
  readonly name: string;
  readonly draft?: DefinitionDraft;
}

/** What a panel leaves behind for the time after a reload of the window: which definition, and nothing of its rows. */
export interface PanelMemory {
  readonly ref: DefinitionRef;
  readonly name: string;
}

export function panelKey(target: PreviewTarget): string {
  return keyOf(target.ref);
}

/** Reads a panel's memory back; undefined if it is not one of ours. */
export function parsePanelMemory(value: unknown): PanelMemory | undefined {
  if (!isRecord(value) || !isRecord(value['ref'])) return undefined;
  const { name } = value;
  const { kind, environment, id } = value['ref'];
  if (typeof name !== 'string' || typeof environment !== 'string') return undefined;
  if (kind === 'assignment_source') return { ref: { kind, environment }, name };
  if (kind !== 'metric' || typeof id !== 'string' || !isDefinitionId(id)) return undefined;
  return { ref: { kind, environment, id }, name };
}
