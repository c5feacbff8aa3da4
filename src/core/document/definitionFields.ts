import { rewardTypes, type DefinitionKind } from '../definition.ts';
import { didYouMean } from '../text/didYouMean.ts';
import { isDefinitionId } from './definitionId.ts';
import { mappingKeys, requiredMappingKeys, topKeys } from './documentKeys.ts';
import { recordOf } from './fieldTree.ts';
import type { DocumentId, Field, LeveredDocument, Ranged } from './leveredDocument.ts';
import {
  error,
  warning,
  type DocumentProblem,
  type ExpectedType,
  type ProblemDetail,
  type TextRange,
} from './problem.ts';

/** What the front matter's fields say, as far as they can be understood. */
type DefinitionFields = Pick<LeveredDocument, 'id' | 'kind' | 'name' | 'columnMapping'>;

interface Context {
  /** Where a problem about something absent is shown. */
  readonly missingAt: TextRange;
  /** False if the YAML is broken: an absent field may then only be unreadable, and is no problem of its own. */
  readonly isWhole: boolean;
  /** Filled while reading. */
  readonly problems: DocumentProblem[];
}

/** Understands the fields of a front matter and adds what is wrong with them to the context's problems. */
export function readDefinitionFields(fields: readonly Field[], context: Context): DefinitionFields {
  const find = (key: string) => fields.find(field => field.key === key);
  for (const { key, keyRange } of fields) {
    if (topKeys.some(known => known === key)) continue;
    context.problems.push(warning(keyRange, { code: 'unknown-key', key, ...suggestion(key, topKeys) }));
  }
  const kind = readKind(find('kind'), context);
  return {
    kind,
    id: readId(find('id'), kind, context),
    name: readName(find('name'), context),
    columnMapping: readColumnMapping(find('column_mapping'), kind, context),
  };
}

function readKind(field: Field | undefined, { problems }: Context): DefinitionKind {
  if (field === undefined || field.value === 'metric') return 'metric';
  if (field.value === 'assignment_source') return 'assignment_source';
  if (isUnreadable(field)) return 'metric';
  const value = typeof field.value === 'string' ? field.value : '';
  const near = didYouMean(value, ['metric', 'assignment_source']);
  problems.push(
    error(placeOf(field), { code: 'wrong-kind', value, ...(near === undefined ? {} : { didYouMean: near }) }),
  );
  return near === 'assignment_source' ? near : 'metric';
}

function readName(field: Field | undefined, context: Context): Ranged<string> | undefined {
  if (field === undefined) {
    missing(context, { code: 'missing-name' });
    return undefined;
  }
  if (isUnreadable(field)) return undefined;
  if (typeof field.value !== 'string' && field.value !== null) {
    wrongType(field, 'name', 'text', context);
    return undefined;
  }
  if (field.value === null || field.value.trim() === '') {
    context.problems.push(error(placeOf(field), { code: 'missing-name' }));
    return undefined;
  }
  return { value: field.value, keyRange: field.keyRange, valueRange: field.valueRange };
}

function readId(field: Field | undefined, kind: DefinitionKind, context: Context): DocumentId | undefined {
  if (field === undefined || field.value === null || isUnreadable(field)) return undefined;
  if (kind === 'assignment_source') {
    context.problems.push(error(field.keyRange, { code: 'id-on-assignment-source' }));
    return undefined;
  }
  if (field.fields === undefined) {
    const id = readOneId(field, 'text-or-map', context);
    return id === undefined ? undefined : { kind: 'single', id, field };
  }
  const ids = new Map<string, string>();
  for (const entry of field.fields) {
    const id = readOneId(entry, 'text', context);
    if (id !== undefined) ids.set(entry.key, id);
  }
  return { kind: 'map', ids, field };
}

