import { decodeString, skipBlank, stringEnd, valueEnd } from '../../json.ts';

export interface PrettyText {
  readonly text: string;
  /** The rest was left out. */
  readonly isCut: boolean;
}

const opening = /^[[{]/;
/** A longer text in a cell is shown as the text that it is. */
const longestInText = 2_000_000;

/** The first characters, not ending between the halves of a pair. */
function cut(text: string, limit: number): string {
  return text.slice(0, (text.codePointAt(limit - 1) ?? 0) > 0xffff ? limit - 1 : limit);
}

/**
 * A JSON text in lines, two spaces for each level. Numbers, escapes, the order of keys and repeated keys stay as they are
 * in the source; only white space between them changes. Takes time in proportion to source and limit, at any depth.
 * @param source text that `JSON.parse` has accepted
 * @param limit so many characters at most
 */
export function prettyJson(source: string, limit = 200_000): PrettyText {
  const parts: string[] = [];
  let length = 0;
  let depth = 0;
  const add = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  const newLine = (): void => add(`\n${' '.repeat(2 * Math.min(depth, limit))}`);
  let at = skipBlank(source, 0);
  while (at < source.length && length <= limit) {
    const character = source.charAt(at);
    switch (character) {
      case '{':
      case '[': {
        const next = skipBlank(source, at + 1);
        const isEmpty = source.charAt(next) === (character === '{' ? '}' : ']');
        if (isEmpty) {
          add(character + source.charAt(next));
          at = next + 1;
        } else {
          depth++;
          add(character);
          newLine();
          at = next;
        }
        break;
      }
      case '}':
      case ']':
        depth--;
        newLine();
        add(character);
        at++;
        break;
      case ',':
        add(character);
        newLine();
        at++;
        break;
      case ':':
        add(': ');
        at++;
        break;
      default: {
        const end = character === '"' ? stringEnd(source, at) : valueEnd(source, at);
        add(source.slice(at, end));
        at = end;
      }
    }
    at = skipBlank(source, at);
  }
  const text = parts.join('');
  return text.length > limit ? { text: cut(text, limit), isCut: true } : { text, isCut: at < source.length };
}

/**
 * The JSON object or array that a text cell holds as its text, as source for `prettyJson`; undefined for all else.
 * Warehouses hand out JSON columns in this form.
 */
export function jsonInText(source: string): string | undefined {
  if (!source.startsWith('"') || source.length > longestInText) return undefined;
  const text = decodeString(source, 0, source.length).trim();
  if (!opening.test(text)) return undefined;
  try {
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}
