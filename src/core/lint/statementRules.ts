import { didYouMean } from '../text/didYouMean.ts';
import { found, type Problem } from './problem.ts';
import { inDocument, type LintSubject } from './subject.ts';

/** What is wrong with the SQL as a whole: Levered runs exactly one query, as a part of larger ones. */
export function statementProblems(subject: LintSubject): readonly Problem[] {
  const { document, analysis } = subject;
  const statements = analysis.statements.filter(({ kind }) => kind !== 'empty');
  const [first, second] = statements;
  if (first === undefined) return [];
  if (second !== undefined) {
    const detail = { code: 'several-statements', count: statements.length } as const;
    return [found(inDocument(subject, second.range), detail)];
  }
  const problems: Problem[] = [];
  const text = document.sqlToSend.slice(first.range.start, first.range.end);
  const word = /^\w+/.exec(text)?.[0] ?? text.slice(0, 1);
  // A lone word is still being typed.
  if (first.kind === 'other' && word.length < text.length) {
    const near = didYouMean(word, ['SELECT', 'WITH']);
    const range = { start: first.range.start, end: first.range.start + word.length };
    const suggestion = near === undefined || near === word.toUpperCase() ? {} : { didYouMean: near };
    problems.push(found(inDocument(subject, range), { code: 'not-a-query', word, ...suggestion }));
  }
  const { trailingSemicolon } = analysis;
  if (trailingSemicolon !== undefined && trailingSemicolon.start >= first.range.end) {
    problems.push(found(inDocument(subject, trailingSemicolon), { code: 'trailing-semicolon' }));
  }
  return problems;
}
