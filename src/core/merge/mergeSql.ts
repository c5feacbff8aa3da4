import { diff3MergeRegions, diffIndices } from 'node-diff3';

/** `sqlWithMarkers` has each place where both sides changed as Git shows it, with the last sync between the two. */
export type SqlMerge =
  { readonly kind: 'merged'; readonly sql: string } | { readonly kind: 'conflict'; readonly sqlWithMarkers: string };

/**
 * The library compares each line with all equal ones of the other side, along what it has found so far: a thousand equal
 * lines take 8 s. Within this limit it takes a fifth of a second; beyond it the query is merged as a whole.
 */
const maxSteps = 10_000_000;
const maxLines = 20_000;

/** One line without and with what ends it; the last one of a text has no line break. */
interface Line {
  readonly text: string;
  readonly lineBreak: string | undefined;
}

const noLine: Line = { text: '', lineBreak: undefined };

type Region =
  | { readonly kind: 'agreed'; readonly lines: readonly Line[] }
  | {
      readonly kind: 'conflict';
      readonly mine: readonly Line[];
      readonly base: readonly Line[];
      readonly theirs: readonly Line[];
    };

/**
 * Merges two queries line by line. White space at the end of a line and line breaks never make a conflict: where only
 * those differ, a side that changed them is followed, mine before theirs.
 *
 * @param base the query that both come from, if it is known; without it the lines that differ are in conflict.
 */
export function mergeSql(base: string | undefined, mine: string, theirs: string): SqlMerge {
  if (mine === theirs || theirs === base) return { kind: 'merged', sql: mine };
  if (mine === base) return { kind: 'merged', sql: theirs };
  // The end is a part of its own, so that a line break there is no line.
  const ending = base === undefined || endingOf(mine) !== endingOf(base) ? endingOf(mine) : endingOf(theirs);
  const regions = regionsOf(base, mine, theirs);
  const lineBreak = (mine.includes('\n') ? mine : theirs).includes('\r\n') ? '\r\n' : '\n';
  const isUniform = !isMixed(mine) && !isMixed(theirs);
  const print = (lines: readonly Line[]) => joined(lines, lineBreak, isUniform) + ending;
  const agreed = regions.map(region => (region.kind === 'agreed' ? region.lines : undefined));
  if (agreed.every(lines => lines !== undefined)) return { kind: 'merged', sql: print(agreed.flat()) };
  return { kind: 'conflict', sqlWithMarkers: print(regions.flatMap(region => marked(region, base !== undefined))) };
}

function regionsOf(base: string | undefined, mine: string, theirs: string): readonly Region[] {
  const sides = [mine, theirs, ...(base === undefined ? [] : [base])].map(text => text.trimEnd());
  if (sides.some(text => text.split('\n').length > maxLines)) return differingWhole(sides);
  const lines = sides.map(linesOf);
  const [head, tail] = commonEnds(lines.map(keysOf));
  const [ofMine = [], ofTheirs = [], ofBase] = lines.map(side => side.slice(head, side.length - tail));
  const common = (at: number): Line => {
    const [own, foreign, origin] = lines.map(side => side.at(at));
    return followed(origin, own, foreign);
  };
  const isLarge =
    ofBase === undefined
      ? stepsOf(ofMine, ofTheirs) > maxSteps
      : Math.max(stepsOf(ofBase, ofMine), stepsOf(ofBase, ofTheirs)) > maxSteps;
  if (isLarge) return differingWhole(sides);
  return [
    { kind: 'agreed', lines: Array.from({ length: head }, (_, at) => common(at)) },
    ...(ofBase === undefined ? twoWay(ofMine, ofTheirs) : threeWay(ofBase, ofMine, ofTheirs)),
    { kind: 'agreed', lines: Array.from({ length: tail }, (_, at) => common(at - tail)) },
  ];
}

/** How many lines all sides begin with, and how many others they end with. */
function commonEnds(sides: readonly (readonly string[])[]): readonly [head: number, tail: number] {
  const shortest = Math.min(...sides.map(({ length }) => length));
  const isCommon = (at: number) => sides.every(side => side.at(at) === sides[0]?.at(at));
  let head = 0;
  while (head < shortest && isCommon(head)) head++;
  let tail = 0;
  while (tail < shortest - head && isCommon(-1 - tail)) tail++;
  return [head, tail];
}

function differingWhole([mine = '', theirs = '', base]: readonly string[]): readonly Region[] {
  const whole = (text: string | undefined): Line[] => (text === undefined ? [] : [{ text, lineBreak: undefined }]);
  return [{ kind: 'conflict', mine: whole(mine), base: whole(base), theirs: whole(theirs) }];
}

