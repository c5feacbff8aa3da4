import type { ReadDocument } from '../../../../src/core/authoring/columnTie.ts';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import { analyseQuery } from '../../../../src/core/sql/analyseQuery.ts';
import type { Dialect } from '../../../../src/core/sql/dialect.ts';

/** A text in which `¦` stands for the cursor. */
export function withCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('¦');
  if (offset === -1) throw new Error('There is no cursor in the text.');
  return { text: marked.replace('¦', ''), offset };
}

export function read(text: string, dialect: Dialect = 'unknown'): ReadDocument {
  const document = parseDocument(text);
  return { document, dialect, analysis: analyseQuery(document.sqlToSend, dialect) };
}
