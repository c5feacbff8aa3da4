import { findControlCharacters } from './controlCharacters.ts';
import { readDefinitionFields } from './definitionFields.ts';
import { fenceMarks, findFence, type Fence } from './fence.ts';
import { readFrontMatter } from './frontMatter.ts';
import type { LeveredDocument } from './leveredDocument.ts';
import { error, warning, type DocumentProblem, type TextRange } from './problem.ts';
import { isBlankSql } from './sqlTokens.ts';

/**
 * Reads a `.levered.sql` file. Never throws, and takes at most 50 ms for 1 MiB of any text (T13): a front matter that
 * would take longer is not read and is a problem. All problems are found at once and come in the order of their places.
 *
 * @param text the file as text, byte order mark and line ends as they are; all offsets are into this.
 */
export function parseDocument(text: string): LeveredDocument {
  const fence = findFence(text);
  const problems = findControlCharacters(text);
  if (fence === undefined) {
    problems.push(error({ start: 0, end: firstLineEnd(text) }, { code: 'no-front-matter' }));
    return unread(text, { fence: undefined, segments: ['', '', '', text], bodyStart: 0, problems });
  }
  if (!fence.closed) {
    problems.push(error(openingOf(fence), { code: 'front-matter-not-closed' }));
    const segments = [text.slice(0, fence.openEnd), text.slice(fence.openEnd), '', ''];
    return unread(text, { fence: fence.kind, segments, bodyStart: text.length, problems });
  }
  return readFenced(text, fence, problems);
}

function readFenced(
  text: string,
  fence: Fence & { readonly closed: true },
  problems: DocumentProblem[],
): LeveredDocument {
  const { openEnd, closeStart, bodyStart, kind } = fence;
  const reading = readFrontMatter(text, { start: openEnd, end: closeStart });
  problems.push(...reading.problems);
  if (kind === 'comment') problems.push(...findCommentMarks(text, reading.frontMatter));
  const { isWhole } = reading;
  const fields = readDefinitionFields(reading.frontMatter.fields, { isWhole, missingAt: openingOf(fence), problems });
  const sql = bodyOf(text, bodyStart);
  if (isBlankSql(sql.sqlToSend)) {
    const place =
      sql.sqlToSend === '' ? { start: closeStart, end: closeStart + fenceMarks(kind).close.length } : sql.sql;
    problems.push(error(place, { code: 'empty-query' }));
  }
  return {
    text,
    fence: kind,
    segments: [
      text.slice(0, openEnd),
      text.slice(openEnd, closeStart),
      text.slice(closeStart, bodyStart),
      sql.sql.text,
    ],
    frontMatter: reading.frontMatter,
    ...fields,
    ...sql,
    problems: inOrder(problems),
  };
}

interface Unread extends Pick<LeveredDocument, 'fence' | 'segments' | 'problems'> {
  readonly bodyStart: number;
}

function unread(text: string, { bodyStart, problems, ...rest }: Unread): LeveredDocument {
  return {
    text,
    ...rest,
    frontMatter: undefined,
    id: undefined,
    kind: 'metric',
    name: undefined,
    columnMapping: undefined,
    ...bodyOf(text, bodyStart),
    problems: inOrder(problems),
  };
}

function bodyOf(text: string, start: number): Pick<LeveredDocument, 'sql' | 'sqlToSend'> {
  const body = text.slice(start);
  return { sql: { text: body, start, end: text.length }, sqlToSend: body.trimEnd() };
}

/** `*` + `/` ends the comment for every other tool; `/*` opens one inside it for those that nest comments. */
function findCommentMarks(text: string, { start, end }: TextRange): DocumentProblem[] {
  const at = ['*/', '/*'].map(mark => text.slice(start, end).indexOf(mark)).filter(index => index !== -1);
  if (at.length === 0) return [];
  const first = start + Math.min(...at);
  return [warning({ start: first, end: first + 2 }, { code: 'comment-mark-in-fence' })];
}

function openingOf(fence: Fence): TextRange {
  return { start: fence.openStart, end: fence.openStart + fenceMarks(fence.kind).open.length };
}

function firstLineEnd(text: string): number {
  const at = text.search(/[\r\n]/);
  return at === -1 ? text.length : at;
}

function inOrder(problems: readonly DocumentProblem[]): readonly DocumentProblem[] {
  return problems.toSorted((one, other) => one.start - other.start);
}
