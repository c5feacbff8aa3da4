import { isDefinitionId } from './definitionId.ts';
import { parseDocument } from './documentParser.ts';
import { idFor } from './draft.ts';
import { indentAt, lineBreakOf, lineEndAt, lineStartAt } from './lineEdges.ts';
import type { Field, FrontMatter, LeveredDocument } from './leveredDocument.ts';
import type { TextRange } from './problem.ts';
import { applyEdits, type TextEdit } from './textEdit.ts';
import { printYamlInline } from './yamlMap.ts';
import { yamlText, type YamlPlace } from './yamlText.ts';

interface NewId {
  readonly environment: string;
  readonly id: string;
  /** The environment that a single id in the file belongs to. */
  readonly singleBelongsTo: string;
}

/**
 * The edits that write an environment's id into a document: one line is changed or added and nothing else, so that
 * comments, order, quotes and line ends stay. Undefined where that cannot be done: no front matter, broken or
 * forbidden YAML, an assignment source (it has no id), something in the place of the id that is none, or a new id that
 * is none.
 *
 * @param otherEnvironment the environment that a single id in the file belongs to. If it is another one than
 *   `environment`, the single id becomes a map of both; if absent, the single id is replaced.
 */
export function withId(
  document: LeveredDocument,
  environment: string,
  id: string,
  otherEnvironment: string = environment,
): readonly TextEdit[] | undefined {
  const { frontMatter, kind, problems } = document;
  const isBroken = problems.some(({ code }) => /^(?:yaml-|front-matter-|not-a-map$)/.test(code));
  if (frontMatter === undefined || kind !== 'metric' || isBroken || !isDefinitionId(id)) return undefined;
  const edit = idEdit(document, frontMatter, { environment, id, singleBelongsTo: otherEnvironment });
  if (edit === undefined) return undefined;
  // YAML has stranger forms than are worth telling apart; what reads back right is right.
  const after = idFor(parseDocument(applyEdits(document.text, [edit])), environment);
  return after.kind !== 'none' && after.id === id ? [edit] : undefined;
}

function idEdit(document: LeveredDocument, frontMatter: FrontMatter, newId: NewId): TextEdit | undefined {
  const field = frontMatter.fields.find(({ key }) => key === 'id');
  const place: YamlPlace = { inComment: document.fence === 'comment' };
  if (field === undefined) return newField(document, frontMatter, `id: ${yamlText(newId.id, place)}`);
  if (field.fields !== undefined) return mapEdit(document, field, field.fields, newId);
  if (field.value === null) return replaceValue(document.text, field, newId.id);
  if (document.id?.kind !== 'single') return undefined;
  const { environment, id, singleBelongsTo } = newId;
  if (singleBelongsTo === environment) return replaceValue(document.text, field, id);
  const ids = Object.fromEntries([
    [singleBelongsTo, document.id.id],
    [environment, id],
  ]);
  return { ...field.valueRange, text: printYamlInline(ids, place) };
}

function mapEdit(
  { text, fence, segments }: LeveredDocument,
  field: Field,
  entries: readonly Field[],
  newId: NewId,
): TextEdit {
  const { environment, id } = newId;
  const place: YamlPlace = { inComment: fence === 'comment' };
  const existing = entries.find(({ key }) => key === environment);
  if (existing !== undefined) return replaceValue(text, existing, id);
  const added = `${yamlText(environment, place)}: ${yamlText(id, place)}`;
  const last = entries.at(-1);
  if (last === undefined) return insert(field.valueRange.start + 1, added);
  if (field.style === 'flow') return insert(last.valueRange.end, `, ${added}`);
  const indent = indentAt(text, last.keyRange.start);
  return insert(lineEndAt(text, last.valueRange.end), lineBreakOf(segments) + indent + added);
}

/** Quotes stay as they are. */
function replaceValue(text: string, { valueRange, style }: Field, id: string): TextEdit {
  const { start, end } = valueRange;
  if (style === 'empty') return insert(start, ` ${yamlText(id, { inComment: false })}`);
  if (style === 'no-colon') return insert(start, `: ${yamlText(id, { inComment: false })}`);
  const quote = style === 'quoted' ? text.charAt(start) : '';
  return { start, end, text: quote === '' ? yamlText(id, { inComment: false }) : quote + id + quote };
}

/** A new first field of the front matter. */
function newField({ text, segments }: LeveredDocument, frontMatter: FrontMatter, added: string): TextEdit {
  const first = frontMatter.fields[0];
  if (frontMatter.form === 'flow') {
    const brace = text.indexOf('{', frontMatter.start);
    return first === undefined ? insert(brace + 1, added) : insert(first.keyRange.start, `${added}, `);
  }
  const at = first === undefined ? frontMatter.start : lineStartAt(text, first.keyRange.start);
  const indent = first === undefined ? '' : indentAt(text, first.keyRange.start);
  return insert(at, indent + added + lineBreakOf(segments));
}

function insert(at: number, text: string): TextEdit & TextRange {
  return { start: at, end: at, text };
}
