import type { ColumnMapping, DefinitionDraft } from '../definition.ts';
import { mappingKeys, requiredMappingKeys } from './documentKeys.ts';
import { sqlDialects, sqlTokens, type SqlDialect } from './sqlTokens.ts';

/** `cosmetic`: the texts differ, and mean the same in every dialect that the service runs. */
export type Comparison = 'equal' | 'cosmetic' | 'different';

/**
 * Compares two definitions by what they mean. Cosmetic are: the order of keys, an optional part that is null instead of
 * absent, and in the SQL line ends, white space and comments wherever no dialect gives them a meaning. Two queries that
 * could differ in any dialect are different: letters' case, quotes, what stands in strings, hints, operators' spacing.
 */
export function sameMeaning(one: DefinitionDraft, other: DefinitionDraft): Comparison {
  if (one.kind !== other.kind || one.name !== other.name) return 'different';
  const mapping = sameMapping(one, other);
  if (mapping === 'different') return 'different';
  if (one.sql === other.sql) return mapping;
  return sameQuery(one.sql, other.sql) ? 'cosmetic' : 'different';
}

function sameMapping(
  { kind, column_mapping: one }: DefinitionDraft,
  { column_mapping: other }: DefinitionDraft,
): Comparison {
  if (JSON.stringify(one) === JSON.stringify(other)) return 'equal';
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const optional = mappingKeys[kind].filter(key => !requiredMappingKeys.some(required => required === key));
  for (const key of keys) {
    const isOptional = optional.includes(key);
    if (!sameValue(valueOf(one, key, isOptional), valueOf(other, key, isOptional))) return 'different';
  }
  return 'cosmetic';
}

/** An optional part that is null is absent. */
function valueOf(mapping: ColumnMapping, key: string, isOptional: boolean): unknown {
  const value = Object.hasOwn(mapping, key) ? mapping[key] : undefined;
  return isOptional && value === null ? undefined : value;
}

/** JSON values; the order of keys does not count. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every(
    key =>
      Object.hasOwn(other, key) &&
      sameValue((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  );
}

/**
 * Which dialect a warehouse speaks is not known here, so the queries have to be the same in all of them. Whether a lone
 * CR ends a line comment differs too, so that it settles nothing.
 */
function sameQuery(one: string, other: string): boolean {
  if (/\r(?!\n)/.test(one) || /\r(?!\n)/.test(other)) return false;
  return Object.values(sqlDialects).every(dialect => normalForm(one, dialect) === normalForm(other, dialect));
}

/**
 * The query without comments, every gap a single space, and none beside brackets and commas. Between two quoted tokens
 * a gap stays as it is: `'a'` and `'b'` on two lines are one string in Postgres, on one line they are an error.
 */
function normalForm(sql: string, dialect: SqlDialect): string {
  let form = '';
  let gap = '';
  let before: 'nothing' | 'quoted' | 'punctuation' | 'other' = 'nothing';
  for (const { kind, start, end } of sqlTokens(sql, dialect)) {
    const text = sql.slice(start, end);
    if (kind === 'space' || kind === 'comment') {
      gap += text;
      continue;
    }
    if (gap !== '') {
      if (before === 'quoted' && kind === 'quoted') form += gap;
      else if (before !== 'nothing' && before !== 'punctuation' && kind !== 'punctuation') form += ' ';
    }
    form += text;
    before = kind;
    gap = '';
  }
  return form;
}
