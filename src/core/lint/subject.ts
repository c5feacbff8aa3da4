import type { LeveredDocument } from '../document/leveredDocument.ts';
import type { TextRange } from '../document/problem.ts';
import type { Dialect } from '../sql/dialect.ts';
import type { QueryAnalysis } from '../sql/queryAnalysis.ts';

/** What is known around a document, beside its own text. */
export interface LintContext {
  readonly dialect: Dialect;
  /** Whether the organization uses the warehouse that Levered hosts; false where nobody has told. */
  readonly isHosted: boolean;
  /** The environment in use: which one of a map's ids counts. */
  readonly environment: string | undefined;
  /** The paths of other files that claim to be the same definition. */
  readonly rivals: readonly string[];
  /** The document's file name, for a name to start with. */
  readonly fileName: string | undefined;
}

/** A document with the analysis of its SQL. */
export interface LintSubject {
  readonly document: LeveredDocument;
  /** Of `document.sqlToSend`. */
  readonly analysis: QueryAnalysis;
  readonly context: LintContext;
}

/** A range of the SQL as a range of the document. */
export function inDocument({ document }: LintSubject, { start, end }: TextRange): TextRange {
  return { start: document.sql.start + start, end: document.sql.start + end };
}
