import type { LeveredDocument } from './leveredDocument.ts';
import { lineBreakOf } from './lineEdges.ts';
import type { TextEdit } from './textEdit.ts';

/**
 * The edits that could put another query into a document, the one that changes least first: only the lines that differ,
 * with the body's own line ends; if a string of several lines needs its own, the whole query as it is. White space at
 * the end of the file stays.
 */
export function sqlEdits({ sql, sqlToSend, segments }: LeveredDocument, query: string): readonly TextEdit[] {
  const wanted = query.trimEnd();
  const lineBreak = usualLineBreak(sql.text) ?? (lineBreakOf(segments) === '\r\n' ? '\r\n' : '\n');
  const whole = { start: sql.start, end: sql.start + sqlToSend.length };
  const differing = differingLines(sqlToSend, wanted.replace(/\r?\n/g, lineBreak));
  return [
    { start: sql.start + differing.start, end: sql.start + differing.end, text: differing.text },
    { ...whole, text: wanted },
  ];
}

/** The one that most lines end in; undefined where they have none, or as many of each. */
function usualLineBreak(text: string): '\n' | '\r\n' | undefined {
  const all = text.split('\n').length - 1;
  const long = text.split('\r\n').length - 1;
  if (long * 2 === all) return undefined;
  return long * 2 > all ? '\r\n' : '\n';
}

/** The edit of `before` that makes it `after`, without the lines that both begin or end with, whatever ends them. */
function differingLines(before: string, after: string): TextEdit {
  const [old, now] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && isSameLine(old[head], now[head])) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && isSameLine(old.at(-1 - tail), now.at(-1 - tail))) tail++;
  const start = old.slice(0, head).join('').length;
  const end = before.length - old.slice(old.length - tail).join('').length;
  return { start, end, text: now.slice(head, now.length - tail).join('') };
}

/** With their line breaks; a lone CR is left inside its line. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function isSameLine(one: string | undefined, other: string | undefined): boolean {
  return one?.replace(/\r\n$/, '\n') === other?.replace(/\r\n$/, '\n');
}
