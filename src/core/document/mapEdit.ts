import type { Field } from './leveredDocument.ts';
import { indentAt, lineStartAt } from './lineEdges.ts';
import { sameValue } from './meaning.ts';
import type { TextEdit } from './textEdit.ts';
import { contentEnd, type EditPlace, valueEdits } from './valueEdit.ts';
import { printYamlInline, printYamlMap } from './yamlMap.ts';

/**
 * The edits that make a field say a value, as few as it takes: a map is edited entry by entry, in each of its maps too.
 * Entries keep their order and new ones come last; comments stay, but for those on the lines of an entry that goes.
 * The result has to be read back: YAML has stranger forms than are told apart here.
 */
export function fieldEdits(place: EditPlace, field: Field, value: unknown): readonly TextEdit[] {
  if (sameValue(field.value, value)) return [];
  if (field.fields === undefined || !isMap(value)) return valueEdits(place, field, value);
  const wanted = new Map(Object.entries(value).filter(([, inner]) => inner !== undefined));
  const keeps = field.fields.some(({ key }) => wanted.has(key));
  if (wanted.size === 0 || (field.style === 'flow' && !keeps)) return valueEdits(place, field, value);

  const changed = field.fields.flatMap(entry =>
    wanted.has(entry.key) ? fieldEdits(place, entry, wanted.get(entry.key)) : [],
  );
  const known = new Set(field.fields.map(({ key }) => key));
  const added = [...wanted].filter(([key]) => !known.has(key));
  const isGone = ({ key }: Field) => !wanted.has(key);
  const removed = field.style === 'flow' ? flowRemovals(field.fields, isGone) : blockRemovals(place, field, isGone);
  return [...changed, ...removed, ...additions(place, field, added)];
}

function additions(place: EditPlace, { fields, style }: Field, added: readonly [string, unknown][]): TextEdit[] {
  const last = fields?.at(-1);
  if (last === undefined || added.length === 0) return [];
  if (style === 'flow') {
    const at = last.valueRange.end;
    return added.map(([key, value]) => {
      const entry = printYamlInline({ [key]: value }, place).slice(1, -1);
      return { start: at, end: at, text: `, ${entry}` };
    });
  }
  const at = contentEnd(place.text, last);
  const indent = indentAt(place.text, last.keyRange.start);
  const lines = printYamlMap(Object.fromEntries(added), place).map(line => indent + line + place.lineBreak);
  return [{ start: at, end: at, text: lines.join('') }];
}

function blockRemovals({ text }: EditPlace, { fields = [] }: Field, isGone: (field: Field) => boolean): TextEdit[] {
  return fields
    .filter(isGone)
    .map(field => ({ start: lineStartAt(text, field.keyRange.start), end: contentEnd(text, field), text: '' }));
}

/** With the comma after each entry that goes, or before it where no entry comes after. */
function flowRemovals(fields: readonly Field[], isGone: (field: Field) => boolean): TextEdit[] {
  const lastKept = fields.findLastIndex(field => !isGone(field));
  const edits = fields.slice(0, lastKept).flatMap((field, at) => {
    const next = fields[at + 1];
    if (!isGone(field) || next === undefined) return [];
    return [{ start: field.keyRange.start, end: next.keyRange.start, text: '' }];
  });
  const [kept, last] = [fields[lastKept], fields.at(-1)];
  if (kept === undefined || last === undefined || kept === last) return edits;
  return [...edits, { start: kept.valueRange.end, end: last.valueRange.end, text: '' }];
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