/** Of a line that all sides have, the spelling of the side that changed its white space. */
function followed(base: Line | undefined, mine: Line = noLine, theirs: Line = mine): Line {
  return mine.text === base?.text ? theirs : mine;
}

/** An upper bound of what comparing two texts takes. */
function stepsOf(one: readonly Line[], other: readonly Line[]): number {
  const counts = new Map<string, number>();
  for (const key of keysOf(other)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const pairs = keysOf(one).reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
  return pairs * Math.min(one.length, other.length);
}

function threeWay(base: readonly Line[], mine: readonly Line[], theirs: readonly Line[]): Region[] {
  const [keys, mineKeys, theirKeys] = [keysOf(base), keysOf(mine), keysOf(theirs)];
  const [inMine, inTheirs] = [matches(keys, mineKeys), matches(keys, theirKeys)];
  return diff3MergeRegions(mineKeys, keys, theirKeys).map(region => {
    if (!region.stable) {
      return differing(
        mine.slice(region.aStart, region.aStart + region.aLength),
        base.slice(region.oStart, region.oStart + region.oLength),
        theirs.slice(region.bStart, region.bStart + region.bLength),
      );
    }
    const { bufferStart: start, bufferLength: length } = region;
    if (region.buffer === 'a') return { kind: 'agreed', lines: mine.slice(start, start + length) };
    if (region.buffer === 'b') return { kind: 'agreed', lines: theirs.slice(start, start + length) };
    const lines = base
      .slice(start, start + length)
      .map((line, at) => followed(line, mine[inMine[start + at] ?? -1], theirs[inTheirs[start + at] ?? -1]));
    return { kind: 'agreed', lines };
  });
}

/** Without a common origin a line that only one side has may have been added there or removed elsewhere. */
function twoWay(mine: readonly Line[], theirs: readonly Line[]): Region[] {
  const regions: Region[] = [];
  let at = 0;
  for (const { buffer1, buffer2 } of diffIndices(keysOf(mine), keysOf(theirs))) {
    regions.push({ kind: 'agreed', lines: mine.slice(at, buffer1[0]) });
    at = buffer1[0] + buffer1[1];
    regions.push(differing(mine.slice(buffer1[0], at), [], theirs.slice(buffer2[0], buffer2[0] + buffer2[1])));
  }
  return [...regions, { kind: 'agreed', lines: mine.slice(at) }];
}

function differing(mine: readonly Line[], base: readonly Line[], theirs: readonly Line[]): Region {
  const isSame = mine.length === theirs.length && keysOf(mine).join('\n') === keysOf(theirs).join('\n');
  return isSame ? { kind: 'agreed', lines: mine } : { kind: 'conflict', mine, base, theirs };
}

/** For each line of the base its place in a side, where that still has it. */
function matches(base: string[], side: string[]): readonly number[] {
  const places: number[] = [];
  let shift = 0;
  for (const { buffer1, buffer2 } of diffIndices(base, side)) {
    for (let at = places.length; at < buffer1[0]; at++) places.push(at + shift);
    places.push(...Array<number>(buffer1[1]).fill(-1));
    shift = buffer2[0] + buffer2[1] - places.length;
  }
  for (let at = places.length; at < base.length; at++) places.push(at + shift);
  return places;
}

function marked(region: Region, hasBase: boolean): readonly Line[] {
  if (region.kind === 'agreed') return region.lines;
  const mark = (text: string): Line => ({ text, lineBreak: undefined });
  const origin = hasBase ? [mark('||||||| base'), ...region.base] : [];
  return [mark('<<<<<<< mine'), ...region.mine, ...origin, mark('======='), ...region.theirs, mark('>>>>>>> theirs')];
}

function linesOf(text: string): Line[] {
  const parts = text.split(/(\r?\n)/);
  return parts.flatMap((part, at) => (at % 2 === 0 ? [{ text: part, lineBreak: parts[at + 1] }] : []));
}

/** What lines are compared by. */
function keysOf(lines: readonly Line[]): string[] {
  return lines.map(({ text }) => text.trimEnd());
}

function endingOf(text: string): string {
  return text.slice(text.trimEnd().length);
}

function joined(lines: readonly Line[], lineBreak: string, isUniform: boolean): string {
  const last = lines.length - 1;
  return lines
    .map((line, at) => line.text + (at === last ? '' : isUniform ? lineBreak : (line.lineBreak ?? lineBreak)))
    .join('');
}

function isMixed(text: string): boolean {
  return text.includes('\r\n') && /(?<!\r)\n/.test(text);
}
