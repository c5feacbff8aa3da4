import type { LeveredDocument } from '../document/leveredDocument.ts';
import type { QueryAnalysis } from '../sql/queryAnalysis.ts';
import { columnProblems } from './columnRules.ts';
import { identityProblems } from './identityRules.ts';
import { mappingProblems } from './mappingRules.ts';
import type { Problem } from './problem.ts';
import { findSecrets } from './secrets.ts';
import { statementProblems } from './statementRules.ts';
import type { LintContext, LintSubject } from './subject.ts';
import { found } from './problem.ts';
import { timeFilterProblems } from './timeFilter.ts';

/**
 * Everything there is to say about a document while it is written: the problems of the document itself, and what it
 * takes the query, or what is around the file, to see. In the order of their places. Never throws; takes time in
 * proportion to the text. Where the analysis is not certain nothing is said.
 *
 * @param analysis of `document.sqlToSend`, in the context's dialect
 */
export function lint(document: LeveredDocument, analysis: QueryAnalysis, context: LintContext): readonly Problem[] {
  const subject: LintSubject = { document, analysis, context };
  const secrets = findSecrets(document.text).map(range => found(range, { code: 'secret-in-file' }));
  const problems: Problem[] = [...document.problems, ...secrets];
  // Of a file without its fence nobody knows where the SQL begins.
  if (document.frontMatter !== undefined) {
    const rules = [identityProblems, mappingProblems, statementProblems, columnProblems, timeFilterProblems];
    for (const rule of rules) problems.push(...rule(subject));
  }
  return problems.toSorted((one, other) => one.start - other.start);
}
