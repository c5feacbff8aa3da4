import { printDefinition } from '../document/documentPrinter.ts';
import { fenceMarks } from '../document/fence.ts';
import { lineBreakOf, nextLineAt } from '../document/lineEdges.ts';
import type { TextRange } from '../document/problem.ts';
import type { Fix } from './fix.ts';
import { likelyColumn } from './mappingFixes.ts';
import { nameFrom } from './nameFrom.ts';
import type { LintSubject } from './subject.ts';

/** A whole front matter before a text that has none, with what the query tells. */
export function newFrontMatterFix(subject: LintSubject): Fix {
  const { document, context } = subject;
  const at = document.text.startsWith('\uFEFF') ? 1 : 0;
  const name = nameFrom(context.fileName) ?? 'New metric';
  const column_mapping = {
    anonymous_id: likelyColumn(subject, 'anonymous_id'),
    timestamp: likelyColumn(subject, 'timestamp'),
  };
  const printed = printDefinition({ kind: 'metric', name, sql: '', column_mapping });
  const lineBreak = /\r\n|\r|\n/.exec(document.text)?.[0] ?? '\n';
  const text = `${printed.trimEnd()}\n`.replaceAll('\n', lineBreak);
  return { code: 'add-front-matter', edits: [{ start: at, end: at, text }], isPreferred: true };
}

/** Before the first line that begins a query. */
export function closingFixes({ end }: TextRange, { document }: LintSubject): readonly Fix[] {
  const { text, fence, segments } = document;
  const body = nextLineAt(text, end);
  const query = /^[ \t]*(?:SELECT|WITH|FROM|--(?!-))/im.exec(text.slice(body));
  if (fence === undefined || query === null) return [];
  const start = body + query.index;
  const edit = { start, end: start, text: fenceMarks(fence).close + lineBreakOf(segments) };
  return [{ code: 'close-front-matter', edits: [edit], isPreferred: true }];
}
