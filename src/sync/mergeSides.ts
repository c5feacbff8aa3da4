import type { ColumnMapping, DefinitionDraft } from '../core/definition.ts';
import { withDefinition } from '../core/document/definitionEdit.ts';
import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import { applyEdits } from '../core/document/textEdit.ts';
import type { DefinitionMerge, DefinitionPart, PartConflict } from '../core/merge/mergeDefinitions.ts';
import { commonText } from './mergeMarkers.ts';

/** The texts of a file on the three sides of a merge. */
export interface MergeSides {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

/**
 * The file on each side of a conflict, in its own form: what could be merged is the same in all three, so that only the
 * parts in conflict differ and a merge editor asks about nothing else. Without a known base the base is what the other
 * two have in common.
 * @returns undefined when the file is written in a way in which one of the sides cannot be written safely
 */
export function mergeSides(
  document: LeveredDocument,
  { draft, conflicts }: Extract<DefinitionMerge, { readonly kind: 'conflict' }>,
  hasBase: boolean,
): MergeSides | undefined {
  const textOf = (side: keyof MergeSides): string | undefined => {
    const edits = withDefinition(document, sideOf(draft, conflicts, side));
    return edits === undefined ? undefined : applyEdits(document.text, edits);
  };
  const mine = textOf('mine');
  const theirs = textOf('theirs');
  if (mine === undefined || theirs === undefined) return undefined;
  const base = hasBase ? textOf('base') : commonText(mine, theirs);
  return base === undefined ? undefined : { base, mine, theirs };
}

function sideOf(draft: DefinitionDraft, conflicts: readonly PartConflict[], side: keyof MergeSides): DefinitionDraft {
  return conflicts.reduce((before, conflict) => withPart(before, conflict.part, conflict[side]), draft);
}

function withPart(draft: DefinitionDraft, part: DefinitionPart, value: unknown): DefinitionDraft {
  if (part === 'name') return { ...draft, name: String(value) };
  if (part === 'sql') return { ...draft, sql: String(value) };
  const key = part.slice('column_mapping.'.length);
  const factor = key.startsWith('factors.') ? key.slice('factors.'.length) : undefined;
  const mapping = draft.column_mapping;
  const changed =
    factor === undefined
      ? withKey(mapping, key, value)
      : withKey(mapping, 'factors', withKey(mapOf(mapping['factors']), factor, value));
  return { ...draft, column_mapping: changed as ColumnMapping };
}

/** `undefined` is absent. */
function withKey(map: Readonly<Record<string, unknown>>, key: string, value: unknown): Record<string, unknown> {
  const entries = Object.entries(map);
  const at = entries.findIndex(([each]) => each === key);
  const changed: [string, unknown][] = at === -1 ? [...entries, [key, value]] : entries.with(at, [key, value]);
  return Object.fromEntries<unknown>(changed.filter(([, each]) => each !== undefined));
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
