import { decodeString } from '../../json.ts';

/** The whole text of a value: a string decoded, all else as the server spelled it. */
export function valueText(source: string): string {
  return source.startsWith('"') ? decodeString(source, 0, source.length) : source;
}

/** The first characters of it, no more than `length`, without decoding a very long string whole. */
export function valueStart(source: string, length: number): string {
  if (!source.startsWith('"')) return source.slice(0, length);
  if (source.length <= length + 2) return decodeString(source, 0, source.length);
  const start = source.slice(1, length + 1);
  if (!start.includes('\\')) return start;
  // An escape may be cut in two: then the text ends before it, at most five characters earlier.
  for (let end = start.length; ; end--) {
    try {
      return JSON.parse(`"${start.slice(0, end)}"`) as string;
    } catch (error) {
      if (end <= start.length - 6) throw error;
    }
  }
}
