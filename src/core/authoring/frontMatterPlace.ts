import { findFence } from '../document/fence.ts';
import { maxCharacters } from '../document/frontMatterLimits.ts';
import { lineEndAt, lineStartAt, nextLineAt } from '../document/lineEdges.ts';
import type { TextRange } from '../document/problem.ts';
import { flowPlace, openBrackets } from './flowPlace.ts';
import type { FrontMatterPlace } from './writtenPlace.ts';

/** The lines between the fence's lines; up to the text's end where the fence is not closed yet. */
export function frontMatterRange(text: string): TextRange | undefined {
  const fence = findFence(text);
  if (fence === undefined) return undefined;
  return { start: fence.openEnd, end: fence.closed ? fence.closeStart - 1 : text.length };
}

/** What is written at an offset of a document; undefined outside of its front matter, and where no key or value goes. */
export function frontMatterPlaceAt(text: string, offset: number): FrontMatterPlace | undefined {
  const area = frontMatterRange(text);
  if (area === undefined || offset < area.start || offset > area.end) return undefined;
  const lineStart = lineStartAt(text, offset);
  if (area.end - area.start > maxCharacters || offset - lineStart > maxLine) return undefined;
  const before = text.slice(lineStart, offset);
  if (isComment(before) || /^ *\t/.test(before)) return undefined;
  const brackets = openBrackets(text, area.start, offset);
  if (brackets.length > 0) {
    return flowPlace(text, brackets, offset, at => {
      const line = lineAt(text, at);
      return blockPath(text, area, line);
    });
  }
  return blockPlace(text, area, offset);
}

/** One line of a block map. */
interface Line extends TextRange {
  readonly indent: number;
  readonly key: string | undefined;
  /** Behind the colon. */
  readonly colonEnd: number;
  readonly value: TextRange;
}

const keyPattern = /^( *)(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'{}[\],#][^\r\n]*?)):(?=[ \t]|$)/;
/** Longer lines are nobody's, and finding the quotes of a hostile one would take long. */
const maxLine = 2_000;

function lineAt(text: string, offset: number): Line {
  const start = lineStartAt(text, offset);
  const end = lineEndAt(text, start);
  const line = text.slice(start, end);
  const found = end - start > maxLine ? null : keyPattern.exec(line);
  const key = found?.[2] ?? found?.[3] ?? found?.[4]?.trimEnd();
  const colonEnd = start + (found?.[0].length ?? 0);
  const value = bare(text, colonEnd, end);
  return { start, end, indent: line.length - line.replace(/^ +/, '').length, key, colonEnd, value };
}

/** Without the blanks around it and the comment behind it. */
function bare(text: string, from: number, to: number): TextRange {
  const written = text.slice(from, Math.min(to, from + maxLine));
  const comment = hideQuotes(written).search(/(?:^|[ \t])#/);
  const kept = comment === -1 ? written : written.slice(0, comment);
  const start = from + kept.length - kept.trimStart().length;
  return { start, end: Math.max(start, from + kept.trimEnd().length) };
}

const hideQuotes = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, quoted => 'x'.repeat(quoted.length));

function isComment(before: string): boolean {
  return /(?:^|[ \t])#/.test(hideQuotes(before));
}

function blockPlace(text: string, area: TextRange, offset: number): FrontMatterPlace | undefined {
  const line = lineAt(text, offset);
  const path = blockPath(text, area, line);
  if (path === undefined) return undefined;
  const siblings = siblingsOf(text, area, line);
  if (siblings.some(({ indent }) => indent !== line.indent)) return undefined;
  const present = siblings.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const common = { path, present, form: 'block' as const };
  if (line.key !== undefined && offset >= line.colonEnd) {
    const { start, end } = line.value;
    if (start < end && (offset < start || offset > end)) return undefined;
    const range = start < end ? { start, end } : { start: offset, end: offset };
    const needsSpace = text.charAt(offset - 1) === ':';
    return { ...common, range, at: { kind: 'value', key: line.key, needsSpace } };
  }
  const start = line.start + line.indent;
  const end = line.key === undefined ? bare(text, start, line.end).end : line.colonEnd - 1;
  if (offset < start || offset > end || text.startsWith('- ', start)) return undefined;
  return { ...common, range: { start, end }, at: { kind: 'key', hasColon: line.key !== undefined } };
}

/** The keys under which a line stands by its indentation; undefined under a key that has a value already. */
function blockPath(text: string, area: TextRange, line: Line): readonly string[] | undefined {
  const path: string[] = [];
  let { indent } = line;
  for (let at = line.start - 1; at >= area.start && indent > 0;) {
    const above = lineAt(text, at);
    at = above.start - 1;
    if (above.key === undefined || above.indent >= indent) continue;
    if (above.value.start < above.value.end) return undefined;
    path.unshift(above.key);
    ({ indent } = above);
  }
  return path;
}

/** The lines of the same map: those of the same parent that do not belong to one another. */
function siblingsOf(text: string, area: TextRange, line: Line): readonly Line[] {
  const lines: Line[] = [];
  let here = 0;
  for (let at = area.start; at < area.end; at = nextLineAt(text, at)) {
    const one = lineAt(text, at);
    if (one.start === line.start) here = lines.length;
    if (one.start === line.start || one.key !== undefined) lines.push(one);
    if (nextLineAt(text, at) <= at) break;
  }
  const isOutside = ({ indent }: Line): boolean => indent < line.indent;
  const from = lines.slice(0, here).findLastIndex(isOutside) + 1;
  const behind = lines.slice(here + 1).findIndex(isOutside);
  const map = lines.slice(from, behind === -1 ? undefined : here + 1 + behind);
  // The first line tells how deep the map is; what is deeper belongs to the line before it.
  const depth = map[0]?.indent ?? line.indent;
  return map.filter(one => one.start !== line.start && one.indent <= depth);
}
