import type { ColumnMapping, DefinitionDraft } from '../definition.ts';
import { parseDocument } from './documentParser.ts';
import { mappingKeys, requiredMappingKeys } from './documentKeys.ts';
import { toDraft } from './draft.ts';
import type { LeveredDocument } from './leveredDocument.ts';
import { lineBreakOf } from './lineEdges.ts';
import { fieldEdits } from './mapEdit.ts';
import { sameMeaning } from './meaning.ts';
import { sqlEdits } from './sqlEdit.ts';
import { applyEdits, type TextEdit } from './textEdit.ts';
import type { EditPlace } from './valueEdit.ts';

/**
 * The edits that make a document say what another definition says. Only what differs in meaning is replaced: the name,
 * entries of the column mapping, and lines of the query. Everything else stays byte by byte: the id, the fence,
 * comments, order, quotes, line ends, white space at the end. No edits where the meaning is equal already.
 *
 * Undefined where that cannot be done safely: the document has errors, it defines another kind, or it is written in a
 * way in which the edited text would not read back as the definition.
 */
export function withDefinition(
  document: LeveredDocument,
  definition: DefinitionDraft,
): readonly TextEdit[] | undefined {
  const current = toDraft(document);
  if (current?.kind !== definition.kind) return undefined;
  const wanted: DefinitionDraft = { ...definition, sql: definition.sql.trimEnd() };
  if (sameMeaning(current, wanted) !== 'different') return [];
  const front = frontMatterEdits(document, current, wanted);
  const hasSameQuery = sameMeaning(current, { ...current, sql: wanted.sql }) !== 'different';
  const candidates = hasSameQuery ? [front] : sqlEdits(document, wanted.sql).map(edit => [...front, edit]);
  return candidates.find(edits => readsBack(document, edits, wanted));
}

function frontMatterEdits(
  { text, fence, segments, frontMatter }: LeveredDocument,
  current: DefinitionDraft,
  wanted: DefinitionDraft,
): readonly TextEdit[] {
  const place: EditPlace = { text, lineBreak: lineBreakOf(segments), inComment: fence === 'comment' };
  const values = { name: wanted.name, column_mapping: wantedMapping(current, wanted) };
  return Object.entries(values).flatMap(([key, value]) => {
    const field = frontMatter?.fields.find(each => each.key === key);
    return field === undefined ? [] : fieldEdits(place, field, value);
  });
}

/** An optional part that is null is absent: which of the two the file says stays as it is. */
function wantedMapping(
  { kind, column_mapping: current }: DefinitionDraft,
  { column_mapping: wanted }: DefinitionDraft,
): Readonly<Record<string, unknown>> {
  const entries = new Map(Object.entries(wanted));
  for (const key of mappingKeys[kind]) {
    if (requiredMappingKeys.some(required => required === key)) continue;
    if (isAbsent(wanted, key)) entries.delete(key);
    if (isAbsent(wanted, key) && isAbsent(current, key) && Object.hasOwn(current, key)) entries.set(key, null);
  }
  return Object.fromEntries(entries);
}

function isAbsent(mapping: ColumnMapping, key: string): boolean {
  return !Object.hasOwn(mapping, key) || mapping[key] === null || mapping[key] === undefined;
}

function readsBack(before: LeveredDocument, edits: readonly TextEdit[], wanted: DefinitionDraft): boolean {
  const after = parseDocument(applyEdits(before.text, edits));
  const draft = toDraft(after);
  if (draft === undefined || sameMeaning(draft, wanted) === 'different') return false;
  return after.fence === before.fence && otherFields(after) === otherFields(before);
}

/** What the front matter says beside the definition: the id above all. */
function otherFields({ frontMatter, kind }: LeveredDocument): string {
  const fields = (frontMatter?.fields ?? []).filter(({ key }) => key !== 'name' && key !== 'column_mapping');
  return JSON.stringify([kind, fields.map(({ key, value }) => [key, value])]);
}
