/** The line break that a document's first line ends in, which is the opening of its fence. */
export function lineBreakOf([opening = '']: readonly string[]): string {
  if (opening.endsWith('\r\n')) return '\r\n';
  return opening.endsWith('\r') ? '\r' : '\n';
}

export function lineStartAt(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

/** Where the line break after an offset begins, or the text ends. */
export function lineEndAt(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

export function nextLineAt(text: string, offset: number): number {
  const end = lineEndAt(text, offset);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

/** The spaces at the start of the line. */
export function indentAt(text: string, offset: number): string {
  const start = lineStartAt(text, offset);
  let end = start;
  while (text[end] === ' ') end++;
  return text.slice(start, end);
}
