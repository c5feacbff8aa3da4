/**
 * Where the front matter of a `.levered.sql` file begins and ends.
 *
 * The fence is a line `/*---` and a line `---*` + `/` (the file is then valid SQL for every other tool), or two lines
 * `---`. A byte order mark and blank lines may come before it, spaces and tabs after each of its lines; lines end in LF,
 * CRLF or CR. Nothing else may share a line with it.
 */

export type FenceKind = 'comment' | 'plain';

/** Offsets into the text. The front matter is `[openEnd, closeStart)`, the body `[bodyStart, text.length)`. */
export type Fence =
  | {
      readonly kind: FenceKind;
      readonly closed: true;
      readonly openStart: number;
      readonly openEnd: number;
      readonly closeStart: number;
      readonly bodyStart: number;
    }
  | { readonly kind: FenceKind; readonly closed: false; readonly openStart: number; readonly openEnd: number };

const marks: Readonly<Record<FenceKind, { readonly open: string; readonly close: string }>> = {
  comment: { open: '/*---', close: '---*/' },
  plain: { open: '---', close: '---' },
};

/** The two lines of a fence, without line breaks. */
export function fenceMarks(kind: FenceKind): { readonly open: string; readonly close: string } {
  return marks[kind];
}

/** The fence of a text, or undefined if the text does not begin with one. Linear in the text's length. */
export function findFence(text: string): Fence | undefined {
  const openStart = skipBlank(text, text.startsWith('\uFEFF') ? 1 : 0);
  if (openStart > 0 && !isLineStart(text, openStart)) return undefined;
  const kind = text.startsWith(marks.comment.open, openStart) ? 'comment' : 'plain';
  const { open, close } = marks[kind];
  if (!text.startsWith(open, openStart)) return undefined;
  const openEnd = lineEnd(text, openStart + open.length);
  if (openEnd === undefined) return undefined;
  for (let at = text.indexOf(close, openEnd); at !== -1; at = text.indexOf(close, skipDashes(text, at))) {
    const bodyStart = isLineStart(text, at) ? lineEnd(text, at + close.length) : undefined;
    if (bodyStart !== undefined) return { kind, closed: true, openStart, openEnd, closeStart: at, bodyStart };
  }
  return { kind, closed: false, openStart, openEnd };
}

function isLineStart(text: string, offset: number): boolean {
  const before = text[offset - 1];
  return before === undefined || before === '\n' || before === '\r' || (before === '\uFEFF' && offset === 1);
}

/** Of a run of dashes only the first can begin a line; trying each of a million takes 50 ms. */
function skipDashes(text: string, from: number): number {
  let at = from;
  while (text[at] === '-') at++;
  return at;
}

function skipBlank(text: string, from: number): number {
  const blank = /[ \t\r\n]*/y;
  blank.lastIndex = from;
  blank.test(text);
  return blank.lastIndex;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** The offset after the line break if nothing but blanks come before it; the end of the text counts as one. */
function lineEnd(text: string, from: number): number | undefined {
  let at = from;
  while (isBlank(text[at])) at++;
  if (text[at] === '\r') return text[at + 1] === '\n' ? at + 2 : at + 1;
  if (text[at] === '\n') return at + 1;
  return at === text.length ? at : undefined;
}
