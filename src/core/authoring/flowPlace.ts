import { lineEndAt } from '../document/lineEdges.ts';
import type { TextRange } from '../document/problem.ts';
import type { FrontMatterPlace } from './writtenPlace.ts';

/** The brackets of flow maps and lists that are open at `end`, outermost first: their offsets. */
export function openBrackets(text: string, start: number, end: number): readonly number[] {
  const open: number[] = [];
  let before = '\n';
  for (let at = start; at < end; at++) {
    const character = text.charAt(at);
    // In the middle of a word none of these means anything.
    const begins = ':,{[\n\r'.includes(before);
    if (begins && (character === '"' || character === "'")) {
      at = quoteEnd(text, at, end);
    } else if (character === '#' && /\s/.test(text.charAt(at - 1) || '\n')) {
      at = lineEndAt(text, at) - 1;
      continue;
    } else if (begins && (character === '{' || character === '[')) open.push(at);
    else if (character === '}' || character === ']') open.pop();
    if (!/[ \t]/.test(character)) before = character;
  }
  return open;
}

function quoteEnd(text: string, from: number, end: number): number {
  const quote = text.charAt(from);
  for (let at = from + 1; at < end; at++) {
    const character = text.charAt(at);
    if (character === '\\' && quote === '"') at++;
    else if (character === quote) return at;
  }
  return end;
}

interface Entry extends TextRange {
  readonly key: string | undefined;
  readonly colonEnd: number;
}

/**
 * What is written inside a map in braces.
 * @param blockPath the keys under which the line of an offset stands
 */
export function flowPlace(
  text: string,
  brackets: readonly number[],
  offset: number,
  blockPath: (offset: number) => readonly string[] | undefined,
): FrontMatterPlace | undefined {
  const [first] = brackets;
  const last = brackets.at(-1);
  if (first === undefined || last === undefined || brackets.some(at => text.charAt(at) !== '{')) return undefined;
  const outside = blockPath(first);
  const keys = brackets.map(at => keyBefore(text, at));
  if (outside === undefined || keys.slice(1).includes(undefined)) return undefined;
  const path = [...outside, ...keys.flatMap(key => (key === undefined ? [] : [key]))];
  const entries = entriesOf(text, last + 1, offset);
  const here = entries.find(({ start, end }) => offset >= start && offset <= end);
  if (here === undefined) return undefined;
  const present = entries.flatMap(({ key, start }) => (key === undefined || start === here.start ? [] : [key]));
  const common = { path, present, form: 'flow' as const };
  const [from, to] = [here.colonEnd, here.end];
  if (here.key !== undefined && offset >= from) {
    const range = trimmed(text, from, to);
    if (range.start < range.end && (offset < range.start || offset > range.end)) return undefined;
    const needsSpace = text.charAt(offset - 1) === ':';
    const place = range.start < range.end ? range : { start: offset, end: offset };
    return { ...common, range: place, at: { kind: 'value', key: here.key, needsSpace } };
  }
  const range = trimmed(text, here.start, here.key === undefined ? here.end : from - 1);
  const isBlank = range.start === range.end;
  if (!isBlank && (offset < range.start || offset > range.end)) return undefined;
  return {
    ...common,
    range: isBlank ? { start: offset, end: offset } : range,
    at: { kind: 'key', hasColon: here.key !== undefined },
  };
}

function trimmed(text: string, from: number, to: number): TextRange {
  const written = text.slice(from, to);
  const start = from + written.length - written.trimStart().length;
  return { start, end: Math.max(start, from + written.trimEnd().length) };
}

function keyBefore(text: string, at: number): string | undefined {
  const found = /(?:"([^"\n]*)"|'([^'\n]*)'|([^\s{},:"']+))[ \t]*:[ \t]*$/.exec(text.slice(Math.max(0, at - 200), at));
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

/** The entries of the map from behind its brace: to the closing one, else to the end of the cursor's line. */
function entriesOf(text: string, from: number, offset: number): readonly Entry[] {
  const stop = lineEndAt(text, offset);
  const entries: Entry[] = [];
  let start = from;
  let depth = 0;
  let at = from;
  const add = (end: number): void => {
    const found = /^\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s{},"':][^{},"']*?)):(?=\s|$)/.exec(text.slice(start, end));
    const key = found?.[1] ?? found?.[2] ?? found?.[3]?.trimEnd();
    entries.push({ start, end, key, colonEnd: start + (found?.[0].length ?? 0) });
    start = end + 1;
  };
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (at >= stop && /[\r\n]/.test(character)) break;
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      if (depth-- === 0) break;
    } else if (character === ',' && depth === 0) add(at);
  }
  add(at);
  return entries;
}
