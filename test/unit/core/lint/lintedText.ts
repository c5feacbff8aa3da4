import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import { applyEdits } from '../../../../src/core/document/textEdit.ts';
import type { Fix } from '../../../../src/core/lint/fix.ts';
import { fixesOf } from '../../../../src/core/lint/fixes.ts';
import { lint } from '../../../../src/core/lint/lint.ts';
import type { Problem } from '../../../../src/core/lint/problem.ts';
import type { LintContext, LintSubject } from '../../../../src/core/lint/subject.ts';
import { analyseQuery } from '../../../../src/core/sql/analyseQuery.ts';

const nothingAround: LintContext = {
  dialect: 'unknown',
  isHosted: false,
  environment: 'prod',
  rivals: [],
  fileName: 'signup-conversion.levered.sql',
};

/** A text, read and judged as the editor does it. */
export function linted(
  text: string,
  around: Partial<LintContext> = {},
): { readonly problems: readonly Problem[]; readonly subject: LintSubject } {
  const context = { ...nothingAround, ...around };
  const document = parseDocument(text);
  const analysis = analyseQuery(document.sqlToSend, context.dialect);
  return { problems: lint(document, analysis, context), subject: { document, analysis, context } };
}

/** Each problem as its code and the text that it points at. */
export function pointedAt(text: string, around: Partial<LintContext> = {}): readonly [Problem['code'], string][] {
  return linted(text, around).problems.map(({ code, start, end }) => [code, text.slice(start, end)]);
}

/** The fixes of the problem of a code, each with the whole text after it. */
export function mended(
  text: string,
  code: Problem['code'],
  around: Partial<LintContext> = {},
): readonly { readonly fix: Fix; readonly text: string }[] {
  const { problems, subject } = linted(text, around);
  const problem = problems.find(one => one.code === code);
  if (problem === undefined) throw new Error(`There is no problem ${code} in ${text}`);
  return fixesOf(problem, subject).map(fix => ({ fix, text: applyEdits(text, fix.edits) }));
}
