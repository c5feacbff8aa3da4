import { decodeString } from '../json.ts';

/** The whole text of a value: a string decoded, all else as the server spelled it. */
export function valueText(source: string): string {
  return source.startsWith('"') ? decodeString(source, 0, source.length) : source;
}

/** In characters: `\u202e`. */
const longestEscape = 6;

/** The first `length` characters of it, or all if it has no more, without decoding a very long string whole. */
export function valueStart(source: string, length: number): string {
  if (!source.startsWith('"')) return source.slice(0, length);
  const start = source.slice(1, Math.min(length + 1, source.length - 1));
  return start.includes('\\') ? decodeStart(source, length * longestEscape).slice(0, length) : start;
}

/** Decodes a string up to an offset in its source, or to its end. */
function decodeStart(source: string, end: number): string {
  if (source.length <= end + 2) return decodeString(source, 0, source.length);
  // An escape may be cut in two: then the text ends before it.
  for (let cut = end + 1; ; cut--) {
    try {
      return JSON.parse(`${source.slice(0, cut)}"`) as string;
    } catch (error) {
      if (cut <= end + 1 - longestEscape) throw error;
    }
  }
}
