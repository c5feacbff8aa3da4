import { findFence } from '../document/fence.ts';
import type { TextRange } from '../document/problem.ts';
import type { QueryAnalysis } from '../sql/queryAnalysis.ts';

/** Lines that fold into their first one, counted from 0; the last is hidden too. */
export interface Folding {
  readonly kind: 'frontMatter' | 'region' | 'commonTable' | 'indentation';
  readonly start: number;
  readonly end: number;
}

/**
 * What folds in a document: the front matter with both lines of its fence, each CTE, and besides what VS Code folds
 * only where nobody tells it what folds: `-- #region` and lines with deeper ones below.
 */
export function foldings(text: string, sqlStart: number, { commonTables }: QueryAnalysis): readonly Folding[] {
  const lines = text.split(/\r\n|[\r\n]/);
  const starts = lineStarts(text);
  const lineOf = (offset: number): number => lineAt(starts, offset);
  const fence = findFence(text);
  const found: Folding[] = [];
  if (fence?.closed === true)
    found.push({ kind: 'frontMatter', start: lineOf(fence.openStart), end: lineOf(fence.closeStart) });
  const tables = commonTables.map(({ range }): Folding => {
    const place: TextRange = { start: sqlStart + range.start, end: sqlStart + range.end };
    return { kind: 'commonTable', start: lineOf(place.start), end: lineOf(place.end) };
  });
  const taken = new Set(found.map(({ start }) => start));
  for (const folding of [...regions(lines), ...tables, ...indented(lines)]) {
    if (folding.end <= folding.start || taken.has(folding.start)) continue;
    taken.add(folding.start);
    found.push(folding);
  }
  return found.toSorted((one, other) => one.start - other.start || other.end - one.end);
}

/** The last line that begins at or before an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let [from, to] = [0, starts.length - 1];
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) from = middle;
    else to = middle - 1;
  }
  return from;
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|[\r\n]/g)].map(({ index, 0: found }) => index + found.length)];
}

/** From `-- #region` to `-- #endregion`, one inside another. */
function regions(lines: readonly string[]): readonly Folding[] {
  const found: Folding[] = [];
  const open: number[] = [];
  for (const [line, text] of lines.entries()) {
    const mark = /^\s*--\s*#(end)?region\b/.exec(text);
    if (mark === null) continue;
    if (mark[1] === undefined) open.push(line);
    else {
      const start = open.pop();
      if (start !== undefined) found.push({ kind: 'region', start, end: line });
    }
  }
  return found;
}

/** Each line with the deeper ones below it; a line of a closing bracket ends it and stays to be seen. */
function indented(lines: readonly string[]): readonly Folding[] {
  const found: Folding[] = [];
  const open: { readonly line: number; readonly indent: number }[] = [];
  let last = 0;
  const close = (indent: number): void => {
    for (let top = open.at(-1); top !== undefined && top.indent >= indent; top = open.at(-1)) {
      if (last > top.line) found.push({ kind: 'indentation', start: top.line, end: last });
      open.pop();
    }
  };
  for (const [line, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const indent = text.replaceAll('\t', '  ').search(/\S/);
    close(indent);
    open.push({ line, indent });
    last = line;
  }
  close(0);
  return found;
}