/** An id is written letter by letter on one line, so that writing another one changes that line and nothing else. */
function readOneId(field: Field, expected: 'text' | 'text-or-map', context: Context): string | undefined {
  if (isUnreadable(field)) return undefined;
  if (typeof field.value !== 'string') {
    wrongType(field, 'id', expected, context);
    return undefined;
  }
  const { start, end } = field.valueRange;
  const spelled = field.value.length + (field.style === 'quoted' ? 2 : 0);
  if (isDefinitionId(field.value) && end - start === spelled) return field.value;
  context.problems.push(error(placeOf(field), { code: 'bad-id', value: field.value }));
  return undefined;
}

function readColumnMapping(
  field: Field | undefined,
  kind: DefinitionKind,
  context: Context,
): LeveredDocument['columnMapping'] {
  if (field === undefined || field.style === 'empty') {
    missing(context, { code: 'missing-column-mapping' });
    return undefined;
  }
  if (isUnreadable(field)) return undefined;
  const { fields, keyRange, valueRange } = field;
  if (fields === undefined) {
    wrongType(field, 'column_mapping', 'map', context);
    return undefined;
  }
  const here = { ...context, missingAt: keyRange };
  for (const key of requiredMappingKeys) {
    if (!fields.some(entry => entry.key === key)) missing(here, { code: 'missing-mapping', key });
  }
  for (const entry of fields) checkMapping(entry, kind, here);
  return { value: recordOf(fields), keyRange, valueRange, fields };
}

/** Unknown keys pass: the service knows more of them than its reference page names. */
function checkMapping(field: Field, kind: DefinitionKind, context: Context): void {
  const { key, value, fields } = field;
  const path = `column_mapping.${key}`;
  const required = requiredMappingKeys.find(known => known === key);
  if (!mappingKeys[kind].some(known => known === key) || isUnreadable(field)) return;
  if (required !== undefined) {
    if (value === null || value === '') {
      context.problems.push(error(placeOf(field), { code: 'missing-mapping', key: required }));
    } else if (typeof value !== 'string') wrongType(field, path, 'text', context);
    return;
  }
  // The service may spell an optional part that is not there as null.
  if (value === null) return;
  if (key === 'factors') {
    if (fields === undefined) wrongType(field, path, 'map', context);
    for (const factor of fields ?? []) {
      if (typeof factor.value !== 'string' && !isUnreadable(factor))
        wrongType(factor, `${path}.${factor.key}`, 'text', context);
    }
  } else if (typeof value !== 'string') wrongType(field, path, 'text', context);
  else if (key === 'reward_type') checkRewardType(field, value, context);
}

/** A word that is near a known one is a slip; any other may be a reward type that this project does not know yet. */
function checkRewardType(field: Field, value: string, { problems }: Context): void {
  if (rewardTypes.some(known => known === value)) return;
  const near = didYouMean(value, rewardTypes);
  problems.push(
    near === undefined
      ? warning(placeOf(field), { code: 'wrong-reward-type', value })
      : error(placeOf(field), { code: 'wrong-reward-type', value, didYouMean: near }),
  );
}

function suggestion(key: string, candidates: readonly string[]): { readonly didYouMean?: string } {
  const near = didYouMean(key, candidates);
  return near === undefined ? {} : { didYouMean: near };
}

/** What has a problem of its own already, e.g. an alias. */
function isUnreadable(field: Field): boolean {
  return field.style === 'other';
}

/** The value, or the key if there is no value to point at. */
function placeOf(field: Field): TextRange {
  return field.valueRange.start === field.valueRange.end ? field.keyRange : field.valueRange;
}

function missing(context: Context, detail: ProblemDetail): void {
  if (context.isWhole) context.problems.push(error(context.missingAt, detail));
}

/** Of broken YAML, a value of a wrong type is but what the break left of it. */
function wrongType(field: Field, path: string, expected: ExpectedType, { isWhole, problems }: Context): void {
  if (isWhole) problems.push(error(placeOf(field), { code: 'wrong-type', path, expected }));
}
