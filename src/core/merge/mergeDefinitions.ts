import type { ColumnMapping, DefinitionDraft, DefinitionKind } from '../definition.ts';
import { mappingKeys, requiredMappingKeys } from '../document/documentKeys.ts';
import { sameMeaning } from '../document/meaning.ts';
import { mergeSql } from './mergeSql.ts';
import { readSides, sameOptional, settle, type Same, type Sides } from './sides.ts';

/** Which part of a definition; a factor is `column_mapping.factors.` and its name. */
export type DefinitionPart = 'name' | 'sql' | `column_mapping.${string}`;

/** A part that both sides changed, each to something else. `undefined` is absent, in the base also unknown. */
export interface PartConflict {
  readonly part: DefinitionPart;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export type DefinitionMerge =
  | { readonly kind: 'merged'; readonly draft: DefinitionDraft }
  | {
      readonly kind: 'conflict';
      /** The parts that could be merged, and mine where in conflict. */
      readonly draft: DefinitionDraft;
      readonly conflicts: readonly PartConflict[];
      /** If the query is in conflict: all that could be merged of it, and the rest as Git marks it. */
      readonly sqlWithMarkers?: string;
    };

/**
 * Merges what two sides made of a definition, part by part: a part that one side changed is taken from there, one that
 * both changed is in conflict unless they mean the same. The name, each key of the column mapping and each factor is
 * such a part; the query is merged line by line.
 *
 * @param base the definition as both sides last had it; without it only parts that are equal can be merged
 * @throws RangeError if the sides are of different kinds: they are no versions of one definition
 */
export function mergeDefinitions(
  base: DefinitionDraft | undefined,
  mine: DefinitionDraft,
  theirs: DefinitionDraft,
): DefinitionMerge {
  if (mine.kind !== theirs.kind) throw new RangeError(`A ${mine.kind} cannot be merged with a ${theirs.kind}.`);
  const origin = base?.kind === mine.kind ? base : undefined;
  const conflicts: PartConflict[] = [];
  const of = <T>(read: (draft: DefinitionDraft) => T) =>
    readSides({ base: origin && { value: origin }, mine, theirs }, read);
  const name = mergePart(
    'name',
    of(draft => draft.name),
    conflicts,
  );
  const column_mapping = mergeMapping(
    mine.kind,
    of(draft => draft.column_mapping),
    conflicts,
  );
  const query = mergeSql(origin?.sql, mine.sql, theirs.sql);
  const sql = query.kind === 'merged' ? query.sql : mine.sql;
  const draft: DefinitionDraft = { kind: mine.kind, name, sql, column_mapping };
  const meansTheSame = sameMeaning(mine, { ...mine, sql: theirs.sql }) !== 'different';
  const marked = query.kind === 'conflict' && !meansTheSame ? query : undefined;
  if (marked !== undefined) conflicts.push({ part: 'sql', base: origin?.sql, mine: mine.sql, theirs: theirs.sql });
  if (conflicts.length === 0) return { kind: 'merged', draft };
  return { kind: 'conflict', draft, conflicts, ...(marked && { sqlWithMarkers: marked.sqlWithMarkers }) };
}

function mergeMapping(kind: DefinitionKind, sides: Sides<ColumnMapping>, conflicts: PartConflict[]): ColumnMapping {
  const required = (key: 'anonymous_id' | 'timestamp') =>
    mergePart(
      `column_mapping.${key}`,
      readSides(sides, mapping => mapping[key]),
      conflicts,
    );
  const others = keysOf(sides).filter(key => !requiredMappingKeys.some(each => each === key));
  const entries = others.map(key => {
    const values = readSides(sides, mapping => valueOf(mapping, key));
    const isSame = mappingKeys[kind].includes(key) ? sameOptional : undefined;
    const value =
      key === 'factors'
        ? mergeFactors(values, conflicts)
        : mergePart(`column_mapping.${key}`, values, conflicts, isSame);
    return [key, value] as const;
  });
  return { anonymous_id: required('anonymous_id'), timestamp: required('timestamp'), ...recordOf(entries) };
}

/** One by one where both sides have some; if one side removed them all, they are in conflict as a whole. */
function mergeFactors(sides: Sides<unknown>, conflicts: PartConflict[]): unknown {
  const settled = settle(sides, sameOptional);
  if (settled !== undefined) return settled.value;
  const { mine, theirs } = sides;
  if (!isMap(mine) || !isMap(theirs)) return mergePart('column_mapping.factors', sides, conflicts, sameOptional);
  const base = sides.base && { value: isMap(sides.base.value) ? sides.base.value : {} };
  const maps: Sides<object> = { base, mine, theirs };
  const entries = keysOf(maps).map(key => {
    const values = readSides(maps, map => valueOf(map, key));
    return [key, mergePart(`column_mapping.factors.${key}`, values, conflicts)] as const;
  });
  return recordOf(entries);
}

function mergePart<T>(part: DefinitionPart, sides: Sides<T>, conflicts: PartConflict[], isSame?: Same): T {
  const settled = settle(sides, isSame);
  if (settled !== undefined) return settled.value;
  conflicts.push({ part, base: sides.base?.value, mine: sides.mine, theirs: sides.theirs });
  return sides.mine;
}

/** In my order, then what only they have. */
function keysOf({ mine, theirs }: Sides<object>): readonly string[] {
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
}

function valueOf(map: object, key: string): unknown {
  return Object.hasOwn(map, key) ? Reflect.get(map, key) : undefined;
}

function recordOf(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
