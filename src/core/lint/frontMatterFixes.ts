import type { Field } from '../document/leveredDocument.ts';
import { lineStartAt, nextLineAt } from '../document/lineEdges.ts';
import type { TextRange } from '../document/problem.ts';
import { contentEnd, valueEdits } from '../document/valueEdit.ts';
import { quotedYamlText, yamlText } from '../document/yamlText.ts';
import { editPlaceOf } from './editPlace.ts';
import type { Fix } from './fix.ts';
import { likelyColumn } from './mappingFixes.ts';
import { nameFrom } from './nameFrom.ts';
import { removal } from './removal.ts';
import type { LintSubject } from './subject.ts';

/** The word that was meant, or each word that may stand there. */
export function wordFixes(
  range: TextRange,
  near: string | undefined,
  words: readonly string[],
  subject: LintSubject,
): readonly Fix[] {
  const field = fieldAt(subject, range);
  if (field === undefined) return [];
  return (near === undefined ? words : [near]).map(word => ({
    code: 'replace',
    text: word,
    edits: valueEdits(editPlaceOf(subject.document), field, word),
    isPreferred: near !== undefined,
  }));
}

/** A name made of the file's. */
export function nameFixes({ document, context }: LintSubject): readonly Fix[] {
  const name = nameFrom(context.fileName);
  const { frontMatter } = document;
  if (name === undefined || frontMatter === undefined) return [];
  const place = editPlaceOf(document);
  const field = frontMatter.fields.find(({ key }) => key === 'name');
  if (field !== undefined) {
    return [{ code: 'replace', text: name, edits: valueEdits(place, field, name), isPreferred: true }];
  }
  if (frontMatter.form === 'flow') return [];
  const mapping = frontMatter.fields.find(({ key }) => key === 'column_mapping');
  const at = mapping === undefined ? frontMatter.end : lineStartAt(document.text, mapping.keyRange.start);
  const edit = { start: at, end: at, text: `name: ${yamlText(name, place)}${place.lineBreak}` };
  return [{ code: 'add-key', key: 'name', edits: [edit], isPreferred: true }];
}

/** A whole column mapping, with what the query tells. */
export function newMappingFix(subject: LintSubject): Fix {
  const { document } = subject;
  const place = editPlaceOf(document);
  const lines = (['anonymous_id', 'timestamp'] as const).map(
    key => `  ${key}: ${yamlText(likelyColumn(subject, key), place)}${place.lineBreak}`,
  );
  const field = document.frontMatter?.fields.find(({ key }) => key === 'column_mapping');
  const end = document.frontMatter?.end ?? 0;
  const at = field === undefined ? end : nextLineAt(document.text, field.keyRange.end);
  const head = field === undefined ? [`column_mapping:${place.lineBreak}`] : [];
  const text = [...head, ...lines].join('');
  return { code: 'add-key', key: 'column_mapping', edits: [{ start: at, end: at, text }], isPreferred: true };
}

/** A number or a truth value in quotes is a text. */
export function quoteFixes({ start, end }: TextRange, { document: { text } }: LintSubject): readonly Fix[] {
  const value = text.slice(start, end);
  if (!/^[\w.+: -]+$/.test(value)) return [];
  return [{ code: 'quote', edits: [{ start, end, text: `"${value}"` }], isPreferred: true }];
}

/** In double quotes a comment mark can be spelled so that it is none. */
export function escapeFixes({ start }: TextRange, subject: LintSubject): readonly Fix[] {
  const field = fieldAt(subject, { start, end: start });
  if (field === undefined || typeof field.value !== 'string') return [];
  if (field.style !== 'plain' && field.style !== 'quoted') return [];
  const text = quotedYamlText(field.value, { inComment: true });
  return [{ code: 'escape', edits: [{ ...field.valueRange, text }], isPreferred: true }];
}

/** The id that a range is in, with its line, where it has its own. */
export function idRemoval(range: TextRange, subject: LintSubject, isPreferred: boolean): readonly Fix[] {
  const field = fieldAt(subject, range);
  if (field === undefined) return [];
  const { text } = subject.document;
  const start = lineStartAt(text, field.keyRange.start);
  if (/\S/.test(text.slice(start, field.keyRange.start))) return [];
  return [{ ...removal('id', { start, end: contentEnd(text, field) }), isPreferred }];
}

/** An anchor or a tag, with the blanks after it. */
export function propertyRemoval({ start, end }: TextRange, { document: { text } }: LintSubject): Fix {
  const blanks = /[ \t]*/y;
  blanks.lastIndex = end;
  blanks.test(text);
  return removal('syntax', { start, end: blanks.lastIndex });
}

/** The line in which a range begins. */
export function lineRemoval(what: 'key' | 'syntax', { start }: TextRange, { document: { text } }: LintSubject): Fix {
  return removal(what, { start: lineStartAt(text, start), end: nextLineAt(text, start) });
}

/** The innermost field that a range is in. */
function fieldAt({ document }: LintSubject, { start }: TextRange): Field | undefined {
  let fields = document.frontMatter?.fields ?? [];
  for (;;) {
    const field = fields.find(({ keyRange, valueRange }) => keyRange.start <= start && start <= valueRange.end);
    if (field?.fields === undefined || start < field.valueRange.start) return field;
    const inner = field.fields.some(({ keyRange, valueRange }) => keyRange.start <= start && start <= valueRange.end);
    if (!inner) return field;
    fields = field.fields;
  }
}
