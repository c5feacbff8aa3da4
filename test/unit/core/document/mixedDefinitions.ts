import type { DefinitionDraft } from '../../../../src/core/definition.ts';

/** One definition with parts of another. */
export function mixed(one: DefinitionDraft, other: DefinitionDraft, takesOther: () => boolean): DefinitionDraft {
  return {
    kind: one.kind,
    name: takesOther() ? other.name : one.name,
    sql: takesOther() ? other.sql : one.sql,
    column_mapping: mixedMap(one.column_mapping, other.column_mapping, takesOther) as never,
  };
}

function mixedMap(one: object, other: object, takesOther: () => boolean): object {
  const [mine, its] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  const entries = [...new Set([...mine.keys(), ...its.keys()])].flatMap((key): [string, unknown][] => {
    const [own, foreign] = [mine.get(key) as unknown, its.get(key) as unknown];
    if (key === 'factors' && isObject(own) && isObject(foreign)) return [[key, mixedMap(own, foreign, takesOther)]];
    const has = takesOther() ? its.has(key) : mine.has(key);
    const isNeeded = key === 'anonymous_id' || key === 'timestamp';
    if (!has) return isNeeded ? [[key, own ?? foreign]] : [];
    return [[key, takesOther() && its.has(key) ? foreign : mine.has(key) ? own : foreign]];
  });
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
