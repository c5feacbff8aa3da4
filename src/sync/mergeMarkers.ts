/** The lines by which a text says that it is not merged yet, as Git writes them and VS Code's merge editor reads them. */
const marks = { mine: '<<<<<<<', middle: '=======', theirs: '>>>>>>>' } as const;

/** Whether a text holds a conflict that nobody has decided yet. */
export function hasConflictMarkers(text: string): boolean {
  return /^(?:<{7}|>{7})/m.test(text);
}

/**
 * Two texts as one, with the lines that only one of them has between markers: the head and the end that both have stand
 * once. VS Code's merge editor begins anew from the base when it finds markers, and merges what does not conflict.
 */
export function withMarkers(mine: string, theirs: string, names: { readonly mine: string; readonly theirs: string }) {
  const [ours, others] = [linesOf(mine), linesOf(theirs)];
  let head = 0;
  while (head < ours.length && head < others.length && ours[head] === others[head]) head++;
  let tail = 0;
  while (tail < Math.min(ours.length, others.length) - head && ours.at(-1 - tail) === others.at(-1 - tail)) tail++;
  const lineBreak = mine.includes('\r\n') ? '\r\n' : '\n';
  const block = [
    `${marks.mine} ${names.mine}${lineBreak}`,
    ...ended(ours.slice(head, ours.length - tail), lineBreak),
    `${marks.middle}${lineBreak}`,
    ...ended(others.slice(head, others.length - tail), lineBreak),
    `${marks.theirs} ${names.theirs}${lineBreak}`,
  ];
  return [...ours.slice(0, head), ...block, ...ours.slice(ours.length - tail)].join('');
}

/** The text of the lines that both have, in their order: what two texts without a known base have in common. */
export function commonText(one: string, other: string): string {
  const [mine, theirs] = [linesOf(one), linesOf(other)];
  if (mine.length > mostLines || theirs.length > mostLines) return commonEnds(mine, theirs);
  // Longest common subsequence; lengths[i][j] is that of what follows line i of mine and line j of theirs.
  const width = theirs.length + 1;
  const lengths = new Uint16Array((mine.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = mine.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        mine[i] === theirs[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const common: string[] = [];
  for (let i = 0, j = 0; i < mine.length && j < theirs.length;) {
    const line = mine[i];
    if (line !== undefined && line === theirs[j]) {
      common.push(line);
      i++;
      j++;
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i++;
    else j++;
  }
  return common.join('');
}

/** Beyond this the table of lengths would take too long. */
const mostLines = 1_500;

function commonEnds(mine: readonly string[], theirs: readonly string[]): string {
  let head = 0;
  while (head < mine.length && head < theirs.length && mine[head] === theirs[head]) head++;
  let tail = 0;
  while (tail < Math.min(mine.length, theirs.length) - head && mine.at(-1 - tail) === theirs.at(-1 - tail)) tail++;
  return [...mine.slice(0, head), ...mine.slice(mine.length - tail)].join('');
}

/** With their line breaks. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** A marker stands on a line of its own. */
function ended(lines: readonly string[], lineBreak: string): readonly string[] {
  return lines.map((line, at) => (at === lines.length - 1 && !line.endsWith('\n') ? line + lineBreak : line));
}
