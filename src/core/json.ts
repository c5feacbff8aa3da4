/**
 * Where the parts of a JSON text lie. `JSON.parse` rounds numbers, drops a repeated key and moves integer-like keys to
 * the front; whoever needs what the sender wrote takes it from the source by these spans (T34).
 *
 * All functions expect text that `JSON.parse` has accepted. Other text gives spans of no use or a SyntaxError, and in
 * either case an end: each reads every character at most once and none recurses, so depth is no limit.
 */

/** Offsets in UTF-16 units, as `slice` takes them: `start` of the first character, `end` behind the last. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

/** The span is that of the value; `key` is decoded. */
export interface JsonMember extends JsonSpan {
  readonly key: string;
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

function unexpected(text: string, at: number): SyntaxError {
  return new SyntaxError(at < text.length ? `JSON has an unexpected character at ${at}` : `JSON ends early at ${at}`);
}

/** The offset of the first character from `at` on that is not JSON white space; the length of the text if none is. */
export function skipBlank(text: string, at: number): number {
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
}

/** Most strings are shorter than this, and for those a call of `indexOf` costs more than it saves. */
const shortString = 24;

/** The offset behind the string that starts at `at`. */
export function stringEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== quote) throw unexpected(text, at);
  const first = at + 1;
  let end = first;
  for (const limit = Math.min(text.length, first + shortString); end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code === quote) return end + 1;
    if (code === backslash) end++;
  }
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1) throw unexpected(text, text.length);
    // A quote ends the string unless an odd number of backslashes stands before it.
    let before = end;
    while (before > first && text.charCodeAt(before - 1) === backslash) before--;
    end++;
    if ((end - 1 - before) % 2 === 0) return end;
  }
}

function containerEnd(text: string, at: number): number {
  let depth = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = stringEnd(text, at);
      continue;
    }
    at++;
    if (code === openBrace || code === openBracket) depth++;
    else if ((code === closeBrace || code === closeBracket) && --depth === 0) return at;
  }
  throw unexpected(text, at);
}

/** The offset behind the value that starts at `at`, which must be its first character. */
export function valueEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === quote) return stringEnd(text, at);
  if (code === openBrace || code === openBracket) return containerEnd(text, at);
  let end = at;
  for (; end < text.length; end++) {
    const next = text.charCodeAt(end);
    if (next === comma || next === closeBrace || next === closeBracket || next <= 0x20) break;
  }
  if (end === at) throw unexpected(text, at);
  return end;
}

/** The text that a JSON string stands for; the span is that of the string with its quotes. */
export function decodeString(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  return inner.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : inner;
}

/** What stands between two values or behind the last: gives the offset of the next value or of the closing bracket. */
function skipComma(text: string, at: number): number {
  const next = skipBlank(text, at);
  return text.charCodeAt(next) === comma ? skipBlank(text, next + 1) : next;
}

/** The offset of the first part, or of the closing bracket, of the container at `start`. */
function enter(text: string, start: number, open: number): number {
  const at = skipBlank(text, start);
  if (text.charCodeAt(at) !== open) throw unexpected(text, at);
  return skipBlank(text, at + 1);
}

/** The members of the object at `start` (white space may precede it), in the order of the text, repeated keys included. */
export function* members(text: string, start = 0): Generator<JsonMember, void, undefined> {
  for (let at = enter(text, start, openBrace); text.charCodeAt(at) !== closeBrace;) {
    const keyEnd = stringEnd(text, at);
    const valueStart = skipBlank(text, skipBlank(text, keyEnd) + 1);
    const end = valueEnd(text, valueStart);
    yield { key: decodeString(text, at, keyEnd), start: valueStart, end };
    at = skipComma(text, end);
  }
}

/** The elements of the array at `start` (white space may precede it), in order. */
export function* elements(text: string, start = 0): Generator<JsonSpan, void, undefined> {
  for (let at = enter(text, start, openBracket); text.charCodeAt(at) !== closeBracket;) {
    const end = valueEnd(text, at);
    yield { start: at, end };
    at = skipComma(text, end);
  }
}
