import { decodeString, elements, members } from '../../json.ts';

const deepest = 32;
const longest = 20_000;

/**
 * One form for JSON texts that mean the same: keys sorted, of a repeated one the last value, no white space, escapes
 * only where they must be. Numbers stay as they are spelled (T34). What is very long or deep is given back unchanged.
 */
export function canonicalJson(source: string): string {
  return source.length > longest ? source : (canonical(source, 0) ?? source);
}

function canonical(source: string, depth: number): string | undefined {
  if (depth > deepest) return undefined;
  switch (source.charAt(0)) {
    case '"':
      return source.includes('\\') ? JSON.stringify(decodeString(source, 0, source.length)) : source;
    case '[': {
      const parts = Array.from(elements(source), ({ start, end }) => canonical(source.slice(start, end), depth + 1));
      return parts.includes(undefined) ? undefined : `[${parts.join()}]`;
    }
    case '{': {
      const values = new Map<string, string | undefined>();
      for (const { key, start, end } of members(source))
        values.set(key, canonical(source.slice(start, end), depth + 1));
      if ([...values.values()].includes(undefined)) return undefined;
      return `{${sortedKeys(values.keys())
        .map(key => `${JSON.stringify(key)}:${values.get(key) ?? ''}`)
        .join()}}`;
    }
    default:
      return source;
  }
}

/** The different keys of an object, in one order for all objects that have the same. */
export function sortedKeys(keys: Iterable<string>): readonly string[] {
  return [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
